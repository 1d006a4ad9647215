"""The table of a terminal."""

from __future__ import annotations

from rich.console import Console
from story import STORY

from timeline_service.exports import table
from timeline_service.schemas.answers import timeline


def shown(answer: dict) -> str:
    console = Console(width=100, record=True, file=open("/dev/null", "w"))
    console.print(table.render(answer))
    console.file.close()
    return console.export_text()


def test_a_row_an_event() -> None:
    lines = [line.split() for line in shown(timeline(STORY)).splitlines()]
    assert ["1", "13", "October", "2025", "happened", "The", "truce", "was", "signed"] in lines
    assert ["3", "date", "not", "known", "planned", "A", "vote", "is", "planned"] in lines
    assert "Note: Something to know." in shown(timeline(STORY))


def test_nothing_found() -> None:
    assert "No events were found." in shown(timeline(STORY) | {"events": []})


def test_markup_in_a_title_is_shown_as_it_is() -> None:
    answer = timeline(STORY)
    answer["events"][0]["title"] = "[red]not markup[/red]"
    assert "[red]not markup[/red]" in shown(answer)
