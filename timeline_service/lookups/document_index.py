"""One document with the look-ups that evidence needs, and the making of claims."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from timeline_service.derived import IdentityKey
from timeline_service.model import (
    HAPPENED,
    Because,
    Claim,
    ClaimKind,
    Clause,
    Document,
    Event,
    Language,
    Origin,
    Sentence,
    Span,
    Story,
    Timex,
    Token,
)
from timeline_service.syntax.tree import Tree

Gap = tuple[int | None, int | None]

PROSE = ("body", "headline")
_LENGTH = 4  # words that may tell how long after: ", just two days after"
_FARTHEST = 40  # steps up the tree from a connective to the clause that it introduces


@dataclass(frozen=True, slots=True)
class DocumentIndex:
    """A document, its clauses and events by token, and the chain of every event; ``events_at`` are tokens, rising."""

    document: Document
    words: Mapping[str, Any]
    clause_at: Mapping[int, Clause]
    event_at: Mapping[int, Event]
    events_at: Sequence[int]
    event_of_clause: Mapping[int, Event]
    chain_of: Mapping[str, str]
    timed: Mapping[int, Timex]
    place: Mapping[str, tuple[int, int]]
    sentence_at: Sequence[int]
    in_sentence: Mapping[int, tuple[Event, ...]]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the document."""
        return self.document.tokens

    def listed(self, lemma: str, name: str) -> bool:
        """Whether a lemma is in a list of the table ``[order]`` of the language's words."""
        return lemma in self.words.get("order", {}).get(name, ())

    @property
    def tree(self) -> Tree:
        """The trees of the document."""
        return self.document.tree

    def below(self, token: int, *labels: str) -> Sequence[Token]:
        """Dependents of a token under one of the labels, or all; a label also stands for its subtypes."""
        return self.document.tree.below(token, *labels)

    def sentence_of(self, token: int) -> Sentence:
        """The sentence that holds a token."""
        return self.document.sentences[self.sentence_at[token]]

    def clause_above(self, token: int) -> Clause | None:
        """The clause whose predicate a token is or hangs from."""
        return clause_above(token, self.tree, self.clause_at)

    def is_quoted(self, token: int) -> bool:
        """Whether the clause of a token is in a quotation."""
        clause = self.clause_above(token)
        return clause is not None and clause.quoted

    def event_near(self, token: int, *, after: int = -1) -> Event | None:
        """The event at a token, or the first one below it in the tree that stands behind the token ``after``."""
        if token in self.event_at and token > after:
            return self.event_at[token]
        last = self.tree.last(token)
        for n in range(bisect_right(self.events_at, after), len(self.events_at)):
            place = self.events_at[n]
            if place > last:
                return None
            if self.tree.covers(token, place):
                return self.event_at[place]
        return None

    def event_over(self, token: int, *, but: Event | None = None) -> Event | None:
        """The first event up the tree from a token, itself left out, that is not ``but``."""
        for above in self.tree.ancestors(token):
            event = self.event_at.get(above.i)
            if event is not None and self.is_bare(event) and above.dep == "parataxis":
                continue  # "the trial will resume, its sponsors said, nine weeks after …"
            if event is not None and event is not but:
                return event
            if event is None and above.i in self.clause_at:
                below = [self.event_at.get(child.i) for child in self.below(above.i, "xcomp", "ccomp", "nsubj")]
                inner = [event for event in below if event is not None and event is not but]
                if inner:
                    return inner[-1]
        return None

    def pair_around(self, signal: int) -> tuple[Event, Event] | None:
        """The events that a connective stands between: the one above what it introduces, and the one introduced.

        "They left after the truce began": (left, began). Where the parse hangs the connective from a word inside the
        clause that it introduces, the way up leads to that clause's event as long as it stays behind the connective.
        """
        pivot = self.tokens[signal].head
        for word in islice(self.tree.ancestors(pivot), _FARTHEST):
            if pivot <= signal or word.i <= signal or self.event_near(pivot, after=signal) is not None:
                break
            pivot = word.i
        dated = pivot in self.timed and self.timed[pivot].type != "DURATION"  # "after nine years of digging"
        if pivot <= signal or dated or self.tokens[pivot].dep in ("root", "parataxis"):
            return None
        below = self.event_near(pivot, after=signal)
        above = self.event_over(pivot, but=below) if below is not None else None
        if above is None or below is None:
            return None
        ahead = self.listed(self.tokens[signal].text.lower(), "before")
        return self._done(above, signal), self._what_lay_ahead(below) if ahead else below

    def _done(self, above: Event, signal: int) -> Event:
        """ "Asked him to form a government, days after the vote": behind a comma, of the asking and not of its aim."""
        clause = self.clause_at.get(above.token)
        comma = any(token.text == "," for token in self.tokens[max(above.token, signal - _LENGTH) : signal])
        if not comma or clause is None or clause.tense != "INFINITIVE" or above.status in HAPPENED:
            return above
        over = self.event_over(above.token)
        return over if over is not None and over.sentence == above.sentence and over.status in HAPPENED else above

    def _what_lay_ahead(self, event: Event) -> Event:
        """ "Before they had threatened to walk out" is before the day of the walk-out, not of the threat."""
        ahead = event.event_class == "I_ACTION" or self.listed(event.lemma, "scheduling")
        threatened = (self.event_at.get(child.i) for child in self.below(event.token, "xcomp"))
        return (next(threatened, None) if event.aspect == "PERFECTIVE" and ahead else None) or event

    def is_narrated(self, event: Event) -> bool:
        """Whether a mention carries the story on: a main clause in the simple past, said by the article itself."""
        clause = self.clause_at.get(event.token)
        if clause is None or clause.quoted or clause.condition or event.polarity != "POS":
            return False
        if event.status not in (None, "occurred", "ongoing"):
            return False
        if event.pos == "NOUN" and self.below(event.token, "case"):
            return False  # "the dispute was over a strike"
        main = clause.is_main or self._is_loose(clause)
        return (main and clause.is_plain_past) or self._is_aside(clause)

    def _is_loose(self, clause: Clause) -> bool:
        """A coordinated clause with its own subject, which the parse put under another as if it were adverbial."""
        if clause.relation != "advcl" or clause.marker:
            return False
        subjects = tuple(self.below(clause.head, "nsubj"))
        return bool(subjects) and any(any(self.below(i, "cc")) for i in (clause.head, *(s.i for s in subjects)))

    def _is_aside(self, clause: Clause) -> bool:
        """ "The decision, announced at 10 a.m., was unanimous": what is set off behind the subject of a sentence."""
        participle = self.tokens[clause.head]
        noun = self.tokens[participle.head]
        set_off = clause.tense == "PASTPART" and participle.dep == "acl" and self.tokens[participle.i - 1].text == ","
        return set_off and noun.dep.startswith("nsubj") and self.tokens[noun.head].dep == "root"

    def narrated_before(self, event: Event, *, sentences: int = 2) -> Event | None:
        """The last mention before this one that carries the story on, at most so many sentences back in its block."""
        before = self.before(event, sentences=sentences)
        return next((other for other in before if self.is_narrated(other) and not self.is_bare(other)), None)

    def before(self, event: Event, *, sentences: int, blocks: int = 1) -> Iterator[Event]:
        """The mentions before this one in its block, the nearest first, at most so many sentences and blocks back."""
        here = self.document.sentences[event.sentence]
        for i in range(here.i, max(here.i - sentences, 0) - 1, -1):
            if here.block - self.document.sentences[i].block >= blocks:
                return
            for other in reversed(self.in_sentence.get(i, ())):
                if other.token < event.token and (other.clause is None or other.clause != event.clause):
                    yield other

    def is_bare(self, event: Event) -> bool:
        """Whether a mention only carries what somebody said."""
        return is_bare_report(event, self.words)

    def claim(
        self,
        source: Event,
        relation: str,
        target: Event | Timex,
        *,
        rule: str,
        precision: float,
        note: str = "",
        spans: tuple[Span, ...] = (),
        gap: Gap | None = None,
        origin: Origin = "stated",
        kind: ClaimKind = "order",
    ) -> Iterator[Claim]:
        """The claim, unless an event would be put in relation to itself."""
        one = self.chain_of.get(source.id)
        other = f"{self.document.id}/{target.id}" if isinstance(target, Timex) else self.chain_of.get(target.id)
        if one is not None and other is not None and one != other:
            reason = Because(rule, note, tuple(dict.fromkeys(spans)))
            yield Claim(
                source=one, relation=relation, target=other, precision=precision, because=reason,
                document=self.document.id, origin=origin, gap=gap, kind=kind,
            )  # fmt: skip


