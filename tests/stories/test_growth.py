"""A story of twice as many articles costs about twice as much to change, and an article costs once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from counting import lines

from timeline_service.model import Claim, Correction, Document, Language, Story, creation_time
from timeline_service.stages import gather_claims
from timeline_service.stories import Identities, Made, make

pytestmark = pytest.mark.usefixtures("pipeline")
ARTICLES = 48
TWICE = 2.1  # times the lines that twice as many articles may take
PLACES = ("Arvel", "Bremmet", "Corrow", "Dunmere", "Eskrin", "Fallow", "Gannet", "Harrow")


def article(number: int) -> Document:
    """One of a series: each tells of a place and a day of its own, and of what all tell."""
    place, day = PLACES[number % len(PLACES)], 1 + number % 28
    month = 1 + number // 28
    text = (
        f"The ferry to {place} sank on {day} {('March', 'April', 'May')[month - 1]} 2025 after a fire broke out.\n\n"
        f"Crews rescued {number + 3} people, and {place}'s harbour was closed two days later. The owner had denied "
        f"that the ship was old. An inquiry into the sinking of the Odalys off Marrick will open in June."
    )
    published = creation_time(f"2025-{month + 2:02}-{day:02}")
    return Document(id=f"d{number + 1}", text=text, dct=published)


@pytest.fixture(scope="module")
def articles(pipeline: object) -> tuple[Document, ...]:
    return tuple(article(number) for number in range(ARTICLES))


def told(articles: tuple[Document, ...]) -> Made:
    """The story as it is first made, and told once more, so that all that is remembered is there."""
    made = make(articles, [], Identities({}), {}, id="ferries")
    return make(articles, [], made.identities, made.readings, id="ferries")


def edit(articles: tuple[Document, ...], made: Made) -> Made:
    """The story with another date of a row."""
    dated = [event["id"] for event in made.answer["events"] if event["when"]["basis"] == "stated"]
    said = [Correction(kind="date", event=dated[len(dated) // 2], value="2025-02-02")]
    return make(articles, said, made.identities, made.readings, id="ferries")


def place(articles: tuple[Document, ...], made: Made) -> Made:
    """The story with a row put after another."""
    dated = [event["id"] for event in made.answer["events"] if event["when"]["basis"] == "stated"]
    said = [Correction(kind="after", event=dated[0], value=dated[-1])]
    return make(articles, said, made.identities, made.readings, id="ferries")


def add(articles: tuple[Document, ...], made: Made) -> Made:
    """The story with the article that is the last of these."""
    return make(articles, [], made.identities, made.readings, id="ferries")


def test_an_edit_costs_as_much_more_as_there_is(articles: tuple[Document, ...]) -> None:
    half, whole = articles[: ARTICLES // 2], articles
    small, large = told(half), told(whole)
    assert lines(lambda: edit(whole, large)) <= TWICE * lines(lambda: edit(half, small))


def test_an_order_that_an_editor_gives_costs_as_much_more_as_there_is(articles: tuple[Document, ...]) -> None:
    half, whole = articles[: ARTICLES // 2], articles
    small, large = told(half), told(whole)
    assert lines(lambda: place(whole, large)) <= TWICE * lines(lambda: place(half, small))


def test_an_article_more_costs_as_much_more_as_there_is(articles: tuple[Document, ...]) -> None:
    half, whole = articles[: ARTICLES // 2], articles
    small, large = told(half[:-1]), told(whole[:-1])
    told(whole)  # reads the last, which costs the same in both
    assert lines(lambda: add(whole, large)) <= TWICE * lines(lambda: add(half, small))


def test_no_article_is_asked_for_its_evidence_again(
    articles: tuple[Document, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def evidence(story: Story, language: Language) -> Iterator[Claim]:
        asked.extend(document.id for document in story.documents)
        return iter(())

    monkeypatch.setattr(gather_claims, "EVIDENCE", (*gather_claims.EVIDENCE, evidence))
    few = tuple(replace(each, id=f"again-{each.id}") for each in articles[:6])
    made = told(few)
    assert set(asked) == {each.id for each in few}
    asked.clear()
    corrected = edit(few, made)
    assert corrected.answer != made.answer
    assert len(asked) <= 1  # the article whose event has another date
