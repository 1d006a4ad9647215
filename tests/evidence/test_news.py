"""What looks back: from the news of an article, from what was said, from what was told last; read by the pipeline."""
from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.evidence import news, reporting, signals, status
from timeline_service.model import Chain, MentionRef, Story
from timeline_service.schemas.article import Article
from timeline_service.service import document_of, extract, read_document

pytestmark = pytest.mark.model

LEAD = "A ferry sank off Orsa on Monday."


def claimed(evidence, *paragraphs: str) -> set[tuple[str, str, str]]:
    """What a kind of evidence claims of an article: the words of both sides, publication as "now"."""
    article = Article().load({"text": "\n\n".join(paragraphs), "published_at": "2025-10-24"})
    document = read_document(document_of(article, longest=10_000))
    words = {event.id: event.text for event in document.events}
    chains = tuple(Chain(id, (MentionRef(document.id, id),)) for id in words)
    found = evidence(Story(documents=(document,), chains=chains), languages.load("en"))
    return {(words[claim.source], claim.relation, words.get(claim.target, "now")) for claim in found}


@pytest.mark.parametrize(("body", "earlier"), [
    ("Inspectors first warned the owners in a letter.", "warned"),
    ("Her captain previously commanded a tug.", "commanded"),
    ("The accident came a week after the owners sold the line.", "sold"),
    ("The sinking followed a strike at the yard.", "strike"),
])  # fmt: skip
def test_what_looks_back_was_before_the_news(body: str, earlier: str) -> None:
    assert (earlier, "STARTS_BEFORE", "sank") in claimed(news.claims, LEAD, body)


@pytest.mark.parametrize("body", [
    "Divers found a chest that smugglers first buried.",  # from its noun
    "A storm came after midnight.",
    "The owners will first warn the crews.",
])  # fmt: skip
def test_what_does_not_look_back_from_it_says_nothing(body: str) -> None:
    assert claimed(news.claims, LEAD, body) == set()


def test_a_life_that_is_told_from_its_beginning_has_no_news() -> None:
    told = claimed(news.claims, "Ode moved to Lirona in 1910.", "Critics first praised her in a paper.")
    assert told == set()


def test_what_has_been_done_since_was_done_after_what_was_told() -> None:
    told = claimed(signals.claims, "The board dismissed Ode in May. She has since moved to Lirona.")
    assert ("moved", "STARTS_AFTER", "dismissed") in told


@pytest.mark.parametrize(("sentence", "content", "saying"), [
    ("The mayor said that rebels have seized the port.", "seized", "said"),
    ("The paper claimed that Ode stole the letters.", "stole", "claimed"),
])  # fmt: skip
def test_what_is_reported_as_done_was_before_the_saying(sentence: str, content: str, saying: str) -> None:
    assert (content, "STARTS_BEFORE", saying) in claimed(reporting.claims, sentence)


@pytest.mark.parametrize(("sentence", "event"), [
    ("The crew may have left the ship.", "left"),
    ("The paper claims that Ode stole the letters.", "stole"),
])  # fmt: skip
def test_what_may_have_happened_had_begun_by_publication(sentence: str, event: str) -> None:
    assert (event, "STARTS_BY", "now") in claimed(status.claims, sentence)


def test_what_may_happen_is_still_to_come() -> None:
    assert ("leave", "STARTS_BY", "now") not in claimed(status.claims, "The crew may leave the ship.")


def test_what_may_have_happened_is_known_to_have_begun_by_publication_if_at_all() -> None:
    text = "The paper claims that Ode stole the letters."
    article = {"text": text, "published_at": "2025-10-22", "min_salience": 0.0}
    events = extract(Article().load(article), longest=1_000)["events"]
    latest = {event["mentions"][0]["text"]: event["when"]["latest"] for event in events}
    assert latest["stole"] == "2025-10-22"
