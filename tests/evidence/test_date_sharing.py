"""Dates that one event of a sentence shares with another, and those that it keeps."""
from __future__ import annotations

import pytest
from said import found

from timeline_service.evidence import containers, dates


def shared(sentence: str) -> dict[tuple[str, str], str]:
    """(event, words of the date) → the rule that shared it."""
    claims = found(containers.claims, sentence)
    return {(event, date): claim.because.rule for (event, _, date), claim in claims.items()}


@pytest.mark.parametrize(("sentence", "event", "date"), [
    ("A hearing scheduled for 12 May was cancelled.", "hearing", "12 May"),
    ("Unions called off a strike planned for 3 June.", "strike", "3 June"),
    ("The concert, set for 9 May, has been dropped.", "concert", "9 May"),
    ("A vote fixed for 14 June was abandoned.", "vote", "14 June"),
    ("The trial listed for 20 May was postponed.", "trial", "20 May"),
])
def test_the_day_for_which_a_thing_is_set_is_its_own(sentence, event, date):
    assert shared(sentence)[event, date] == "container/set-for"


def test_the_day_on_which_a_statement_was_signed_is_not_for_which_it_was_set():
    assert "container/set-for" not in shared("A statement signed on 4 May angered the miners.").values()


@pytest.mark.parametrize(("sentence", "event", "date"), [
    ("The shop began selling stamps on 4 May.", "began", "4 May"),
    ("On 2 May engineers began lowering the lake.", "lowering", "2 May"),
    ("Crews finished clearing the road on 5 May.", "finished", "5 May"),
    ("The army began evacuating the camp on 4 May.", "began", "4 May"),
    ("In March the firm started hiring guards.", "hiring", "March"),
])
def test_a_beginning_and_what_begins_share_a_date_and_an_end_takes_one(sentence, event, date):
    assert shared(sentence)[event, date] == "container/phase"


def test_what_ended_on_a_day_did_not_begin_on_it():
    assert ("clearing", "5 May") not in shared("Crews finished clearing the road on 5 May.")


def test_a_refusal_does_not_take_the_date_of_what_is_refused():
    assert not shared("The minister refused to resign on 5 May.")


@pytest.mark.parametrize(("sentence", "event", "date"), [
    ("Thousands returned home when the war ended in 2003.", "returned", "2003"),
    ("The library closed when the roof collapsed on 4 May.", "closed", "4 May"),
    ("The captain called for help when the engine failed on 3 May.", "called", "3 May"),
    ("She moved to Lirona when her father died in 1998.", "moved", "1998"),
    ("Shares fell when the bank published its report on 4 May.", "fell", "4 May"),
])
def test_the_date_of_a_when_clause_is_its_main_clauses_too(sentence, event, date):
    assert shared(sentence)[event, date] == "container/when"


@pytest.mark.parametrize("sentence", [
    "He speaks of it when he visits Lirona in May.",
    "The club had won twice when it sold the ground in 2011.",
])
def test_what_was_over_when_something_happened_or_is_done_each_time_takes_no_date(sentence):
    assert not shared(sentence)


@pytest.mark.parametrize("sentence", [
    "The company settled in 2021 and buried the cables over the following two years.",
    "Lawyers asked for a retrial on 3 May and the judge refused a week later.",
    "Guards fled on 3 March and a search on the next Tuesday failed.",
])
def test_what_names_its_own_time_takes_no_other(sentence):
    assert not {event for event, _ in shared(sentence)} & {"buried", "refused", "failed"}


def test_the_first_day_of_a_stretch_is_not_that_of_what_came_of_it():
    assert ("freed", "9") not in shared("The court sat from 9 to 11 March and freed the nurse.")


@pytest.mark.parametrize("sentence", ["Aud Riise (1871 – 1940) painted the hall.", "Shares fell from Monday's close."])
def test_the_years_of_a_life_and_what_is_compared_with_date_nothing(sentence):
    assert not {source for source, _, _ in found(dates.claims, sentence)} & {"painted", "fell"}


def test_how_long_a_thing_lasted_does_not_keep_it_from_sharing_the_date_of_its_beginning():
    assert shared("Kelmet seized the hill in 1974 and held it for six years.")["held", "1974"] == "container/conjunct"


@pytest.mark.parametrize(("sentence", "participle", "date", "event"), [
    ("A woman dressed as a nurse robbed the clinic on 3 May.", "dressed", "3", "robbed"),
    ("A tanker built in Orsa sank off Lirona on 3 May.", "built", "3", "sank"),
    ("On 4 May, a minister speaking in Orsa promised help.", "speaking", "4", "promised"),
    ("A ship registered in Orsa ran aground on 2 May.", "registered", "2", "ran"),
    ("On 2 May, a colonel accused of murder fled the country.", "accused", "2", "fled"),
])
def test_a_date_behind_the_main_verb_is_not_of_a_clause_before_it(sentence, participle, date, event):
    claims = found(dates.claims, sentence, tree={date: ("obl", participle)})
    assert {source for source, _, _ in claims} == {event}


@pytest.mark.parametrize(("sentence", "event", "date"), [
    ("The 2025 budget was passed in March.", "passed", "March"),
    ("Last week's storm sank two boats on 2 May.", "sank", "2 May"),
])
def test_a_date_that_names_a_thing_gives_way_to_the_date_of_what_is_done_with_it(sentence, event, date):
    said = {when for source, _, when in found(dates.claims, sentence) if source == event}
    assert said == {date}


def test_a_date_that_names_a_thing_is_taken_where_there_is_no_other():
    claims = found(dates.claims, "Next year's race is to be held in Orsa.")
    assert any(date == "Next year" for _, _, date in claims)
