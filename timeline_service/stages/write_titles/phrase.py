"""A phrase of a title, and whether it is a date or set off. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from timeline_service.calendar.expressions import Window
from timeline_service.model import Document, Timex, Token

_OPENING = ("case", "mark", "advmod")
_MARKS = ("punct", "cc", "compound:prt")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that titles turn on, by kind, what the phrases of a title weigh, by feature, and nouns for people."""

    lists: Mapping[str, Collection[str]]
    weights: Mapping[str, float]
    people: Collection[str] = ()

    def get(self, kind: str, default: Collection[str] = ()) -> Collection[str]:
        """The words of a kind."""
        return self.lists.get(kind, default)


@dataclass(eq=False)
class Phrase:
    """The word ``top`` with what hangs from it, in a title of the predicate or noun ``head`` around ``trigger``, of the
    ``whole`` words of that. ``told`` are the triggers that have rows."""

    top: Token
    head: Token
    trigger: Token
    document: Document
    lexicon: Words
    told: Collection[int] = ()
    whole: Collection[Token] = ()
    above: Token = field(init=False)  # what the phrase hangs from
    below: Sequence[Token] = field(init=False)  # what hangs from its top
    openers: set[str] = field(init=False)  # the words that open it: prepositions, conjunctions, adverbs

    def __post_init__(self) -> None:
        self.above, self.below = self.document.tokens[self.top.head], self.document.tree[self.top]
        self.openers = {child.text.lower() for child in self.below if child.dep in _OPENING}

    def of(self, top: Token) -> Phrase:
        """The phrase of another word of the same title."""
        return replace(self, top=top)

    @cached_property
    def words(self) -> frozenset[Token]:
        """Its words in the title."""
        return frozenset([word for word in self.document.tree.subtree(self.top.i) if word in self.whole])

    @property
    def is_infinitive(self) -> bool:
        """Whether it is a clause with "to"."""
        clause = self.top.dep in ("acl", "advcl", "xcomp")
        return clause and any(child.dep == "mark" and child.pos == "PART" for child in self.below)

    def opens_with(self, kind: str) -> bool:
        """Whether it begins with a word of the lexicon."""
        return not self.openers.isdisjoint(self.lexicon.get(kind))


def is_date(phrase: Phrase) -> bool:
    """A date stands beside the title; not one that is part of a name or a subject, or that of a charge "brought in
    2002"."""
    top, above = phrase.top, phrase.above
    if not top.dep.startswith(("obl", "nmod", "advmod", "advcl", "amod")) or "nmod:poss" in (top.dep, above.dep):
        return False
    fronted = above.dep == "advcl" and above.i < phrase.head.i
    told = top
    if top.lemma in phrase.lexicon.get("edges"):  # "by the end of the year"
        of, tree = phrase.lexicon.get("of"), phrase.document.tree
        told = next((c for c in phrase.below if c.dep == "nmod" and tree.case(c) in of), top)
    date = date_of(told, phrase.document)
    return above.dep != "acl" and not fronted and date is not None and date_of(above, phrase.document) is not date


def is_limit_of_a_date(phrase: Phrase) -> bool:
    """ "At the earliest" of "will open in May at the earliest"."""
    return phrase.top.text.lower() in phrase.lexicon.get("limits_of_dates") and phrase.opens_with("limiting")


def is_set_off(phrase: Phrase) -> bool:
    """ "A hearing, scheduled for Monday"; also behind a dash, a colon or a bracket."""
    if phrase.top.dep not in ("acl", "acl:relcl", "advcl", "appos", "obl"):
        return False
    document = phrase.document
    first = min(word.i for word in document.tree.subtree(phrase.top.i) if word.dep != "punct")
    before = document.tokens[first - 1] if first else None
    if before is None or before.pos != "PUNCT":
        return False
    return before.text in ",:;—–([" or (before.text == "-" and before.end < document.tokens[first].start)


def is_first_behind(top: Token, above: Token, phrase: Phrase) -> bool:
    """Whether nothing but marks and a particle stands among what hangs from a word between it and ``top``."""
    behind = (child for child in phrase.document.tree[above] if child.i > above.i and child.dep not in _MARKS)
    return next(behind, None) is top


def is_behind_a_comma(top: Token, document: Document) -> bool:
    """Whether a word with what hangs from it begins with a comma, or behind one."""
    first = document.tree.first(top.i)
    return "," in (document.tokens[max(first - 1, 0)].text, document.tokens[first].text)


def is_a_time(word: Token, document: Document) -> bool:
    """Whether a word is one of a date, a length of time or the like."""
    timex = document.timex_at.get(word.i)
    return timex is not None and timex.span is not None and timex.span.covers(word.span)


def date_of(word: Token, document: Document) -> Timex | None:
    """The date or time that a word is one of."""
    timex = document.timex_at.get(word.i)
    return timex if timex is not None and timex.type in ("DATE", "TIME") else None


def is_of_a_length(word: Token, document: Document) -> bool:
    """Whether a word is one of a length of time, or of a stretch that is counted: "the past decade"."""
    timex = document.timex_at.get(word.i)
    return timex is not None and (timex.type == "DURATION" or isinstance(timex.expression, Window))
