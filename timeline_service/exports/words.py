"""A date, a status and an order in plain English words; what is uncertain is said in words, never by colour alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from timeline_service.calendar.edtf import granularity_of, parse_edtf
from timeline_service.calendar.intervals import civil, ordinal
from timeline_service.exports.ends import end_of_stretch, is_likely, shown

Event = Mapping[str, Any]
MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
STATUSES = {
    "occurred": "happened",
    "ongoing": "going on",
    "planned": "planned",
    "possible": "possible",
    "denied": "denied",
    "cancelled": "cancelled",
}
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_QUARTERS = {f"{33 + n}": f"{nth} quarter of" for n, nth in enumerate(("first", "second", "third", "fourth"))}
_OPENING = re.compile(r"(The|An?|His|Her|Its|Their|One|Two|Some|Several|Both)\b(?=\s+\S)", re.ASCII)
_UNKNOWN = "date not known"


def when(event: Event) -> str:
    """When an event began: ``13 October 2025``, ``between 13 and 24 October 2025``, ``date not known``.

    A date that is only likely is told as ``about 13 October 2025``.
    """
    written = _when(event)
    return f"about {written}" if is_likely(event) else written


def _when(event: Event) -> str:
    date = shown(event["when"])
    earliest, latest, edtf = date["earliest"], date["latest"], date["edtf"] or ""
    if earliest is None and latest is None:
        return _without_year(edtf)
    if earliest is None:
        return f"by {day(latest)}"
    if latest is None:
        return f"{day(earliest)} or later"
    if event["placement"] == "bounded":
        return day(earliest) if earliest == latest else f"between {_joined(earliest, latest, 'and')}"
    end = end_of_stretch(edtf)
    return _period(date, earliest, latest if end is None else end.day, edtf)


def edtf(text: str) -> str:
    """An EDTF date in words: ``13 October 2025``; as it is written where it is none."""
    try:
        interval, granularity = parse_edtf(text), granularity_of(text)
    except ValueError:
        return text
    times = {"earliest_time": text} if "T" in text else {}
    date = {
        "edtf": text, "earliest": interval.earliest, "latest": interval.latest,
        "granularity": granularity.label if granularity is not None else None, **times,
    }  # fmt: skip
    return when({"placement": "dated", "when": date})


def line(
    timeline: Mapping[str, Any], event: Event, *, text: Callable[[str], str] = str, strong: Callable[[str], str] = str
) -> str:
    """A row in one line: ``13 October 2025 (planned): The bridge opens, according to the mayor``.

    ``text`` writes words of an article in the form of a format, ``strong`` what stands out in it.
    """
    others = disputed(timeline, event)
    differ = f" (sources differ on the date; {text(others)})" if others else ""
    return f"{strong(when(event))}{_not_done(event)}: {text(event['title'])}{_according(event, text)}{differ}"


def headline(event: Event) -> str:
    """A title that stands without its row, with what keeps it from being told as a fact: ``Bridge opens (planned)``."""
    return f"{event['title']}{_according(event, str)}{_not_done(event)}"


def _not_done(event: Event) -> str:
    return "" if event["status"] == "occurred" else f" ({STATUSES[event['status']]})"


def _according(event: Event, text: Callable[[str], str]) -> str:
    return f", {according(event, text)}" if event["attribution"] else ""


def according(event: Event, text: Callable[[str], str] = str) -> str:
    """``according to the mayor``, with ``text`` as for :func:`line`."""
    return f"according to {text(speaker(event))}"


def speaker(event: Event) -> str:
    """Who says so, as it stands within a sentence: ``the mayor``, also where the article begins one with it."""
    words: str = event["attribution"]["text"]
    found = _OPENING.match(words)
    return words[: found.end()].lower() + words[found.end() :] if found else words


def sentence(event: Event, texts: Mapping[str, str]) -> str:
    """The sentence that mentions it first; empty where it may not be quoted, or where no article tells the event."""
    mention = next(iter(event["mentions"]), None)
    text = texts.get(mention["document"]) if mention else None
    return text[mention["sentence"]["start"] : mention["sentence"]["end"]] if mention and text else ""


def source(timeline: Mapping[str, Any], event: Event) -> Mapping[str, Any] | None:
    """The article that mentions it first; None where none does."""
    named = next((mention["document"] for mention in event["mentions"]), None)
    return next((each for each in timeline["documents"] if each["id"] == named), None)


def disputed(timeline: Mapping[str, Any], event: Event) -> str:
    """What other articles say of the date: ``Cars back on bridge: 14 May 2026``; empty where sources agree."""
    titles = {each["id"]: each["title"] for each in timeline["documents"]}
    return "; ".join(f"{_who(other, titles)}: {_said(other)}" for other in event["disputed"])


def _who(other: Mapping[str, Any], titles: Mapping[str, str | None]) -> str:
    article = titles.get(other["document"]) or other["document"]
    return f"{article}, {according(other)}" if other.get("attribution") else article


def _said(other: Mapping[str, Any]) -> str:
    return day(other["edtf"]) if re.fullmatch(r"-?\d{4}-\d\d-\d\d", other["edtf"]) else other["text"]


def day(iso: str) -> str:
    """``2025-10-13`` as ``13 October 2025``; a year before 1 as BC (year 0 is 1 BC)."""
    year, month, day_of_month = _fields(iso)
    return f"{day_of_month} {MONTHS[month - 1]} {_year(year)}"


def _period(date: Mapping[str, Any], earliest: str, latest: str, edtf: str) -> str:
    granularity = date["granularity"]
    if granularity in ("minute", "hour"):
        return f"{day(earliest)}, {_clock(date)}" if "earliest_time" in date else day(earliest)
    if granularity == "week":
        return f"week of {_joined(earliest, latest, 'to')}"
    sides = [_unit(side) for side in edtf.split("/")]
    if None not in sides:
        return " to ".join(side for side in sides if side)
    return _whole(earliest, latest) or (day(earliest) if earliest == latest else _joined(earliest, latest, "to"))


def _unit(edtf: str) -> str | None:
    """A season, quarter, decade or century in words; None for any other date."""
    if part := re.fullmatch(r"(-?\d{4})-(\d\d)", edtf):
        named = _SEASONS.get(part[2]) or _QUARTERS.get(part[2])
        return f"{named} {_year(int(part[1]))}" if named else None
    if re.fullmatch(r"\d{3}X", edtf):
        return f"{int(edtf[:3])}0s"
    return f"{_nth(int(edtf[:2]) + 1)} century" if re.fullmatch(r"\d\dXX", edtf) else None


def _nth(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _whole(earliest: str, latest: str) -> str | None:
    """Whole months or years, if that is what the two days span."""
    (first_year, first_month, first_day), (last_year, last_month, last_day) = _fields(earliest), _fields(latest)
    if first_day != 1 or civil(ordinal(last_year, last_month, last_day) + 1)[2] != 1:
        return None
    if (first_month, last_month) == (1, 12):
        return _year(first_year) if first_year == last_year else f"{_year(first_year)} to {_year(last_year)}"
    first = MONTHS[first_month - 1] if first_year == last_year else f"{MONTHS[first_month - 1]} {_year(first_year)}"
    last = f"{MONTHS[last_month - 1]} {_year(last_year)}"
    return last if (first_year, first_month) == (last_year, last_month) else f"{first} to {last}"


def _joined(earliest: str, latest: str, word: str) -> str:
    (first_year, first_month, first_day), (last_year, last_month, _) = _fields(earliest), _fields(latest)
    if (first_year, first_month) == (last_year, last_month):
        return f"{first_day} {word} {day(latest)}"
    if first_year == last_year:
        return f"{first_day} {MONTHS[first_month - 1]} {word} {day(latest)}"
    return f"{day(earliest)} {word} {day(latest)}"


def _clock(date: Mapping[str, Any]) -> str:
    found = re.search(r"T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?", date["earliest_time"])
    assert found is not None
    zone = {"Z": " UTC", None: ""}.get(found[2], f" (UTC{found[2]})")
    return f"{found[1]}{zone}" if date["granularity"] == "minute" else f"about {found[1]}{zone}"


def _without_year(edtf: str) -> str:
    found = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", edtf)
    return f"{int(found[2])} {MONTHS[int(found[1]) - 1]}, year not known" if found else _UNKNOWN


def _fields(iso: str) -> tuple[int, int, int]:
    found = re.fullmatch(r"(-?\d+)-(\d\d)-(\d\d)", iso)
    assert found is not None, iso
    return int(found[1]), int(found[2]), int(found[3])


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"
