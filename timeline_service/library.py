"""The library's door: an article in, a typed timeline out.

>>> import timeline_service
>>> timeline = timeline_service.extract("The truce was signed on 13 October.", published_at="2025-10-24")
>>> [(event.when.edtf, event.title) for event in timeline]
[('2025-10-13', 'The truce was signed')]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from timeline_service import service
from timeline_service.exports import EXPORTS
from timeline_service.schemas import Article, checked
from timeline_service.settings import current

FORMATS = tuple(each.name for each in EXPORTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an event began: EDTF, the inclusive civil days it can have begun on, and the same in English words.

    ``granularity`` is ``minute`` … ``century``; ``basis`` is ``stated``, ``resolved``, ``inferred`` or ``none``;
    ``text`` are the words of the article that date it.
    """

    edtf: str | None
    earliest: date | str | None
    latest: date | str | None
    granularity: str | None
    basis: str
    text: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where an event is told: the trigger and its sentence, in code points of ``Timeline.texts[document]``."""

    document: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row: ``status`` is ``occurred ongoing planned possible denied cancelled``, ``placement`` ``dated bounded
    ordered unplaced``, ``attribution`` who says so, ``reasons`` why it stands where it stands."""

    id: str
    rank: int
    title: str
    status: str
    placement: str
    when: When
    mentions: tuple[Mention, ...]
    attribution: str | None
    salience: float
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """An order that stands, by event ids: TimeML's ``BEFORE``, ``INCLUDES`` …"""

    source: str
    type: str
    target: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Sequence[Event]):
    """The events of an article in their order; a sequence of :class:`Event`.

    ``left_out`` were found and not kept; ``notes`` are what the caller should know, (code, sentence). ``answer`` is the
    same as the API answers it.
    """

    title: str | None
    language: str
    events: tuple[Event, ...]
    left_out: tuple[Event, ...]
    relations: tuple[Relation, ...]
    notes: tuple[tuple[str, str], ...]
    texts: Mapping[str, str]
    answer: Mapping[str, Any] = field(repr=False)

    def __getitem__(self, index: Any) -> Any:
        return self.events[index]

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def export(self, format: str, *, quotes: bool = False) -> str:
        """The timeline as ``json html markdown csv timelinejs jsonld ical ninjs``, with sentences if ``quotes``.

        Raises ValueError for another format.
        """
        chosen = next((each for each in EXPORTS if each.name == format), None)
        if chosen is None:
            raise ValueError(f"No format is called {format!r}. Choose one of {', '.join(FORMATS)}.")
        return chosen.write(self.answer, texts=self.texts if quotes else {})


def extract(
    text: str | None = None,
    *,
    html: str | None = None,
    published_at: str | date | datetime | None = None,
    title: str | None = None,
    language: str = "en",
    url: str | None = None,
    min_salience: float | None = None,
    max_events: int | None = None,
) -> Timeline:
    """The timeline of one article, given as plain ``text`` or as an ``html`` page.

    ``published_at`` is a day or a time with its offset; without it, and if the article states none, "yesterday" stays
    open: the clock of the machine is never asked. Raises ``schemas.Invalid``, a ValueError whose ``errors`` say by
    field what to fix, and ``service.TooLong``.
    """
    known = {
        "text": text, "html": html, "title": title, "language": language, "url": url, "min_salience": min_salience,
        "max_events": max_events,
        "published_at": published_at.isoformat() if isinstance(published_at, date) else published_at,
    }  # fmt: skip
    article = checked(Article, {name: value for name, value in known.items() if value is not None} | {"left_out": True})
    return timeline_of(service.extract(article, longest=current().max_text), text=text or "")


def timeline_of(answer: Mapping[str, Any], *, text: str = "") -> Timeline:
    """An answer of the API as a :class:`Timeline`; ``text`` is that of the documents that come without one."""
    left_out = answer.get("left_out", {}).get("events", ())
    texts = {each["id"]: each["text"] if each["text"] is not None else text for each in answer["documents"]}
    return Timeline(
        title=answer["title"],
        language=answer["language"],
        events=tuple(_event(each) for each in answer["events"]),
        left_out=tuple(_event(each) for each in left_out),
        relations=tuple(
            Relation(**{name: each[name] for name in ("source", "type", "target", "origin")})
            for each in answer["relations"]
        ),
        notes=tuple((each["code"], each["message"]) for each in answer["notes"]),
        texts=texts,
        answer=answer,
    )


def _event(event: Mapping[str, Any]) -> Event:
    alike = ("id", "rank", "title", "status", "placement", "salience", "confidence")
    return Event(
        **{name: event[name] for name in alike},
        when=_when(event["when"]),
        mentions=tuple(_mention(each) for each in event["mentions"]),
        attribution=event["attribution"] and event["attribution"]["text"],
        reasons=tuple(event.get("reasons", ())),
    )


def _when(when: Mapping[str, Any]) -> When:
    alike = ("edtf", "granularity", "basis", "text")
    return When(
        **{name: when[name] for name in alike},
        earliest=_day(when["earliest"]),
        latest=_day(when["latest"]),
        words=when.get("said", ""),
    )


def _day(day: str | None) -> date | str | None:
    """A date where Python has one; the string of a year before 1 or after 9999."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return day


def _mention(mention: Mapping[str, Any]) -> Mention:
    sentence = mention["sentence"]
    alike = ("document", "start", "end", "text")
    return Mention(**{name: mention[name] for name in alike}, sentence=(sentence["start"], sentence["end"]))
