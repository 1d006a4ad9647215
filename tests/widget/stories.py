"""Timelines for the widget's tests, in the shape of the contract."""

from __future__ import annotations

from typing import Any

TEXT = (
    "🕊🕊 停戦が決まった。The truce 🕊 was signed on 13 October. Strikes followed, the ministry said. A vote is planned."
)
NO_DATE = {
    "edtf": None,
    "earliest": None,
    "latest": None,
    "granularity": None,
    "basis": "none",
    "text": None,
    "timex": None,
}


def when(
    edtf: str | None = None, earliest: str | None = None, latest: str | None = None, **more: Any
) -> dict[str, Any]:
    """A date; one day if only ``edtf`` is given."""
    if edtf and len(edtf) == 10 and edtf[0] != "X":
        earliest, latest, more = earliest or edtf, latest or edtf, {"granularity": "day", "basis": "resolved"} | more
    return NO_DATE | {"edtf": edtf, "earliest": earliest, "latest": latest} | more


def event(id: str, title: str, status: str = "occurred", placement: str = "dated", **more: Any) -> dict[str, Any]:
    """An event without sources."""
    return {
        "id": id, "rank": 1, "title": title, "status": status, "placement": placement, "when": NO_DATE, "mentions": [],
        "participants": [], "attribution": None, "disputed": [], "salience": 1.0, "confidence": 1.0, "because": [],
        **more,
    }  # fmt: skip


def answer(*events: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A timeline of one article."""
    document = {
        "id": "d1", "title": "Truce holds", "url": "https://news.example/truce", "published_at": "2025-10-24",
        "text_sha256": "0" * 64,
    }  # fmt: skip
    return {
        "id": None, "title": "Truce holds", "language": "en", "documents": [document | {"text": TEXT}],
        "events": list(events), "relations": [], "conflicts": [], "timexes": [], "notes": [], **more,
    }  # fmt: skip


def span(words: str) -> dict[str, int]:
    """Where ``words`` stand in ``TEXT``, in code points."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def mention(words: str, sentence: str) -> dict[str, Any]:
    """A mention in ``TEXT``."""
    return {"document": "d1", "text": words, **span(words), "sentence": span(sentence)}


SIGNED = event(
    "e1", "The truce was signed",
    when=when("2025-10-13", text="13 October", timex="t1"),
    mentions=[mention("signed", "The truce 🕊 was signed on 13 October.")],
    because=[{"rule": "date/clause", "note": "signed on 13 October", "spans": [[0, 1]]}],
)  # fmt: skip
STRIKES = event(
    "e2", "Strikes followed", "ongoing", "bounded",
    when=when("2025-10-14/2025-10-24", "2025-10-14", "2025-10-24"),
    mentions=[mention("Strikes", "Strikes followed, the ministry said.")],
    attribution={"document": "d1", "text": "the ministry", **span("the ministry")},
)  # fmt: skip
VOTE = event("e3", "A vote is planned", "planned", when=when("2025-11-02"))
TALKS = event("e4", "Talks were held", placement="ordered")
RUMOUR = event("e5", "A deal was struck", "denied", "unplaced")
VISIT = event("e6", "A visit may follow", "possible", "bounded", when=when("2025-11-02/..", "2025-11-02"))
MARCH = event("e7", "The march was called off", "cancelled", "bounded", when=when("../2025-10-20", None, "2025-10-20"))
TIMEX = {
    "id": "t1", "document": "d1", **span("13 October"), "text": "13 October", "type": "DATE", "value": "2025-10-13",
    "edtf": "2025-10-13", "earliest": "2025-10-13", "latest": "2025-10-13", "granularity": "day", "anchor": "t0",
}  # fmt: skip
TRUCE = answer(
    SIGNED, STRIKES, TALKS, RUMOUR, MARCH, VOTE, VISIT,
    timexes=[TIMEX],
    relations=[{"source": "e4", "type": "BEFORE", "target": "e3", "origin": "stated", "because": []}],
)  # fmt: skip
