"""How the claims of evidence/ are judged against an annotated article."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from benchmarks import article_evidence
from benchmarks.article_evidence import began, closure, is_before, judged
from timeline_service.calendar.edtf import parse_edtf
from timeline_service.model import Because, Claim, Timex

CLAIM = Claim(source="a", relation="BEFORE", target="b", precision=0.9, because=Because("test"))


def event(id: str, earliest: str | None, latest: str | None, *, when: str | None = None) -> dict[str, Any]:
    """A marked event that began between two days."""
    granularity = "day" if when else None
    return {"id": id, "bounds": {"earliest": earliest, "latest": latest}, "when": when, "granularity": granularity}


def timex(edtf: str) -> Timex:
    return Timex(
        id="t1", span=None, text=edtf, type="DATE", value=edtf, interval=parse_edtf(edtf), edtf=edtf
    )


def test_an_order_with_what_follows_from_it() -> None:
    assert closure([("a", "b"), ("b", "c"), ("c", "d"), ("x", "y")]) == {
        ("a", "b"), ("b", "c"), ("c", "d"), ("a", "c"), ("b", "d"), ("a", "d"), ("x", "y"),
    }  # fmt: skip


def test_when_an_event_began_is_two_days_and_before_is_without_one_in_common() -> None:
    march = began(event("a", "2024-03-01", "2024-03-03T12:00"))
    assert march[1] - march[0] == 2
    assert is_before(march, began(event("b", "2024-03-04", None)))
    assert not is_before(march, began(event("b", "2024-03-03", None)))
    assert not is_before(began(event("b", "2024-03-03", None)), (march[0] + 9, None)), "it is open"


FIRST, SECOND = event("a", "2024-03-01", "2024-03-01"), event("b", "2024-03-02", "2024-03-04")
OPEN = event("b", None, None)


@pytest.mark.parametrize(("relation", "one", "other", "order", "said"), [
    ("BEFORE", FIRST, SECOND, (), "right"),
    ("AFTER", FIRST, SECOND, (), "wrong"),
    ("STARTS_PAST", SECOND, FIRST, (), "right"),
    ("BEFORE", FIRST, OPEN, (), "vague"),
    ("BEFORE", FIRST, OPEN, (("a", "b"),), "right"),
    ("BEFORE", FIRST, OPEN, (("b", "a"),), "wrong"),
    ("STARTS_WITH", FIRST, SECOND, (), "wrong"),
    ("STARTS_WITH", FIRST, OPEN, (), "vague"),
    ("SAME_DAY", FIRST, {**FIRST, "id": "b"}, (), "right"),
    ("SAME_DAY", SECOND, {**SECOND, "id": "a"}, (), "vague"),
    ("SAME_DAY", FIRST, SECOND, (), "wrong"),
    ("OVERLAPS", FIRST, SECOND, (), "vague"),
])  # fmt: skip
def test_a_claim_about_two_events(
    relation: str, one: dict[str, Any], other: dict[str, Any], order: tuple[tuple[str, str], ...], said: str
) -> None:
    claim = replace(CLAIM, relation=relation)
    assert article_evidence._of_order(claim, one, other, closure(order)) == said


@pytest.mark.parametrize(("relation", "date", "days", "when", "said"), [
    ("STARTS_WITHIN", "2024-03", ("2024-03-05", "2024-03-06"), None, "right"),
    ("STARTS_WITHIN", "2024-03", ("2024-02-28", "2024-03-06"), None, "vague"),  # the gold names no date
    ("STARTS_WITHIN", "2024-03", ("2024-02-28", "2024-03-06"), "2024-02-28/2024-03-06", "wrong"),
    ("STARTS_WITHIN", "2024-03", ("2024-02-28", "2024-03-06"), "2024-03", "right"),  # it names this one
    ("STARTS_WITHIN", "2024-03", ("2024-04-01", None), None, "wrong"),
    ("STARTS_BY", "2024-03-05", (None, "2024-03-05"), None, "right"),
    ("STARTS_BY", "2024-03-05", ("2024-03-06", None), None, "wrong"),
    ("STARTS_FROM", "2024-03-05", ("2024-03-05", None), None, "right"),
    ("STARTS_FROM", "2024-03-05", (None, None), None, "vague"),
    ("STARTS_BEFORE", "2024-03", (None, "2024-03-01"), None, "right"),
    ("AFTER", "2024-03", ("2024-03-30", "2024-03-30"), None, "wrong"),
    ("AFTER", "2024-03", ("2024-03-31", None), None, "right"),
    ("OVERLAPS", "2024-03", ("2024-03-31", None), None, "vague"),
])  # fmt: skip
def test_a_claim_about_a_date(
    relation: str, date: str, days: tuple[str | None, str | None], when: str | None, said: str
) -> None:
    claim = replace(CLAIM, relation=relation, target="d1/t1")
    assert article_evidence._of_date(claim, event("a", *days, when=when), timex(date)) == said


@pytest.mark.model
def test_the_claims_about_an_article_are_judged_by_its_marks(pipeline: object) -> None:
    text = "The bridge was closed on Monday. Two days after the closure the mayor resigned."
    known = {"alternatives": [], "when_also": []}
    marked = [
        {"trigger": _at(text, "closed"), **event("c", "2024-03-04", "2024-03-04", when="2024-03-04"), **known},
        {"trigger": _at(text, "resigned"), **event("r", "2024-03-06", "2024-03-06", when="2024-03-06"), **known},
    ]
    request = {"text": text, "published_at": "2024-03-08"}
    said = {(claim.because.rule.partition("/")[0], verdict) for claim, verdict in judged(
        request, {"events": marked, "order": [["c", "r"]]})}  # fmt: skip
    assert ("date", "right") in said and not {verdict for _, verdict in said} & {"wrong"}
    moved = [{**each, "bounds": {"earliest": "2024-05-01", "latest": "2024-05-01"}, "when": None} for each in marked]
    said = {verdict for _, verdict in judged(request, {"events": moved, "order": []})}
    assert "wrong" in said and "right" not in said
    assert {verdict for _, verdict in judged(request, {"events": [], "order": []})} == {"unseen"}


def _at(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}
