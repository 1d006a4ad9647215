"""A document as it was parsed: words with their trees, the blocks of the page, sentences, clauses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from timeline_service.model.reasons import Span
from timeline_service.syntax.features import Features
from timeline_service.syntax.labels import MAIN
from timeline_service.syntax.tree import Tree

Tense = Literal["PAST", "PRESENT", "FUTURE", "INFINITIVE", "PRESPART", "PASTPART", "NONE"]
Aspect = Literal["NONE", "PROGRESSIVE", "PERFECTIVE", "PERFECTIVE_PROGRESSIVE"]
BlockKind = Literal["headline", "dateline", "heading", "label", "body", "furniture"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the parse. ``head`` and ``i`` index ``Document.tokens``; a root is its own head.

    ``pos``, ``features`` and ``dep`` are Universal Dependencies v2 (whatever scheme the spaCy pipeline uses:
    ``stages/annotate/`` maps it), ``entity`` is ``PERSON ORG GPE LOC …`` or empty.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    features: Features
    dep: str
    head: int
    entity: str = ""
    entity_start: bool = False

    def __hash__(self) -> int:
        return self.i  # tells the words of one document apart, and costs nothing

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)

    @property
    def is_noun(self) -> bool:
        """A common noun or a name."""
        return self.pos in ("NOUN", "PROPN")

    @property
    def is_modal(self) -> bool:
        """ "will", "may", "could": finite, and without a tense."""
        return self.pos == "AUX" and self.features.is_finite and not self.features.tense

    @property
    def is_relative(self) -> bool:
        """ "who", "which", "that" in the place of a noun; not "whose", "when"."""
        return self.pos in ("PRON", "DET") and self.features.is_wh and not self.features.poss

    @property
    def is_wh_adverb(self) -> bool:
        """ "when", "where", "how"."""
        return self.pos in ("ADV", "SCONJ") and self.features.is_wh


class Tokens(tuple[Token, ...]):
    """The words of a document, and the trees that they make; those are indexed when they are first asked for."""

    @cached_property
    def tree(self) -> Tree:
        """What hangs from each word and what it hangs from."""
        return Tree(self)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line that stands alone, and what it is on the page; ``bullet`` for an item of a list.

    A label is the date at the head of an entry; what stands behind it in the same line is a block too.
    """

    span: Span
    kind: BlockKind
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class MarkedDate:
    """Words that the page's own markup dates, ``<time datetime>``: ``value`` is a date or time in ISO 8601."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)``; ``block`` indexes ``Document.blocks``, ``kind`` is that block's."""

    i: int
    first: int
    last: int
    span: Span
    block: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One predicate (verb, or copular or nominal predicate) with its verb group and what it hangs from.

    ``head`` is the token of the predicate, ``governor`` the index in ``Document.clauses`` of the clause it hangs from,
    ``relation`` the UD label of that hanging (``ccomp xcomp advcl acl:relcl conj parataxis root …``), ``frame`` the
    index of the reporting clause whose content this is, ``condition`` ``if`` inside an if-clause and ``then`` in the
    clause that hangs on one, ``quoted`` inside quotation marks. ``modality`` is the modal's word or empty. ``tense`` is
    that of the verb group as TimeML tags it; ``finite_tense`` tells where the clause lies as its governor has it:
    FUTURE also for what is due, expected or would happen.
    """

    i: int
    head: int
    span: Span
    tense: Tense
    aspect: Aspect
    finite_tense: Tense
    modality: str = ""
    negation: Span | None = None
    passive: bool = False
    governor: int | None = None
    relation: str = "root"
    marker: str = ""
    frame: int | None = None
    condition: Literal["", "if", "then"] = ""
    quoted: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it hangs from no other, or beside one: what its sentence tells first of all."""
        return self.relation in MAIN

    @property
    def is_perfect(self) -> bool:
        """ "has left", "had been leaving": whether it looks back from where it stands."""
        return self.aspect.startswith("PERFECTIVE")

    @property
    def looks_back(self) -> bool:
        """ "left", "may have left", "claims to have left": whether it tells of what was, if at all; not "may leave"."""
        return not self.condition and (self.is_perfect or (self.tense == "PAST" and not self.modality))

    @property
    def is_plain_present(self) -> bool:
        """ "leaves"."""
        return self.tense == "PRESENT" and self.aspect == "NONE"

    @property
    def is_plain_past(self) -> bool:
        """ "left"."""
        return self.tense == "PAST" and self.aspect == "NONE"