def is_bare_report(event: Event, words: Mapping[str, Any]) -> bool:
    """Whether an event only carries what somebody said: "told", "reported that"; not "reported a first case"."""
    reporting = words.get("reporting", {})
    if event.pos != "VERB" or event.lemma not in reporting.get("bare", ()):
        return False
    deed = event.lemma in reporting.get("of_things", ()) and any(p.role == "patient" for p in event.participants)
    return not deed


def clause_above(token: int, tree: Tree, clause_at: Mapping[int, Clause]) -> Clause | None:
    """The clause whose predicate a token is or hangs from; ``clause_at`` maps the tokens of predicates to clauses."""
    return next((clause_at[word.i] for word in tree.way_up(token) if word.i in clause_at), None)


def indexes(story: Story, language: Language) -> tuple[DocumentIndex, ...]:
    """The documents of a story, as evidence reads them; the modules that read one story share them."""
    return story.derived(_indexes, IdentityKey(language))


def _indexes(story: Story, language: IdentityKey) -> tuple[DocumentIndex, ...]:
    words: Mapping[str, Any] = getattr(language.thing, "words", {})
    chains: dict[str, dict[str, str]] = {}
    for chain in story.chains:
        for ref in chain.mentions:
            chains.setdefault(ref.document, {})[ref.event] = chain.id
    return tuple(
        replace(index_of(document, words), chain_of=chains.get(document.id, {})) for document in story.documents
    )


