"""Why a row stands where it stands, in sentences for people; the names of rules stay in the API.

A sentence says what an editor would check: the words of the date and what they count from, what the article puts before
or after, why a plan is not shown as a fact. What goes without saying is not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline_service.calendar.edtf import creation_day
from timeline_service.exports import words

Answer = Mapping[str, Any]
_STATUSES = {
    "planned": "The article tells it as planned, not as something that has happened.",
    "possible": "The article tells it as a possibility.",
    "denied": "The article says that it was denied, or that it did not happen.",
    "cancelled": "The article says that it was called off.",
    "ongoing": "It was still going on when the article was published.",
}
_ORDERS = {
    "BEFORE": "before", "AFTER": "after", "IBEFORE": "right before", "IAFTER": "right after",
    "INCLUDES": "as the time around", "IS_INCLUDED": "during", "SIMULTANEOUS": "at the same time as",
    "BEGINS": "at the beginning of", "BEGUN_BY": "as what began with", "ENDS": "at the end of",
    "ENDED_BY": "as what ended with",
}  # fmt: skip
_TURNED = {
    "BEFORE": "AFTER", "IBEFORE": "IAFTER", "INCLUDES": "IS_INCLUDED", "SIMULTANEOUS": "SIMULTANEOUS",
    "BEGINS": "BEGUN_BY", "ENDS": "ENDED_BY",
}  # fmt: skip
_OPPOSITE = _TURNED | {other: one for one, other in _TURNED.items()}
_WHO = {"stated": "The article puts it", "editor": "An editor put it"}
_SAYS = {"stated": "the article puts", "editor": "an editor put"}


def with_reasons(timeline: Answer) -> dict[str, Any]:
    """The timeline with ``reasons`` for every event, and a ``message`` for every conflict; one for readers has them."""
    if any("because" not in event for event in timeline["events"]):
        return dict(timeline)
    told = _Told(timeline)
    events = with_reasons_of(timeline, timeline["events"])
    conflicts = [{**each, "message": told.conflict(each)} for each in timeline.get("conflicts", ())]
    return {**timeline, "events": events, **({"conflicts": conflicts} if "conflicts" in timeline else {})}


def with_reasons_of(timeline: Answer, rows: Iterable[Answer]) -> list[dict[str, Any]]:
    """Rows of a timeline, shown or left out, each with its date in words and the reasons for it."""
    told = _Told(timeline)
    return [
        {**row, "when": {**row["when"], "said": words.when(row)}, "reasons": list(told.reasons(row))} for row in rows
    ]


def for_readers(timeline: Answer) -> dict[str, Any]:
    """The timeline with reasons in sentences, and without the names of rules."""
    told = with_reasons(timeline)
    lists = ("events", "relations", "timexes")
    return told | {
        name: [{key: value for key, value in each.items() if key != "because"} for each in told[name]] for name in lists
    }


class _Told:
    """What sentences about a timeline look things up in."""

    def __init__(self, timeline: Answer) -> None:
        self._timeline = timeline
        self._events = {event["id"]: event for event in timeline["events"]}
        self._timexes = {timex["id"]: timex for timex in timeline["timexes"]}
        self._published = {each["id"]: each["published_at"] for each in timeline["documents"]}
        self._at = {
            (each["document"], each["start"], each["end"]): event
            for event in timeline["events"]
            for each in event["mentions"][:1]
        }
        self._links: dict[str, list[tuple[str, str, str]]] = {}
        for each in timeline["relations"]:
            if each["origin"] in _WHO:
                self._links.setdefault(each["source"], []).append((each["origin"], each["type"], each["target"]))
                turned = _OPPOSITE.get(each["type"], each["type"])
                self._links.setdefault(each["target"], []).append((each["origin"], turned, each["source"]))

    def reasons(self, event: Answer) -> Iterator[str]:
        """The sentences of one row: its date, what it is, what it stands beside."""
        by_editor = any(each["rule"] == "editor" and "date" in each.get("note", "") for each in event["because"])
        yield from self._date(event, by_editor=by_editor)
        if any(each["rule"] == "editor" and "status" in each.get("note", "") for each in event["because"]):
            yield f"An editor marked it as {words.STATUSES[event['status']]}."
        elif event["status"] in _STATUSES:
            yield _STATUSES[event["status"]]
        if "planned" in event:
            yield self._plan(event["planned"])
        yield from self._likely_place(event)
        for origin, kind, other in self._links.get(event["id"], ()):
            if other in self._events:
                yield f"{_WHO[origin]} {_ORDERS[kind]} “{self._events[other]['title']}”."

    def _likely_place(self, event: Answer) -> Iterator[str]:
        """What it stands before though that is told earlier, where that is shown."""
        for each in (reason for reason in event["because"] if reason["rule"] == "order/likely"):
            for mention, span in zip(event["mentions"], each.get("spans", ())[1:2], strict=False):
                earlier = self._at.get((mention["document"], *span))
                if earlier is not None:
                    yield f"No word puts it before “{earlier['title']}”, which is told earlier; it likely was."

    def _plan(self, plan: Answer) -> str:
        """What was announced, and when."""
        timex = self._timexes.get(plan["timex"] or "")
        day, published = timex and _day(timex), self._published.get(plan["document"])
        on = f" on {words.day(creation_day(published))}" if published else ""
        return f"An article announced it{on}" + (f", for {day}." if day else ".")

    def _date(self, event: Answer, *, by_editor: bool) -> Iterator[str]:
        when = event["when"]
        timex = self._timexes.get(when["timex"] or "")
        if by_editor:
            yield "An editor set the date."
        elif timex is not None and "probability" in when:
            yield self._likely(timex, but=event["id"])
        elif timex is not None:
            yield self._timex(timex, but=event["id"])
        elif event["placement"] == "dated":
            known = when["granularity"] if when["granularity"] in ("month", "year") else "day"
            yield f"No date is stated; the {known} follows from what it is told with."
        elif event["placement"] == "bounded":
            yield "No date is stated; what stands around it leaves these days."
        elif event["placement"] == "ordered":
            yield "No date is stated; its place follows from what comes before and after."
        elif event["placement"] == "unplaced":
            yield "Neither a date nor an order is stated."

    def _timex(self, timex: Answer, *, but: str = "") -> str:
        said = f"“{' '.join(timex['text'].split())}”"
        day = _day(timex)
        anchor = timex.get("anchor")
        if anchor is None:
            return f"The date is stated: {said}."
        meaning = f", so it means {day}" if day else ""
        if anchor.rpartition("/")[2] == "t0":
            published = self._published.get(timex["document"])
            from_ = f" on {words.day(creation_day(published))}" if published else ""
            return f"{said} counts from the publication{from_}{meaning}."
        return f"{said} counts from {self._anchor(anchor, but=but)}{meaning}."

    def _likely(self, timex: Answer, *, but: str) -> str:
        if timex["id"].rpartition("/")[2] == "t0":
            return "No date is stated; the day of publication is likely."
        return f"No date is stated; that of what is told around it is likely: {self._anchor(timex['id'], but=but)}."

    def _anchor(self, id: str, *, but: str) -> str:
        timex = self._timexes.get(id)
        if timex is None:
            return "a date before it"
        day = _day(timex) or f"“{timex['text']}”"
        dated = (each for each in self._events.values() if each["when"]["timex"] == id and each["id"] != but)
        event = next(dated, None)
        return f"{day} (“{event['title']}”)" if event else day

    def conflict(self, conflict: Answer) -> str:
        """What was not believed, and why: ``“A” was put before “B”; but …``."""
        against = [self._claim(each) for each in conflict["against"]]
        wrong = self._claim(conflict["claim"])
        sentence = f"{wrong}; but {_listed(against)}." if against else f"{wrong}."
        return sentence[0].upper() + sentence[1:]

    def _claim(self, claim: Answer) -> str:
        source = f"“{self._title(claim['source'])}”"
        target, origin = claim["target"], claim["origin"]
        if target in self._events or re.fullmatch(r"[ec]\d+", target):
            order = _ORDERS.get(claim["type"]) or _ORDERS.get(claim["type"].removeprefix("STARTS_"), "beside")
            place = f"{order} “{self._title(target)}”"
            return f"{_SAYS[origin]} {source} {place}" if origin in _SAYS else f"{source} seems to stand {place}"
        if target.rpartition("/")[2] == "t0":
            return f"{source} is told against the day of publication"
        timex = self._timexes.get(target)
        if timex is None:
            return f"an editor dated {source}" if origin == "editor" else f"{source} has another date"
        day = _day(timex)
        same = day is None or day == " ".join(timex["text"].split())
        return f"{source} is dated “{' '.join(timex['text'].split())}”" + ("" if same else f" ({day})")

    def _title(self, id: str) -> str:
        event = self._events.get(id)
        return event["title"] if event else "an event that is not shown"


def _day(timex: Answer) -> str | None:
    """The date that a time expression means, in words; None where it means none."""
    if timex["earliest"] is None and timex["latest"] is None:
        return None
    return words.when({"placement": "dated", "when": {**timex, "basis": "stated"}})


def _listed(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
