"""Claims in, a timeline out: what stands, what is refused, the date of every entry and its place in the order."""
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_service.calendar.expressions import Clock
from timeline_service.calendar.intervals import Granularity, Interval, iso_day
from timeline_service.model import (
    Because,
    Chain,
    Claim,
    Document,
    Entry,
    Event,
    MentionRef,
    Sentence,
    Span,
    Story,
    Timex,
    creation_time,
)
from timeline_service.stages.order_events import order_events

PUBLISHED = "2025-10-24"
DAY = 1440


def event(n: int, status: str) -> Event:
    """A mention in the simple past."""
    return Event(
        id=f"e{n}", span=Span(n, n + 1), text=f"event {n}", token=n, lemma="", sentence=0, clause=None,
        event_class="OCCURRENCE", tense="PAST", aspect="NONE", status=status,
    )  # fmt: skip


def date(id: str, text: str, **fields) -> Timex:
    """A date of the text; ``text`` is its day, ``2025-10-13``."""
    made = replace(creation_time(text[:10]), id=id, span=Span(0, 1), text=text, basis="resolved")
    return replace(made, **fields)


def month(id: str, text: str, days: int) -> Timex:
    first = creation_time(f"{text}-01").interval.start
    days_of = Interval(first, first + days * DAY)
    return date(id, f"{text}-01", interval=days_of, granularity=Granularity.MONTH, edtf=text)


def story(statuses: str = "occurred occurred occurred", *dates: Timex, published: str | None = PUBLISHED) -> Story:
    """A story of one document with an event for every status, c1 c2 …, in text order."""
    events = tuple(event(n, status) for n, status in enumerate(statuses.split(), start=1))
    document = Document(
        id="d1", text="", dct=creation_time(published) if published else None, timexes=dates, events=events,
        sentences=(Sentence(0, 0, 99, Span(0, 99), 0, "body"),),
    )  # fmt: skip
    chains = tuple(Chain(f"c{n}", (MentionRef("d1", e.id),)) for n, e in enumerate(events, start=1))
    return Story(documents=(document,), chains=chains)


def claim(source: str, relation: str, target: str, precision: float = 0.9, **fields) -> Claim:
    rule = fields.pop("rule", "date/clause" if "/" in target else "signal/after")
    kinds = {"status/x": "status", "date/since": "since", "date/between": "range", "signal/after": "connective"}
    fields.setdefault("kind", kinds.get(rule, "date" if rule.startswith("date/") else "order"))
    reason = Because(rule)
    return Claim(source=source, relation=relation, target=target, precision=precision, because=reason, **fields)


def told(story: Story, *claims: Claim) -> Story:
    claims += tuple(
        claim(c.id, "STARTS_FROM" if e.status == "planned" else "STARTS_BY", "d1/t0", 0.8, rule="status/x")
        for c, e in zip(story.chains, story.documents[0].events)
        if story.documents[0].dct and e.status in ("occurred", "ongoing", "planned")
    )
    return order_events(replace(story, claims=claims), None)


def entry(story: Story, chain: str) -> Entry:
    return next(e for e in story.entries if e.chain.id == chain)


def shown(story: Story) -> list[str]:
    return [e.chain.id for e in sorted(story.entries, key=lambda e: e.rank)]


def links(story: Story) -> set[tuple[str, str, str]]:
    return {(link.source, link.type, link.target) for link in story.tlinks}


# What stands and what is refused ----------------------------------------------------------------------------------


def test_a_claim_against_surer_ones_is_refused_and_its_culprits_are_named():
    surer = claim("c1", "BEFORE", "c2", 0.95), claim("c2", "BEFORE", "c3", 0.9)
    weaker = claim("c3", "BEFORE", "c1", 0.8)
    result = told(story(), *surer, weaker)
    (conflict,) = result.conflicts
    assert (conflict.claim, conflict.against) == (weaker, surer)
    assert links(result) == {("c1", "BEFORE", "c2"), ("c2", "BEFORE", "c3")}
    assert shown(result) == ["c1", "c2", "c3"]


