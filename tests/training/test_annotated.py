"""The annotated articles that programs learn weights from, and how far each is told."""

from __future__ import annotations

from pathlib import Path

from benchmarks.marks import places
from timeline_service import languages
from timeline_service.stages.select_entries import select_entries
from timeline_service.stages.write_titles import write_titles
from training.annotated import INVENTED, annotated, events_told, invented_articles, story_before


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


def test_a_story_is_told_up_to_a_stage(pipeline: object) -> None:
    english, article = languages.load("en"), next(annotated(None))
    weighed, selected = (story_before(each, article.document, english) for each in (select_entries, write_titles))
    assert len(weighed.entries) > len(selected.entries) > 0
    assert not any(entry.salience for entry in weighed.entries) and all(entry.salience for entry in selected.entries)
    assert not any(entry.title for entry in selected.entries)
    told = [events_told(entry, selected, article.events) for entry in selected.entries]
    assert [len(each) for each in told] == [len(entry.chain.mentions) for entry in selected.entries]
    assert any(numbers for mentions in told for numbers in mentions)
