"""``batch``: an archive in, tables of its events out."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from timeline_service import settings
from timeline_service.cli.terminal import of_a_newsroom
from timeline_service.faults import not_installed
from timeline_service.jobs import tables
from timeline_service.jobs.batch import ERRORS, Batch, opened
from timeline_service.jobs.engines import Engine, Stopped, local
from timeline_service.jobs.shards import Options

INCOMPLETE = 3
_ENGINES = ("local", "dask")


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Folder of the results.")
@click.option("--format", "form", type=click.Choice(tables.FORMS), default="parquet", show_default=True)
@click.option("--engine", type=click.Choice(_ENGINES), default="local", show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes of the local engine; by default one a core.")
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster, such as tcp://10.0.0.1:8786.")
@click.option("--shard-size", type=click.IntRange(1), default=200, show_default=True, help="Articles a shard.")
@click.option("--seconds", type=click.FloatRange(0.1), default=300, show_default=True, help="Longest time an article.")
@click.option("--stories", is_flag=True, help="Group the articles into stories, and open them as drafts.")
@of_a_newsroom
@click.option("--likeness", type=click.FloatRange(0, 1), default=0.16, show_default=True, help="Of a story, 0 to 1.")
@click.option("--days", type=click.IntRange(1), default=14, show_default=True, help="Between articles of a story.")
def batch(
    inputs: tuple[Path, ...],
    out: Path,
    form: tables.Form,
    engine: str,
    workers: int | None,
    scheduler: str | None,
    shard_size: int,
    seconds: float,
    stories: bool,
    newsroom: str | None,
    likeness: float,
    days: int,
) -> None:
    """Events, dates and relations of every article of INPUTS (.jsonl or .parquet), as tables in the folder --out.

    Interrupted, the same command goes on where it stopped. Exit status 1: some articles could not be read, and OUT's
    errors.jsonl names them; 2: none could, or the command is wrong; 3: stopped before the end.
    """
    if (engine == "dask") != (scheduler is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS go together.")
    whose = _newsroom(newsroom) if stories else ""
    options = Options(form=form, longest=settings.current().max_text, seconds=seconds)
    with opened(inputs, out, size=shard_size, options=options) as work:
        try:
            _drive(work, _engine(scheduler, workers))
        except (Stopped, OSError) as error:
            click.echo(f"timeline-service: {error}. {_standing(work)} The same command goes on from here.", err=True)
            click.get_current_context().exit(INCOMPLETE)
        counts = work.done
        if stories:
            _tell(work, whose, likeness=likeness, days=days)
    click.echo(f"{counts.articles:,} articles, {counts.events:,} events in {out}.")
    if counts.undated:
        click.echo(f"{counts.undated:,} of them were read without their unreadable publication date.")
    if counts.failed:
        click.echo(f"timeline-service: {counts.failed:,} could not be read: {out / ERRORS} names them.", err=True)
        click.get_current_context().exit(1 if counts.articles else 2)


def _engine(scheduler: str | None, workers: int | None) -> Engine:
    if scheduler is None:
        return partial(local.run, workers=workers or local.cores())
    try:
        from timeline_service.jobs.engines import dask
    except ImportError:
        raise not_installed("A cluster needs Dask", "dask") from None
    return partial(dask.run, scheduler=scheduler)


def _newsroom(named: str | None) -> str:
    """Whose drafts stories become; asked before the archive is read."""
    from timeline_service.cli.store import check_that_drafts_are_seen, newsroom_of, opened

    with opened(new=True) as store:
        newsroom = newsroom_of(store, named)
        check_that_drafts_are_seen(store, newsroom)
        return newsroom


def _tell(work: Batch, newsroom: str, *, likeness: float, days: int) -> None:
    """Group the articles of a batch into stories, and open those of several articles on the desk."""
    from timeline_service.cli.store import opened  # which a batch without stories has no use for
    from timeline_service.jobs import drafts
    from timeline_service.jobs import stories as grouped

    configured, now = settings.current(), datetime.now(UTC)
    several = grouped.write_stories(work, likeness=likeness, days=days)
    with opened(new=True) as store:
        new = sum(drafts.open_drafts(work, store, newsroom=newsroom, longest=configured.max_text, now=now))
    click.echo(f"{several:,} stories of several articles, {new:,} of them new drafts of the newsroom {newsroom}.")


def _standing(work: Batch) -> str:
    return f"{len(work.shards) - len(work.left):,} of {len(work.shards):,} shards are done."


def _drive(work: Batch, engine: Engine) -> None:
    left = work.left
    total = sum(shard.last - shard.first + 1 for shard in work.shards)
    done = total - sum(shard.last - shard.first + 1 for shard in left)
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )  # fmt: skip
    started, read = monotonic(), 0
    console = Console(stderr=True)
    # auto_refresh would be a thread, and the local engine forks
    with Progress(*columns, console=console, disable=not sys.stderr.isatty(), auto_refresh=False) as progress:
        bar = progress.add_task("Articles", total=total, completed=done, rate="")
        for shard, _ in work.run(engine):
            lines = shard.last - shard.first + 1
            read += lines
            progress.update(bar, advance=lines, rate=f"{read / (monotonic() - started):.1f}/s", refresh=True)
