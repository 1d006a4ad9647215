"""Which event a date belongs to, and what it bounds."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH
from said import found, names, story

from timeline_service.evidence import dates, shifts


@pytest.mark.parametrize(("sentence", "event", "date", "rule"), [
    ("The accord was signed in Orsa on May 4.", "signed", "May 4", "date/clause"),
    ("The May 4 signing calmed the markets.", "signing", "May 4", "date/noun"),
    ("Prices rose 3% in March.", "rose", "March", "date/object"),
    ("Sales rose in July from a year earlier.", "rose", "July", "date/clause"),
    ("The envoy is expected to fly to Orsa on Friday.", "fly", "Friday", "date/clause"),
    ("The hearing is on Friday.", "hearing", "Friday", "date/copula"),
    ("The wreck was raised in 2022, when a trawler snagged it.", "snagged", "2022", "date/relative"),
    ("The wreck was raised in 2022, when a trawler snagged it.", "raised", "2022", "date/clause"),
    ("The ferry has been moored in Lirona since Monday.", "moored", "Monday", "date/since"),
    ("The delivery slipped to 2027.", "delivery", "2027", "date/moved"),
    ("The ministers left rates unchanged at a meeting on June 26.", "meeting", "June 26", "date/noun"),
    ("The crew was arrested on 9 May as it waited for a pilot.", "arrested", "9 May", "date/clause"),
])
def test_a_date_hangs_from_its_event_by_the_tree(sentence, event, date, rule):
    claims = found(dates.claims, sentence)
    assert claims[event, "STARTS_WITHIN", date].because.rule == rule


@pytest.mark.parametrize(("sentence", "event", "relation", "date"), [
    ("Troops left the town before Sunday.", "left", "STARTS_BEFORE", "Sunday"),
    ("The shop must close by May 20.", "close", "STARTS_BY", "May 20"),
    ("By 9 a.m. loyal troops had retaken the station.", "retaken", "STARTS_BEFORE", "9 a.m."),
    ("By early evening the crowd had left the square.", "left", "STARTS_WITHIN", "early evening"),
    ("By Tuesday evening the crowd had left the square.", "left", "STARTS_BY", "Tuesday evening"),
    ("The museum will reopen on March 15 at the earliest.", "reopen", "STARTS_FROM", "March 15"),
    ("The envoy has until Friday to answer.", "answer", "STARTS_BY", "Friday"),
    ("Staff stayed away from May 7 to May 9.", "stayed", "STARTS_WITHIN", "May 7"),
    ("Staff stayed away from May 7 to May 9.", "stayed", "ENDS_WITHIN", "May 9"),
    ("The food festival was held in Tarvo on May 1–2.", "held", "STARTS_WITHIN", "May 1"),
    ("The food festival was held in Tarvo on May 1–2.", "held", "ENDS_WITHIN", "2"),
    ("Delegates met in Kessia on 3-5 June.", "met", "ENDS_WITHIN", "5 June"),
    ("Profit rose in the three months to April.", "rose", "STARTS_WITHIN", "the three months"),
    ("A first trial date in March was abandoned.", "abandoned", "STARTS_BY", "March"),
    ("The port cancelled a parade due on Friday.", "parade", "STARTS_WITHIN", "Friday"),
    ("The road could reopen as soon as Sunday.", "reopen", "STARTS_FROM", "Sunday"),
    ("Kestria bought three yards between 2019 and 2022.", "bought", "STARTS_FROM", "2019"),
    ("Kestria bought three yards between 2019 and 2022.", "bought", "STARTS_BY", "2022"),
])
def test_words_around_a_date_say_which_side_it_bounds(sentence, event, relation, date):
    assert (event, relation, date) in found(dates.claims, sentence)


def test_what_was_done_by_an_hour_was_done_on_its_day():
    (claim,) = found(dates.claims, "By 9 a.m. loyal troops had retaken the station.").values()
    assert claim.gap == (1, 9 * 60)


def test_what_a_number_is_compared_with_dates_nothing():
    claims = found(dates.claims, "Sales rose in July from a year earlier.")
    assert [said for said in claims if said[0] == "rose"] == [("rose", "STARTS_WITHIN", "July")]


def test_a_claim_names_the_words_it_rests_on():
    (claim,) = found(dates.claims, "The accord was signed in Orsa on May 4.").values()
    assert claim.because.note == "May 4 → signed"
    assert claim.precision == dates.PRECISION[claim.because.rule]
    assert len(claim.because.spans) == 3, "preposition, date, event"


def test_without_a_publication_date_a_date_still_finds_its_event():
    claims = found(dates.claims, "The accord was signed in Orsa on May 4.", published=None)
    assert ("signed", "STARTS_WITHIN", "May 4") in claims


def test_the_day_after_something_is_no_date_of_that_thing():
    claims = found(dates.claims, "Clients were told on 4 May, the day after a court froze the account.")
    assert not any(event == "froze" for event, _, _ in claims)
    (shift,) = found(shifts.claims, "Clients were told on 4 May, the day after a court froze the account.").values()
    assert (shift.because.rule, shift.gap) == ("shift/signal", (1440, 1440))


def test_a_date_that_the_parse_takes_for_a_subject_is_the_date_of_the_verb_before_it():
    told = story("The clerk was arrested on Monday, tried and freed.")
    (document,) = told.documents
    tried = next(token for token in document.tokens if token.text == "tried")
    tokens = [replace(t, dep="nsubj", head=tried.i) if t.text == "Monday" else t for t in document.tokens]
    told = replace(told, documents=(replace(document, tokens=tuple(tokens)),))
    (claim,) = dates.claims(told, ENGLISH)
    assert (names(told)[claim.source], claim.because.rule) == ("arrested", "date/climb")


def test_what_a_stretch_ends_with_dates_nothing():
    (said,) = found(dates.claims, "Profit rose in the three months to April.")
    assert said == ("rose", "STARTS_WITHIN", "the three months")


def test_a_date_in_somebodys_words_is_not_that_of_the_saying():
    assert not found(dates.claims, "Anton Dell ruled out a deal “on Friday”.")


def test_a_date_that_something_does_not_have_dates_nothing_and_makes_the_other_sure():
    claims = found(dates.claims, "The barn burned down on Tuesday, not on Monday as first reported.")
    assert [date for _, _, date in claims] == ["Tuesday"]
    (claim,) = claims.values()
    assert claim.because.rule == "date/corrected" and claim.precision > dates.PRECISION["date/clause"]


def test_who_is_given_time_has_it_until_then():
    claims = found(dates.claims, "The court gave the mill until May 9 to answer.")
    assert [*claims] == [("answer", "STARTS_BY", "May 9")]
