"""JSON Lines in, an answer a line out: every good line is written, and every bad one is named on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any, BinaryIO

import click
from rich.console import Console
from rich.progress import Progress

from timeline_service.cli.terminal import write
from timeline_service.ingest import read_jsonl
from timeline_service.jobs.attempts import Answer, Failure, Job, attempt
from timeline_service.schemas import ArchivedArticle, Invalid, JsonlDocument, checked
from timeline_service.schemas.canonical import canonical

Record = dict[str, Any]
Read = Callable[[int, Record], Mapping[str, Any]]


def answer(
    source: BinaryIO,
    job: Job,
    read: Read,
    *,
    as_text: Callable[[Answer], str] = canonical,
    longest: int = sys.maxsize,
) -> None:
    """Write what ``job`` answers to each line, of at most ``longest`` characters.

    Ends with exit status 1 if some lines were bad, 2 if all of them were.
    """
    done = failed = 0
    with _progress(source) as look:
        for line in read_jsonl(source):
            fault = line.fault
            if line.record is not None:
                work = partial(_written, number=line.number, job=job, read=read, as_text=as_text)
                got = attempt(work, line.record, longest=longest, seconds=None)
                if isinstance(got, Failure):
                    fault = got.reason
                else:
                    write(got)
                    done += 1
            if fault is not None:
                _say(line.number, fault)
                failed += 1
            look()
    if failed:
        click.get_current_context().exit(1 if done else 2)


def document(number: int, record: Record) -> Record:
    """A line of ``annotate`` and ``dates``; a date that cannot be read is named, and left open."""
    try:
        loaded = checked(JsonlDocument, record)
    except Invalid as error:
        if error.errors.keys() != {"dct"}:
            raise
        _say(number, f"{error}; read without a publication date")
        loaded = checked(JsonlDocument, {**record, "dct": None})
    return {**loaded, "published_at": loaded.get("dct")}


def article(known: Mapping[str, Any]) -> Read:
    """How a line of ``extract`` is read; ``known`` is taken where the line does not say it."""

    def read(_number: int, record: Record) -> Record:
        dated = {"published_at": None} if "dct" in record else {}
        return checked(ArchivedArticle, {**known, **dated, **record})

    return read


def _written(
    record: Record, *, longest: int, number: int, job: Job, read: Read, as_text: Callable[[Answer], str]
) -> bytes:
    return as_text(job(read(number, record), longest=longest)).encode()


def _say(number: int, what: str) -> None:
    click.echo(f"timeline-service: Line {number}: {' '.join(what.split())}", err=True)


@contextmanager
def _progress(source: BinaryIO) -> Iterator[Callable[[], None]]:
    """A progress bar over the bytes of a file, if standard error is a terminal; its value moves it on."""
    shown = sys.stderr.isatty() and source.seekable()
    size = os.fstat(source.fileno()).st_size if shown else None
    with Progress(console=Console(stderr=True), disable=not shown, transient=True) as progress:
        bar = progress.add_task("Reading", total=size)

        def look() -> None:
            if shown:
                progress.update(bar, completed=source.tell())

        yield look
