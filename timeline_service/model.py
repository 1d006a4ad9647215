"""The nouns of the product: what a stage reads and what it gives.

Everything is frozen: a stage returns a new :class:`Document` or :class:`Story` made with ``dataclasses.replace``. All
offsets are Unicode code points into ``Document.text``, half-open, so ``text[span.start:span.end]`` is always the words.
Names are TimeML's (ISO 24617-1) where it has one: timex, signal, event, class, tense, aspect, polarity, modality,
TLINK.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from timeline_service.calendar.edtf import edtf_of_cell, edtf_offset, parse_creation
from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.calendar.timex3 import value_of_cell
from timeline_service.calendar.units import Unit
from timeline_service.derived import Deriving
from timeline_service.syntax.features import Features
from timeline_service.syntax.tree import Tree

Status = Literal["occurred", "ongoing", "planned", "possible", "denied", "cancelled"]
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")  # what is more than a plan, and not denied
Placement = Literal["dated", "bounded", "ordered", "unplaced"]
Basis = Literal["stated", "resolved", "inferred", "none"]
Tense = Literal["PAST", "PRESENT", "FUTURE", "INFINITIVE", "PRESPART", "PASTPART", "NONE"]
Aspect = Literal["NONE", "PROGRESSIVE", "PERFECTIVE", "PERFECTIVE_PROGRESSIVE"]
BlockKind = Literal["headline", "dateline", "heading", "label", "body", "furniture"]
EventPos = Literal["VERB", "NOUN", "ADJECTIVE", "PREP", "OTHER"]  # TimeML's parts of speech
WrittenAs = Literal["", "day-month", "month-day"]
Origin = Literal["stated", "dates", "inferred", "editor"]
ClaimKind = Literal["order", "connective", "date", "since", "range", "status"]


class Span(NamedTuple):
    """Half-open range of code points in the text of one document."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Because:
    """Why something is so: the rule that fired, the words it fired on, a note for people."""

    rule: str
    note: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the parse. ``head`` and ``i`` index ``Document.tokens``; a root is its own head.

    ``pos``, ``features`` and ``dep`` are Universal Dependencies v2 (whatever scheme the spaCy pipeline uses:
    ``stages/annotate.py`` maps it), ``entity`` is ``PERSON ORG GPE LOC …`` or empty.
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

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A TIMEX3: ``type`` DATE TIME DURATION SET, ``value`` and ``mod`` as ISO 24617-1; the DCT is the timex ``t0``.

    ``expression`` is what was said (calendar/expressions.py), ``interval`` what it was taken to mean, on the axis of
    calendar/intervals.py, None where it denotes no stretch of the calendar (durations, sets, unresolved). ``anchor`` is
    the id of the timex it was resolved against. ``offset`` minutes east of UTC where known. ``span`` is None only for a
    DCT that does not stand in the text. ``other_readings`` are EDTF strings an ambiguous form could also have meant.
    ``origin`` is the order in which its writer puts day and month, where the words show it.
    """

    id: str
    span: Span | None
    text: str
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    expression: Any = None
    interval: Interval | None = None
    granularity: Granularity | None = None
    edtf: str | None = None
    anchor: str | None = None
    offset: int | None = None
    basis: Basis = "none"
    other_readings: tuple[str, ...] = ()
    origin: WrittenAs = ""
    because: tuple[Because, ...] = ()


def creation_time(text: str) -> Timex:
    """The timex ``t0`` of a publication time, ``2025-10-24`` or ``2025-10-24T18:05:00+02:00``.

    Raises ValueError with a sentence that says what to write instead.
    """
    cell, offset = parse_creation(text)
    timed = cell.unit is Unit.MINUTE
    return Timex(
        id="t0",
        span=None,
        text=text,
        type="TIME" if timed else "DATE",
        value=value_of_cell(cell) + (edtf_offset(offset) if timed else ""),
        interval=cell.interval,
        granularity=cell.unit.granularity,
        edtf=edtf_of_cell(cell, offset=offset),
        offset=offset,
        basis="stated",
        because=(Because("publication-time", "the time of publication, as given"),),
    )


@dataclass(frozen=True, slots=True)
class Signal:
    """A word that states order or bounds: ``after the truce``. ``relation`` is the TimeML type, source → target."""

    id: str
    span: Span
    text: str
    relation: str
    token: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part: ``role`` is ``agent patient recipient place source``, ``type`` the entity type or empty.

    ``token`` is the head word; for a pronoun that was resolved, ``stands_for`` is the head word of its noun.
    """

    span: Span
    text: str
    role: str
    token: int
    type: str = ""
    stands_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event mention: the trigger (a word or a few), never a clause. ``clause`` indexes ``Document.clauses``."""

    id: str
    span: Span
    text: str
    token: int
    lemma: str
    sentence: int
    clause: int | None
    event_class: str
    tense: Tense
    aspect: Aspect
    polarity: Literal["POS", "NEG"] = "POS"
    modality: str = ""
    pos: EventPos = "VERB"
    participants: tuple[Participant, ...] = ()
    attribution: Participant | None = None
    status: Status | None = None
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Views:
    """What the learned heads saw of each token of a document, a row each (:mod:`timeline_service.reader`).

    ``worth`` [n, 2]: log-odds that the word is worth a row of a timeline, and that such a row is key. ``same``: what
    is compared to tell whether two mentions are one event.
    """

    worth: NDArray[np.float16]
    same: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Told:
    """One event as an article alone tells it: its mentions, the most telling first, and between what it began."""

    events: tuple[str, ...]
    began: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Deriving):
    """One article on its way through ``READ``. Fields after ``dct`` are filled by stages.

    ``tokens`` may be given as any tuple of tokens; copies of a document share the trees of their :class:`Tokens`.
    ``by_hand``: no article, but the words of an editor for one row that no article tells. ``told`` is what it tells by
    itself; it is filled for articles of a story of several.
    """

    id: str
    text: str
    title: str | None = None
    language: str = "en"
    url: str | None = None
    dct: Timex | None = None
    dct_source: str | None = None
    markup: tuple[MarkedDate, ...] = ()
    blocks: tuple[Block, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    antecedents: Mapping[int, int] = field(default_factory=dict)  # token of a pronoun → token of its noun
    timexes: tuple[Timex, ...] = ()
    signals: tuple[Signal, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()
    by_hand: bool = False
    told: tuple[Told, ...] = ()
    views: Views | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.tokens, Tokens):
            object.__setattr__(self, "tokens", Tokens(self.tokens))

    @property
    def tree(self) -> Tree:
        """The trees of the words."""
        return self.tokens.tree  # type: ignore[attr-defined]


class Documents(tuple[Document, ...]):
    """The articles of a story; by which of them an id is looked up is indexed when it is first asked for."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Document id → its place among them."""
        return {document.id: n for n, document in enumerate(self)}

    @cached_property
    def articles(self) -> int:
        """How many of them are articles."""
        return sum(not document.by_hand for document in self)


