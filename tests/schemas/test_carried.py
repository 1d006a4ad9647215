"""A timeline that a page brings along is written in every format or refused, whatever stands where in it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story import STORY, TEXT

from timeline_service.exports import FILES
from timeline_service.schemas import Invalid, checked
from timeline_service.schemas.answers import timeline
from timeline_service.schemas.carried import CarriedTimeline

CLAIM = {
    "source": "c1", "type": "BEFORE", "target": "t1", "origin": "stated", "precision": 0.9,
    "because": [{"rule": "r", "note": "n", "spans": [[0, 3]]}],
}  # fmt: skip
OTHER = {"document": "d1", "edtf": "2025-10-12", "text": "October 12", "timex": "t1", "attribution": None}
PLAN = {"document": "d1", "edtf": "2025-10-12", "text": "October 12", "timex": "t1"}
LIKELY = {"probability": 0.5, "likely": {"earliest": "2025-10-13", "latest": "2025-10-13"}}


def carried() -> dict[str, Any]:
    """The body of a request that has of everything something."""
    answer = deepcopy(timeline(STORY))
    first, second, third = answer["events"]
    first |= {"disputed": [OTHER], "planned": PLAN, "text": "t", "source": "s", "status": "planned"}
    first |= {"link": {"url": "https://a.example/"}, "image": {"url": "https://a.example/x", "alt": "x"}}
    first["because"].append({"rule": "order/likely", "note": "n", "spans": [[0, 3], [13, 18]]})
    second["when"] |= {"granularity": "minute", "earliest_time": "2025-10-13T14:30:00Z"}
    third["when"] |= LIKELY
    answer |= {"conflicts": [{"claim": CLAIM, "against": [CLAIM]}], "intro": "i"}
    return json.loads(json.dumps({"timeline": answer, "texts": {"d1": TEXT}}))  # nothing is shared with another one


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in it."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in inner:
        yield (*path, name)
        yield from places(value, (*path, name))


PLACES = list(places(carried()))
GONE = "gone"
VALUES = st.sampled_from([
    GONE, None, True, 0, -1, 10**40, 1.5, 1e300, "", "x", " 2025-10-13", "2025-13-45", "2025-02", "-0043-03-15", "0000",
    "2025-10-13T25:00:00Z", "-0001-10-13T10:00:00Z", "XXXX-02-30", "XXXX-10-13", "../..", "2025-10-20/2025-10-13",
    "9999-12-31", "javascript:alert(1)", "minute", "bounded", "unplaced", "BEFORE", "e1", "t1", "t0",
    "\x00", "\x0b\ufffe", [], {}, [[]], [[1]], [[1, 2]], {"x": 1},
])  # fmt: skip


def written(body: dict[str, Any]) -> None:
    """Write it in every format, if it is taken."""
    try:
        known = checked(CarriedTimeline, body)
    except Invalid as refused:
        assert str(refused)
        return
    for export in FILES:
        assert export.write(known["timeline"], texts=known["texts"])


def test_a_sound_one_is_taken() -> None:
    assert checked(CarriedTimeline, carried())
    written(carried())


@settings(deadline=None, max_examples=400)
@given(st.lists(st.tuples(st.sampled_from(PLACES), VALUES), min_size=1, max_size=3))
def test_whatever_stands_in_it_it_is_written_or_refused(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    body = carried()
    for (*path, last), value in changes:
        inner: Any = body
        try:
            for name in path:
                inner = inner[name]
            if value == GONE:
                del inner[last]
            else:
                inner[last] = value
        except (KeyError, IndexError, TypeError):
            continue  # it went with what was changed before
    written(body)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("timeline", "documents", 0, "published_at"), "soon"),
        (("timeline", "timexes", 0, "earliest"), "x"),
        (("timeline", "timexes", 0, "edtf"), "2025-13"),
        (("timeline", "events", 0, "planned", "edtf"), "2025-13"),
    ],
)
def test_what_no_format_could_write_is_refused(path: tuple[Any, ...], value: Any) -> None:
    body: Any = carried()
    inner = body
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    with pytest.raises(Invalid, match="timeline"):
        checked(CarriedTimeline, body)


def test_one_of_no_document_is_refused() -> None:
    empty = carried()["timeline"] | {"documents": [], "events": [], "relations": []}
    with pytest.raises(Invalid, match="It has no document"):
        checked(CarriedTimeline, {"timeline": empty})
