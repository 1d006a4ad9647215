"""Articles about one matter on their way through ``TELL``, the rows they give, and what editors said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from timeline_service.calendar.intervals import Granularity, Interval
from timeline_service.derived import Deriving
from timeline_service.model.document import Document, Documents
from timeline_service.model.mentions import Basis, Event, Status, Timex
from timeline_service.model.order import Bounds, Chain, Claim, Conflict, MentionRef, TLink
from timeline_service.model.reasons import Because, Span

Placement = Literal["dated", "bounded", "ordered", "unplaced"]
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
class When:
    """The date of an entry, in the words of the contract's ``when``; times are minutes of civil time.

    ``bounds`` are what is sure. ``probability`` is given where a date is only likely, that of what is told around the
    event; the days of such a date are ``likely``.
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
    likely: Interval | None = None

    @property
    def days(self) -> Interval:
        """The days with which the date is shown."""
        return self.bounds if self.likely is None else self.likely


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
class Story(Deriving):
    """Articles about one matter on their way through ``TELL``; one article is the smallest story.

    ``documents`` may be given as any tuple; copies of a story share the index of its :class:`Documents`.
    ``min_salience`` and ``max_events`` are the caller's wish for how many entries; None: what an editor would keep.
    ``said`` is what editors said, the last last; ``corrections`` are the claims that came of it. ``identities`` are the
    lasting ids of events of a story that is kept; None where there are none to keep.
    ``rows`` says of mentions that stood in a row before, document and span, which row it was: what was one stays one.
    ``plans`` are claims of dates for which articles planned what others tell as done.
    ``insisted`` are the chains that have an entry for nothing but that an editor wants it.
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
    insisted: frozenset[str] = frozenset()
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

    def timexes(self) -> dict[str, Timex]:
        """The dates in all documents, by the names that claims have for them."""
        return {f"{document.id}/{timex.id}": timex for document in self.documents for timex in document.timexes}

    def event(self, ref: MentionRef) -> Event:
        """The event mention behind a reference; the events of a document are numbered ``e1 e2 …`` in text order."""
        return self.document(ref.document).events[int(ref.event[1:]) - 1]
