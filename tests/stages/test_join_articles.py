"""Clusters over a whole story, and what several articles tell of one event in one row."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime

import numpy as np
import pytest

from timeline_service import desk, languages
from timeline_service.calendar.intervals import Interval
from timeline_service.stages.join_articles import rivals
from timeline_service.stages.join_articles.clusters import IMPOSSIBLE, clusters
from timeline_service.stages.join_articles.plainly import cannot_be_one, plainly_one
from timeline_service.stages.join_articles.tellings import Part, Telling

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def rows(*articles: tuple[str, str]) -> list[set[str]]:
    """The words of each row's mentions, shown or left out, of a story of these (text, day)."""
    sent = [{"text": text, "published_at": day} for text, day in articles]
    made = desk.opened(sent, id="x", newsroom="n", external_id=None, now=NOW, longest=10_000)
    found = [*made.answer["events"], *desk.left_out(made)]
    return [{mention["text"] for mention in row["mentions"]} for row in found]


def test_the_likeliest_are_joined_first_and_the_average_decides():
    assert clusters([None] * 3, {(0, 1): 3.0, (1, 2): 1.0}, least=0.0) == [[0, 1], [2]]  # (1 - 4) / 2 is below the line
    assert clusters([None] * 3, {(0, 1): 3.0, (1, 2): 1.0, (0, 2): 0.5}, least=0.0) == [[0, 1, 2]]


def test_what_cannot_be_one_stays_apart_whatever_stands_between():
    odds = {(0, 1): 9.0, (1, 2): 8.0, (0, 2): IMPOSSIBLE}
    assert clusters([None] * 3, odds, least=0.0) == [[0, 1], [2]]


def test_what_came_out_months_apart_without_a_date_says_nothing():
    day = 1440
    odds = {(0, 1): 1.0, (1, 2): 1.0}
    assert clusters([0, None, 90 * day], odds, least=0.0) == [[0, 1, 2]]  # the first and the last cannot be compared
    assert clusters([0, None, 9 * day], odds, least=0.0) == [[0, 1], [2]]
    assert clusters([0, 90 * day], {}, least=-9.0) == [[0], [1]]


def test_rows_of_before_stay_together_and_apart():
    odds = {(0, 2): 5.0, (2, 3): 6.0}
    assert clusters([None] * 4, odds, least=0.0, rows=["e1", "e1", None, "e2"]) == [[0, 1], [2, 3]]
    assert clusters([None] * 4, odds | {(0, 3): 9.0}, least=0.0, rows=["e1", None, None, "e2"]) == [[0], [1], [2, 3]]


def test_the_order_of_pairs_changes_nothing():
    odds = {(0, 1): 1.0, (1, 2): 1.0, (2, 3): 1.0, (0, 3): 1.0, (0, 2): 0.2, (1, 3): 0.2}
    assert clusters([None] * 4, odds, least=0.0) == clusters([None] * 4, dict(reversed(odds.items())), least=0.0)


def second_look(pairs, odds, articles):
    """The measures of the second look at tellings of these articles."""
    document = np.array([ord(article) - ord("a") for article in articles])
    return rivals.measures(np.array(pairs), np.array(odds, float), document, np.zeros(len(articles)))


def test_a_pair_is_told_whether_either_side_has_a_likelier_partner():
    found = second_look([(0, 1), (0, 2), (0, 3)], [2.0, 0.5, 1.0], "abbc")
    assert found["both first"].tolist() == [1, 0, 1]  # the third telling is beaten by the second, of its article
    assert found["worse rank"].tolist() == [0, 1, 0]
    assert found["smaller margin"].tolist() == [1.5, -1.5, 4.0]
    assert found["share"][0] > found["share"][1]


def test_a_third_that_both_are_likely_one_with_speaks_for_a_pair():
    found = second_look([(0, 1), (1, 2), (0, 2), (0, 3)], [3.0, 2.0, -1.0, -1.0], "abcd")
    assert found["best third"].tolist() == [-1, -1, 2, -4]
    assert found["thirds"][2] > found["thirds"][3] == 0


def test_the_second_look_does_not_hang_on_the_order_of_pairs():
    pairs, odds = [(0, 1), (0, 2), (1, 3), (2, 3)], [2.0, 0.5, 1.0, -2.0]
    here, there = second_look(pairs, odds, "abbc"), second_look(pairs[::-1], odds[::-1], "abbc")
    assert all(np.allclose(here[name], there[name][::-1]) for name in here)


@pytest.mark.parametrize(("one", "other"), [
    ("resign", "step down"), ("strike", "stoppage"), ("postpone", "put off"), ("burst", "give way"),
    ("arrest", "seize"), ("murder", "gun down"),
])  # fmt: skip
def test_words_by_which_one_deed_may_be_told_share_a_kind(one, other):
    akin = languages.load("en").words["akin"]
    assert akin[one] & akin[other]


