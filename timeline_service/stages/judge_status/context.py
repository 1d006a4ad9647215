"""What the questions of ``judge_status`` are asked against, and the form of their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.lookups.labelled_entries import entries
from timeline_service.model import Because, Clause, Document, Event, Language, Span, Status, Timex, Token
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import until_phrase

_LONG = 365 * MINUTES_A_DAY  # before publication: history


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status, the rule that gave it, the words it stands on."""

    status: Status
    rule: str
    spans: tuple[Span, ...] = ()

    def because(self) -> Because:
        """The judgement as a reason."""
        return Because(f"status/{self.rule}", self.status, self.spans)


@dataclass(frozen=True, slots=True)
class Sides:
    """Tokens of events that a date after, before or long before publication hangs from.

    Without a publication date every dated event counts as ahead, for what its tense leaves open.
    """

    ahead: frozenset[int]
    behind: frozenset[int]
    long_behind: frozenset[int]


@dataclass(frozen=True, slots=True)
class Context:
    """One document, its tree, and the words of its language.

    ``judged`` holds the clauses judged so far, by number: they are judged outermost first, so that one which hangs from
    others, however deep, needs only the one above.
    """

    document: Document
    words: Mapping
    frames: tuple[Mapping[str, Any], ...]
    sides: Sides
    event_at: Mapping[int, Event]
    clause_at: Mapping[int, Clause]
    _judge_clause: Callable[[Clause, Context], Judgement]
    _judge_noun: Callable[[Event, Token, Clause | None, Context], Judgement]
    judged: dict[int, Judgement] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        document: Document,
        language: Language,
        judge_clause: Callable[[Clause, Context], Judgement],
        judge_noun: Callable[[Event, Token, Clause | None, Context], Judgement],
    ) -> Context:
        """The context of a document with clauses, timexes and events."""
        words = language.words.get("status", {}) | {
            "light": language.words.get("light", {}).get("verbs", ()),
            "granting": language.words.get("order", {}).get("granting", ()),
            "people": language.words.get("pronouns", {}).get("people", ()),
            "groups": language.words.get("pronouns", {}).get("groups", ()),
            "setting": language.words.get("order", {}).get("setting", ()),
            "while": language.words.get("order", {}).get("while", ()),
            "for": language.words.get("order", {}).get("for", ()),
            "since": language.words.get("order", {}).get("since", ()),
            "until": language.words.get("clauses", {}).get("until", ()),
            "would": language.words.get("clauses", {}).get("future_in_past", ()),
            "later": language.words.get("order", {}).get("later", ()),
            "sources": language.words.get("roles", {}).get("sources", ()),
            "reporting": language.words.get("reporting", {}).get("verbs", ()),
            "perception": language.words.get("classes", {}).get("perception", ()),
        }
        return cls(
            document=document,
            words=words,
            frames=tuple(words.get("frames", ())),
            sides=_around_publication(document),
            event_at={event.token: event for event in document.events},
            clause_at=document.clause_at,
            _judge_clause=judge_clause,
            _judge_noun=judge_noun,
        )

    def of_clause(self, clause: Clause) -> Judgement:
        """The judgement of a clause."""
        return self.judged.get(clause.i) or self._judge_clause(clause, self)

    def of_noun(self, token: Token) -> Judgement:
        """The judgement of an event that is no verb, by its token."""
        event = self.event_at[token.i]
        clause = self.document.clauses[event.clause] if event.clause is not None else None
        return self._judge_noun(event, token, clause, self)

    @property
    def tree(self) -> Tree:
        """The trees of the document."""
        return self.document.tree

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the document."""
        return self.document.tokens

    def listed(self, lemma: str, name: str) -> bool:
        """Whether a lemma is in a list of the table ``[status]``."""
        return lemma in self.words.get(name, ())

    def lemma(self, clause: Clause) -> str:
        """The lemma of a clause's predicate."""
        return self.document.tokens[clause.head].lemma

    def verb(self, token: Token) -> str:
        """The lemma of a verb with its particle: "call off", "put back"."""
        verb = self.tree.with_particle(token)
        behind = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else token
        adverb = self.listed(behind.lemma, "particles") and behind.head == token.i and behind.dep == "advmod"
        return f"{verb} {behind.lemma}" if adverb and verb == token.lemma else verb

    def until_phrase(self, token: Token) -> Token | None:
        """The head of the phrase that ends a negation: "until August"."""
        return until_phrase(token, self.tree, self.words["until"])

    def case(self, token: Token) -> str:
        """The preposition of a noun, or empty."""
        return self.tree.case(token)

    def is_modified(self, token: Token, name: str) -> Token | None:
        """The adverb of a list that hangs from a word, or None."""
        modifiers = (c for c in self.tree[token] if c.dep in ("advmod", "cc:preconj", "obl"))
        return next((c for c in modifiers if self.listed(c.text.lower(), name)), None)

    def described(self, noun: Token, name: str) -> Token | None:
        """The adjective of a list that stands with a noun, or None."""
        return next((c for c in self.tree[noun] if c.dep == "amod" and self.listed(c.text.lower(), name)), None)

    def is_dated(self, token: Token) -> bool:
        """Whether a word is one of a date or time."""
        return token.i in self.document.timex_at

    def framed(self, verb: Token, preposition: str, *, noun: bool = False) -> Status | None:
        """What a verb says of what stands behind a preposition: "prevented from", "acquitted of", "voted against"."""
        for frame in self.frames:
            if preposition not in frame["prepositions"] or self.verb(verb) not in frame["verbs"]:
                continue
            if noun and not frame.get("nouns", False):
                continue
            clause = self.clause_at.get(verb.i)
            if frame.get("negated", False) and (clause is None or clause.negation is None):
                continue
            adverb = frame.get("adverb")
            if adverb is None or adverb in (words for c in self.tree[verb] for words in self._wordings(c)):
                return frame["status"]
        return None

    def _wordings(self, word: Token) -> Iterator[str]:
        """A word by itself and behind each that hangs from it: "guilty", "not guilty"."""
        yield word.text.lower()
        yield from (f"{below.text} {word.text}".lower() for below in self.tree[word])


