"""The day that an undated event likely shares: which dates are asked, when one is shown, that nothing rests on it."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from timeline_service import languages, service
from timeline_service.lookups.document_index import indexes
from timeline_service.model import Language, Story
from timeline_service.pipeline import read, tell
from timeline_service.schemas.article import Article
from timeline_service.service import document_of
from timeline_service.stages.order_events import likely_days
from timeline_service.stages.order_events.day_candidates import Days
from timeline_service.stages.order_events.likely_days import dates_of

pytestmark = pytest.mark.usefixtures("pipeline", "by_name")
STORM = (
    "A storm hit the coast on 13 October 2025. It tore roofs from the school in Garmouth.\n\n"
    "Trees blocked the road to the harbour. The mayor will visit the school."
)
PUBLISHED = "2025-10-24"


@pytest.fixture
def by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The features decide alone, whatever the reader saw."""
    monkeypatch.setattr(likely_days, "load_comparison", lambda code, name: None)


def told(text: str, weights: Mapping[str, float]) -> dict[str, Any]:
    """Trigger → entry, with other weights than those that are shipped, and every entry kept."""
    language = with_weights(weights)
    story = tell(replace(Story(documents=(document(text, language),)), min_salience=0.0), language)
    return {story.event(entry.chain.mentions[0]).text: entry for entry in story.entries}


def document(text: str, language: Language) -> Any:
    return read(document_of(Article().load({"text": text, "published_at": PUBLISHED}), longest=10_000), language)


def with_weights(weights: Mapping[str, float]) -> Language:
    english = languages.load("en")
    return replace(english, words={**english.words, "likely_days": weights})


def test_without_weights_nothing_is_dated() -> None:
    assert told(STORM, {})["blocked"].when.edtf == "../2025-10-24"


def test_the_likeliest_date_is_shown_with_its_probability() -> None:
    blocked = told(STORM, {"prior": -2.0, "lead": 3.0})["blocked"]
    assert (blocked.when.edtf, blocked.when.basis, blocked.when.placement) == ("2025-10-13", "inferred", "dated")
    assert blocked.confidence == pytest.approx(0.705)
    assert blocked.because[-1].rule == "date/likely"
    assert (blocked.when.bounds.earliest, blocked.when.bounds.latest) == (None, "2025-10-24"), "what is sure"


def test_a_date_that_is_claimed_and_not_asserted_is_shown_where_no_day_is_likely() -> None:
    tore = told(STORM, {"prior": -9.0})["tore"]
    assert (tore.when.edtf, tore.because[-1].rule) == ("2025-10-13", "container/narrated")
    assert tore.when.probability == tore.confidence < 1
    assert (tore.when.bounds.earliest, tore.when.bounds.latest) == (None, "2025-10-24"), "what is sure"


def test_a_date_that_is_less_than_likely_is_not_shown() -> None:
    assert told(STORM, {"prior": -2.0, "lead": 1.5})["blocked"].when.edtf == "../2025-10-24"


def test_none_of_several_days_is_shown_where_each_is_as_likely() -> None:
    blocked = told(STORM, {"prior": 0.5})["blocked"]  # the day of the storm, that of publication, or none
    assert blocked.when.edtf == "../2025-10-24"


def test_what_is_dated_or_ahead_keeps_what_it_has() -> None:
    entries = told(STORM, {"prior": 5.0})
    assert entries["hit"].when.basis != "inferred"
    assert entries["visit"].when.edtf == "2025-10-24/.."


def test_what_names_a_time_of_its_own_takes_no_other() -> None:
    text = "A storm hit the coast on 13 October 2025. The school reopened three weeks after the repairs."
    assert all(reason.rule != "date/likely" for reason in told(text, {"prior": 5.0})["reopened"].because)


@pytest.mark.parametrize("told_of", ["The council had repaired the school.", "Having repaired the school, they left."])
def test_what_looks_back_from_what_is_told_takes_no_day(told_of: str) -> None:
    entries = told(f"A storm hit the coast on 13 October 2025. {told_of}", {"prior": 5.0})
    assert all(reason.rule != "date/likely" for reason in entries["repaired"].because)


def test_nothing_rests_on_a_likely_day() -> None:
    language = with_weights({"prior": 5.0})
    story = tell(Story(documents=(document(STORM, language),)), language)
    without = tell(Story(documents=(document(STORM, with_weights({})),)), with_weights({}))
    assert story.claims == without.claims
    assert story.bounds == without.bounds


def test_the_dates_that_are_asked_are_those_around_and_publication() -> None:
    language = with_weights({})
    story = tell(replace(Story(documents=(document(STORM, language),)), min_salience=0.0), language)
    days = Days(indexes(story, language)[0], dict(dates_of(story.entries)[story.documents[0].id]))
    undated = next(each for each in story.documents[0].events if each.text == "blocked")
    asked = {each.timex.edtf: each.features for each in days.candidates(undated)}
    assert asked.keys() == {"2025-10-13", "2025-10-24"}
    assert {"lead", "told last", "most told", "told 2 before"} <= asked["2025-10-13"].keys()
    assert "is publication" in asked["2025-10-24"]


def test_how_long_ago_a_day_lies_is_asked_too() -> None:
    text = "A storm hit the coast on 13 October 2025. Trees fell. The school was built in 1911."
    language = with_weights({})
    story = tell(replace(Story(documents=(document(text, language),)), min_salience=0.0), language)
    days = Days(indexes(story, language)[0], dict(dates_of(story.entries)[story.documents[0].id]))
    undated = next(each for each in story.documents[0].events if each.text == "fell")
    asked = {each.timex.edtf: each.features.keys() for each in days.candidates(undated)}
    assert {"gone a month", "long gone"} <= asked["2025-10-13"]
    assert {"gone years", "long gone"} <= asked["1911"]
    assert not any("gone" in name for name in asked["2025-10-24"])


@pytest.mark.parametrize(("text", "said"), [
    (STORM, "No date is stated; that of what is told around it is likely: 13 October 2025 (“A storm hit the coast”)."),
])  # fmt: skip
def test_readers_are_told_that_it_is_likely(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    language = with_weights({"prior": -9.0, "lead": 10.0})
    monkeypatch.setattr(service.languages, "load", lambda code: language)
    answer = service.extract({"text": text, "published_at": PUBLISHED, "min_salience": 0.0}, longest=10_000)
    likely = [event for event in answer["events"] if said in event["reasons"]]
    assert {event["when"]["said"] for event in likely} == {"about 13 October 2025"}
    assert all(event["when"]["probability"] == event["confidence"] > 0.5 for event in likely)
    assert sum("probability" in event["when"] for event in answer["events"]) == len(likely) == 2
