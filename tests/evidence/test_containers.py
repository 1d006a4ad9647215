"""Dates that hold for more than the word that they hang from."""
from __future__ import annotations

import pytest
from said import found

from timeline_service.evidence import containers

SUNDAY = "Rebels attacked the port on Sunday."


@pytest.mark.parametrize(("sentences", "event", "date", "rule"), [
    (["On Monday the ministers met and signed a treaty."], "signed", "Monday", "container/initial"),
    (["A storm hit the coast on Monday, flooding two villages."], "flooding", "Monday", "container/participle"),
    (["A storm hit the coast on Monday, flooding two villages."], "storm", "Monday", "container/light"),
    (["The crew was arrested on 9 May as it waited for a pilot."], "waited", "9 May", "container/while"),
    (["A second attempt, on Sunday, was scrubbed."], "scrubbed", "Sunday", "container/set-off"),
    (["Dockers marched through Orsa on Monday; police arrested two of them."], "arrested", "Monday",
     "container/conjunct"),
    (["Going through the files in 2018, Rosa Quill noticed a gap."], "noticed", "2018", "container/participle"),
    (["The cabinet survived a motion by three votes in March."], "survived", "March", "container/object"),
    (["The court freed the nurse on Monday.", "She flew home."], "flew", "Monday", "container/narrated"),
    ([SUNDAY, "The army responded with dozens of raids."], "responded", "Sunday", "container/narrated"),
])
def test_a_date_is_handed_on(sentences, event, date, rule):
    claims = found(containers.claims, *sentences)
    assert claims[event, "STARTS_WITHIN", date].because.rule == rule


def test_an_occasion_dates_what_was_done_at_it():
    sentence = "The ministers left rates unchanged at a meeting on June 26."
    claims = found(containers.claims, sentence, published="2026-07-06")
    assert claims["left", "STARTS_WITHIN", "June 26"].because.rule == "container/occasion"


def test_a_participle_shares_the_day_of_its_clause_even_where_no_one_says_which():
    claims = found(containers.claims, "A storm hit the coast on Monday, flooding two villages.")
    assert claims["flooding", "STARTS_FROM", "hit"].gap == (-720, 0)


def test_the_past_perfect_does_not_take_the_date_of_the_story():
    claims = found(containers.claims, "The court freed the nurse on Monday.", "It had left Lirona at noon on Monday.")
    assert not any(event == "left" for event, _, _ in claims)


def test_what_was_called_off_was_called_off_before_its_day_or_on_it():
    claims = found(containers.claims, "A parade scheduled for May 9 was cancelled.")
    assert not any(event == "cancelled" for event, _, _ in claims)


def test_what_is_told_next_happened_on_the_day_of_a_clock_time_and_not_at_its_minute():
    claims = found(containers.claims, "The ship sank at 11:30 p.m. on Monday.", "The ship lost power.")
    assert [(said, claim.because.rule) for said, claim in claims.items()] == [
        (("lost", "SAME_DAY", "sank"), "container/narrated")
    ]


@pytest.mark.parametrize("sentence", [
    "A parade scheduled for May 9 was cancelled.",
    "The rally planned for Saturday was cancelled.",
])
def test_what_lay_ahead_was_called_off_at_any_time_before(sentence):
    assert not any(event == "cancelled" for event, _, _ in found(containers.claims, SUNDAY, sentence))


def test_what_is_called_off_as_the_story_goes_on_has_its_date():
    claims = found(containers.claims, SUNDAY, "The port called off the festival.")
    assert claims["called", "STARTS_WITHIN", "Sunday"].because.rule == "container/narrated"


def test_a_verb_that_a_length_of_time_is_counted_from_takes_no_date_of_the_one_before():
    sentence, wrong = "The board met on Monday, a day after two members quit.", {"quit": ("conj", "met")}
    assert not any(event == "quit" for event, _, _ in found(containers.claims, sentence, tree=wrong))
