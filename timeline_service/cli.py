"""The command line. Bad input to a command: one line on standard error, exit status 2, nothing written."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import track

from timeline_service import seeding, service, settings
from timeline_service.exports import EXPORTS, table, timeml
from timeline_service.ingest import decode, read_jsonl
from timeline_service.schemas import Article, Invalid, JsonlDocument, checked
from timeline_service.store import Store
from timeline_service.store import forget as forget_old
from timeline_service.store.keys import SCOPES, Scope, any_keys, issue, revoke
from timeline_service.store.keys import keys as all_keys
from timeline_service.version import VERSION

Answer = dict[str, Any]
Job = Callable[..., Answer]
Item = TypeVar("Item")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NEW_KEY = "timeline-service keys new --newsroom NEWSROOM --name NAME"
FORMATS = ("table", *(each.name for each in EXPORTS))


def main() -> None:
    """Run a command; every fault of the input becomes one line and exit status 2."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except click.ClickException as error:
        _stop(error.format_message())
    except (ValueError, FileNotFoundError) as error:
        _stop(str(error))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _stop(message: str) -> None:
    print(f"timeline-service: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(2)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="timeline-service")
def cli() -> None:
    """A news article goes in; an ordered, explained timeline of its events comes out."""


@cli.command()
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
    answers = [service.extract(each, longest=_limit()) for each in _tracked(articles, "Reading")]
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for path, answer in zip(files, answers, strict=True):
            (out / f"{path.stem}.json").write_text(service.canonical(answer), encoding="utf-8", newline="")
    elif form == "table" or (form is None and sys.stdout.isatty()):
        Console().print(table.render(answers[0]))
    else:
        texts = {"d1": answers[0]["documents"][0]["text"] or articles[0]["text"]}
        _write(next(each.write(answers[0], texts=texts) for each in EXPORTS if each.name == (form or "json")))


@cli.command()
@click.argument("source", default="-", type=click.File("rb"))
@click.option("--format", "form", type=click.Choice(["json", "timeml"]), default="json", help="One a line, or TimeML.")
def annotate(source: io.BufferedReader, form: str) -> None:
    """Timexes, events and links of each line of SOURCE: JSON objects with id, dct and text."""
    write = timeml.write if form == "timeml" else service.canonical
    for answer in _answers(source, service.annotate):
        _write(write(answer))


@cli.command()
@click.argument("source", default="-", type=click.File("rb"))
def dates(source: io.BufferedReader) -> None:
    """The time expressions of each line of SOURCE: JSON objects with id, dct and text. No parser is loaded."""
    for answer in _answers(source, service.dates):
        _write(service.canonical(answer))


@cli.command()
@click.argument("text")
@click.option("--published", metavar="DATE", help="When TEXT was published, ISO 8601.")
@click.option("--language", default="en", show_default=True)
def explain(text: str, published: str | None, language: str) -> None:
    """Why: rule, expression, anchor, value and claim for each date and each order in TEXT."""
    article = checked(Article, _known({"text": text, "published_at": published, "language": language}))
    for line in service.explain(article, longest=_limit()):
        click.echo(line)


@cli.command()
@click.option("--host", default=LOOPBACK[0], show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Serve REST and pages; ready when GET /readyz answers 200."""
    with _store().reading() as session:
        open_to_all = not any_keys(session)
    if host not in LOOPBACK and open_to_all:
        raise click.UsageError(f"Without any API key the service listens on {LOOPBACK[0]} only; make one: {NEW_KEY}")
    process, figures = os.getpid(), mkdtemp(prefix="timeline-service-")
    try:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", figures)  # read when prometheus_client is loaded
        from timeline_service.web import server  # the web is loaded by those who serve it

        server.serve(settings.current(), host=host, port=port)
    finally:
        if os.getpid() == process:  # a worker that ends comes through here too
            shutil.rmtree(figures)


@cli.command()
def seed() -> None:
    """Load the sample stories into the store; those that are there already stay as they are."""
    configured, store = settings.current(), _store()
    found = seeding.timelines(seeding.read(seeding.folder(configured)))
    now = datetime.now(UTC)
    new = sum(
        seeding.put(id, seeds, store, longest=configured.max_text, now=now)
        for id, seeds in _tracked(list(found.items()), "Seeding")
    )
    click.echo(f"{len(found)} sample timelines in the store, {new} of them new or changed.")


@cli.command()
def openapi() -> None:
    """Write openapi.yaml to standard output."""
    from timeline_service.web import create_app

    app = create_app(settings.Settings(database_url="sqlite://"))
    _write(app.extensions["openapi.yaml"])


@cli.group("keys")
def keys_group() -> None:
    """API keys: who may read or change the timelines of which newsroom."""


@keys_group.command("new")
@click.option("--newsroom", required=True, help="Whose timelines; one newsroom never sees another's.")
@click.option("--name", required=True, help="Who uses it; stands in the history of timelines.")
@click.option("--scope", type=click.Choice(SCOPES), default="write", show_default=True)
def new_key(newsroom: str, name: str, scope: Scope) -> None:
    """Make a key; its secret is written to standard output, this once."""
    with _store().writing() as session:
        click.echo(issue(session, newsroom=newsroom, name=name, scope=scope, now=datetime.now(UTC)))


@keys_group.command("list")
def list_keys() -> None:
    """All keys, without their secrets."""
    with _store().reading() as session:
        for key in all_keys(session):
            click.echo(f"{key.prefix}  {key.scope:5}  {key.newsroom}  {key.name}")


@keys_group.command("revoke")
@click.argument("prefix")
def revoke_key(prefix: str) -> None:
    """Make a key useless; PREFIX is its first column in the list."""
    with _store().writing() as session:
        if len(prefix) < 8 or not revoke(session, prefix):
            raise click.UsageError(f"No key begins with {prefix!r}; 8 characters at least.")


@cli.command()
def forget() -> None:
    """Delete for good what has not been changed for TIMELINE_RETENTION_DAYS."""
    days, store = settings.current().retention_days, _store()
    with store.writing() as session:
        gone = forget_old(session, now=datetime.now(UTC), days=days)
    store.wipe()
    click.echo(f"{gone} timelines deleted.")


def _store() -> Store:
    store = Store(settings.current().database_url)
    store.migrate()
    return store


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
    for article in _tracked(articles, "Reading"):
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


def _tracked(items: Sequence[Item], about: str) -> Iterable[Item]:
    """The items, with a progress bar on standard error if that is a terminal and there is more than one."""
    hidden = len(items) < 2 or not sys.stderr.isatty()
    return track(items, about, console=Console(stderr=True), disable=hidden, transient=True)


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _limit() -> int:
    return settings.current().max_text


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
