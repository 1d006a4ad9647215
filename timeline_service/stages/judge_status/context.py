"""What the questions of ``judge_status`` are asked against, and the form of their answers."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from timeline_service.evidence.labels import entries
from timeline_service.model import Because, Clause, Document, Language, Span, Status, Timex, Token
from timeline_service.syntax.tree import Tree


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
class Context:
    """One document, its tree, and the words of its language.

    ``ahead`` and ``behind`` hold the tokens of events that a date after or before the publication date hangs from;
    without a publication date every dated event is ahead. ``judged`` holds the clauses judged so far, by number: they
    are judged outermost first, so that one which hangs from others, however deep, needs only the one above.
    """

    document: Document
    words: Mapping
    ahead: frozenset[int]
    behind: frozenset[int]
    judged: dict[int, Judgement] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, language: Language) -> Context:
        """The context of a document with clauses, timexes and events."""
        words = language.words.get("status", {}) | {"light": language.words.get("light", {}).get("verbs", ())}
        return cls(document, words, *_around_publication(document))

    @property
    def tree(self) -> Tree:
        """The trees of the document."""
        return self.document.tree

    def listed(self, lemma: str, name: str) -> bool:
        """Whether a lemma is in a list of the table ``[status]``."""
        return lemma in self.words.get(name, ())

    def lemma(self, clause: Clause) -> str:
        """The lemma of a clause's predicate."""
        return self.document.tokens[clause.head].lemma

    def case(self, token: Token) -> str:
        """The preposition of a noun, or empty."""
        return next((c.text.lower() for c in self.tree[token] if c.dep == "case"), "")


def _around_publication(document: Document) -> tuple[frozenset[int], frozenset[int]]:
    now = document.dct.interval if document.dct else None
    ahead, behind = set(), set()
    holders = {event.token for event in document.events} | {clause.head for clause in document.clauses}
    for timex, token in (*_dated_tokens(document), *(_labelled_tokens(document) if now else ())):
        way = tuple(document.tree.way_up(token.i))
        token = next((word for word in way if word.i in holders), way[-1])
        when = timex.interval
        if now is None or (when and when.start is not None and now.end is not None and when.start >= now.end):
            ahead.add(token.i)
        elif when and when.end is not None and now.start is not None and when.end <= now.start:
            behind.add(token.i)
    return frozenset(ahead), frozenset(behind)


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
