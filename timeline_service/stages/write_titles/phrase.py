"""A phrase of a title, and whether it is a date or set off. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline_service.model import Document, Span, Token


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language that titles turn on, by kind, and what its phrases weigh, by feature."""

    lists: Mapping[str, Collection[str]]
    weights: Mapping[str, float]

    def get(self, kind: str, default: Collection[str] = ()) -> Collection[str]:
        """The words of a kind."""
        return self.lists.get(kind, default)


@dataclass(frozen=True)
class Phrase:
    """The word ``top`` with what hangs from it, in a title of the predicate or noun ``head`` around ``trigger``:
    ``words`` of its clause, which has so many words for the ``rest``. ``told`` are the triggers that have rows."""

    top: Token
    head: Token
    trigger: Token
    document: Document
    lexicon: Words
    told: Collection[int] = ()
    words: Collection[Token] = ()
    rest: int = 0

    @property
    def above(self) -> Token:
        """The word that the phrase hangs from."""
        return self.document.tokens[self.top.head]

    @property
    def below(self) -> Sequence[Token]:
        """What hangs from the top of the phrase."""
        return self.document.tree[self.top]

    @cached_property
    def openers(self) -> set[str]:
        """The words that open the phrase: prepositions, conjunctions, adverbs."""
        return {child.text.lower() for child in self.below if child.dep in ("case", "mark", "advmod")}

    @property
    def is_infinitive(self) -> bool:
        """Whether it is a clause with "to"."""
        to = any(child.dep == "mark" and child.pos == "PART" for child in self.below)
        return to and self.top.dep in ("acl", "advcl")

    def opens_with(self, kind: str) -> bool:
        """Whether it begins with a word of the lexicon."""
        return bool(self.openers & set(self.lexicon.get(kind, ())))


def is_date(phrase: Phrase) -> bool:
    """A date stands beside the title; not one that is part of a name or a subject, or that of a charge "brought in
    2002"."""
    top, above = phrase.top, phrase.above
    if not top.dep.startswith(("obl", "nmod", "advmod", "advcl", "amod")) or "nmod:poss" in (top.dep, above.dep):
        return False
    whole = (s for s in dates(phrase.document) if s.start <= top.start < s.end)
    fronted = above.dep == "advcl" and above.i < phrase.head.i
    return above.dep != "acl" and not fronted and any(not s.start <= above.start < s.end for s in whole)


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


def dates(document: Document) -> Iterator[Span]:
    """Where the dates and times of a document stand."""
    return (t.span for t in document.timexes if t.span is not None and t.type in ("DATE", "TIME"))
