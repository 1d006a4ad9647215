"""``timelines``: what the desk can do, from the command line, in the store and beside a service that runs.

Every change is one transaction of the desk, as over HTTP; who watches a timeline hears of it.
"""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from timeline_service import desk, settings
from timeline_service.cli.correcting import correct
from timeline_service.cli.desk import (
    FORMS,
    change,
    changing,
    check_of,
    desk_of,
    is_table,
    of_a_version,
    own,
    show,
)
from timeline_service.cli.files import article_of
from timeline_service.cli.store import check_that_drafts_are_seen
from timeline_service.cli.terminal import NotDoneNow, of_a_newsroom, write
from timeline_service.exports import FILES
from timeline_service.faults import InputError
from timeline_service.schemas import ExternalId, Revisions, TimelineChange, TimelineList, checked
from timeline_service.schemas.canonical import canonical
from timeline_service.store import StoredTimeline, history, page
from timeline_service.store.records import State
from timeline_service.stories.levels import MOST_ROWS

FORMATS = ("table", *(each.name for each in FILES))


@click.group()
def timelines() -> None:
    """Stored timelines: list, show, correct, publish, withdraw and delete them.

    They are changed in the store itself (TIMELINE_DATABASE_URL), also while the service runs; no key is asked for. ID
    is the id of a timeline or the newsroom's own. Answers are tables in a terminal, JSON as over HTTP in a pipe.

    Exit status 2: something in the command is wrong, and nothing was changed; 3: nothing was changed, since the
    timeline has another version than --if-version, or others change it at the moment; or the store does not answer.
    """


timelines.add_command(correct)


@timelines.command("list")
@of_a_newsroom
@click.option("--state", type=click.Choice(["draft", "published"]), help="Only those in this state.")
@click.option("--title", default="", help="A part of the title, in any case.")
@click.option("--page", "number", type=click.IntRange(1), default=1, show_default=True)
@click.option("--page-size", type=click.IntRange(1, 100), default=50, show_default=True)
@click.option("--format", "form", type=click.Choice(FORMS), help="Default: table in a terminal.")
def list_timelines(
    newsroom: str | None, state: State | None, title: str, number: int, page_size: int, form: str | None
) -> None:
    """The timelines of a newsroom, the last changed first."""
    with desk_of(newsroom) as (here, newsroom), here.store.reading() as session:
        place = {"first": (number - 1) * page_size, "size": page_size}
        found, total = page(session, newsroom=newsroom, state=state, words=title, **place)
    if not is_table(form):
        answer = {"timelines": found, "total": total, "page": number, "page_size": page_size}
        return write(canonical(TimelineList().dump(answer)))
    rows = Table(box=box.SIMPLE_HEAD)
    for name in ("id", "state", "version", "rows", "changed", "title"):
        rows.add_column(name, overflow="fold")
    for each in found:
        changed = f"{each.updated_at:%Y-%m-%d %H:%M} {each.changed_by}"
        named = Text(each.external_id or each.id)
        rows.add_row(named, each.state, str(each.version), str(each.events), Text(changed), Text(each.title or ""))
    Console().print(rows, f"{len(found)} of {total}.")


@timelines.command("show")
@click.argument("id")
@of_a_newsroom
@click.option("--detail", type=click.Choice(list(MOST_ROWS)), default="full", show_default=True, help="How many rows.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table in a terminal, else json.")
def show_timeline(id: str, newsroom: str | None, detail: str, form: str | None) -> None:
    """One timeline: as a table with the ids of its rows, as over HTTP, or in the format of an export."""
    with desk_of(newsroom) as (here, newsroom):
        timeline = own(here, id, newsroom)
    if form in (None, *FORMS):
        return show(timeline, form, detail=detail)
    texts = timeline.texts if timeline.quotes == "sentence" else {}
    chosen = next(each for each in FILES if each.name == form)
    written = chosen.write(desk.exported(timeline, detail=detail), texts=texts)
    sys.stdout.buffer.write(written.encode() if isinstance(written, str) else written)
    return None


