"""What webhooks are to be told: written with the change, in its order, until it is heard or given up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from stored import ANSWER, NOW, TIMELINE, put

from timeline_service.store import Store, forget, move, outbox, remove, webhooks, write
from timeline_service.store.outbox import FIRST_PAUSE, GIVEN_UP, LONGEST_PAUSE, Delivery
from timeline_service.store.tables import DeliveryRow
from timeline_service.store.webhooks import TooManyWebhooks, Webhook

LEASE = timedelta(seconds=30)


def listen(store: Store, timeline: str | None = None, *, newsroom: str = "local", now: datetime = NOW) -> Webhook:
    with store.writing() as session:
        known = {"timeline_id": timeline, "url": "https://cms.example/", "secret": "s", "by": "ann"}
        return webhooks.add(session, newsroom=newsroom, **known, now=now)


def waiting(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """(kind, data) of all that is yet to be told."""
    with store.reading() as session:
        rows = session.scalars(select(DeliveryRow).order_by(DeliveryRow.number))
        return [(row.kind, row.data) for row in rows]


def claimed(store: Store, webhook: Webhook, *, now: datetime = NOW) -> Delivery | None:
    with store.writing() as session:
        return outbox.claim(session, webhook.id, now=now, lease=LEASE)


def look(store: Store, webhook: Webhook) -> Webhook:
    with store.reading() as session:
        found = webhooks.find(session, webhook.id, newsroom=webhook.newsroom)
    assert found is not None
    return found


def fail(store: Store, delivery: Delivery, *, now: datetime, unwanted: bool = False) -> None:
    with store.writing() as session:
        outbox.failed(session, delivery, answer="status 500", unwanted=unwanted, now=now)


def hear(store: Store, delivery: Delivery, *, now: datetime = NOW) -> None:
    with store.writing() as session:
        outbox.delivered(session, delivery, answer="status 204", now=now)


def rows(*titles: tuple[str, str]) -> dict[str, Any]:
    first = ANSWER["events"][0]
    events = [{**first, "id": id, "title": title, "rank": n} for n, (id, title) in enumerate(titles, start=1)]
    return {**ANSWER, "events": events, "relations": [], "conflicts": []}


def test_who_listens_to_all_hears_what_readers_see(store: Store) -> None:
    listen(store)
    put(store, external_id="cms:7", answer=rows(("e1", "One")))
    put(store, external_id="cms:7", version=1, answer=rows(("e1", "One"), ("e2", "Two")))
    assert waiting(store) == [], "drafts are nobody's business"
    put(store, external_id="cms:7", version=2, state="published", answer=rows(("e1", "One"), ("e2", "Two")))
    put(store, external_id="cms:7", version=3, state="published", answer=rows(("e3", "New"), ("e1", "1")))
    put(store, external_id="cms:7", version=4, answer=rows(("e3", "New"), ("e1", "1")))
    put(store, external_id="cms:7", version=5, answer=rows(("e3", "New"),))
    told = waiting(store)
    assert [kind for kind, _ in told] == ["timeline.published", "timeline.changed", "timeline.withdrawn"]
    (_, published), (_, changed), (_, withdrawn) = told
    assert published == {
        "id": "a", "external_id": "cms:7", "version": 3, "since": None, "state": "published",
        "changes": [{"event": "e1", "change": "new"}, {"event": "e2", "change": "new"}],
    }  # fmt: skip
    assert (changed["version"], changed["since"]) == (4, 3)
    assert [(each["event"], each["change"]) for each in changed["changes"]] == [
        ("e3", "new"), ("e1", "changed"), ("e2", "withdrawn"),
    ]  # fmt: skip
    assert (withdrawn["version"], withdrawn["state"], withdrawn["changes"]) == (5, "draft", [])


def test_who_listens_to_one_hears_every_version_of_it(store: Store) -> None:
    listen(store, "a")
    put(store)
    put(store, version=1)
    put(store, id="b", state="published")
    put(store, version=2, state="published")
    with store.writing() as session:
        remove(session, "a", version=3, now=NOW)
    kinds = [kind for kind, _ in waiting(store)]
    assert kinds == ["timeline.changed", "timeline.changed", "timeline.published", "timeline.deleted"]


def test_another_newsroom_hears_nothing(store: Store) -> None:
    listen(store, newsroom="other")
    listen(store, "a", newsroom="other")
    put(store, state="published")
    assert waiting(store) == []


def test_what_fails_is_not_told(store: Store) -> None:
    """The change and what is told of it are written together, or not at all."""
    listen(store)
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        write(session, replace(TIMELINE, state="published"), by="test", what="put")
        raise ZeroDivisionError
    assert waiting(store) == []
    put(store, state="published")
    with pytest.raises(ZeroDivisionError), store.writing() as session:
        remove(session, "a", version=1, now=NOW)
        raise ZeroDivisionError
    assert [kind for kind, _ in waiting(store)] == ["timeline.published"]


def test_what_is_forgotten_is_told(store: Store) -> None:
    listen(store)
    put(store, state="published")
    put(store, id="draft")
    with store.writing() as session:
        assert forget(session, now=NOW + timedelta(days=400), days=100) == 2
    assert [(kind, data["id"]) for kind, data in waiting(store)] == [
        ("timeline.published", "a"), ("timeline.deleted", "a"),
    ]  # fmt: skip


def test_one_after_the_other_under_the_same_id(store: Store) -> None:
    webhook = listen(store)
    put(store, state="published")
    put(store, version=1, state="published")
    with store.reading() as session:
        assert outbox.due(session, now=NOW) == [(webhook.id, webhook.url)]
    first = claimed(store, webhook)
    assert first is not None and first.data["version"] == 1
    assert claimed(store, webhook) is None, "somebody tells it"
    later = NOW + LEASE
    again = claimed(store, webhook, now=later)
    assert again is not None and again.id == first.id, "who had it was killed"
    hear(store, again, now=later)
    second = claimed(store, webhook, now=later)
    assert second is not None and second.data["version"] == 2 and second.id != first.id
    hear(store, second, now=later)
    assert claimed(store, webhook, now=later) is None
    seen = look(store, webhook)
    assert (seen.waiting, seen.delivered_at, seen.last_answer) == (0, later, "status 204")


def test_who_has_not_failed_is_told_before_who_has(store: Store) -> None:
    failing = listen(store)
    put(store, state="published")
    fail(store, claimed(store, failing), now=NOW)
    healthy = listen(store)
    put(store, version=1, state="published")
    with store.reading() as session:
        assert [id for id, _ in outbox.due(session, now=NOW + FIRST_PAUSE)] == [healthy.id, failing.id]


def test_what_is_not_heard_is_told_later_and_later(store: Store) -> None:
    webhook, now, pauses = listen(store), NOW, []
    put(store, state="published")
    put(store, version=1, state="published")
    for _ in range(15):
        delivery = claimed(store, webhook, now=now)
        assert delivery is not None and delivery.data["version"] == 1, "what comes after it waits for it"
        fail(store, delivery, now=now)
        after = look(store, webhook).after
        assert after is not None and claimed(store, webhook, now=after - timedelta(seconds=1)) is None
        pauses.append(after - now)
        now = after
    assert pauses[:3] == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert pauses == sorted(pauses) and pauses[-1] == LONGEST_PAUSE
    seen = look(store, webhook)
    assert (seen.tries, seen.failing_since, seen.waiting, seen.disabled_because) == (15, NOW, 2, None)
    hear(store, claimed(store, webhook, now=now), now=now)
    seen = look(store, webhook)
    assert (seen.tries, seen.failing_since, seen.after) == (0, None, None)


def test_after_long_failure_a_webhook_is_disabled_and_says_why(store: Store) -> None:
    webhook = listen(store)
    put(store, state="published")
    fail(store, claimed(store, webhook), now=NOW)
    late = NOW + GIVEN_UP
    put(store, version=1, state="published")
    fail(store, claimed(store, webhook, now=late), now=late)
    seen = look(store, webhook)
    assert seen.disabled_because == "Nothing was heard for 3 days, at last: status 500. 2 deliveries were given up."
    assert seen.waiting == 0
    put(store, version=2, state="published")
    assert waiting(store) == [], "it is told nothing more"
    with store.writing() as session:
        webhooks.enable(session, webhook.id)
    put(store, version=3, state="published")
    assert [data["version"] for _, data in waiting(store)] == [4]
    assert claimed(store, webhook) is not None


def test_who_wants_nothing_more_is_told_nothing_more(store: Store) -> None:
    webhook = listen(store)
    put(store, state="published")
    fail(store, claimed(store, webhook), now=NOW, unwanted=True)
    assert look(store, webhook).disabled_because == "It answered 410. 1 deliveries were given up."


def test_a_webhook_of_one_timeline_goes_when_it_has_heard_of_its_end(store: Store) -> None:
    webhook = listen(store, "a")
    put(store)
    hear(store, claimed(store, webhook))
    with store.writing() as session:
        remove(session, "a", version=1, now=NOW)
    gone = claimed(store, webhook)
    assert gone is not None and gone.data["state"] is None
    hear(store, gone)
    with store.reading() as session:
        assert webhooks.all_of(session, newsroom="local") == []
    assert waiting(store) == []


def test_a_webhook_that_is_deleted_meanwhile_is_no_fault(store: Store) -> None:
    webhook = listen(store)
    put(store, state="published")
    delivery = claimed(store, webhook)
    with store.writing() as session:
        webhooks.remove(session, webhook.id)
    fail(store, delivery, now=NOW)
    hear(store, delivery)
    assert waiting(store) == []


def test_webhooks_go_with_their_newsroom(store: Store) -> None:
    listen(store)
    with store.writing() as session:
        move(session, of="local", to="courier")
        assert [each.newsroom for each in webhooks.all_of(session, newsroom="courier")] == ["courier"]


def test_a_newsroom_has_only_so_many(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "MOST", 2)
    one, two = listen(store), listen(store, now=NOW + timedelta(seconds=1))
    with pytest.raises(TooManyWebhooks, match="at most 2"):
        listen(store)
    listen(store, newsroom="other")
    with store.reading() as session:
        assert [each.id for each in webhooks.all_of(session, newsroom="local")] == [two.id, one.id]
        assert webhooks.find(session, one.id, newsroom="other") is None
        assert webhooks.find(session, "a\0", newsroom="local") is None
