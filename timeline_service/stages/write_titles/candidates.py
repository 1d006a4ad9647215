"""What may be the title of an event, the likeliest first: ways to choose a head and its words. Part of
``write_titles``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from timeline_service.derived import IdentityKey
from timeline_service.model import HAPPENED, Document, Event, Token
from timeline_service.stages.write_titles.candidate import Candidate
from timeline_service.stages.write_titles.conjoined import is_in_one_breath, is_one_of_two
from timeline_service.stages.write_titles.phrase import Words
from timeline_service.stages.write_titles.room import MAX_WORDS
from timeline_service.stages.write_titles.shorten import Told, clause_words, noun_words
from timeline_service.stages.write_titles.subjects import own_subjects
from timeline_service.stages.write_titles.text import printed
from timeline_service.syntax.verbs import verb_group

_DOERS = ("PERSON", "ORG", "GPE", "NORP")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl:agent")
_OF_NAMES = ("flat", "compound")
_Found = tuple[Token, set[Token]] | None
_Way = Callable[[Event, Document, Words, Told], _Found]


class Candidates:
    """What the mentions of a document give for titles, each made once; ``words`` are those of the language."""

    def __init__(self, document: Document, words: IdentityKey) -> None:
        tables: Mapping[str, dict[str, Any]] = words.thing
        self._document = document
        people, of_clauses = tables.get("pronouns", {}).get("people", ()), tables.get("clauses", {})
        lists = tables.get("titles", {}) | {"until": of_clauses.get("until", ()), "due": of_clauses.get("due", ())}
        self._lexicon = Words(lists, tables.get("title_phrases", {}), people)
        self._made: dict[tuple[str, _Way], tuple[Told, Candidate | None]] = {}

    def of(self, event: Event, *, alone: bool, told: Told) -> Iterator[Candidate]:
        """The titles that one mention gives; ``alone`` where the verb over it has a title of its own, ``told`` the
        triggers of its sentence that have one."""
        over: tuple[_Way, ...] = (infinitive, noun_itself, verb_over) if alone else (verb_over, noun_itself)
        above = (clause_above, clause_above_that, noun_of_clause)
        for way in (*over, clause_of_its_noun, own_clause, what_it_is, name_before, *above, question, sentence):
            made = self._made.get((event.id, way))
            if made is None or made[0] != told:
                made = self._made[event.id, way] = told, self._by(way, event, told)
            if made[1] is not None:
                yield made[1]

    def _by(self, way: _Way, event: Event, told: Told) -> Candidate | None:
        document = self._document
        found = way(event, document, self._lexicon, told)
        if found is None:
            return None
        head, words = found
        return Candidate(head, document.tokens[event.token], frozenset(words), event, document, self._lexicon, told)


def verb_over(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """The clause of the verb that a noun is the subject or object of: "The port called off the festival"."""
    verb = verb_of(event, document)
    return _clause(_raised(verb, document), event, document, lexicon, told) if verb else None


def noun_itself(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """A noun with what belongs to it: "The death of the king"."""
    trigger = document.tokens[event.token]
    if _is_predicate(trigger, document):
        return None
    return trigger, noun_words(trigger, trigger, document, lexicon, told)


def infinitive(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """What is decided or agreed, as headlines have it: "The firm to close the mill", where the deciding is a row."""
    trigger = document.tokens[event.token]
    governor = document.tokens[trigger.head]
    if event.status != "planned" or trigger.dep != "xcomp" or document.tree.object(governor) is not None:
        return None
    found = clause_words(trigger, trigger, document, lexicon, told)
    return (trigger, found) if any(c.dep == "mark" and c.pos == "PART" for c in document.tree[trigger]) else None


def clause_of_its_noun(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """What is told of a noun and what was done with it: "Photos taken at the mill showed a breach", where there is room
    for both and what is told has no row."""
    participle = document.tokens[event.token]
    noun = document.tokens[participle.head]
    verb = document.tokens[noun.head]
    if participle.dep != "acl" or noun not in own_subjects(verb, document.tree):
        return None
    if event.status not in HAPPENED or verb.i in told or not _is_plainly_told(verb, document):
        return None
    found = clause_words(verb, participle, document, lexicon, told)
    behind = [child for child in document.tree[verb] if child.i > verb.i and child.dep != "punct"]
    listed = (child for child in behind if child.dep == "conj" and verb.is_noun)
    needed = {*behind[:1], *listed, *clause_words(participle, participle, document, lexicon, told)}
    return (verb, found) if needed <= found else None


def own_clause(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """The clause of a verb, from the verb that says how real it is: "refused to resign"."""
    head = _own_head(event, document)
    if head and (is_one_of_two(head, document.tree, lexicon) or is_in_one_breath(head, document.tree, lexicon)):
        head = head if head.head in told else document.tokens[head.head]
    return _clause(head, event, document, lexicon, told) if head else None


def what_it_is(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """What a pronoun is said to be: "Kestria's first victory" of "This was Kestria's first victory"."""
    trigger = document.tokens[event.token]
    if not trigger.is_noun or not any(child.dep == "cop" for child in document.tree[trigger]):
        return None
    own = own_subjects(trigger, document.tree)
    points = bool(own) and own[0].pos == "PRON" and not own[0].is_relative
    if not points or event.status != "occurred" or event.polarity == "NEG":
        return None
    return trigger, noun_words(trigger, trigger, document, lexicon, told)


def clause_above(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """The nearest finite clause that the trigger's hangs from: "The port shut following the attack"."""
    above = _finite_above(_start(event, document), document)
    return _clause(above, event, document, lexicon, told) if above else None