def _around_publication(document: Document) -> Sides:
    now = document.dct.interval if document.dct else None
    ahead, behind, long_behind = set(), set(), set()
    holders = {event.token for event in document.events} | {clause.head for clause in document.clauses}
    for timex, token in (*_dated_tokens(document), *(_labelled_tokens(document) if now else ())):
        way = tuple(document.tree.way_up(token.i))
        token = next((word for word in way if word.i in holders), way[-1])
        when = timex.interval
        if now is None or (when and when.start is not None and now.end is not None and when.start >= now.end):
            ahead.add(token.i)
        elif when and when.end is not None and now.start is not None and when.end <= now.start:
            behind.add(token.i)
            if when.end <= now.start - _LONG:
                long_behind.add(token.i)
    return Sides(frozenset(ahead), frozenset(behind), frozenset(long_behind))


def _labelled_tokens(document: Document) -> Iterator[tuple[Timex, Token]]:
    """The label of an entry with each word at the top of its sentences: "14 March: Work on the wall begins"."""
    by_block = {n: entry.label for entry in entries(document) for n in range(entry.first, entry.last)}
    for sentence in document.sentences if by_block else ():
        if sentence.block in by_block:
            words = document.tokens[sentence.first : sentence.last]
            roots = {word.i for word in words if word.head == word.i}
            tops = (word for word in words if word.i in roots or (word.dep == "conj" and word.head in roots))
            yield from ((by_block[sentence.block], word) for word in tops)


def _dated_tokens(document: Document) -> Iterator[tuple[Timex, Token]]:
    """Dates and times with the first word of each."""
    dates = {timex.span.start: timex for timex in document.timexes if timex.span and timex.type in ("DATE", "TIME")}
    for token in document.tokens:
        if token.start in dates:
            yield dates[token.start], token