def test_a_claim_too_weak_to_assert_settles_only_the_order_of_display():
    result = told(story(), claim("c3", "STARTS_BEFORE", "c1", 0.6))
    assert shown(result).index("c3") < shown(result).index("c1")
    assert not result.tlinks and not result.conflicts


def test_starts_after_is_shown_as_before_from_the_other_side():
    assert links(told(story(), claim("c1", "STARTS_AFTER", "c2"))) == {("c2", "BEFORE", "c1")}


def test_a_relation_that_others_imply_is_left_out_unless_it_was_stated():
    chain = claim("c1", "BEFORE", "c2"), claim("c2", "BEFORE", "c3")
    inferred = told(story(), *chain, claim("c1", "STARTS_BEFORE", "c3", origin="inferred"))
    stated = told(story(), *chain, claim("c1", "BEFORE", "c3"))
    assert ("c1", "BEFORE", "c3") not in links(inferred)
    assert ("c1", "BEFORE", "c3") in links(stated)


def test_dates_apart_order_their_events():
    dates = date("t1", "2025-10-13"), date("t2", "2025-10-10")
    claims = claim("c1", "STARTS_WITHIN", "d1/t1"), claim("c2", "STARTS_WITHIN", "d1/t2")
    result = told(story("occurred occurred", *dates), *claims)
    assert shown(result) == ["c2", "c1"]
    (link,) = result.tlinks
    assert (link.source, link.type, link.target, link.origin) == ("c2", "BEFORE", "c1", "dates")


# Dates ------------------------------------------------------------------------------------------------------------


def when(statuses: str, *claims: Claim, dates: tuple[Timex, ...] = (), published: str | None = PUBLISHED) -> tuple:
    """(edtf, earliest, latest, placement) of the first event."""
    found = entry(told(story(statuses, *dates, published=published), *claims), "c1").when
    return found.edtf, found.bounds.earliest, found.bounds.latest, found.placement


OCTOBER_13 = date("t1", "2025-10-13")
OCTOBER_20 = date("t2", "2025-10-20")
OCTOBER = month("t3", "2025-10", 31)


@pytest.mark.parametrize(("statuses", "claims", "expected"), [
    ("occurred", [claim("c1", "STARTS_WITHIN", "d1/t1")], ("2025-10-13", "2025-10-13", "2025-10-13", "dated")),
    ("occurred", [claim("c1", "STARTS_WITHIN", "d1/t3")], ("2025-10", "2025-10-01", "2025-10-24", "dated")),
    ("planned", [claim("c1", "STARTS_WITHIN", "d1/t3")], ("2025-10", "2025-10-24", "2025-10-31", "dated")),
    (
        "occurred", [claim("c1", "STARTS_WITHIN", "d1/t1"), claim("c1", "ENDS_WITHIN", "d1/t2")],
        ("2025-10-13/2025-10-20", "2025-10-13", "2025-10-13", "dated"),
    ),
    (
        "ongoing", [claim("c1", "STARTS_WITHIN", "d1/t1", rule="date/since")],
        ("2025-10-13/..", "2025-10-13", "2025-10-13", "dated"),
    ),
    ("occurred", [claim("c1", "STARTS_BY", "d1/t2")], ("../2025-10-20", None, "2025-10-20", "bounded")),
    ("planned", [claim("c1", "ENDS_WITHIN", "d1/t3")], ("2025-10-24/2025-10", "2025-10-24", "2025-10-31", "bounded")),
    ("occurred", [], ("../2025-10-24", None, "2025-10-24", "bounded")),
    ("planned", [], ("2025-10-24/..", "2025-10-24", None, "bounded")),
    ("possible", [], (None, None, None, "unplaced")),
    ("denied", [], (None, None, None, "unplaced")),
    (
        "occurred", [claim("c1", "STARTS_PAST", "d1/t1")],
        ("2025-10-14/2025-10-24", "2025-10-14", "2025-10-24", "bounded"),
    ),
])
def test_the_date_of_an_entry(statuses, claims, expected):
    assert when(statuses, *claims, dates=(OCTOBER_13, OCTOBER_20, OCTOBER)) == expected


