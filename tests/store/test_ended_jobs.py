"""That a job has ended is in the outbox too: told until it is heard or given up, and no webhook that a newsroom has."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from stored import NOW, put

from timeline_service.store import Store, jobs, outbox, webhooks
from timeline_service.store.database import MIGRATIONS
from timeline_service.store.jobs import NewItem
from timeline_service.store.outbox import FIRST_PAUSE_OF_JOB, MOST_TRIES_OF_JOB, Delivery
from timeline_service.store.tables import WebhookRow

LEASE = timedelta(seconds=30)
URL = "https://cms.example/done"
ERROR = {"kind": "input", "reason": "Line 1: no text."}


def add(store: Store, *, id: str = "j", webhook: str | None = URL, **item: Any) -> None:
    items = [NewItem(source_id=None, **(item or {"article": {"text": "Text."}}))]
    with store.writing() as session:
        jobs.add(session, items, id=id, newsroom="local", kind="dates", webhook=webhook, now=NOW)


def end(store: Store, **known: Any) -> None:
    """A job that has ended."""
    add(store, **known)
    with store.writing() as session:
        claimed = jobs.claim(session, owner="me", now=NOW, lease=LEASE)
        assert claimed is not None and jobs.finish(session, claimed, answer=b"{}", now=NOW)


def due(store: Store) -> list[tuple[str, str]]:
    with store.reading() as session:
        return outbox.due(session, now=NOW + timedelta(days=1))


def claimed(store: Store, *, at: timedelta = timedelta()) -> Delivery | None:
    with store.writing() as session:
        return outbox.claim(session, "wh_j", now=NOW + at, lease=LEASE)


def fail(store: Store, delivery: Delivery, *, at: timedelta = timedelta(), unwanted: bool = False) -> None:
    with store.writing() as session:
        outbox.failed(session, delivery, answer="status 500", unwanted=unwanted, now=NOW + at)


def data(**other: Any) -> dict[str, Any]:
    return {"id": "j", "kind": "dates", "state": "done", "total": 1, "done": 1, "failed": 0} | other


def test_the_end_of_a_job_is_told_once_under_its_id(store: Store) -> None:
    end(store, id="other", webhook=None)
    add(store)
    assert due(store) == [], "it has not ended"
    with store.writing() as session:
        reading = jobs.claim(session, owner="me", now=NOW, lease=LEASE)
        assert reading is not None and jobs.finish(session, reading, answer=b"{}", now=NOW)
    assert due(store) == [("wh_j", URL)]
    delivery = claimed(store)
    assert delivery is not None
    assert (delivery.id, delivery.kind, delivery.at, delivery.data) == ("j", "job.ended", NOW, data())
    assert claimed(store) is None, "somebody tells it"
    with store.writing() as session:
        outbox.delivered(session, delivery, answer="status 204", now=NOW)
        assert session.scalars(sa.select(WebhookRow)).all() == []
    assert due(store) == []


def test_a_job_that_is_cancelled_or_of_nothing_but_errors_has_ended_too(store: Store) -> None:
    add(store)
    add(store, id="k", error=ERROR)
    with store.writing() as session:
        assert jobs.cancel(session, "j", now=NOW)
    cancelled = claimed(store)
    assert cancelled is not None and cancelled.data == data(state="cancelled", done=0)
    with store.writing() as session:
        failed = outbox.claim(session, "wh_k", now=NOW, lease=LEASE)
    assert failed is not None and failed.data == data(id="k", done=0, failed=1)


def test_what_is_not_heard_is_told_eight_times(store: Store) -> None:
    end(store)
    at, pauses = timedelta(), []
    while (delivery := claimed(store, at=at)) is not None:
        assert delivery.id == "j"
        fail(store, delivery, at=at)
        pauses.append(FIRST_PAUSE_OF_JOB * 2 ** len(pauses))
        assert claimed(store, at=at + pauses[-1] - timedelta(seconds=1)) is None
        at += pauses[-1]
    assert len(pauses) == MOST_TRIES_OF_JOB == 8 and pauses[0] == timedelta(seconds=30)
    assert due(store) == []


def test_who_wants_no_more_is_told_no_more(store: Store) -> None:
    end(store)
    delivery = claimed(store)
    assert delivery is not None
    fail(store, delivery, unwanted=True)
    assert due(store) == []


@pytest.mark.parametrize("how", ["deleted", "forgotten"])
def test_what_a_job_that_is_gone_had_to_tell_is_not_told(store: Store, how: str) -> None:
    end(store)
    delivery = claimed(store)
    with store.writing() as session:
        if how == "deleted":
            jobs.remove(session, "j")
        else:
            assert jobs.forget(session, now=NOW + timedelta(days=8), days=7) == 1
    assert delivery is not None
    fail(store, delivery)
    assert due(store) == []


def test_it_is_none_of_the_webhooks_that_a_newsroom_has(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "MOST", 1)
    end(store)
    with store.writing() as session:
        assert webhooks.all_of(session, newsroom="local") == []
        assert webhooks.find(session, "wh_j", newsroom="local") is None
        known = {"timeline_id": None, "url": "https://cms.example/", "secret": "s", "by": "ann"}
        own = webhooks.add(session, newsroom="local", **known, now=NOW)
    put(store, state="published")
    with store.reading() as session:
        assert [each.waiting for each in webhooks.all_of(session, newsroom="local")] == [1]
        assert own.id in dict(outbox.due(session, now=NOW))
    delivery = claimed(store)
    assert delivery is not None and delivery.webhook.waiting == 1, "it hears nothing of timelines"


def test_what_older_versions_were_yet_to_tell_is_told(store: Store) -> None:
    """As the store was when jobs had a mechanism of their own: when to call next, and how often that was done."""
    for id in "jkm":
        end(store, id=id)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0013")
        waits = sa.text("UPDATE jobs SET webhook_after = :after, webhook_tries = :tries WHERE id = :id")
        waits = waits.bindparams(sa.bindparam("after", type_=sa.DateTime(timezone=True)))
        for id, tries in (("j", 7), ("k", 0)):
            connection.execute(waits, {"id": id, "after": NOW + LEASE, "tries": tries})
        connection.commit()
    assert_documents(store, 3)
    store.migrate()
    assert_documents(store, 3)
    assert due(store) == [("wh_j", URL), ("wh_k", URL)], "that of m had been heard"
    assert claimed(store) is None, "not yet"
    delivery = claimed(store, at=LEASE)
    assert delivery is not None
    assert (delivery.id, delivery.kind, delivery.at, delivery.data) == ("j", "job.ended", NOW, data())
    fail(store, delivery, at=LEASE)
    assert due(store) == [("wh_k", URL)], "that was the eighth time"


def assert_documents(store: Store, count: int) -> None:
    """The documents of the jobs are all there."""
    with store.engine.connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM job_items")) == count
