"""``timelines correct``: what an editor says of a stored timeline, as options or in a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, get_args

import click

from timeline_service import desk, editing, spreadsheet
from timeline_service.cli.desk import change, changing, check_of, desk_of, own, show
from timeline_service.cli.files import known_of
from timeline_service.faults import InputError
from timeline_service.ingest import decode
from timeline_service.model import Status
from timeline_service.schemas import CorrectionsIn, checked
from timeline_service.store import StoredTimeline
from timeline_service.typed_date import understood

_Wanted = Mapping[str, Any]  # ``corrections`` and ``undo`` of a request, as ``CorrectionsIn`` loads them
_OF_A_ROW = ("title", "date", "status", "hidden", "pinned", "merge", "before", "after", "text", "source")
_OF_THE_STORY = ("headline", "intro")


@click.command()
@click.argument("id")
@click.argument("event", required=False)
@click.option("--title", help="The title of the row.")
@click.option("--date", help="When it began, as people write it or in EDTF: “13 Oct”, “by Friday”, 2025-10-13.")
@click.option("--status", type=click.Choice(get_args(Status)))
@click.option("--hide/--unhide", "hidden", default=None, help="Take it off the timeline, or put it back.")
@click.option("--pin/--unpin", "pinned", default=None, help="Keep it whatever it weighs; what was left out too.")
@click.option("--merge", metavar="EVENT", help="The event that this one is the same as.")
@click.option("--before", metavar="EVENT", help="An event that came later.")
@click.option("--after", metavar="EVENT", help="An event that came earlier.")
@click.option("--text", help="A text below the title.")
@click.option("--source", help="Who says so.")
@click.option("--add", is_flag=True, help="A new row, with --title; no EVENT.")
@click.option("--headline", help="The title of the timeline.")
@click.option("--intro", help="What stands below it.")
@click.option("--undo", type=int, multiple=True, metavar="NUMBER", help="Take back a correction; may be repeated.")
@click.option("--from", "source_file", type=click.Path(path_type=Path, allow_dash=True),
              help="A .csv or .xlsx export that comes back, or JSON as POST …/corrections takes it (- for stdin).")
@click.option("--preview", is_flag=True, help="Show what would come of it, and keep nothing.")
@changing
def correct(
    id: str, event: str | None, add: bool, undo: tuple[int, ...], source_file: Path | None, preview: bool, by: str,
    newsroom: str | None, if_version: int | None, form: str | None, **said: Any,
) -> None:  # fmt: skip
    """Correct EVENT (such as e12) of a timeline, or the timeline itself; all of it is kept, or nothing.

    It outweighs the articles, the rest of the order follows, and it stays when articles come and go.
    """
    said = known_of(said)
    if source_file is not None and (said or undo or event or add):
        raise click.UsageError("--from FILE says all there is to correct: no EVENT and no other corrections beside it.")

    def typed(before: StoredTimeline) -> _Wanted:
        return checked(CorrectionsIn, {"corrections": _items(before, event, said, add=add), "undo": list(undo)})

    sent = _Sent(typed) if source_file is None else _sent_in(source_file)

    def make(before: StoredTimeline) -> StoredTimeline:
        wanted = sent.wanted(before)
        return editing.changed(before, wanted["corrections"], wanted["undo"], by=by, now=desk.now())

    with desk_of(newsroom) as (here, newsroom):
        if preview or sent.preview:
            before = own(here, id, newsroom)
            check_of(if_version)(before)
            return show(make(here.with_readings(before)), form)
        return change(
            here, id, make, what=editing.told, size=0, by=by, newsroom=newsroom, if_version=if_version, form=form
        )


def _items(before: StoredTimeline, event: str | None, said: Mapping[str, Any], *, add: bool) -> list[dict[str, Any]]:
    """What the options say, as the items of a request."""
    row = {name: said[name] for name in _OF_A_ROW if name in said}
    if row and not add and event is None:
        raise InputError("Name the EVENT, such as e12, behind ID; `timelines show` lists them. --add makes one.")
    if add and event is not None:
        raise InputError("A new row has no id yet: leave EVENT out, or --add.")
    if event is not None and not row:
        raise InputError(f"Say what to correct of {event}: --title, --date, --status, --hide …")
    if "date" in row:
        published = next((each.published_at for each in before.documents if each.published_at), None)
        language = before.answer["language"]
        corrected = next((each for each in before.answer["events"] if each["id"] == event), None)
        instead_of = corrected["when"]["edtf"] if corrected else None
        date = understood(row["date"], published_at=published, language=language, instead_of=instead_of)
        row["date"] = date.edtf
    of_the_row = {"added": None, **row} if add else {"event": event, **row}
    return [*([of_the_row] if row or add else []), *({name: said[name]} for name in _OF_THE_STORY if name in said)]


class _Sent(NamedTuple):
    """What is wanted of a timeline, and whether it is only to be shown."""

    wanted: Callable[[StoredTimeline], _Wanted]
    preview: bool = False


def _sent_in(path: Path) -> _Sent:
    """What a file says: a spreadsheet, or the body of a request."""
    data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    kind = path.suffix.lower()
    if kind in (".csv", ".xlsx"):
        lines = list(spreadsheet.of_csv(decode(data)) if kind == ".csv" else spreadsheet.of_xlsx(data))
        return _Sent(lambda before: {"corrections": spreadsheet.corrections(lines, before.answer), "undo": []})
    try:
        body = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: not JSON, .csv or .xlsx: {error}") from None
    loaded = checked(CorrectionsIn, body)
    return _Sent(lambda _: loaded, preview=loaded["preview"])
