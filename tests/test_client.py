"""The typed client against the real service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from tests.widget.serving import served
from timeline_service.client import Client, Refused, Stale
from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

TEXT = "The truce was signed in Cairo on 13 October 2025. Two days later, strikes resumed."
ARTICLE = {"text": TEXT, "published_at": "2025-10-24"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, pipeline: object) -> Iterator[Client]:
    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"))
    store = application.extensions["store"]
    with store.writing() as session:
        key = issue(session, newsroom="courier", name="cms", scope="write", now=datetime.now(UTC))
    with served(application) as address, Client(address, key=key) as client:
        yield client
    store.close()


def test_a_story_from_its_making_to_its_end(desk: Client) -> None:
    story = desk.put("cms:7", [ARTICLE])
    assert (story.external_id, story.state, story.timeline[0].when.edtf) == ("cms:7", "draft", "2025-10-13")
    signed = story.timeline[0].id
    seen = desk.preview(story, {"event": signed, "date": "2025-10-01"})
    assert seen[0].when.edtf == "2025-10-01" and desk.read(story.id).version == story.version
    corrected = desk.correct(story, {"event": signed, "title": "Truce signed"}, {"headline": "The truce"})
    assert corrected.timeline.title == "The truce" and corrected.timeline[0].title == "Truce signed"
    assert [each.words for each in corrected.corrections] == ["title “Truce signed”", "headline “The truce”"]
    with pytest.raises(Stale):
        desk.correct(story, {"event": signed, "title": "Lost"})
    grown = desk.add(corrected, {"text": "Talks will open in Geneva on 3 November.", "published_at": "2025-10-25"})
    assert any(event.status == "planned" for event in grown.timeline)
    published = desk.publish(grown)
    assert [line.id for line in desk.stories(title="truce", state="published")] == [story.id]
    assert "Truce signed" in desk.export(published, "markdown")
    undone = desk.undo(published, corrected.corrections[0].number)
    desk.delete(desk.unpublish(undone))
    with pytest.raises(Refused) as gone:
        desk.read(story.id)
    assert gone.value.status == 404


def test_an_article_is_read_and_a_fault_is_told_by_field(desk: Client) -> None:
    assert len(desk.extract(TEXT, published_at="2025-10-24")) >= 2
    with pytest.raises(Refused, match="published_at") as refused:
        desk.extract(TEXT, published_at="soon")
    assert refused.value.status == 422 and "published_at" in refused.value.errors


def test_a_repeated_creation_makes_one_story(desk: Client) -> None:
    first, second = (desk.create([ARTICLE], once="a-key") for _ in range(2))
    assert first.id == second.id


def test_a_busy_service_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("timeline_service.client.time.sleep", waits.append)
    answers = iter([httpx.Response(503, headers={"Retry-After": "2"}), httpx.Response(429), httpx.Response(200, json={
        "timelines": [], "total": 0})])  # fmt: skip
    with Client("http://service.test", transport=httpx.MockTransport(lambda _: next(answers))) as client:
        assert list(client.stories()) == [] and waits == [2.0, 1.0]
