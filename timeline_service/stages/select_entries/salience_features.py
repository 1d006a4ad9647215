"""What speaks for or against keeping an entry: features by name, each from what its first mention shows.

The kinds of feature are those that were found to tell which events of an article matter: what is said and of whom, how
it hangs in its sentence, where it stands, how its date is known (Z. Liu et al., "Automatic event salience
identification", EMNLP 2018; D. Jindal et al., "Is killed more significant than fled?", COLING 2020).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from sys import intern
from typing import Any, NamedTuple

from timeline_service.calendar.intervals import Granularity
from timeline_service.derived import IdentityKey
from timeline_service.logistic import Features
from timeline_service.lookups.document_index import is_bare_report
from timeline_service.model import Clause, Document, Entry, Event, Story, Token
from timeline_service.stages.find_events import is_event_noun

_LEAD = 3  # paragraphs at the top that count as the lead
_DEPENDENT = ("acl", "advcl", "ccomp", "xcomp")  # what such a clause weighs is for the word it hangs from to say
_COMPLEMENTS = ("ccomp", "xcomp", "obl", "compound:prt")


class Weighing:
    """The features of the entries of a story; what all of them are held against is read once."""

    def __init__(self, story: Story, words: Mapping[str, Any]) -> None:
        self._story, self._words = story, words
        own = IdentityKey(words)
        self._pages = {document.id: document.derived(_Page, own) for document in story.documents}
        told = (link for link in story.tlinks if link.origin != "dates")  # such links join what is shown side by side
        self._linked = {chain for link in told for chain in (link.source, link.target)}

    def features(self, entry: Entry) -> Features:
        """What speaks for or against an entry, by name; absent means 0."""
        ref = entry.chain.mentions[0]
        page, event = self._pages[ref.document], self._story.event(ref)
        found: Features = dict.fromkeys(self._names(entry, event, page), 1.0)
        found["mentions"] = float(min(len(entry.chain.mentions) - 1, 3))
        found |= of_reader(entry, self._story)
        return {name: value for name, value in found.items() if value}

    def _names(self, entry: Entry, event: Event, page: _Page) -> Iterator[str]:
        told = page.told(event)
        yield f"status {entry.status}"
        yield from _of_date(entry)
        yield from told.itself
        yield from _of_place(entry, event, page, self._story)
        yield from told.around
        if event.pos != "VERB":
            yield from _of_lone_noun(entry)
        yield from told.clause
        if event.polarity == "NEG" and entry.status == "denied":
            yield "negated"
        if entry.chain.id in self._linked:
            yield "in a stated order"


class _Mention(NamedTuple):
    """What an article shows of a mention, whatever else is told: of its word, of what hangs with it, of its clause."""

    itself: tuple[str, ...]
    around: tuple[str, ...]
    clause: tuple[str, ...]


class _Page:
    """A document as its entries are held against it; its mentions are read once."""

    def __init__(self, document: Document, words: IdentityKey) -> None:
        self.document, self._words = document, words.thing
        body = (n for n, block in enumerate(document.blocks) if block.kind == "body")
        self.paragraphs = {block: number for number, block in enumerate(body)}  # counts body blocks
        self.headline = frozenset(
            token.lemma for sentence in document.sentences if sentence.kind == "headline"
            for token in document.tokens[sentence.first : sentence.last] if token.pos in ("NOUN", "PROPN", "VERB")
        )  # fmt: skip
        self._told: dict[str, _Mention] = {}

    def told(self, event: Event) -> _Mention:
        """What it shows of one of its mentions."""
        if event.id not in self._told:
            itself = (*_of_word(event, self._words), *_of_participants(event))
            parts = (itself, self._around(event), self._of_clause(event))
            self._told[event.id] = _Mention(*(tuple(map(intern, part)) for part in parts))
        return self._told[event.id]

    def below(self, token: int, labels: Iterable[str]) -> Iterator[Token]:
        """Dependents of a token under one of the labels."""
        return (child for child in self.document.tree.children[token] if child.dep in labels)

    def _around(self, event: Event) -> Iterator[str]:
        if event.pos == "VERB":
            yield from _of_subject(event, self, self._words)
            yield from _of_complements(event, self)
        else:
            yield from _of_noun(event, self)

    def _of_clause(self, event: Event) -> Iterator[str]:
        if event.clause is not None:
            clause = _as_told(self.document.clauses[event.clause], event)
            yield from _of_clause(clause)
            if event.pos == "VERB":
                yield from _of_verb(clause, self.document)


def of_reader(entry: Entry, story: Story) -> Features:
    """Log-odds that the reader gives: of a row, by the first mention and by the best; of a key row, by the best."""
    events = ((story.document(ref.document).views, story.event(ref).token) for ref in entry.chain.mentions)
    worth = [views.worth[token].tolist() for views, token in events if views is not None]
    if not worth:
        return {}
    rows, keys = zip(*worth)
    return {"worth a row": rows[0], "best worth a row": max(rows), "best worth a key row": max(keys)}


def _of_date(entry: Entry) -> Iterator[str]:
    when = entry.when
    if when.basis == "inferred":
        yield "date inferred"
    elif when.basis in ("stated", "resolved"):
        yield "dated"
        if when.granularity is not None and when.granularity <= Granularity.WEEK:
            yield "dated finely"
    if when.granularity is not None:
        yield f"to the {when.granularity.name.lower()}"


def _of_word(event: Event, words: Mapping[str, Any]) -> Iterator[str]:
    verb = event.pos == "VERB"
    yield f"{'verb' if verb else 'noun'} {event.lemma}"
    yield f"class {event.event_class.lower()}"
    if not verb:
        yield "noun"
        if event.lemma in words.get("nouns", {}).get("events", ()) or not is_event_noun(event.lemma, words):
            yield "listed noun"
        return
    if is_bare_report(event, words):
        yield "bare report"
    if event.lemma in words.get("reporting", {}).get("verbs", ()):
        yield "report"
    if event.lemma in words.get("light", {}).get("verbs", ()):
        yield "light verb"


def _of_participants(event: Event) -> Iterator[str]:
    yield from {each.role for each in event.participants}
    if any(each.type in ("PERSON", "ORG", "GPE", "LOC") for each in event.participants):
        yield "named participant"
    if event.attribution is not None:
        yield "attributed"


def _of_place(entry: Entry, event: Event, page: _Page, story: Story) -> Iterator[str]:
    document, headline = page.document, page.headline
    paragraph = page.paragraphs.get(document.sentences[event.sentence].block, len(page.paragraphs))
    if paragraph == 0:
        yield "first paragraph"
    if paragraph < _LEAD:
        yield "lead"
    here = [story.event(ref) for ref in entry.chain.mentions if ref.document == document.id]
    kinds = {document.sentences[each.sentence].kind for each in here}
    if "headline" in kinds:
        yield "in headline"
    if kinds <= {"headline", "heading"}:
        yield "only in the headline"
    if any(story.event(ref).lemma in headline for ref in entry.chain.mentions):
        yield "headline word"
    if any(document.tokens[each.token].lemma in headline for each in event.participants):
        yield "headline participant"


def _of_subject(event: Event, page: _Page, words: Mapping[str, Any]) -> Iterator[str]:
    subject = next(page.below(event.token, ("nsubj", "nsubj:pass")), None)
    if subject is None:
        yield "subject none"
    elif subject.pos == "PRON":
        person = subject.text.lower() in words.get("pronouns", {}).get("person", ())
        yield f"subject {'person' if person else subject.text.lower()}"
    elif subject.pos == "PROPN":
        yield "subject name"
    else:
        yield "subject event" if is_event_noun(subject.lemma, words) else "subject thing"
        determiner = next(page.below(subject.i, ("det", "nmod:poss", "nummod")), None)
        if determiner is not None:
            yield f"subject with {determiner.dep if determiner.dep != 'det' else determiner.lemma}"


def _of_complements(event: Event, page: _Page) -> Iterator[str]:
    for child in page.document.tree.children[event.token]:
        if child.dep in _COMPLEMENTS:
            yield f"with {child.dep}"
        elif child.dep == "aux":
            yield f"with {child.text.lower()}"


def _of_noun(event: Event, page: _Page) -> Iterator[str]:
    """How a noun hangs in its clause: as subject or object, in a prepositional phrase, below another noun."""
    yield f"hangs as {page.document.tokens[event.token].dep}"
    for child in page.document.tree.children[event.token]:
        if child.dep in ("det", "case"):
            yield f"{child.dep} {child.lemma}"
        elif child.dep != "punct":
            yield f"noun with {child.dep}"


def _of_lone_noun(entry: Entry) -> Iterator[str]:
    """Of a noun, whether it stands without a date, or alone."""
    if entry.when.basis not in ("stated", "resolved"):
        yield "undated noun"
    if len(entry.chain.mentions) == 1:
        yield "noun alone"


def _as_told(clause: Clause, event: Event) -> Clause:
    """ "She would go on to win the prize in 1999": a modal of what has happened is a past."""
    history = clause.modality and clause.tense == "NONE" and event.status == "occurred"
    return replace(clause, tense="PAST", modality="") if history else clause


def _of_clause(clause: Clause) -> Iterator[str]:
    if clause.condition:
        yield clause.condition
    if clause.quoted:
        yield "quoted"
    if clause.frame is not None:
        yield "framed"
    if clause.is_plain_present:
        yield "plain present"
    if clause.modality:
        yield "modal"


def _of_verb(clause: Clause, document: Document) -> Iterator[str]:
    yield f"relation {clause.relation}"
    yield f"tense {clause.tense.lower()}"
    yield f"aspect {clause.aspect.lower()}"
    if clause.passive:
        yield "passive"
    if clause.marker:
        yield f"marker {clause.marker.lower()}"
    if clause.governor is not None and clause.relation in _DEPENDENT:
        governor = document.tokens[document.clauses[clause.governor].head]
        yield f"{clause.relation} of {governor.lemma}"