def index_of(document: Document, words: Mapping[str, Any]) -> DocumentIndex:
    """A document by itself, without chains."""
    return document.derived(_indexed, IdentityKey(words))


def _indexed(document: Document, words: IdentityKey) -> DocumentIndex:
    event_at = {event.token: event for event in document.events}
    timed = _timed(document)
    in_sentence: dict[int, list[Event]] = {}
    for event in document.events:
        in_sentence.setdefault(event.sentence, []).append(event)
    return DocumentIndex(
        document=document,
        words=words.thing,
        clause_at=document.clause_at,
        event_at=event_at,
        events_at=sorted(event_at),
        event_of_clause={c.i: event_at[c.head] for c in document.clauses if c.head in event_at},
        chain_of={},
        timed=timed,
        place=_places(timed),
        sentence_at=[sentence.i for sentence in document.sentences for _ in range(sentence.first, sentence.last)],
        in_sentence={i: tuple(events) for i, events in in_sentence.items()},
    )


def _places(timed: Mapping[int, Timex]) -> dict[str, tuple[int, int]]:
    """Timex id → its first and last token."""
    found: dict[str, tuple[int, int]] = {}
    for i, timex in sorted(timed.items()):
        found[timex.id] = (found.get(timex.id, (i, i))[0], i)
    return found


def _timed(document: Document) -> dict[int, Timex]:
    """Token → the timex that it is a word of, be it with a part alone: without a word a date could hang from none."""
    found: dict[int, Timex] = {}
    waiting = sorted((t for t in document.timexes if t.span), key=lambda t: t.span or Span(0, 0))
    first = 0
    for token in document.tokens:
        while first < len(waiting) and (span := waiting[first].span) and span.end <= token.start:
            first += 1
        if first < len(waiting) and (span := waiting[first].span) and span.start < token.end:
            found[token.i] = waiting[first]
    return found