@dataclass(frozen=True, slots=True)
class Note:
    """Something the caller should know: a stable ``code`` and a sentence."""

    code: str
    message: str


class MentionRef(NamedTuple):
    """An event mention of a story: document id and event id."""

    document: str
    event: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One event with all its mentions (a coreference chain), the most telling mention first."""

    id: str
    mentions: tuple[MentionRef, ...]


Anchor = tuple[str, int, int]  # where an event is mentioned: document id, start, end


@dataclass(frozen=True, slots=True)
class Identities:
    """Which anchors each lasting id of an event stands for; ``given`` is the highest number ever given."""

    anchors: Mapping[str, tuple[Anchor, ...]]
    given: int = 0

    def as_data(self) -> dict[str, object]:
        """For the store."""
        return {
            "given": self.given,
            "anchors": {id: [list(anchor) for anchor in own] for id, own in self.anchors.items()},
        }

    @classmethod
    def of_data(cls, data: Mapping[str, object]) -> Identities:
        """From the store."""
        anchors: Mapping[str, list[list[object]]] = data.get("anchors", {})  # type: ignore[assignment]
        known = {id: tuple((str(d), int(s), int(e)) for d, s, e in own) for id, own in anchors.items()}  # type: ignore[call-overload]
        return cls(known, int(data.get("given", 0)))  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One thing that an editor said of one event, or of the whole story (``event`` is empty).

    ``value`` is a string, a number, a truth value, an event id or an object, by ``kind``.
    """

    kind: str
    event: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A piece of evidence for an order or a date; it may be wrong.

    ``source`` is a chain id; ``target`` a chain id or ``document_id/timex_id``. ``relation`` is a name in
    ``network.allen.RELATIONS``. ``gap`` bounds start(target) − start(source), minutes, inclusive; None where unsaid.
    ``precision`` is the estimated share of such claims that are right, in [0, 1] (see evidence/). ``kind`` says what
    sort of evidence it is: a word that connects two events, a date, one that something lasts ``since``, an end of a
    ``range`` of dates, what a ``status`` says of publication; ``order`` is all else.
    """

    source: str
    relation: str
    target: str
    precision: float
    because: Because
    document: str | None = None
    origin: Origin = "stated"
    gap: tuple[int | None, int | None] | None = None
    kind: ClaimKind = "order"


@dataclass(frozen=True, slots=True)
class TLink:
    """An order that stands: TimeML relation ``type`` from ``source`` to ``target`` (chain ids), with its reasons.

    ``connected`` where a word of the text states it: "after", "until".
    """

    source: str
    type: str
    target: str
    origin: Origin
    because: tuple[Because, ...] = ()
    connected: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that was refused, with the admitted claims that contradict it together."""

    claim: Claim
    against: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the network knows of one chain: its start lies in ``[start.start, start.end)``; the same for its end."""

    start: Interval
    end: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The date of an entry, in the words of the contract's ``when``; times are minutes of civil time.

    ``probability`` is given where a date is only likely: that of what is told around the event.
    """

    edtf: str | None = None
    bounds: Interval = Interval(None, None)
    granularity: Granularity | None = None
    basis: Basis = "none"
    placement: Placement = "unplaced"
    timex: MentionRef | None = None
    text: str | None = None
    offset: int | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the timeline: a chain with its date, its place, its title and its reasons."""

    chain: Chain
    status: Status
    when: When
    rank: int = 0
    title: str = ""
    salience: float = 0.0
    confidence: float = 0.0
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one matter on their way through ``TELL``; one article is the smallest story.

    ``documents`` may be given as any tuple; copies of a story share the index of its :class:`Documents`.
    ``min_salience`` and ``max_events`` are the caller's wish for how many entries; None: what an editor would keep.
    ``said`` is what editors said, the last last; ``corrections`` are the claims that came of it. ``identities`` are the
    lasting ids of events of a story that is kept; None where there are none to keep.
    ``rows`` says of mentions that stood in a row before, document and span, which row it was: what was one stays one.
    ``plans`` are claims of dates for which articles planned what others tell as done.
    ``left_out`` are the entries that were found and not kept, in the order of the story, ``crowded_out`` how many of
    them are worth a row and had no room.
    """

    documents: tuple[Document, ...]
    min_salience: float | None = None
    max_events: int | None = None
    said: tuple[Correction, ...] = ()
    identities: Identities | None = None
    rows: Mapping[tuple[str, Span], str] = field(default_factory=dict)
    chains: tuple[Chain, ...] = ()
    corrections: tuple[Claim, ...] = ()
    claims: tuple[Claim, ...] = ()
    plans: tuple[Claim, ...] = ()
    tlinks: tuple[TLink, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    bounds: dict[str, Bounds] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    left_out: tuple[Entry, ...] = ()
    crowded_out: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.documents, Documents):
            object.__setattr__(self, "documents", Documents(self.documents))

    def place(self, document: str) -> int:
        """The place of a document among those of the story."""
        return self.documents.places[document]  # type: ignore[attr-defined]

    @property
    def is_of_one(self) -> bool:
        """Whether there is one article."""
        return self.documents.articles == 1  # type: ignore[attr-defined]

    def document(self, id: str) -> Document:
        """The document with this id."""
        return self.documents[self.place(id)]

    def event(self, ref: MentionRef) -> Event:
        """The event mention behind a reference; the events of a document are numbered ``e1 e2 …`` in text order."""
        return self.document(ref.document).events[int(ref.event[1:]) - 1]


class Language(Protocol):
    """What a stage may ask of a language: its code, its words, and its rules for time expressions."""

    code: str
    lexicon: Any
    rules: Any
    words: Any