def test_a_forecast_that_nothing_bounds_by_publication_keeps_the_whole_of_its_month():
    forecast = story("planned", OCTOBER)
    result = order_events(replace(forecast, claims=(claim("c1", "STARTS_WITHIN", "d1/t3"),)), None)
    bounds = entry(result, "c1").when.bounds
    assert (bounds.earliest, bounds.latest) == ("2025-10-01", "2025-10-31")


def test_the_finest_of_dates_that_agree_is_shown():
    claims = claim("c1", "STARTS_WITHIN", "d1/t3", 0.95), claim("c1", "STARTS_WITHIN", "d1/t1", 0.8)
    assert when("occurred", *claims, dates=(OCTOBER_13, OCTOBER))[0] == "2025-10-13"


def test_of_dates_that_exclude_each_other_the_surer_stands():
    claims = claim("c1", "STARTS_WITHIN", "d1/t2", 0.95), claim("c1", "STARTS_WITHIN", "d1/t1", 0.8)
    result = told(story("occurred", OCTOBER_13, OCTOBER_20), *claims)
    assert entry(result, "c1").when.edtf == "2025-10-20"
    assert [(c.claim.target, [a.target for a in c.against]) for c in result.conflicts] == [("d1/t1", ["d1/t2"])]


def test_two_days_after_a_day_is_a_day():
    result = told(
        story("occurred occurred", OCTOBER_13), claim("c1", "STARTS_WITHIN", "d1/t1"),
        claim("c1", "STARTS_BEFORE", "c2", gap=(2 * DAY, 2 * DAY)),
    )  # fmt: skip
    found = entry(result, "c2").when
    assert (found.edtf, found.granularity, found.basis) == ("2025-10-15", Granularity.DAY, "inferred")


def test_two_weeks_after_a_month_is_known_to_the_month():
    result = told(
        story("occurred occurred", month("t1", "2025-03", 31)), claim("c1", "STARTS_WITHIN", "d1/t1"),
        claim("c1", "STARTS_BEFORE", "c2", gap=(14 * DAY, 14 * DAY)),
    )  # fmt: skip
    found = entry(result, "c2").when
    assert (found.edtf, found.bounds.earliest, found.bounds.latest) == ("2025-03/2025-04", "2025-03-15", "2025-04-14")


def test_hours_after_what_has_a_day_stay_on_that_day():
    result = told(
        story("occurred occurred", OCTOBER_13), claim("c1", "STARTS_WITHIN", "d1/t1"),
        claim("c1", "STARTS_BEFORE", "c2", gap=(0, 720)),
    )  # fmt: skip
    assert entry(result, "c2").when.edtf == "2025-10-13"


def clock(id: str, hour: int, minute: int, **fields) -> Timex:
    """A clock time without a day, which its TIMEX3 value puts on the day of publication."""
    start = creation_time(PUBLISHED).interval.start + hour * 60 + minute
    said = {"expression": Clock(hour=hour, minute=minute), "anchor": "t0", "granularity": Granularity.MINUTE}
    edtf = f"{PUBLISHED}T{hour:02}:{minute:02}:00"
    return date(id, PUBLISHED, **(said | {"interval": Interval(start, start + 1), "edtf": edtf} | fields))


def test_a_clock_time_is_on_the_day_that_its_event_has():
    claims = claim("c1", "STARTS_WITHIN", "d1/t1", 0.95), claim("c1", "STARTS_WITHIN", "d1/t4", 0.95)
    found = when("occurred", *claims, dates=(OCTOBER_13, clock("t4", 13, 42)))
    assert found == ("2025-10-13T13:42:00", "2025-10-13", "2025-10-13", "dated")