@pytest.mark.parametrize(("one", "other"), [
    ("resign", "explode"), ("arrest", "vaccinate"), ("flood", "vote"), ("publish", "burst"), ("injure", "postpone"),
])  # fmt: skip
def test_words_of_two_deeds_share_none(one, other):
    akin = languages.load("en").words["akin"]
    assert not akin[one] & akin[other]


def bought(document, **named):
    """A purchase of jets as one article tells it; ``named`` is what the rest of its chain names."""
    part = Part("purchase", verb=False, keys=words("purchase buy"), agents=words(), patients=words("jet"))
    none = {field.name: words() for field in fields(Telling) if field.type == "Words"}
    known = {"document": document, "published": 0, "events": (), "parts": (part,), "polarities": words("POS"),
             "date": None, "granularity": None, "time": Interval(None, None), "status": "occurred", "verb": True,
             "reporting": False, "headline": False, "sentence": 0, "worth": 0.0}  # fmt: skip
    return Telling(**none | known | {name: words(value) for name, value in named.items()})


def words(text=""):
    return frozenset(text.split())


@pytest.mark.parametrize(("one", "other", "plainly"), [
    ({"agents": "orsa", "names": "orsa"}, {"agents": "veldt", "names": "veldt"}, False),
    ({"agents": "orsa", "names": "orsa"}, {"patients": "tallis orsa", "names": "tallis orsa"}, True),
    ({"agents": "orsa", "names": "orsa"}, {"agents": "airline", "names": "veldt"}, True),
    ({"numbers": "12"}, {"numbers": "22"}, False),
    ({"numbers": "12 3"}, {"numbers": "12"}, True),
    ({"numbers": "12"}, {}, True),
])  # fmt: skip
def test_mentions_alike_are_not_plainly_one_where_their_chains_name_others(one, other, plainly):
    assert plainly_one(bought("d1", **one), bought("d2", **other)) is plainly


@pytest.mark.parametrize(("other", "apart"), [
    ({"agents": "veldt", "names": "veldt", "numbers": "22"}, True),
    ({"agents": "veldt", "names": "veldt", "numbers": "12"}, False),
    ({"agents": "orsa", "names": "orsa", "numbers": "22"}, False),
    ({"agents": "veldt", "names": "veldt"}, False),
])  # fmt: skip
def test_other_names_and_other_numbers_tell_two_events(other, apart):
    one = bought("d1", agents="orsa", names="orsa", numbers="12")
    assert cannot_be_one(one, bought("d2", **other)) is apart


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize(("one", "other", "words"), [
    ("The board rejected the offer on Monday.", "The offer was rejected by the board on 4 May.", {"rejected"}),
    ("The storm hit Veldt on 4 May.", "Veldt was hit by the storm on Monday.", {"hit"}),
    ("Police arrested Ruben Tal on 4 May.", "The arrest of Ruben Tal on Monday shocked the town.",
     {"arrested", "arrest"}),
    ("The council approved the tram on 4 May.", "On Monday the council approved the tram.", {"approved"}),
    ("The bridge in Orsa collapsed on 4 May.", "The collapse of the bridge in Orsa on Monday killed two.",
     {"collapsed", "collapse"}),
])  # fmt: skip
def test_one_event_of_two_articles_is_one_row(one, other, words):
    assert any(words <= row for row in rows((one, "2026-05-05"), (other, "2026-05-06")))


@pytest.mark.usefixtures("pipeline")
def test_what_two_companies_tell_in_one_year_are_two_events():
    profits = "The airline Orsa Air has reported record profits earlier this year."
    closing = "In January 2025, Veldt announced that it would close its plant."
    found = rows((profits, "2025-05-19"), (closing, "2025-06-20"))
    assert {"reported"} in found and {"announced"} in found


@pytest.mark.usefixtures("pipeline")
@pytest.mark.parametrize(("one", "other"), [
    ("Veldt sued Orsa on 4 May.", "Orsa sued Veldt on 4 May."),
    ("The council voted on 4 May.", "The court voted on 4 May."),
    ("The second strike halted trains on 4 May.", "The third strike halted trains in May."),
    ("The envoys met in Lirona on 4 May.", "The envoys met in Lirona on 18 May."),
    ("Miners at Orsa walked out.", "The miners of Orsa walked out."),
])
def test_two_events_keep_rows_of_their_own(one, other):
    days = ("2026-05-05", "2026-05-19") if "walked" not in one else ("2026-01-05", "2026-05-19")
    found = rows((one, days[0]), (other, days[1]))
    main = [row for row in found if row & {"sued", "voted", "halted", "met", "walked"}]
    assert len(main) == 2
