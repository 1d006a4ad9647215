"""Rows that repeat a weightier one of their article: what speaks for it, how much it takes, what keeps rows apart."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conllu import ENGLISH, parsed, read, untold

from timeline_service.calendar.edtf import parse_edtf
from timeline_service.model import Story, TLink, Views, When
from timeline_service.reader.encoder import SAME
from timeline_service.reader.sameness import DISTANCES, FEATURES, WEIGHTS, Sameness
from timeline_service.stages.link_mentions.likeness import Likeness
from timeline_service.stages.select_entries import repeats
from timeline_service.stages.select_entries.repeat_features import Comparing, Row

VOTED = "The council voted on Monday."
DAMAGED = "The quake damaged a school."
WILL_VOTE = "The council will vote again on Friday."
SAID = "Police said two men had fled before officers arrived."
ALWAYS = {"prior": 9.0}


@pytest.fixture
def sure(tmp_path: Path) -> Callable[[float], Sameness]:
    """A head that gives the same log-odds for every two mentions."""

    def weights(odds: float) -> Sameness:
        compared = 3 * SAME + 1 + FEATURES
        np.savez(
            tmp_path / WEIGHTS, distance=np.zeros((DISTANCES, 1)), pair=np.zeros((1, compared)), pair_bias=np.zeros(1),
            joined=np.zeros((1, 1)), joined_bias=np.full(1, odds),
        )  # fmt: skip
        return Sameness(tmp_path)

    return weights


def told(*sentences: str, triggers: tuple[str, ...]) -> Story:
    """A story of one article with the entries of some triggers, in text order, each a little lighter."""
    document = read(parsed(*sentences))
    seen = Views(*(np.zeros((len(document.tokens), width), np.float16) for width in (2, SAME)))
    story = untold(replace(document, views=seen))
    entries = [entry for entry in story.entries if story.event(entry.chain.mentions[0]).text in triggers]
    lighter = (replace(entry, salience=0.9 - n / 100) for n, entry in enumerate(entries))
    return replace(story, entries=tuple(lighter))


def kept(story: Story, weights: Mapping[str, float]) -> list[str]:
    language = replace(ENGLISH, words={**ENGLISH.words, "repeats": weights})
    found = repeats.without_repeats(story.entries, story, language)
    return [story.event(entry.chain.mentions[0]).text for entry in found]


def features(story: Story) -> dict[str, float]:
    """What speaks for or against that the second entry repeats the first."""
    first, second = (Row(entry, story, ENGLISH.words) for entry in story.entries)
    return Comparing(story.documents[0], Likeness(None)).features(first, second)


@pytest.mark.parametrize(("odds", "left"), [(5.0, ["voted"]), (-5.0, ["voted", "damaged"])])
def test_a_row_that_the_heads_take_for_a_weightier_one_is_left_out(monkeypatch, sure, odds, left):
    monkeypatch.setattr(repeats, "load_sameness", lambda code: sure(odds))
    assert kept(told(VOTED, DAMAGED, triggers=("voted", "damaged")), {"seen alike": 1.0}) == left


def test_without_weights_nothing_is_left_out():
    assert kept(told(VOTED, DAMAGED, triggers=("voted", "damaged")), {}) == ["voted", "damaged"]


def test_the_weightier_a_row_the_surer_it_must_be_a_repeat():
    story = told(VOTED, DAMAGED, triggers=("voted", "damaged"))
    light = replace(story, entries=(story.entries[0], replace(story.entries[1], salience=0.5)))
    even = {"prior": 0.2}  # 0.55
    assert kept(story, even) == ["voted", "damaged"]
    assert kept(light, even) == ["voted"]


def test_rows_whose_dates_exclude_each_other_are_no_repeats():
    story = told(VOTED, DAMAGED, triggers=("voted", "damaged"))
    dated = (
        replace(entry, when=When(bounds=parse_edtf(day), edtf=day))
        for entry, day in zip(story.entries, ("2025-10-13", "2025-10-14"), strict=True)
    )
    assert kept(story, ALWAYS) == ["voted"]
    assert kept(replace(story, entries=tuple(dated)), ALWAYS) == ["voted", "damaged"]


def test_rows_that_a_word_of_order_sets_apart_are_no_repeats():
    story = told(SAID, triggers=("fled", "arrived"))
    fled, arrived = (entry.chain.id for entry in story.entries)
    link = TLink(fled, "BEFORE", arrived, "stated", connected=True)
    assert kept(story, ALWAYS) == ["fled"]
    assert kept(replace(story, tlinks=(link,)), ALWAYS) == ["fled", "arrived"]


def test_verbs_joined_by_and_are_two_events():
    for sentence, triggers in (
        ("The mayor met the miners and visited the camp on 4 May.", ("met", "visited")),
        ("The company settled in 2021 and buried the cables over the following two years.", ("settled", "buried")),
        ("The fire spread quickly and the last convoy left the town.", ("spread", "left")),
    ):
        assert kept(told(sentence, triggers=triggers), ALWAYS) == [*triggers]


def test_of_two_articles_nothing_is_a_repeat_here():
    documents = (read(parsed(VOTED)), replace(read(parsed(DAMAGED)), id="d2"))
    assert kept(untold(*documents), ALWAYS) == ["voted", "quake"], "one of each"


class TestWhatSpeaksForIt:
    def test_the_words_of_one_root_and_who_takes_part_in_both(self):
        found = features(told(VOTED, WILL_VOTE, triggers=("voted", "vote")))
        assert found["one root"] and found["participants"] and found["participants in one role"]
        assert found["words shared"] > 0
        assert found["planned after occurred"] and "one status" not in found

    def test_what_has_nothing_in_common(self):
        found = features(told(VOTED, DAMAGED, triggers=("voted", "damaged")))
        assert not found.keys() & {"one root", "one word", "participants", "words shared"}
        assert found["1 sentences apart"] and found["one status"]

    def test_how_the_words_hang_from_each_other(self):
        found = features(told(SAID, triggers=("said", "fled")))
        assert found["kept above as ccomp"] and found["kept above in 1"] and found["0 sentences apart"]
        assert found["verb after verb of saying"]

    def test_each_feature_with_a_weight_can_be_found(self):
        """The names of weights are those of features: a renamed one would be lost in silence."""
        shapes = ("sentences apart", "words apart", " after ", "kept ", "date", "undated", "in a heading")
        single = {
            "prior", "one word", "one root", "one status", "without participants", "mentioned below kept", "seen alike",
            "seen alike, best", "likely one", "salience", "salience of kept", "participants",
            "participants in one role", "words shared", "of its words", "of the words of kept", "rare words shared",
            "of its rare words",
        }  # fmt: skip
        weights = ENGLISH.words["repeats"]
        assert weights and all(name in single or any(shape in name for shape in shapes) for name in weights)


def test_one_more_of_its_kind_repeats_nothing():
    began = "The agency began a measles campaign."
    also = told(began, "The agency also began a polio campaign.", triggers=("began",))
    assert kept(also, ALWAYS) == ["began", "began"]
    assert kept(told(began, "The agency began a campaign in May.", triggers=("began",)), ALWAYS) == ["began"]
