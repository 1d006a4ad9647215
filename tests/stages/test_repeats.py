"""Rows that repeat a weightier one of their article: what speaks for it, and what keeps rows apart."""
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


def odds(story: Story, weights: Mapping[str, float]) -> list[float]:
    """Log-odds that the last entry repeats each of those before it that it may repeat."""
    found = repeats.Repeats(story, replace(ENGLISH, words={**ENGLISH.words, "repeats": weights}))
    *shown, last = (Row(entry, story, ENGLISH.words) for entry in story.entries)
    for row in shown:
        found.show(row)
    return found.log_odds(last)


def features(story: Story) -> dict[str, float]:
    """What speaks for or against that the second entry repeats the first."""
    first, second = (Row(entry, story, ENGLISH.words) for entry in story.entries)
    return Comparing(story.documents[0], Likeness(None)).features(first, second)


@pytest.mark.parametrize("sameness", [5.0, -5.0])
def test_what_the_heads_say_of_both_is_weighed(monkeypatch, sure, sameness):
    monkeypatch.setattr(repeats, "load_sameness", lambda code: sure(sameness))
    found = odds(told(VOTED, DAMAGED, triggers=("voted", "damaged")), {"prior": 0.5, "seen alike": 1.0})
    assert found == pytest.approx([0.5 + sameness])


def test_without_weights_nothing_is_a_repeat():
    assert all(each < -5 for each in odds(told(VOTED, DAMAGED, triggers=("voted", "damaged")), {}))


def test_rows_whose_dates_exclude_each_other_are_no_repeats():
    story = told(VOTED, DAMAGED, triggers=("voted", "damaged"))
    dated = (
        replace(entry, when=When(bounds=parse_edtf(day), edtf=day))
        for entry, day in zip(story.entries, ("2025-10-13", "2025-10-14"), strict=True)
    )
    assert odds(story, ALWAYS) == [9.0]
    assert odds(replace(story, entries=tuple(dated)), ALWAYS) == []


def test_rows_that_a_word_of_order_sets_apart_are_no_repeats():
    story = told(SAID, triggers=("fled", "arrived"))
    fled, arrived = (entry.chain.id for entry in story.entries)
    link = TLink(fled, "BEFORE", arrived, "stated", connected=True)
    assert odds(story, ALWAYS) == [9.0]
    assert odds(replace(story, tlinks=(link,)), ALWAYS) == []


def test_of_two_articles_nothing_is_a_repeat_here():
    documents = (read(parsed(VOTED)), replace(read(parsed(DAMAGED)), id="d2"))
    story = untold(*documents)
    assert odds(replace(story, entries=(story.entries[0], story.entries[-1])), ALWAYS) == []


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
    assert odds(also, ALWAYS) == []
    assert odds(told(began, "The agency began a campaign in May.", triggers=("began",)), ALWAYS) == [9.0]


def test_of_many_rows_those_that_share_most_are_held_against_one(monkeypatch):
    monkeypatch.setattr(repeats, "_COMPARED", 4)
    others = [VOTED, SAID, "Miners have been striking since May.", "The bridge was closed by engineers on Monday."] * 5
    story = told(*others, DAMAGED, DAMAGED, triggers=("voted", "said", "fled", "striking", "closed", "damaged"))
    found = repeats.Repeats(story, replace(ENGLISH, words={**ENGLISH.words, "repeats": {"one word": 1.0}}))
    *shown, last = (Row(entry, story, ENGLISH.words) for entry in story.entries)
    for row in shown:
        found.show(row)
    assert found.shown("d1") == len(shown) > 20
    odds_of_each = found.log_odds(last)
    assert len(odds_of_each) <= 4 and sum(odds_of_each) == 1.0, "the other damaging is among them"


class TestWhatIsDoneByOthers:
    def test_one_verb_with_two_names_for_its_subject(self):
        met = "Anton Dell met Karl Orne on Monday."
        assert odds(told(met, "Rosa Quill met her brother in Orsa.", triggers=("met",)), ALWAYS) == []
        assert odds(told(met, met, triggers=("met",)), ALWAYS) == [9.0]
        assert odds(told(met, VOTED, triggers=("met", "voted")), ALWAYS) == [9.0]

    def test_what_two_people_say(self):
        seen = "“I saw him fall,” Anton Dell said."
        reported = "Bessin reported its first case on Monday."
        assert odds(told(seen, reported, triggers=("said", "reported")), ALWAYS) == []
        assert odds(told(seen, SAID, triggers=("said",)), ALWAYS) == [9.0]

    def test_what_happened_to_more_or_fewer(self):
        stole = "Thieves broke a window and stole two paintings on 2 May."
        bought = "Kestria bought three yards between 2019 and 2022."
        assert odds(told(stole, bought, triggers=("stole", "bought")), ALWAYS) == []
        assert odds(told(stole, SAID, triggers=("stole", "fled")), ALWAYS) == [9.0]

    def test_what_a_clause_with_who_tells_of_somebody(self):
        led = "Rosa Quill, who led the inquiry, resigned on Monday."
        assert odds(told(led, triggers=("led", "resigned")), ALWAYS) == []
        assert odds(told(led, VOTED, triggers=("led", "voted")), ALWAYS) == [9.0]
