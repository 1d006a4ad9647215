"""Which of two rows likely began first: what is asked of a pair, where rows stand by it, that nothing rests on it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from timeline_service import languages
from timeline_service.logistic import log_odds
from timeline_service.model import Language, Story
from timeline_service.pipeline import ORDER, read
from timeline_service.reader.loading import load_comparison
from timeline_service.schemas.article import Article
from timeline_service.service import document_of
from timeline_service.stages import order_events
from timeline_service.stages.order_events import rank_entries
from timeline_service.stages.order_events.rank_entries import Passage, passages

pytestmark = pytest.mark.usefixtures("pipeline", "by_name")
TRIAL = (
    "A jury convicted the banker on Friday. Clients wept in court.\n\n"
    "The banker had forged letters. Police arrested him at the airport. The judge will sentence him in June."
)
PUBLISHED = "2025-10-24"
SHIPPED = languages.load("en").words["likely_order"]


@pytest.fixture
def by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The features decide alone, whatever the reader saw."""
    monkeypatch.setattr(rank_entries, "load_comparison", lambda code, name: None)


def with_weights(weights: Mapping[str, float]) -> Language:
    english = languages.load("en")
    return replace(english, words={**english.words, "likely_order": weights})


def ordered(text: str, weights: Mapping[str, float]) -> Story:
    language = with_weights(weights)
    request = {"text": text, "published_at": PUBLISHED}
    story = Story(documents=(read(document_of(Article().load(request), longest=10_000), language),))
    for stage in ORDER:
        story = stage(story, language)
    return story


def shown(text: str, weights: Mapping[str, float]) -> list[str]:
    story = ordered(text, weights)
    return [story.event(entry.chain.mentions[0]).text for entry in story.entries]


def passage(text: str) -> Passage:
    story = ordered(text, {})
    (found,) = passages(story.entries, story, with_weights({}), bounds=story.bounds, stated=(), weak=story.claims)
    return found


def test_without_weights_undated_rows_stand_in_the_order_of_the_text() -> None:
    line = shown(TRIAL, {})
    assert line.index("convicted") < line.index("wept") < line.index("arrested") < line.index("sentence")


def test_what_likely_began_earlier_stands_before_what_is_told_earlier() -> None:
    line = shown(TRIAL, {"prior": 0.5, "second past perfective": -4.0})
    assert line[0] == "forged"
    assert line.index("convicted") < line.index("arrested")


def test_what_is_less_likely_than_not_moves_nothing() -> None:
    assert shown(TRIAL, {"prior": 0.5, "second past perfective": -0.4}) == shown(TRIAL, {"prior": 0.5})


def test_a_row_says_that_its_place_is_only_likely_and_by_which_words() -> None:
    story = ordered(TRIAL, {"prior": 0.0, "second past perfective": -2.0})
    forged = next(e for e in story.entries if story.event(e.chain.mentions[0]).text == "forged")
    (reason,) = [because for because in forged.because if because.rule == "order/likely"]
    assert reason.note.startswith("forged, then ")
    assert reason.note.endswith(": likely, 0.88")
    start, end = reason.spans[0]
    assert story.documents[0].text[start:end] == "forged"


def test_no_weight_moves_what_is_asserted_or_dated() -> None:
    text = "The bridge collapsed on 10 October 2025 after a ship had hit it. It reopened on 20 October 2025."
    line = shown(text, {"prior": -9.0})
    assert line.index("hit") < line.index("collapsed") < line.index("reopened")


def test_nothing_is_asserted_by_what_is_likely() -> None:
    moved, plain = ordered(TRIAL, {"prior": -3.0}), ordered(TRIAL, {})
    assert (moved.bounds, moved.conflicts) == (plain.bounds, plain.conflicts)
    assert not [link for link in moved.tlinks if link.origin != "dates"]
    assert [e.chain.id for e in moved.entries] != [e.chain.id for e in plain.entries]


def test_the_odds_of_all_pairs_are_those_of_their_features() -> None:
    found = passage(TRIAL)
    odds = found.pairs.odds(SHIPPED)
    assert np.array_equal(odds, -odds.T)
    for i in range(len(found.entries)):
        for j in range(i + 1, len(found.entries)):
            assert odds[i, j] == pytest.approx(log_odds(found.pairs.features(i, j), SHIPPED))


def test_what_the_reader_saw_of_both_is_added() -> None:
    found, head = passage(TRIAL), load_comparison("en", "precedence")
    assert head is not None and found.pairs.sights is not None
    odds = found.pairs.odds(SHIPPED, head)
    seen = head.log_odds(found.pairs.sights, found.pairs.sights)
    assert np.array_equal(odds, -odds.T)
    for i in range(len(found.entries)):
        for j in range(i + 1, len(found.entries)):
            assert odds[i, j] == pytest.approx(log_odds(found.pairs.features(i, j), SHIPPED) + seen[i, j])


def test_without_weights_by_name_the_reader_is_not_asked() -> None:
    found, head = passage(TRIAL), load_comparison("en", "precedence")
    assert np.array_equal(found.pairs.odds({}, head), found.pairs.odds({}))


def test_a_pair_is_asked_how_its_rows_are_told_how_far_apart_and_which_hangs_from_which() -> None:
    found = passage("The banker, who had fled to Lima, returned on Friday. Police arrested him at once.")
    number = {event.text: i for i, event in enumerate(found.events)}
    asked = found.pairs.features(number["fled"], number["returned"])
    assert {"first past perfective", "first clause acl:relcl", "second clause root"} <= asked.keys()
    assert "in one sentence, one paragraph" in asked
    later = found.pairs.features(number["returned"], number["arrested"])
    assert {"1 apart, one paragraph", "first beside a date", "second opens a sentence"} & later.keys()


def test_the_weights_that_are_shipped_put_what_looks_back_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank_entries, "load_comparison", load_comparison)
    line = shown(TRIAL, SHIPPED)
    assert line.index("forged") < line.index("convicted") < line.index("sentence")


def test_a_time_of_a_day_is_no_earlier_nor_later_than_that_day() -> None:
    text = "The rally began at 2 p.m. on Friday. Police dispersed the crowd on Friday."
    assert shown(text, {"prior": 0.5}) == ["began", "dispersed"]
    assert shown(text, {"prior": -2.0}) == ["dispersed", "began"]


def test_a_life_is_told_in_order_where_the_first_of_it_has_no_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order_events, "with_likely_days", lambda entries, story, language: entries)
    text = "A museum in Orsa opened on Friday.\n\nAnn Ode taught chemistry at the school. In 1921 she moved to Tarn."
    line = shown(text, {"prior": 0.0})
    assert line.index("taught") < line.index("moved") < line.index("opened")