def clause_above_that(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """The one above that: "A paper said that the firm had lost a case it brought in May"."""
    first = _finite_above(_start(event, document), document)
    above = _finite_above(first, document) if first else None
    return _clause(above, event, document, lexicon, told) if above else None


def noun_of_clause(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """The noun that a participle or a relative clause tells of: "A deal brokered by Dravia"."""
    trigger = document.tokens[event.token]
    verb = _raised(trigger, document)
    noun = document.tokens[verb.head]
    return (noun, noun_words(noun, trigger, document, lexicon, told)) if verb.dep.startswith("acl") else None


def question(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """A clause with the word that makes it a question: "Whether the ferry may keep its port"."""
    head = _own_head(event, document)
    if head is None:
        return None
    opening = lexicon.get("questions", ())
    openers = {child for child in document.tree[head] if child.dep == "mark" and child.text.lower() in opening}
    if not openers:
        return None
    return head, clause_words(head, document.tokens[event.token], document, lexicon, told) | openers


def name_before(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """A relative clause as a sentence on the name right before its pronoun, whatever the parse hangs it from: "Talks
    with Kestria, which raised tariffs"."""
    head = _own_head(event, document)
    own = own_subjects(head, document.tree) if head else []
    if head is None or not own or not own[0].is_relative or head.dep != "acl:relcl":
        return None
    before = document.tokens[own[0].i - 1]
    name = document.tokens[before.i - 1] if before.text == "," else before
    while name.dep in _OF_NAMES and name.head < name.i:
        name = document.tokens[name.head]
    if name.pos != "PROPN" or name.entity not in _DOERS or name.i == head.head:
        return None
    found = clause_words(head, document.tokens[event.token], document, lexicon, told)
    opening = set(document.tree.subtree(head.head)) - set(document.tree.subtree(head.i))
    return head, (found - opening) | {t for t in document.tree.subtree(name.i) if t.i < own[0].i and t.dep != "case"}


def sentence(event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    """The whole sentence, where it is short and one clause with what hangs from it."""
    at = document.sentences[event.sentence]
    tokens = [t for t in document.tokens[at.first : at.last] if t.dep != "punct"]
    root = next((t for t in tokens if t.head == t.i), None)
    trigger = document.tokens[event.token]
    if root is None or (root.i in told and root is not trigger and trigger.dep != "parataxis"):
        return None
    if len(printed(tokens)) > MAX_WORDS or any(t.text in "()[]" for t in tokens):
        return None
    named = any(subject.pos != "PRON" for subject in own_subjects(root, document.tree))
    joined = any(t.dep == "conj" and own_subjects(t, document.tree) for t in tokens)
    return (root, set(tokens)) if named and not joined else None


def verb_of(event: Event, document: Document) -> Token | None:
    """The verb that a nominal trigger is the subject, the object or the agent of."""
    trigger = document.tokens[event.token]
    if event.pos == "VERB" or event.clause is None or trigger.dep not in _ARGUMENTS:
        return None
    verb = document.tokens[document.clauses[event.clause].head]
    return verb if trigger.head == verb.i else None


def _clause(head: Token, event: Event, document: Document, lexicon: Words, told: Told) -> _Found:
    return head, clause_words(head, document.tokens[event.token], document, lexicon, told)


def _is_predicate(trigger: Token, document: Document) -> bool:
    return not trigger.is_noun or any(child.dep == "cop" for child in document.tree[trigger])


def _is_plainly_told(verb: Token, document: Document) -> bool:
    """Whether a clause is of the article's own telling and of what is so: "showed", not "may show" nor "was shown",
    which happened at a time of its own."""
    clause = document.clause_at.get(verb.i)
    if clause is None or clause.frame is not None or clause.passive:
        return False
    return not (clause.modality or clause.negation or clause.condition)


def _own_head(event: Event, document: Document) -> Token | None:
    trigger = document.tokens[event.token]
    return _raised(trigger, document) if _is_predicate(trigger, document) else None


def _start(event: Event, document: Document) -> Token:
    verb = verb_of(event, document)
    return _own_head(event, document) or (_raised(verb, document) if verb else document.tokens[event.token])


def _raised(verb: Token, document: Document) -> Token:
    while verb.dep == "xcomp" or (verb.dep == "conj" and document.tokens[verb.head].dep == "xcomp"):
        verb = document.tokens[verb.head]
    return verb


def _finite_above(start: Token, document: Document) -> Token | None:
    for above in document.tree.ancestors(start.i):
        group = [above, *verb_group(above, document.tree)]
        if own_subjects(above, document.tree) and any(token.features.is_finite for token in group):
            return above
    return None
