"""The commands that read articles: ``extract annotate dates explain``. Nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

import click
from rich.console import Console

from timeline_service import service, settings
from timeline_service.cli import lines
from timeline_service.cli.files import article_of, known_of
from timeline_service.cli.terminal import tracked, write
from timeline_service.exports import EXPORTS, Export, table, timeml
from timeline_service.schemas import Article, checked
from timeline_service.schemas.canonical import canonical

JSONL = (".jsonl", ".ndjson")
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
@click.option("--jsonl", "many", is_flag=True, help="The input is an article a line (known by itself from .jsonl).")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table in a terminal, else json.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write FILE's timeline into this folder.")
def extract(
    files: tuple[Path, ...], form: str | None, out: Path | None, html: bool, many: bool, **known: Any
) -> None:
    """The timeline of one article, or of each of FILES (- is standard input); a .json file is a ninjs item.

    With --out that of FILE.txt is OUT/FILE.json, or with --format has the name of that format: OUT/FILE.md.

    Of JSON Lines, an article with its fields a line, each timeline is written as a line. Lines that cannot be read are
    named on standard error; the others are written, and the exit status is 1.
    """
    files = files or (Path("-"),)
    if many or any(path.suffix.lower() in JSONL for path in files):
        if len(files) > 1 or out is not None or html or form not in (None, "json"):
            raise click.UsageError("JSON Lines are one file, written as JSON Lines: no other FILES, --out or --format.")
        known["published_at"] = known.pop("published")
        with click.open_file(str(files[0]), "rb") as source:
            lines.answer(cast(BinaryIO, source), service.extract, lines.article(known_of(known)), longest=_limit())
        return
    if out is None and len(files) > 1:
        raise click.UsageError("Several files need --out, the folder to write to.")
    chosen = next((each for each in EXPORTS if each.name == (form or "json")), None)
    targets = [] if out is None else _targets(files, out, chosen)
    articles = [article_of(path, html=html, **known) for path in files]
    answers = [service.extract(each, longest=_limit()) for each in tracked(articles, "Reading")]
    if chosen is None or (out is None and form is None and sys.stdout.isatty()):
        Console().print(table.render(answers[0]))
        return
    texts = [_written(chosen, answer, article) for answer, article in zip(answers, articles, strict=True)]
    if out is None:
        write(texts[0])
        return
    out.mkdir(parents=True, exist_ok=True)
    for target, text in zip(targets, texts, strict=True):
        aside = target.with_name(f".{target.name}.new")
        aside.write_text(text, encoding="utf-8", newline="")
        aside.replace(target)


def _targets(files: Sequence[Path], out: Path, chosen: Export | None) -> list[Path]:
    """Where the timelines of files are written, in their order; raise UsageError where something would be lost."""
    if chosen is None:
        raise click.UsageError("A table is for the terminal: --out takes another --format.")
    targets = [out / f"{path.stem}.{chosen.extension}" for path in files]
    if len(set(targets)) < len(files):
        raise click.UsageError("Two of the files would be written to the same name in --out.")
    inputs = {path.resolve() for path in files}
    if written := next((each for each in targets if each.resolve() in inputs), None):
        raise click.UsageError(f"{written} is one of the articles, and would be written over. Choose another --out.")
    return targets


def _written(chosen: Export, answer: Mapping[str, Any], article: Mapping[str, Any]) -> str:
    texts = {"d1": answer["documents"][0]["text"] or article["text"]}
    text: str = chosen.write(answer, texts=texts)
    return text


@click.command()
@click.argument("source", default="-", type=click.File("rb"))
@click.option("--format", "form", type=click.Choice(["json", "timeml"]), default="json", help="One a line, or TimeML.")
def annotate(source: BinaryIO, form: str) -> None:
    """Timexes, events and links of each line of SOURCE: JSON objects with id, dct and text.

    Lines that cannot be read are named on standard error; the others are written, and the exit status is 1.
    """
    as_text = timeml.write if form == "timeml" else canonical
    lines.answer(source, service.annotate, lines.document, as_text=as_text)


@click.command()
@click.argument("source", default="-", type=click.File("rb"))
def dates(source: BinaryIO) -> None:
    """The time expressions of each line of SOURCE: JSON objects with id, dct and text. No parser is loaded.

    Lines that cannot be read are named on standard error; the others are written, and the exit status is 1.
    """
    lines.answer(source, service.dates, lines.document)


@click.command()
@click.argument("text")
@click.option("--published", metavar="DATE", help="When TEXT was published, ISO 8601.")
@click.option("--language", default="en", show_default=True)
def explain(text: str, published: str | None, language: str) -> None:
    """Why: rule, expression, anchor, value and claim for each date and each order in TEXT."""
    article = checked(Article, known_of({"text": text, "published_at": published, "language": language}))
    for line in service.explain(article, longest=_limit()):
        click.echo(line)


def _limit() -> int:
    return settings.current().max_text