@timelines.command("history")
@click.argument("id")
@of_a_newsroom
def show_history(id: str, newsroom: str | None) -> None:
    """Who changed what, the last change first."""
    with desk_of(newsroom) as (here, newsroom):
        timeline = own(here, id, newsroom)
        with here.store.reading() as session:
            told = history(session, timeline.id)
    if not sys.stdout.isatty():
        return write(canonical(Revisions().dump({"revisions": told})))
    for each in told:
        click.echo(f"{each.version:>5}  {each.at:%Y-%m-%d %H:%M}  {each.by}: {each.what}")
    return None


@timelines.command("add")
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="DATE", help="When the article was published, ISO 8601.")
@click.option("--title", help="The headline, if it is not in the text.")
@click.option("--url", help="Where the article stands; kept, never fetched.")
@changing
def add_article(
    id: str, file: Path, published: str | None, title: str | None, url: str | None, newsroom: str | None, **how: Any
) -> None:
    """Add the article in FILE to a timeline, or put it in the place of its older version; without one, open a draft.

    A .json file is a ninjs item, .html and .htm are pages; - is standard input. ID is then the newsroom's own.
    """
    checked(ExternalId, {"external_id": id})
    article = article_of(file, published=published, title=title, url=url)
    longest, now = settings.current().max_text, desk.now()
    size = len(str(article.get("text") or article.get("html") or ""))

    def added(before: StoredTimeline) -> StoredTimeline:
        return desk.with_document(before, article, now=now, longest=longest)

    with desk_of(newsroom, new=True) as (here, newsroom):
        if here.find(id, newsroom=newsroom) is not None:
            return change(here, id, added, what="document added", size=size, newsroom=newsroom, **how)
        if (version := how["if_version"]) is not None:
            raise NotDoneNow(f"The newsroom {newsroom} has no timeline {id!r}, and so none at version {version}.")
        check_that_drafts_are_seen(here.store, newsroom)
        new: dict[str, Any] = {"id": secrets.token_urlsafe(16), "newsroom": newsroom, "external_id": id}
        opened = partial(desk.opened, [article], **new, now=now, longest=longest)
        made = here.create(opened, newsroom=newsroom, by=how["by"], what="created", size=size, once=None)
        return show(made, how["form"])


@timelines.command("publish")
@click.argument("id")
@click.option("--at", metavar="TIME", help="Later: when `serve` is to do it, such as 2025-10-24T18:00:00+02:00.")
@click.option("--quotes/--no-quotes", default=None, help="Whether readers see sentences of the articles.")
@changing
def publish(id: str, at: str | None, quotes: bool | None, **how: Any) -> None:
    """Let readers see a timeline, now or at a time."""
    wanted: dict[str, Any] = {"state": "published"} if at is None else {"publish_at": at}
    _alter(id, wanted | ({} if quotes is None else {"quotes": "sentence" if quotes else "none"}), **how)


@timelines.command("withdraw")
@click.argument("id")
@changing
def withdraw(id: str, **how: Any) -> None:
    """Make a timeline a draft again, and end a plan to publish it: it goes from pages that show it."""
    _alter(id, {"state": "draft"}, **how)


@timelines.command("delete")
@click.argument("id")
@of_a_newsroom
@of_a_version
@click.option("--yes", is_flag=True, help="Delete it without asking; needed where nobody can answer.")
def delete(id: str, newsroom: str | None, if_version: int | None, yes: bool) -> None:
    """Delete a timeline for good, with its texts, corrections, comments and history. This cannot be undone."""
    with desk_of(newsroom) as (here, newsroom):
        timeline = own(here, id, newsroom)
        check_of(if_version)(timeline)
        if not yes and not sys.stdin.isatty():
            raise InputError("What is deleted does not come back. Say --yes to delete it.")
        named = timeline.external_id or timeline.id
        if not yes:
            told = f"{timeline.title or 'without a title'}, {timeline.state}, version {timeline.version}"
            click.confirm(f"Delete {named} ({told}) for good?", abort=True, err=True)
        here.remove(timeline)
    click.echo(f"{named}: deleted.")


def _alter(id: str, sent: Mapping[str, Any], *, newsroom: str | None, by: str, **how: Any) -> None:
    wanted = checked(TimelineChange, sent)
    with desk_of(newsroom) as (here, newsroom):
        change(
            here, id, lambda before: desk.altered(before, wanted, by=by, now=desk.now()), what=desk.told, size=None,
            newsroom=newsroom, by=by, **how,
        )  # fmt: skip
