"""What a row gives beside those shown before it: less if it tells again what one of them tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, parsed, read, untold

from timeline_service.model import Story
from timeline_service.stages.select_entries import select_entries
from timeline_service.stages.select_entries.gains import OUTCOMES, Gains

VOTED = "The council voted on Monday."
DAMAGED = "The quake damaged a school."
WILL_VOTE = "The council will vote again on Friday."
GAINS = {"spare": {"prior": 2.0}, "repeat": {"prior": 2.0, "repeats none": -4.0}}


def told(*sentences: str, triggers: tuple[str, ...]) -> Story:
    """A story of one article with the entries of some triggers, in text order, each a little lighter."""
    story = untold(read(parsed(*sentences)))
    entries = [entry for entry in story.entries if story.event(entry.chain.mentions[0]).text in triggers]
    return replace(story, entries=tuple(replace(entry, salience=0.9 - n / 100) for n, entry in enumerate(entries)))


def language(*, repeats: float, gains: dict[str, dict[str, float]] = GAINS):
    """English where every row repeats those before it with the same log-odds."""
    return replace(ENGLISH, words={**ENGLISH.words, "repeats": {"prior": repeats}, "gains": gains})


@pytest.mark.parametrize(("repeats", "shown"), [(8.0, ["voted"]), (-8.0, ["voted", "damaged"])])
def test_what_was_told_gives_nothing_more(repeats, shown):
    story = told(VOTED, DAMAGED, triggers=("voted", "damaged"))
    kept = select_entries(story, language(repeats=repeats))
    assert [story.event(entry.chain.mentions[0]).text for entry in kept.entries] == shown


def test_who_names_a_least_salience_gets_what_is_told_twice():
    story = replace(told(VOTED, DAMAGED, triggers=("voted", "damaged")), min_salience=0.0)
    assert len(select_entries(story, language(repeats=8.0)).entries) == 2


def test_a_key_row_gives_three_times_what_one_gives_that_can_be_spared():
    story = told(VOTED, triggers=("voted",))
    key, spare = (
        Gains(story.entries, story, language(repeats=0.0, gains={outcome: {"prior": 30.0}})).of(
            story.entries[0], compared=True
        )
        for outcome in ("key", "spare")
    )
    assert (key.gain, spare.gain) == pytest.approx((1.0, 1 / 3))


def test_a_repeat_takes_from_the_gain_and_not_from_the_salience():
    story = told(VOTED, triggers=("voted",))
    repeat = {"key": {"prior": 0.0}, "repeat": {"prior": 0.0}}
    found = Gains(story.entries, story, language(repeats=0.0, gains=repeat)).of(story.entries[0], compared=True)
    assert found == pytest.approx((1 / 3, 1 / 3 - 2 / 9, 1 / 3))


def test_rows_are_held_against_those_shown_before():
    story = told(VOTED, DAMAGED, triggers=("voted", "damaged"))
    first, second = story.entries
    found = Gains(story.entries, story, language(repeats=1.0))
    assert "likeliest repeat" in (alone := found.features(second, compared=True))
    assert alone["likeliest repeat"] == -6.0 and "rows before" not in alone
    found.show(first)
    beside = found.features(second, compared=True)
    assert beside["likeliest repeat"] == 1.0 and beside["rows before"] > 0
    assert found.features(second, compared=False)["likeliest repeat"] == -6.0


def test_each_feature_with_a_weight_can_be_found():
    """The names of weights are those of features: a renamed one would be lost in silence."""
    weights, dates = ENGLISH.words["gains"], {f"date {basis}" for basis in ("stated", "resolved", "inferred", "none")}
    story = told(VOTED, WILL_VOTE, DAMAGED, triggers=("voted", "vote", "quake"))
    found = Gains(story.entries, story, ENGLISH)
    found.show(story.entries[0])
    known = {name for entry in story.entries for name in found.features(entry, compared=True)}
    known |= {"prior", "mentions", "worth a row", "worth a key row"} | dates
    assert set(weights) == set(OUTCOMES)
    assert set().union(*weights.values()) <= known
