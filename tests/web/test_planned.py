"""Publishing at a time that was planned: once, by whoever comes first, after a restart too; and taken back at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from flask import Flask
from serving import serving
from sqlalchemy import text, update
from stored import NOW, put
from structlog.testing import capture_logs
from waiting import BOUND, until
from web.test_bad_input import problem

from timeline_service import desk
from timeline_service.settings import Settings
from timeline_service.store import Store, StoredTimeline, find, history
from timeline_service.store.tables import TimelineRow
from timeline_service.web import create_app, housekeeping

LATER = "2030-05-01T18:00:00+02:00"
AT = datetime(2030, 5, 1, 16, tzinfo=UTC)


@pytest.fixture(scope="module")
def app(database: str) -> Iterator[Flask]:
    application = create_app(Settings(database_url=database), keyless=True)
    yield application
    application.extensions["store"].close()


@pytest.fixture
def path(app: Flask, client) -> Iterator[str]:
    """A draft."""
    put(app.extensions["store"], id="planned")
    yield "/v1/timelines/planned"
    client.delete("/v1/timelines/planned", headers={"If-Match": "*"})


def change(client, path: str, **wanted: object):
    return client.patch(path, json=wanted, headers={"If-Match": "*"})


def told(client, path: str) -> list[str]:
    return [each["what"] for each in client.get(f"{path}/revisions").get_json()["revisions"]]


def publish_due(opened: desk.Desk, *, now: datetime) -> int:
    """How many were published; none failed."""
    failed: list[Exception] = []
    published = desk.publish_due(opened, now=now, failed=lambda _, error: failed.append(error))
    assert not failed
    return published


def test_a_plan_is_kept_shown_and_carried_out_once(app: Flask, client, path: str) -> None:
    planned = change(client, path, publish_at=LATER).get_json()
    assert (planned["state"], planned["publish_at"]) == ("draft", "2030-05-01T16:00:00+00:00")
    (line,) = (each for each in client.get("/v1/timelines").get_json()["timelines"] if each["id"] == "planned")
    assert line["publish_at"] == "2030-05-01T16:00:00+00:00"
    opened: desk.Desk = app.extensions["desk"]
    assert publish_due(opened, now=AT - timedelta(seconds=1)) == 0
    with ThreadPoolExecutor(4) as servers:
        done = list(servers.map(lambda _: publish_due(opened, now=AT), range(8)))
    assert sum(done) == 1, "one of many"
    published = client.get(path).get_json()
    assert (published["state"], published["publish_at"]) == ("published", None)
    assert published["version"] == planned["version"] + 1
    assert told(client, path)[:2] == [
        "published as planned for 1 May 2030, 16:00 UTC", "to be published on 1 May 2030, 16:00 UTC"
    ]  # fmt: skip
    with opened.store.reading() as session:
        assert history(session, "planned")[0].by == "local", "whoever planned it"


def test_servers_over_one_store_do_not_do_it_twice(app: Flask, client, path: str, database: str) -> None:
    change(client, path, publish_at=LATER)
    others = [create_app(Settings(database_url=database), keyless=True) for _ in range(3)]
    with ThreadPoolExecutor(4) as servers:
        done = list(servers.map(lambda each: publish_due(each.extensions["desk"], now=AT), [app, *others]))
    assert sum(done) == 1 and len([what for what in told(client, path) if what.startswith("published")]) == 1
    for each in others:
        each.extensions["store"].close()


def test_a_plan_is_taken_back(app: Flask, client, path: str) -> None:
    change(client, path, publish_at=LATER)
    assert change(client, path, publish_at=None).get_json()["publish_at"] is None
    assert told(client, path)[0] == "no longer to be published on 1 May 2030, 16:00 UTC"
    change(client, path, publish_at=LATER)
    change(client, path, state="published")
    assert change(client, path, state="draft").get_json()["publish_at"] is None, "publishing by hand ends it too"
    assert publish_due(app.extensions["desk"], now=AT) == 0
    change(client, path, publish_at=LATER)
    change(client, path, quotes="sentence")
    assert client.get(path).get_json()["publish_at"] is not None, "other changes leave it"


def test_what_cannot_be_planned(client, path: str) -> None:
    for wanted in ("2020-01-01T00:00:00Z", "2030-05-01T18:00:00", "soon", 5):
        assert "publish_at" in problem(change(client, path, publish_at=wanted), 422)["errors"], wanted
    assert "publish_at" in problem(change(client, path, publish_at=LATER, state="published"), 422)["errors"]
    change(client, path, state="published")
    answer = problem(change(client, path, publish_at=LATER), 422)
    assert answer["errors"]["publish_at"] == ["It is published already. Only a draft can be published later."]


def test_what_its_sender_canceled_stays_a_draft(app: Flask, client, path: str) -> None:
    change(client, path, publish_at=LATER)
    store = app.extensions["store"]
    with store.reading() as session:
        found = find(session, "planned")
    canceled = tuple(replace(each, notes=(("canceled", "Its sender took it back."),)) for each in found.documents)
    put(store, **{**_known(found), "documents": canceled})
    assert publish_due(app.extensions["desk"], now=AT) == 1
    after = client.get(path).get_json()
    assert (after["state"], after["publish_at"]) == ("draft", None)
    assert told(client, path)[0].startswith("not published as planned: The sender canceled")


def test_one_that_cannot_be_published_keeps_no_other_from_it(app: Flask, client, path: str) -> None:
    opened: desk.Desk = app.extensions["desk"]
    put(opened.store, id="broken", publish_at=NOW)
    with opened.store.writing() as session:
        session.execute(text("UPDATE timelines SET answer = '{}' WHERE id = 'broken'"))
    put(opened.store, id="planned", version=1, publish_at=NOW + timedelta(hours=1))
    with capture_logs() as lines:
        housekeeping.publish(opened)
    assert client.get(path).get_json()["state"] == "published"
    assert [(each["timeline"], each["kind"]) for each in lines] == [("broken", "KeyError")]
    client.delete("/v1/timelines/broken", headers={"If-Match": "*"})


def test_taking_back_waits_for_no_reading(app: Flask, client, path: str) -> None:
    change(client, path, state="published")
    opened: desk.Desk = app.extensions["desk"]
    begun, read = Event(), Event()

    def slow(before: StoredTimeline) -> StoredTimeline:
        begun.set()
        assert read.wait(BOUND)
        return replace(before, quotes="sentence")

    def grow() -> StoredTimeline:
        how = {"newsroom": "local", "by": "test", "what": "read", "check": lambda _: None, "exact": False}
        return opened.change("planned", slow, size=10, **how)

    with ThreadPoolExecutor(1) as reader, ExitStack() as ends:
        ends.callback(read.set)
        for _ in range(app.config["SETTINGS"].max_in_flight - 1):
            ends.enter_context(opened.work.queue.place())
        grown = reader.submit(grow)
        assert begun.wait(BOUND)
        taken_back = change(client, path, state="draft")
    assert (taken_back.status_code, taken_back.get_json()["state"]) == (200, "draft")
    assert (grown.result().state, grown.result().quotes) == ("draft", "sentence"), "made again from what is there"


def _known(timeline) -> dict:
    return {name: getattr(timeline, name) for name in ("id", "version", "publish_at", "publish_by")}


def test_a_plan_survives_a_restart(tmp_path, pipeline: object) -> None:
    database = f"sqlite:///{tmp_path}/t.sqlite3"
    with serving(database, TIMELINE_WORKERS="1") as server:
        document = {"text": "The truce was signed on 13 October.", "published_at": "2025-10-24"}
        made = server.ask("POST", "/v1/timelines", {"documents": [document]})[1]
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
        path = f"/v1/timelines/{made['id']}"
        status, planned = server.ask("PATCH", path, {"publish_at": at.isoformat()}, If_Match='"1"')
        assert (status, planned["state"]) == (200, "draft")
        server.stop(signal.SIGKILL)
        _has_come(database, at)
        server.start()
        until(lambda: server.send("GET", f"/embed/{made['id']}.json")[0] == 200)


def _has_come(database: str, planned: datetime) -> None:
    """Let the time of the one timeline that is planned for then be over."""
    store = Store(database)
    with store.writing() as session:
        due = update(TimelineRow).where(TimelineRow.publish_at == planned).values(publish_at=NOW)
        assert session.execute(due).rowcount == 1
    store.close()


@pytest.mark.server
def test_a_lease_is_renewed_while_publishing_takes_long(empty: Callable[[str], str], pipeline: object) -> None:
    import psycopg

    database = empty("postgresql")
    store = Store(database)
    store.migrate()
    put(store, id="planned", publish_at=NOW)
    store.close()
    with (
        psycopg.connect(database) as other,
        psycopg.connect(database, autocommit=True) as watcher,
        ThreadPoolExecutor(1) as caller,
    ):

        def seen(question: str) -> object:
            (row,) = watcher.execute(question.encode()).fetchall() or [(None,)]
            return row[0]

        ours = "datname = current_database()"
        waiting = f"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND {ours}"
        other.execute("LOCK TABLE timelines IN EXCLUSIVE MODE")
        with serving(database, TIMELINE_WORKERS="1") as server:
            until(lambda: seen(waiting) == 1)
            document = {"text": "The truce was signed on 13 October.", "published_at": "2025-10-24"}
            made = caller.submit(server.ask, "POST", "/v1/timelines", {"documents": [document]}, Idempotency_Key="once")
            until(lambda: seen(waiting) == 2)
            begun = seen("SELECT at FROM idempotency")
            until(lambda: seen("SELECT at FROM idempotency") > begun)
            other.rollback()
            assert made.result()[0] == 200
