"""What every answer obeys, whatever the text: one function a contract, each with its laws as plain assertions."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from laws.grammar import is_edtf, is_timex3

from timeline_service.model import Claim, Conflict, Story
from timeline_service.schemas import Timeline
from timeline_service.stages.order_events.admit_claims import order

Answer = Mapping[str, Any]


def lawful_timeline(answer: Answer, text: str) -> None:
    """An answer of ``/v1/extract``."""
    assert Timeline().validate(answer) == {}
    lawful_dates(answer["timexes"], text)
    events = answer["events"]
    assert [event["rank"] for event in events] == sorted(event["rank"] for event in events)
    for event in events:
        lawful_event(event, text)
    rank = {event["id"]: event["rank"] for event in events}
    for link in answer["relations"]:
        if link["type"] in ("BEFORE", "IBEFORE"):
            assert rank[link["source"]] < rank[link["target"]], link
        if link["type"] in ("AFTER", "IAFTER"):
            assert rank[link["source"]] > rank[link["target"]], link
    bounds_agree_with_rank(events)


def lawful_event(event: Answer, text: str) -> None:
    """One row: its words stand where it says, its bounds are in order, its date is well-formed."""
    when = event["when"]
    for mention in event["mentions"]:
        spans_are_true([mention], text)
        assert mention["sentence"]["start"] <= mention["start"] < mention["end"] <= mention["sentence"]["end"]
    spans_are_true(event["participants"], text)
    spans_are_true([event["attribution"]] if event["attribution"] else [], text)
    spans_lie_inside(event["because"], text)
    bounds_are_in_order(when)
    assert when["edtf"] is None or is_edtf(when["edtf"]), when
    assert (event["placement"] == "dated") <= (when["edtf"] is not None)


def lawful_dates(timexes: Iterable[Answer], text: str) -> None:
    """The time expressions of a text."""
    end = 0
    for timex in timexes:
        assert timex["start"] >= end, "expressions overlap or are out of order"
        end = timex["end"]
        spans_are_true([timex], text)
        spans_lie_inside(timex["because"], text)
        bounds_are_in_order(timex)
        assert timex["edtf"] is None or is_edtf(timex["edtf"]), timex
        assert is_timex3(timex["type"], timex["value"]), timex


def lawful_annotation(answer: Answer) -> None:
    """An answer of ``/v1/annotate``; BEFORE has no circle."""
    spans_are_true([*answer["timexes"], *answer["events"]], answer["text"])
    for timex in answer["timexes"]:
        assert is_timex3(timex["type"], timex["value"]), timex
    named = {"t0", *(t["tid"] for t in answer["timexes"]), *(e["eiid"] for e in answer["events"])}
    for link in answer["tlinks"]:
        assert {link["id1"], link["id2"]} <= named
    befores = {(link["id1"], link["id2"]) for link in answer["tlinks"] if link["rel"] == "BEFORE"}
    befores |= {(link["id2"], link["id1"]) for link in answer["tlinks"] if link["rel"] == "AFTER"}
    assert is_acyclic(befores)


def spans_are_true(things: Iterable[Answer], text: str) -> None:
    """``text[start:end]`` is the words."""
    for thing in things:
        assert text[thing["start"] : thing["end"]] == thing["text"] != "", thing


def spans_lie_inside(reasons: Iterable[Answer], text: str) -> None:
    """Reasons point into the text."""
    for start, end in (span for reason in reasons for span in reason["spans"]):
        assert 0 <= start < end <= len(text)


def bounds_are_in_order(thing: Answer) -> None:
    """``earliest ≤ latest``; ISO days compare as strings from the year 0 on."""
    first, last = thing["earliest"], thing["latest"]
    if first and last and not first.startswith("-"):
        assert first <= last, thing


def bounds_agree_with_rank(events: Iterable[Answer]) -> None:
    """Of two events whose bounds do not meet the earlier one is ranked first."""
    latest_start = ""
    for event in events:
        first, last = event["when"]["earliest"], event["when"]["latest"]
        if last is not None and not last.startswith("-"):
            assert last >= latest_start, f"{event['id']} is ranked behind one that begins after its latest day"
        if first is not None and not first.startswith("-"):
            latest_start = max(latest_start, first)


def is_acyclic(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether no path leads from a node back to it (A. B. Kahn, 1962)."""
    after: dict[str, set[str]] = {}
    for one, other in pairs:
        after.setdefault(one, set()).add(other)
        after.setdefault(other, set())
    entering = {node: sum(node in targets for targets in after.values()) for node in after}
    free = [node for node, count in entering.items() if count == 0]
    for node in free:
        for other in after[node]:
            entering[other] -= 1
            if entering[other] == 0:
                free.append(other)
    return len(free) == len(after)


def lawful_story(story: Story) -> None:
    """A told story: what is refused contradicts what it is said to, and no smaller part of that."""
    for conflict in story.conflicts:
        lawful_conflict(story, conflict)
        if len(conflict.against) <= 6:
            for left_out in conflict.against:
                assert _fit(story, conflict.claim, [claim for claim in conflict.against if claim is not left_out])
    befores = {(link.source, link.target) for link in story.tlinks if link.type == "BEFORE"}
    assert is_acyclic(befores)
    rank = {entry.chain.id: entry.rank for entry in story.entries}
    for source, target in befores:
        assert source not in rank or target not in rank or rank[source] < rank[target]


def lawful_conflict(story: Story, conflict: Conflict) -> None:
    """What is refused contradicts what it is said to; only what contradicts itself is refused for nothing else."""
    assert not _fit(story, conflict.claim, conflict.against, days=True), conflict
    assert conflict.against or not _fit(story, conflict.claim, []), conflict


def _fit(story: Story, claim: Claim, others: Iterable[Claim], *, days: bool = False) -> bool:
    """Whether a claim and others can all be true, with gaps counted in minutes, or also in ``days`` of the calendar.

    That a network says so rightly is a law of its own.
    """
    network = order(story)
    network.admit(others)
    assert network.conflicts == []
    if days:
        network.shift_days()
    network.admit([claim])
    return network.conflicts == []
