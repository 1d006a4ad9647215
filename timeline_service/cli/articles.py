"""The commands that read articles: ``extract annotate dates explain``. Nothing is stored."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from timeline_service import service, settings
from timeline_service.cli.terminal import tracked, write
from timeline_service.exports import EXPORTS, table, timeml
from timeline_service.ingest import decode, read_jsonl
from timeline_service.schemas import Article, Invalid, JsonlDocument, checked

Answer = dict[str, Any]
Job = Callable[..., Answer]
FORMATS = ("table", *(each.name for each in EXPORTS))


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--published", metavar="DATE", help="When the article was published, ISO 8601; anchors “yesterday”.")
@click.option("--title", help="The headline, if it is not in the text.")
@click.option("--language", help="BCP 47 tag of the article's language; en, where nothing else is known.")
@click.option("--url", help="Where the article stands; kept, never fetched.")
@click.option("--html", is_flag=True, help="The input is an HTML page (known by itself from .html and .htm).")
@click.option("--min-salience", type=float, help="Every event of this salience and more, 0 to 1.")
@click.option("--max-events", type=int, help="At most so many events.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table in a terminal, else json.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write FILE's timeline to OUT/FILE.json.")
def extract(files: tuple[Path, ...], form: str | None, out: Path | None, html: bool, **known: Any) -> None:
    """The timeline of one article, or of each of FILES (- is standard input); a .json file is a ninjs item."""
    files = files or (Path("-"),)
    if out is None and len(files) > 1:
        raise click.UsageError("Several files need --out, the folder to write to.")
    if out is not None and len({path.stem for path in files}) < len(files):
        raise click.UsageError("Two of the files would be written to the same name in --out.")
    articles = [_article(path, html=html, **known) for path in files]
    answers = [service.extract(each, longest=_limit()) for each in tracked(articles, "Reading")]
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for path, answer in zip(files, answers, strict=True):
            (out / f"{path.stem}.json").write_text(service.canonical(answer), encoding="utf-8", newline="")
    elif form == "table" or (form is None and sys.stdout.isatty()):
        Console().print(table.render(answers[0]))
    else:
        texts = {"d1": answers[0]["documents"][0]["text"] or articles[0]["text"]}
        write(next(each.write(answers[0], texts=texts) for each in EXPORTS if each.name == (form or "json")))


@click.command()
@click.argument("source", default="-", type=click.File("rb"))
@click.option("--format", "form", type=click.Choice(["json", "timeml"]), default="json", help="One a line, or TimeML.")
def annotate(source: io.BufferedReader, form: str) -> None:
    """Timexes, events and links of each line of SOURCE: JSON objects with id, dct and text."""
    as_text = timeml.write if form == "timeml" else service.canonical
    for answer in _answers(source, service.annotate):
        write(as_text(answer))


@click.command()
@click.argument("source", default="-", type=click.File("rb"))
def dates(source: io.BufferedReader) -> None:
    """The time expressions of each line of SOURCE: JSON objects with id, dct and text. No parser is loaded."""
    for answer in _answers(source, service.dates):
        write(service.canonical(answer))


@click.command()
@click.argument("text")
@click.option("--published", metavar="DATE", help="When TEXT was published, ISO 8601.")
@click.option("--language", default="en", show_default=True)
def explain(text: str, published: str | None, language: str) -> None:
    """Why: rule, expression, anchor, value and claim for each date and each order in TEXT."""
    article = checked(Article, _known({"text": text, "published_at": published, "language": language}))
    for line in service.explain(article, longest=_limit()):
        click.echo(line)


def _article(path: Path, *, html: bool, **known: Any) -> Mapping[str, Any]:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}.") from None
    try:
        body = decode(data)
        known["published_at"] = known.pop("published")
        if path.suffix.lower() == ".json":
            return checked(Article, _known({"ninjs": json.loads(body), **known}))
        field = "html" if html or path.suffix.lower() in (".html", ".htm") else "text"
        return checked(Article, _known({field: body, **known}))
    except RecursionError:
        raise click.UsageError(f"{path}: The JSON is nested too deeply.") from None
    except ValueError as error:
        raise click.UsageError(f"{path}: {error}") from None


def _answers(source: io.BufferedReader, job: Job) -> Iterator[Answer]:
    articles = []
    for number, record in read_jsonl(source):
        document = _document(number, record)
        articles.append({**document, "published_at": document.get("dct")})
    for article in tracked(articles, "Reading"):
        yield job(article, longest=sys.maxsize)


def _document(number: int, record: dict[str, Any]) -> dict[str, Any]:
    """A line as its schema loads it; one date that cannot be read in a whole archive is said, and left open."""
    try:
        return checked(JsonlDocument, record)
    except Invalid as error:
        if error.errors.keys() != {"dct"}:
            raise click.UsageError(f"Line {number}: {error}") from None
        click.echo(f"timeline-service: Line {number}: {error}; read without a publication date", err=True)
        return checked(JsonlDocument, {**record, "dct": None})


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _limit() -> int:
    return settings.current().max_text
