"""The report of one occasion: what it tells of it is of the day that its lead names."""
from __future__ import annotations

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import extract

pytestmark = pytest.mark.model

RULES = {"match/play", "ceremony/acts"}
LEAD = "On Saturday, Orsa United beat Tarn Rovers 2-1 in the cup."
PLAY = """The visitors started well, and their striker Ode headed a corner against the crossbar.
After the restart, the referee booked two defenders for fouls. Rill scored the winning goal with four minutes left.
The goalkeeper Brandt stopped a late header in stoppage-time, and the match ended in a brawl."""


def told(*paragraphs: str) -> dict[str, str]:
    """Date by the word that tells an event."""
    article = {"text": "\n\n".join(paragraphs), "published_at": "2026-03-04", "min_salience": 0.0}
    events = extract(Article().load(article), longest=10_000)["events"]
    return {mention["text"]: each["when"]["edtf"] for each in events for mention in each["mentions"]}


def reasons(*paragraphs: str) -> set[str]:
    """The words of the events that are dated by the occasion that is reported."""
    article = {"text": "\n\n".join(paragraphs), "published_at": "2026-03-04", "min_salience": 0.0}
    events = extract(Article().load(article), longest=10_000)["events"]
    return {each["mentions"][0]["text"] for each in events if RULES & {b["rule"] for b in each["because"]}}


def test_the_play_is_of_the_day_of_the_match() -> None:
    dates = told(LEAD, PLAY)
    assert {dates[word] for word in ("beat", "headed", "booked", "scored", "stopped", "ended")} == {"2026-02-28"}


def test_what_is_told_of_other_matches_and_years_is_not() -> None:
    others = (
        "Last season, Tarn won the trophy. Rovers reached the final of Cup 2022. Orsa have bought Ode.",
        "Brandt, who trained in Kestria, saved a penalty. Rill missed the first leg.",
    )
    found = reasons(LEAD, PLAY, *others)
    assert "saved" in found and found.isdisjoint({"won", "reached", "bought", "trained", "missed"})


def test_a_report_that_tells_of_two_days_says_nothing_of_the_others() -> None:
    assert not reasons(LEAD, PLAY, "The coach resigned on Monday.")


def test_an_article_with_a_word_of_sport_here_and_there_is_no_report() -> None:
    assert not reasons(LEAD, "The mayor opened a new road. Rill scored the winning goal. The council met the owners.")


def test_a_night_without_a_name_is_that_of_the_match() -> None:
    assert "scored" in reasons(LEAD, PLAY, "The third foul of the night came on the touchline.")


GALA = """On Saturday, the singer Ann Ode won five awards at the Kestrian guild's ceremony in Orsa."""
ACTS = """The host Bo Rill slipped on the stage.

In her speech, Ode thanked the audience. The band Tarn removed their hats for a song."""


def test_the_acts_of_a_ceremony_are_of_its_day() -> None:
    dates = told(GALA, ACTS)
    assert {dates[word] for word in ("won", "slipped", "thanked", "removed")} == {"2026-02-28"}


def test_a_day_on_which_somebody_spoke_of_a_ceremony_is_no_second_one() -> None:
    assert "slipped" in reasons(GALA, "The guild said on Monday that it was a success.", ACTS)


def test_what_a_sentence_tells_behind_an_earlier_time_is_not_of_the_day() -> None:
    past = "Last year, the nominations left out a song but the performer Brandt collected a medal."
    found = reasons(GALA, ACTS, past)
    assert "slipped" in found and "collected" not in found
    signed = "Rill praised one of the club's January signings, while Brandt wept."
    assert "wept" in reasons(LEAD, PLAY, signed)


def test_an_article_with_a_word_of_ceremony_here_and_there_reports_none() -> None:
    assert not reasons("On Saturday, Ann Ode won an award in Orsa.", "The mill burned. A clerk slipped on the stairs.")
