"""The annotated articles that programs learn weights from, and how far each is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.marks import places
from timeline_service import languages
from timeline_service.stages.select_entries import select_entries
from timeline_service.stages.write_titles import write_titles
from training.annotated import INVENTED, annotated, events_told, invented_articles, real_articles, story_before
from training.reader.articles import marked_articles


def test_invented_articles_come_first_and_those_of_the_newsroom_last(tmp_path: Path) -> None:
    for name in ("article.txt", "gold.json"):
        (tmp_path / "one").mkdir(exist_ok=True)
        (tmp_path / "one" / name).write_bytes((INVENTED / "fa01" / name).read_bytes())
    alone, found = list(annotated(None)), list(annotated(tmp_path))
    assert [each.id for each in found] == [*(each.id for each in alone), found[0].id]
    real = [each.real for each in found]
    assert real == sorted(real) and not real[0] and real[-2:] == [True, True]
    assert all(event["trigger"]["end"] <= len(each.request["text"]) for each in found for event in each.events)


def test_the_articles_of_running_stories_are_marked_as_the_others_are() -> None:
    article = next(each for each in invented_articles() if each.id == "dunlin-probe-01")
    assert article.marker == "stories" and not article.real and not article.familiar
    text, (delay, *_) = article.request["text"], article.events
    words = [text[span.start : span.end] for span in places(delay)]
    assert words == ["postponed", "holds up"] and delay["level"] == "key" and delay["when"] == "2024-03-11"
    assert {event["level"] for event in article.events} == {"key", "ok"}
    ids = {event["id"] for event in article.events}
    assert article.gold["order"] and all({first, second} <= ids for first, second in article.gold["order"])
    tempting = article.gold["not_timeline"]
    assert tempting and all(text[each["start"] : each["end"]].strip() for each in tempting)


@pytest.fixture
def spelled_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of MEANTIME: the beginning of a real article that is marked whole here under another id, and a new one."""
    monkeypatch.setattr("training.annotated.invented_articles", lambda: iter(()))
    whole = next(each for each in real_articles(None) if each.id.startswith("5403_"))
    same = {"id": whole.id.replace("_US_", "_U.S._"), "full_text": whole.request["text"]}
    other = {"id": "new", "text": "A new one.", "full_text": "A new one."}
    rows = [{**same, "text": whole.request["text"][:200]}, other]
    marked = {"dct": "2005-02-12", "events": [], "tlinks": []}
    (tmp_path / "meantime.jsonl").write_text("".join(json.dumps({**row, **marked}) + "\n" for row in rows), "utf-8")
    assert rows[0]["id"] != whole.id
    return tmp_path / "meantime.jsonl"


def test_an_article_is_taken_once_however_its_id_is_spelled(spelled_otherwise: Path) -> None:
    taken = list(marked_articles(None, spelled_otherwise))
    assert [each.name for each in taken if each.source == "meantime"] == ["new"]
    assert sum("5403_" in each.name for each in taken) == 1


def test_an_article_is_in_one_fold_however_its_id_is_spelled(
    spelled_otherwise: Path, need: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    need(find_spec("torch"), what="torch", install="pip install -r training/requirements.txt")
    from training import likely_order

    monkeypatch.setattr(likely_order, "timeset_articles", lambda: iter(()))
    found = [each for each in likely_order.marked(None, spelled_otherwise) if "5403_" in each.article.id]
    whole, part = (likely_order.Asked(each, None, []) for each in found)  # type: ignore[arg-type]
    one, other = whole.marked.article, part.marked.article
    assert (part.marked.marker, other.request["text"]) == ("meantime", one.whole_text[:200])
    assert part.article == whole.article and other.id != one.id


def test_a_story_is_told_up_to_a_stage(pipeline: object) -> None:
    english, article = languages.load("en"), next(annotated(None))
    weighed, selected = (story_before(each, article.document, english) for each in (select_entries, write_titles))
    assert len(weighed.entries) > len(selected.entries) > 0
    assert not any(entry.salience for entry in weighed.entries) and all(entry.salience for entry in selected.entries)
    assert not any(entry.title for entry in selected.entries)
    told = [events_told(entry, selected, article.events) for entry in selected.entries]
    assert [len(each) for each in told] == [len(entry.chain.mentions) for entry in selected.entries]
    assert any(numbers for mentions in told for numbers in mentions)