@pytest.mark.parametrize(("hour", "day"), [(23, "2025-10-13"), (1, "2025-10-14")])
def test_a_clock_time_without_a_day_is_the_first_since_what_was_told(hour, day):
    late = clock("t2", 22, 30, expression=None, anchor=None)
    at = Interval(OCTOBER_13.interval.start + 1350, OCTOBER_13.interval.start + 1351)
    dates = replace(late, interval=at, edtf="2025-10-13T22:30:00"), clock("t4", hour, 12)
    result = told(
        story("occurred occurred", *dates), claim("c1", "STARTS_WITHIN", "d1/t2"),
        claim("c2", "STARTS_FROM", "c1", rule="clock/told", gap=(1 - DAY, 0)), claim("c2", "STARTS_WITHIN", "d1/t4"),
    )  # fmt: skip
    assert entry(result, "c2").when.edtf == f"{day}T{hour:02}:12:00"
    assert shown(result) == ["c1", "c2"]


def test_on_the_same_day_is_counted_by_the_calendar():
    dates = OCTOBER_13, clock("t4", 9, 5)
    result = told(
        story("occurred occurred", *dates), claim("c1", "STARTS_WITHIN", "d1/t1"),
        claim("c2", "SAME_DAY", "c1", rule="clock/told"), claim("c2", "STARTS_WITHIN", "d1/t4"),
    )  # fmt: skip
    assert entry(result, "c2").when.edtf == "2025-10-13T09:05:00"


def test_a_clock_time_with_nothing_told_before_it_is_on_the_day_of_publication():
    found = when("occurred", claim("c1", "STARTS_WITHIN", "d1/t4"), dates=(clock("t4", 10, 15),))
    assert found[0] == "2025-10-24T10:15:00"


def test_an_event_between_two_dates_is_given_the_interval_they_leave():
    claims = [claim("c2", "STARTS_WITHIN", "d1/t1"), claim("c3", "STARTS_WITHIN", "d1/t2")]
    claims += [claim("c1", "STARTS_AFTER", "c2"), claim("c1", "STARTS_BEFORE", "c3")]
    found = when("occurred occurred occurred", *claims, dates=(OCTOBER_13, OCTOBER_20))
    assert found == ("2025-10-13/2025-10-20", "2025-10-13", "2025-10-20", "bounded")


def test_without_a_publication_date_the_order_still_comes_out():
    result = told(story("planned occurred", published=None), claim("c2", "STARTS_BEFORE", "c1"))
    assert shown(result) == ["c2", "c1"]
    assert {(e.when.edtf, e.when.placement) for e in result.entries} == {(None, "ordered")}


def test_a_day_of_an_unknown_year_is_said_as_such():
    dates = date("t1", "2025-10-13", edtf="XXXX-10-13", interval=None)
    assert when("occurred", claim("c1", "STARTS_WITHIN", "d1/t1"), dates=(dates,), published=None)[0] == "XXXX-10-13"


@pytest.mark.parametrize(("relations", "edtf"), [
    (["STARTS_WITHIN", "ENDS_WITHIN"], "XXXX-10-13"),
    (["STARTS_BY"], None),
    (["STARTS_FROM"], None),
    (["ENDS_WITHIN"], None),
    (["STARTS_FROM", "STARTS_BY"], None),
])
def test_a_day_of_an_unknown_year_is_no_side_of_an_interval(relations, edtf):
    days = ("2025-10-13", "2025-10-15")
    dates = [date(f"t{n}", day, edtf=f"XXXX{day[4:]}", interval=None) for n, day in enumerate(days, start=1)]
    claims = [claim("c1", relation, f"d1/t{n}") for n, relation in enumerate(relations, start=1)]
    assert when("occurred", *claims, dates=tuple(dates), published=None)[0] == edtf


