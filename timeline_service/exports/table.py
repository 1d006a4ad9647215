"""A timeline as a table for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from timeline_service.exports import words

_STYLES = {
    "occurred": "",
    "ongoing": "green",
    "planned": "cyan",
    "possible": "yellow",
    "denied": "red",
    "cancelled": "magenta",
}


def render(timeline: Mapping[str, Any], *, ids: bool = False) -> RenderableType:
    """Rank (or, with ``ids``, the id), date in words, status and title of every event; below it the notes."""
    table = Table(title=Text(timeline["title"] or "", style="bold"), box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("id" if ids else "#", justify="right", style="dim")
    table.add_column("when", style="bold", ratio=2)
    table.add_column("status")
    table.add_column("what", ratio=4)
    for event in timeline["events"]:
        style = _STYLES[event["status"]]
        what = Text(event["title"])
        if event["attribution"]:
            what.append(f"  — {event['attribution']['text']}", style="dim")
        status = Text(words.STATUSES[event["status"]], style=style)
        table.add_row(event["id"] if ids else str(event["rank"]), Text(words.when(event)), status, what)
    notes = [Text(f"Note: {note['message']}", style="yellow") for note in timeline["notes"]]
    if not timeline["events"]:
        return Group(Text("No events were found."), *notes)
    return Group(table, *notes)
