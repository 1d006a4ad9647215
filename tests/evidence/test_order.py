"""What signals, counted distances, causes, aspect, reports, tense and status say about the order of two events."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH
from said import found, names, story

from timeline_service.evidence import aspect, causes, clocks, narrative, reporting, shifts, signals, status, tense

DAY = 1440
SUNDAY = "Rebels attacked the port on Sunday."


@pytest.mark.parametrize(("sentence", "source", "relation", "target"), [
    ("The mayor left after the council voted.", "left", "AFTER", "voted"),
    ("The guards were charged before the trial began.", "charged", "BEFORE", "began"),
    ("Rescuers dug until the storm arrived.", "dug", "BEFORE", "arrived"),
    ("The crew was arrested on 9 May as it waited for a pilot.", "arrested", "STARTS_FROM", "waited"),
    ("The bridge has been closed since the fire.", "closed", "STARTS_WITH", "fire"),
])
def test_a_signal_orders_the_clause_above_and_the_clause_it_opens(sentence, source, relation, target):
    claim = found(signals.claims, sentence)[source, relation, target]
    assert claim.origin == "stated"
    assert len(claim.because.spans) == 3, "both triggers and the signal"


def test_and_soon_after_opens_no_clause():
    assert list(found(signals.claims, "Ode moved to Tarn and soon after married.")) == [
        ("married", "STARTS_AFTER", "moved")
    ]


def test_as_somebody_said_is_no_time():
    assert not found(signals.claims, "The mill closed, as the paper reported.")


@pytest.mark.parametrize(("told", "relation", "gap"), [
    ("It had left Lirona at noon on Monday.", "SAME_DAY", None),
    ("The ship sank at 11:30 p.m. on Monday.", "STARTS_FROM", (1 - DAY, 0)),
])
def test_a_clock_time_without_a_day_is_on_the_day_told_or_in_the_night_that_follows_an_evening(told, relation, gap):
    made = story(told, "The pilot called at 1:12 a.m.")
    (document,) = made.documents
    unresolved = replace(document.timexes[-1], anchor="t0")  # as where no words around it name a day
    made = replace(made, documents=(replace(document, timexes=(*document.timexes[:-1], unresolved)),))
    (claim,) = clocks.claims(made, ENGLISH)
    assert (names(made)[claim.source], claim.relation, claim.gap) == ("called", relation, gap)


def test_then_goes_on_from_what_was_told_last():
    told = ("Rebels attacked the port on Sunday.", "Ten days later the engineers then returned.")
    assert ("returned", "STARTS_AFTER", "attacked") in found(signals.claims, *told)


def test_days_between_two_events_are_a_gap_in_minutes():
    claims = found(shifts.claims, "The bridge reopened two days after the flood.")
    assert claims["flood", "STARTS_BEFORE", "reopened"].gap == (2 * DAY, 2 * DAY)


@pytest.mark.parametrize(("sentence", "source", "target", "gap"), [
    ("Two days after a fire killed three, residents returned.", "killed", "returned", (2 * DAY, 2 * DAY)),
    ("The envoy resigned, two days after rebels seized the port.", "seized", "resigned", (2 * DAY, 2 * DAY)),
    ("The mayor denied it and resigned hours after a paper printed the letter.", "printed", "resigned", (0, DAY // 2)),
])
def test_a_length_of_time_before_after_counts_from_the_clause_behind_it(sentence, source, target, gap):
    (claim,) = found(shifts.claims, sentence).items()
    assert (claim[0], claim[1].gap) == ((source, "STARTS_BEFORE", target), gap)


def test_after_that_counts_from_what_was_told_last():
    told = ("The court freed the nurse on Monday.", "The circuit sided with the band five years after that.")
    assert list(found(shifts.claims, *told)) == [("freed", "STARTS_BEFORE", "sided")]


def test_weeks_later_counts_from_what_was_said_to_have_happened_where_that_has_a_date():
    told = ("The court heard that the two met in June 2025.", "Three weeks later the mayor paid a builder.")
    assert list(found(shifts.claims, *told)) == [("met", "STARTS_BEFORE", "paid")]


def test_the_next_day_after_a_month_is_a_day_later():
    told = ("The works reopened in June 2025.", "Keogh resigned the next day.")
    (claim,) = found(shifts.claims, *told).items()
    assert (claim[0], claim[1].gap) == (("reopened", "STARTS_BEFORE", "resigned"), (DAY, DAY))


def test_before_they_had_threatened_to_is_before_what_they_threatened():
    sentence = "The refinery closed three days before they had threatened to walk out."
    assert list(found(shifts.claims, sentence)) == [("walk", "STARTS_AFTER", "closed")]
    assert ("closed", "BEFORE", "walk") in found(signals.claims, sentence)


@pytest.mark.parametrize(("sentence", "tree", "source", "target"), [
    ("The envoy resigned, two days after rebels seized the port.", {"seized": ("parataxis", "resigned")},
     "seized", "resigned"),
    ("The mayor denied it and resigned hours after a paper printed the letter.",
     {"hours": ("obl:unmarked", "resigned"), "printed": ("advcl", "denied")}, "printed", "resigned"),
], ids=["no clause behind the word of order", "the clause hangs from an earlier verb"])
def test_a_length_of_time_is_counted_where_the_parse_behind_it_is_broken(sentence, tree, source, target):
    assert list(found(shifts.claims, sentence, tree=tree)) == [(source, "STARTS_BEFORE", target)]


def test_a_sentence_that_looks_back_from_today_counts_from_publication():
    sentence = "Two years after a fire killed 72, residents are still waiting."
    (claim,) = found(shifts.claims, sentence).items()
    rounded = 547 * DAY + DAY // 2, 912 * DAY + DAY // 2
    assert (claim[0], claim[1].gap) == (("killed", "STARTS_BEFORE", "2026-05-06"), (rounded[0] - DAY + 1, rounded[1]))
    assert not found(shifts.claims, sentence, published=None)


def test_minutes_later_counts_from_what_was_said_where_that_has_a_date():
    freed, told = "The court freed the nurse on Monday.", "On Tuesday the mayor told her to leave."
    (claim,) = found(shifts.claims, freed, told, "Minutes later a window broke.")
    assert claim == ("told", "STARTS_BEFORE", "broke")


def test_a_deadline_counts_from_publication():
    claims = found(shifts.claims, "The report will be published within 30 days.")
    assert claims["published", "STARTS_FROM", "2026-05-06"].gap == (-30 * DAY, 0)


@pytest.mark.parametrize(("count", "unit", "sign", "gap"), [
    (2, "DAY", 1, (2 * DAY, 2 * DAY)),
    (3, "WEEK", -1, (-21 * DAY, -21 * DAY)),
    (51, "MINUTE", 1, (51, 51)),
    (None, "HOUR", 1, (0, DAY // 2)),
    (None, "DAY", 1, None),
    (2, "YEAR", 1, (547 * DAY + DAY // 2, 912 * DAY + DAY // 2)),
])
def test_months_and_years_are_counted_with_room_days_are_not(count, unit, sign, gap):
    from timeline_service.calendar.expressions import Amount
    from timeline_service.calendar.units import Unit

    assert shifts.distance((Amount(count, Unit[unit]),), sign=sign) == gap


@pytest.mark.parametrize(("sentences", "cause", "effect", "rule"), [
    (["The quake triggered a landslide."], "quake", "landslide", "cause/verb"),
    (["The quake has triggered a landslide."], "quake", "landslide", "cause/verb"),
    (["A landslide triggered by the quake blocked the road."], "quake", "landslide", "cause/verb"),
    (["The launch was delayed because of a leak."], "leak", "delayed", "cause/because"),
    ([SUNDAY, "The army responded with dozens of raids."], "attacked", "responded", "cause/answer"),
    (["The union welcomed the ruling."], "ruling", "welcomed", "cause/reaction"),
    (["The raid was condemned by the council."], "raid", "condemned", "cause/reaction"),
])
def test_a_cause_starts_before_its_effect(sentences, cause, effect, rule):
    assert found(causes.claims, *sentences)[cause, "STARTS_BEFORE", effect].because.rule == rule


def test_what_is_only_planned_may_be_criticised_before_it_comes():
    assert not found(causes.claims, "The union criticised a planned sale.")


def test_an_end_comes_after_the_start_of_what_ends():
    assert ("strike", "STARTS_BEFORE", "ended") in found(aspect.claims, "The strike ended on Monday.")


def test_a_beginning_is_the_start_of_what_begins():
    claims = found(aspect.claims, "The guards were charged before the trial began.")
    assert ("trial", "STARTS_WITH", "began") in claims


@pytest.mark.parametrize(("sentence", "content", "relation"), [
    ("The firm said it had sold the yard.", "sold", "STARTS_BEFORE"),
    ("The firm said it would sell the yard.", "sell", "STARTS_AFTER"),
])
def test_what_was_said_keeps_its_own_time(sentence, content, relation):
    assert (content, relation, "said") in found(reporting.claims, sentence)


def test_the_past_perfect_looks_back_from_the_story():
    claims = found(tense.claims, "The ship lost power.", "It had left Lirona at noon on Monday.")
    assert list(claims) == [("left", "STARTS_BEFORE", "lost")]


@pytest.mark.parametrize("sentences", [
    (SUNDAY, "By Monday it had lost a tenth."),
    ("The dispute was over a strike.", "It had left Lirona at noon on Monday."),
    ("The van, stolen on Sunday, had been found in a wood.",),
])
def test_the_past_perfect_does_not_look_back_from_all_that_stands_before_it(sentences):
    assert not found(tense.claims, *sentences)


def test_a_paragraph_goes_on_in_order_and_this_is_too_weak_to_assert():
    claims = found(narrative.claims, "The court freed the nurse on Monday.", "She flew home.")
    assert claims["freed", "STARTS_BEFORE", "flew"].precision < 0.7


@pytest.mark.parametrize(("sentence", "event", "relation"), [
    ("The ship lost power.", "lost", "STARTS_BY"),
    ("The museum will reopen on March 15 at the earliest.", "reopen", "STARTS_FROM"),
])
def test_status_bounds_against_publication(sentence, event, relation):
    assert (event, relation, "2026-05-06") in found(status.claims, sentence)
    assert not found(status.claims, sentence, published=None)


@pytest.mark.parametrize(("published", "bounded"), [("2026-05-20", True), ("2026-06-15", False)])
def test_what_is_measured_over_a_period_that_has_begun_may_have_begun_with_it(published, bounded):
    claims = found(status.claims, "The ministry expects a rebound in June.", published=published)
    assert (("rebound", "STARTS_FROM", published) in claims) is bounded