def test_since_a_day_of_an_unknown_year_is_told_by_that_day():
    dates = date("t1", "2025-10-13", edtf="XXXX-10-13", interval=None)
    since = replace(claim("c1", "STARTS_WITHIN", "d1/t1"), kind="since")
    assert when("ongoing", since, dates=(dates,), published=None)[0] == "XXXX-10-13"


def test_every_event_is_an_entry_with_its_reasons():
    dated = claim("c1", "STARTS_WITHIN", "d1/t1", rule="date/noun")
    result = told(story("occurred possible denied", OCTOBER_13), dated)
    assert {e.chain.id for e in result.entries} == {"c1", "c2", "c3"}
    assert [b.rule for b in entry(result, "c1").because] == ["date/noun"]


# Laws -------------------------------------------------------------------------------------------------------------

CHAINS = st.sampled_from(["c1", "c2", "c3", "c4", "c5"])
CLAIMS = st.lists(
    st.one_of(
        st.builds(
            claim, CHAINS, st.sampled_from(["BEFORE", "AFTER", "STARTS_BEFORE", "STARTS_AFTER", "OVERLAPS"]), CHAINS,
            st.sampled_from([0.6, 0.8, 0.9]),
        ),
        st.builds(
            claim, CHAINS, st.sampled_from(["STARTS_WITHIN", "STARTS_BY", "STARTS_PAST", "ENDS_WITHIN"]),
            st.sampled_from(["d1/t1", "d1/t2", "d1/t3"]), st.sampled_from([0.8, 0.95]),
        ),
    ),
    max_size=14,
)  # fmt: skip
STATUSES = st.lists(st.sampled_from(["occurred", "planned", "possible"]), min_size=5, max_size=5).map(" ".join)


def by_strength(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (-c.precision, c.source, c.relation, c.target))


@settings(deadline=None)
@given(STATUSES, CLAIMS)
def test_the_order_of_display_agrees_with_all_that_is_asserted(statuses, claims):
    result = told(story(statuses, OCTOBER_13, OCTOBER_20, OCTOBER), *by_strength(claims))
    rank = {e.chain.id: e.rank for e in result.entries}
    assert sorted(rank.values()) == [1, 2, 3, 4, 5]
    for link in result.tlinks:
        assert link.type != "BEFORE" or rank[link.source] < rank[link.target]
    for one, other in ((a, b) for a in rank for b in rank):
        last, first = result.bounds[one].start.end, result.bounds[other].start.start
        if last is not None and first is not None and last <= first:
            assert rank[one] < rank[other]


@settings(deadline=None)
@given(STATUSES, CLAIMS)
def test_earliest_never_lies_after_latest(statuses, claims):
    result = told(story(statuses, OCTOBER_13, OCTOBER_20, OCTOBER), *by_strength(claims))
    for found in result.entries:
        first, last = found.when.bounds.first_day, found.when.bounds.last_day
        assert first is None or last is None or iso_day(first) <= iso_day(last)


@settings(deadline=None)
@given(STATUSES, CLAIMS, st.randoms(use_true_random=False))
def test_the_order_in_which_evidence_comes_does_not_matter(statuses, claims, random):
    shuffled = random.sample(claims, len(claims))
    one = told(story(statuses, OCTOBER_13, OCTOBER_20, OCTOBER), *by_strength(claims))
    other = told(story(statuses, OCTOBER_13, OCTOBER_20, OCTOBER), *by_strength(shuffled))
    assert (one.entries, one.tlinks, one.bounds) == (other.entries, other.tlinks, other.bounds)


def test_an_editor_overrules_the_text():
    correction = claim("c2", "STARTS_BEFORE", "c1", 1.0, origin="editor")
    result = told(story(), correction, claim("c1", "BEFORE", "c2", 0.95))
    assert shown(result).index("c2") < shown(result).index("c1")
    assert [c.against for c in result.conflicts] == [(correction,)]
