"""What the commands on stored timelines share: the desk of a store, a change of a timeline, how it is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console

from timeline_service import desk, settings
from timeline_service.cli.store import newsroom_of, opened
from timeline_service.cli.terminal import Command, NotDoneNow, of_a_newsroom, write
from timeline_service.desk import Desk
from timeline_service.exports import table
from timeline_service.faults import InputError
from timeline_service.schemas.canonical import canonical
from timeline_service.store import Changed, StoredTimeline
from timeline_service.workers import NotDone, Queue, Work

Make = Callable[[StoredTimeline], StoredTimeline]
FORMS = ("table", "json")


def of_a_version(command: Command) -> Command:
    return click.option("--if-version", type=click.IntRange(1), help="Change this version, or nothing.")(command)


def changing(command: Command) -> Command:
    """The options of a command that changes a timeline."""
    for option in (
        click.option("--format", "form", type=click.Choice(FORMS), help="Default: table in a terminal."),
        of_a_version,
        click.option("--by", default="command line", show_default=True, help="Who; stands in the history."),
        of_a_newsroom,
    ):
        command = option(command)
    return command


@contextmanager
def desk_of(newsroom: str | None, *, new: bool = False) -> Iterator[tuple[Desk, str]]:
    """The desk of the store that the settings name, and the newsroom, also where none was named.

    What is not done there now becomes exit status 3.
    """
    configured = settings.current()
    queue = Queue(places=1, turns=1, long=1, patience=configured.patience)
    work = Work(queue, seconds=configured.deadline, patience=configured.timeout)
    try:
        with opened(new=new) as store:
            yield Desk(store, work, owner="command line"), newsroom_of(store, newsroom)
    except NotDone as error:
        raise NotDoneNow(str(error)) from None
    except Changed:
        raise NotDoneNow("Somebody else has just changed it. Look at it, and try again.") from None


def own(here: Desk, id: str, newsroom: str) -> StoredTimeline:
    try:
        return here.own(id, newsroom=newsroom)
    except desk.NoTimeline:
        said = f"The newsroom {newsroom} has no timeline {id!r}. `timeline-service timelines list` names those it has."
        raise InputError(said) from None


def change(
    here: Desk, id: str, make: Make, *, what: str | desk.Telling, size: int | None, by: str, newsroom: str,
    if_version: int | None, form: str | None,
) -> None:  # fmt: skip
    own(here, id, newsroom)
    check, exact = check_of(if_version), if_version is not None
    written = here.change(id, make, newsroom=newsroom, by=by, what=what, size=size, check=check, exact=exact)
    show(written, form)


def check_of(version: int | None) -> Callable[[StoredTimeline], None]:
    def check(timeline: StoredTimeline) -> None:
        if version not in (None, timeline.version):
            raise NotDoneNow(f"The timeline is at version {timeline.version}, not {version}. Look at it again.")

    return check


def is_table(form: str | None) -> bool:
    return form == "table" or (form is None and sys.stdout.isatty())


def show(timeline: StoredTimeline, form: str | None, *, detail: str = "full") -> None:
    answer = desk.answer(timeline, quoted=True, detail=detail)
    if not is_table(form):
        return write(canonical(answer))
    Console().print(table.render(answer, ids=True))
    for each in answer["corrections"]:
        click.echo(f"Correction {each['number']}, {each['by']}: {each['words']}")
    named = timeline.external_id or timeline.id
    return click.echo(f"{named}: {timeline.state}, version {timeline.version}.")
