"""``batch --stories``: articles that tell one story become one draft, and others do not."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from jobs.made import ROOT, run, write_jsonl

from timeline_service.jobs.features import Told
from timeline_service.jobs.grouping import MOST, Grouping, Limits
from timeline_service.store import Store, page
from timeline_service.store.keys import issue

SEEDS = [
    tomllib.loads(path.read_text("utf-8")) | {"name": path.stem} for path in sorted((ROOT / "seeds").glob("*.toml"))
]
NEAR = ("skerrow-bridge", "saint-ebba")  # running stories whose articles are days apart; those of a third are months
STORIES = [{seed["name"] for seed in SEEDS if seed["name"].startswith(f"{story}-")} for story in NEAR]


def told(line: int, day: date, words: str, *names: str) -> Told:
    return Told(source="a", line=line, article_id=None, day=day, words=words, names=names)


DAY = date(2025, 10, 24)
STORM = ("A storm flooded the harbour of Skerrow and cut the power", "Skerrow", "North Coast Council")
TRIAL = ("The trial of a banker over a clock opened in Wexcombe", "Wexcombe", "Judge Amis")


def test_articles_join_what_they_are_like() -> None:
    articles = [
        told(1, DAY, *STORM), told(2, DAY, *TRIAL),
        told(3, DAY, "Power came back after the storm in Skerrow", "Skerrow"),
        told(4, DAY + timedelta(days=3), "The banker on trial in Wexcombe denied it", "Wexcombe", "Judge Amis"),
    ]  # fmt: skip
    assert [story for story, _ in Grouping(Limits(likeness=0.1)).of(articles)] == [0, 1, 0, 1]


def test_a_story_ends_when_nothing_is_told_of_it() -> None:
    days = (DAY, DAY + timedelta(days=13), DAY + timedelta(days=26), DAY + timedelta(days=41))
    articles = [told(n, day, *STORM) for n, day in enumerate(days)]
    assert [story for story, _ in Grouping(Limits(likeness=0.2, days=14)).of(articles)] == [0, 0, 0, 1]


def test_the_window_is_bounded() -> None:
    """A day of more articles than are held at once; the same article later still finds one of the last ones."""
    grouping = Grouping(Limits(likeness=0.9))
    articles = (told(n, DAY, f"words{n} of{n} their{n} own{n}", f"Name{n}") for n in range(2 * MOST))
    assert [story for story, _ in grouping.of(articles)] == list(range(2 * MOST))
    assert len(grouping._days) <= MOST
    last = 2 * MOST - 1
    again = [told(9, DAY, f"words{n} of{n} their{n} own{n}", f"Name{n}") for n in (last, 0)]
    assert [story for story, _ in grouping.of(again)] == [last, 2 * MOST], "the first was let go"


@pytest.fixture(scope="module")
def folder(pipeline, tmp_path_factory) -> Path:
    """The sample stories' articles as an archive, its stories opened as drafts; ``store`` is where."""
    place: Path = tmp_path_factory.mktemp("stories")
    known = ("published_at", "title")
    articles = [
        {"id": seed["name"], "text": seed["article"]} | {name: seed[name] for name in known if name in seed}
        for seed in SEEDS
    ]
    write_jsonl(place / "a.jsonl", [{**each, "published_at": each.get("published_at")} for each in articles])
    assert "new drafts" in tell(place)
    return place


def tell(place: Path) -> str:
    words = ("batch", place / "a.jsonl", "--out", place / "out", "--shard-size", "5", "--stories", "--newsroom", "desk")
    status, out, err = run(*words, TIMELINE_DATABASE_URL=f"sqlite:///{place / 't.sqlite3'}")
    assert status == 0, err
    return out


def test_an_article_whose_date_cannot_be_read_stands_in_a_story_by_the_one_it_prints(pipeline, tmp_path: Path) -> None:
    storm = "February 3, 2009\n\nA storm flooded the harbour of Skerrow on Monday and cut the power to Skerrow Docks."
    write_jsonl(tmp_path / "a.jsonl", [
        {"id": "first", "text": storm, "published_at": "2009-02-03"},
        {"id": "second", "text": storm, "dct": "03-02-2009"},
    ])  # fmt: skip
    assert "1 stories of several articles, 1 of them new drafts" in tell(tmp_path)


def test_the_articles_of_a_sample_story_are_one_story(folder: Path) -> None:
    stories: defaultdict[int, set[str]] = defaultdict(set)
    for line in (folder / "out" / "stories.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        stories[row["story"]].add(row["article_id"])
    assert [story for story in stories.values() if len(story) > 1] == STORIES


def test_stories_of_a_newsroom_without_a_key_are_refused_before_anything_is_read(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    store.migrate()
    with store.writing() as session:
        issue(session, newsroom="courier", name="cms", scope="write", now=datetime.now(UTC))
    store.close()
    write_jsonl(tmp_path / "a.jsonl", [{"text": "A storm flooded the harbour on Monday."}])
    words = ("batch", tmp_path / "a.jsonl", "--out", tmp_path / "out", "--stories", "--newsroom", "local")
    status, _, err = run(*words, TIMELINE_DATABASE_URL=f"sqlite:///{tmp_path / 't.sqlite3'}")
    assert status == 2 and "There are keys of courier." in err
    assert not (tmp_path / "out").exists()


def test_each_is_a_draft_once(folder: Path) -> None:
    assert "2 stories of several articles, 0 of them new drafts of the newsroom desk" in tell(folder)
    store = Store(f"sqlite:///{folder / 't.sqlite3'}")
    with store.reading() as session:
        drafts, total = page(session, newsroom="desk")
    store.close()
    assert total == len(drafts) == len(STORIES)
    assert {draft.state for draft in drafts} == {"draft"}
    assert sorted(draft.documents for draft in drafts) == sorted(len(story) for story in STORIES)
