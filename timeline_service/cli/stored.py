"""The commands of the service and its store: ``serve seed openapi keys forget``."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from timeline_service import settings
from timeline_service.cli.store import opened
from timeline_service.cli.terminal import tracked, write
from timeline_service.store import forget as forget_old
from timeline_service.store import jobs, move
from timeline_service.store.keys import LOCAL, SCOPES, Scope, issue, revoke
from timeline_service.store.keys import keys as all_keys


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--keyed", is_flag=True, help="Answer nobody but readers without an API key, this machine neither.")
def serve(host: str, port: int, keyed: bool) -> None:
    """Serve REST and pages; ready when GET /readyz answers 200.

    Until there is an API key, whoever asks on this machine may do all; not with --keyed, another --host, TIMELINE_HOSTS
    or TIMELINE_PUBLIC_URL. Behind a web server on this machine say --keyed: what it passes on comes from here, too.
    """
    from timeline_service.web import server  # the web is loaded by those who serve it

    server.serve(settings.current(), host=host, port=port, keyed=keyed)


@click.command()
def seed() -> None:
    """Load the sample stories into the store; those that are there already stay as they are."""
    from timeline_service import seeding  # with all that reads articles, which keys have no use for

    configured, now = settings.current(), datetime.now(UTC)
    found = seeding.timelines(seeding.read(seeding.folder(configured)))
    with opened(new=True) as store:
        new = sum(
            seeding.put(id, seeds, store, longest=configured.max_text, now=now)
            for id, seeds in tracked(list(found.items()), "Seeding")
        )
    click.echo(f"{len(found)} sample timelines in the store, {new} of them new or changed.")


@click.command()
def openapi() -> None:
    """Write openapi.yaml to standard output."""
    from timeline_service.web import create_app
    from timeline_service.web.documentation import as_yaml

    app = create_app(settings.Settings(database_url="sqlite://"))
    write(as_yaml(app.extensions["openapi"]))


@click.group()
def keys() -> None:
    """API keys: who may read or change the timelines of which newsroom."""


@keys.command("new")
@click.option("--newsroom", required=True, help="Whose timelines; one newsroom never sees another's.")
@click.option("--name", required=True, help="Who uses it; stands in the history of timelines.")
@click.option("--scope", type=click.Choice(SCOPES), default="write", show_default=True)
@click.option("--take-over", is_flag=True, help="Give the newsroom what was stored on this machine without a key.")
def new_key(newsroom: str, name: str, scope: Scope, take_over: bool) -> None:
    """Make a key; its secret is written to standard output, this once."""
    with opened(new=True) as store, store.writing() as session:
        if take_over:
            move(session, of=LOCAL, to=newsroom)
        secret = issue(session, newsroom=newsroom, name=name, scope=scope, now=datetime.now(UTC))
        click.echo(f"timeline-service: A key of the store {store.address}", err=True)
        click.echo(secret)


@keys.command("list")
def list_keys() -> None:
    """All keys, without their secrets."""
    with opened() as store, store.reading() as session:
        for key in all_keys(session):
            click.echo(f"{key.prefix}  {key.scope:5}  {key.newsroom}  {key.name}")


@keys.command("revoke")
@click.argument("prefix")
def revoke_key(prefix: str) -> None:
    """Make a key useless; PREFIX is its first column in the list."""
    with opened() as store, store.writing() as session:
        if len(prefix) < 8 or not revoke(session, prefix, now=datetime.now(UTC)):
            raise click.UsageError(f"No key begins with {prefix!r}; 8 characters at least.")


@click.command()
def forget() -> None:
    """Delete for good what has not changed for TIMELINE_RETENTION_DAYS, and jobs TIMELINE_JOB_DAYS after their end."""
    configured, now = settings.current(), datetime.now(UTC)
    with opened() as store:
        with store.writing() as session:
            gone = forget_old(session, now=now, days=configured.retention_days)
        with store.writing() as session:  # of its own: see store/deletions.py
            ended = jobs.forget(session, now=now, days=configured.job_days)
        store.wipe()
    click.echo(f"{gone} timelines and {ended} jobs deleted from the store {store.address}")
