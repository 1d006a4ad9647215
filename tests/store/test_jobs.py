"""Jobs in the store: a document is one reader's at a time and is counted once, and each job ends once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from waiting import join

from timeline_service.schemas import jobs as shapes
from timeline_service.store import Store, jobs, leases
from timeline_service.store.external_ids import Taken
from timeline_service.store.jobs import MOST_TRIES, Claim, Job, NewItem

NOW = datetime(2025, 10, 24, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)


def add(store: Store, count: int, *, id: str = "j", **known) -> Job:
    items = [NewItem(source_id=f"a{n}", article={"text": f"Text {n}."}) for n in range(1, count + 1)]
    with store.writing() as session:
        return jobs.add(session, known.pop("items", items), id=id, newsroom="desk", kind="dates", now=NOW, **known)


def claim(store: Store, owner: str = "me", *, at: datetime = NOW, job_id: str | None = None) -> Claim | None:
    with store.writing() as session:
        return jobs.claim(session, owner=owner, now=at, lease=LEASE, job_id=job_id)


def finish(store: Store, claimed: Claim | None, **became) -> bool:
    assert claimed is not None
    with store.writing() as session:
        return jobs.finish(session, claimed, now=NOW, **(became or {"answer": '{"id":"é"}'.encode()}))


def find(store: Store, id: str = "j", newsroom: str = "desk") -> Job | None:
    with store.reading() as session:
        return jobs.find(session, id, newsroom=newsroom)


def stalled(store: Store, at: datetime) -> list[str]:
    with store.writing() as session:
        return jobs.stalled(session, now=at, lease=LEASE)


def test_a_job_whose_reader_died_between_two_documents_is_found(store) -> None:
    add(store, 2)
    assert finish(store, claim(store))
    assert stalled(store, NOW + LEASE) == [] and stalled(store, NOW + 2 * LEASE) == ["j"]
    assert finish(store, claim(store, at=NOW + 2 * LEASE))
    assert stalled(store, NOW + timedelta(days=1)) == []


def test_a_job_of_which_nobody_was_told_is_found(store) -> None:
    add(store, 1)
    assert stalled(store, NOW + jobs.LOST) == [] and stalled(store, NOW + 2 * jobs.LOST) == ["j"]


def test_states_and_kinds_are_those_of_the_schemas() -> None:
    assert (shapes.KINDS, shapes.JOB_STATES, shapes.ITEM_STATES) == (jobs.JOB_KINDS, jobs.JOB_STATES, jobs.ITEM_STATES)


def test_documents_are_read_in_order_and_the_job_ends(store) -> None:
    assert add(store, 3).state == "waiting"
    claims = [claim(store) for _ in range(3)]
    assert [each.number for each in claims] == [1, 2, 3]
    assert claim(store) is None
    assert find(store).state == "running" and find(store).started_at == NOW
    assert finish(store, claims[2], error={"kind": "time", "reason": "Too long."})
    assert finish(store, claims[0]) and find(store).state == "running"
    assert finish(store, claims[1])
    ended = find(store)
    assert (ended.state, ended.done, ended.failed, ended.ended_at) == ("done", 2, 1, NOW)
    with store.reading() as session:
        found = jobs.results(session, ended, first=1, size=5)
    assert [(each.number, each.id, each.state) for each in found] == [(2, "a2", "done"), (3, "a3", "failed")]
    assert (found[0].answer, found[1].error) == ({"id": "é"}, {"kind": "time", "reason": "Too long."})


def test_a_job_begins_no_earlier_than_it_was_made(store) -> None:
    """A runner reads the clock, and then looks for work."""
    add(store, 1)
    assert claim(store, at=NOW - timedelta(milliseconds=9)) is not None
    assert find(store).started_at == NOW


def test_a_document_is_finished_once(store) -> None:
    add(store, 2)
    claimed = claim(store)
    assert finish(store, claimed)
    assert not finish(store, claimed)
    assert (find(store).done, find(store).state) == (1, "running")


def test_a_reader_that_is_gone_is_replaced_and_cannot_come_back(store) -> None:
    add(store, 1)
    lost = claim(store, "lost")
    assert claim(store, "other", at=NOW + LEASE) is None, "the lease is not over yet"
    later = NOW + LEASE + timedelta(seconds=1)
    assert stalled(store, NOW + LEASE) == []
    assert stalled(store, later) == ["j"]
    assert stalled(store, later) == [], "it was given once"
    taken = claim(store, "other", at=later)
    assert (taken.number, taken.article) == (1, lost.article)
    assert not finish(store, lost)
    assert finish(store, taken)
    assert (find(store).state, find(store).done) == ("done", 1)


def test_a_document_that_is_kept_is_not_free(store) -> None:
    add(store, 2)
    claimed = claim(store)

    def kept(at: datetime) -> bool:
        with store.writing() as session:
            return jobs.renew(session, claimed, now=at, lease=LEASE)

    assert kept(NOW + LEASE / 2)
    later = NOW + LEASE + timedelta(seconds=1)
    assert claim(store, "other", at=later).number == 2 and claim(store, "other", at=later) is None
    assert claim(store, "other", at=NOW + 2 * LEASE).number == 1
    assert not kept(NOW + 3 * LEASE), "it is another's"
    assert not finish(store, claimed)


def test_a_job_whose_document_is_kept_is_not_stalled(store) -> None:
    add(store, 2)
    claimed = claim(store)
    with store.writing() as session:
        assert jobs.renew(session, claimed, now=NOW + LEASE, lease=LEASE)
    assert stalled(store, NOW + 2 * LEASE) == []
    assert stalled(store, NOW + 2 * LEASE + timedelta(seconds=1)) == ["j"]


def test_a_document_that_kills_its_readers_fails_and_the_next_is_read(store) -> None:
    add(store, 2)
    for n in range(MOST_TRIES):
        assert claim(store, f"lost-{n}", at=NOW + n * 2 * LEASE).number == 1
    assert claim(store, at=NOW + MOST_TRIES * 2 * LEASE).number == 2
    assert (find(store).failed, find(store).state) == (1, "running")


def test_what_was_read_is_not_kept(store) -> None:
    add(store, 2)
    assert finish(store, claim(store))
    with store.engine.connect() as connection:
        texts = connection.exec_driver_sql("SELECT article FROM job_items ORDER BY number").scalars().all()
    assert texts[0] is None and texts[1] is not None


def test_a_cancelled_job_is_neither_read_nor_kept(store) -> None:
    add(store, 3)
    assert finish(store, claim(store))
    reading = claim(store)
    with store.writing() as session:
        assert jobs.cancel(session, "j", now=NOW)
    assert not finish(store, reading)
    assert claim(store, at=NOW + 9 * LEASE) is None
    with store.writing() as session:
        assert not jobs.cancel(session, "j", now=NOW)
    with store.reading() as session:
        assert [each.state for each in jobs.results(session, find(store), first=0, size=9)] == [
            "done", "cancelled", "cancelled",
        ]  # fmt: skip
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(article) FROM job_items").scalar() == 0


def test_a_job_of_nothing_but_errors_has_ended_at_once(store) -> None:
    error = {"kind": "input", "reason": "Line 1: no text."}
    assert add(store, 0, items=[NewItem(source_id=None, error=error)]).state == "done"
    assert claim(store) is None


def test_an_external_id_is_taken_once_in_a_newsroom(store) -> None:
    add(store, 1, external_id="cms-1")
    assert find(store, "cms-1").id == "j"
    assert find(store, "cms-1", newsroom="other") is None
    with pytest.raises(Taken):
        add(store, 1, id="k", external_id="cms-1")


def test_many_readers_share_the_documents(store) -> None:
    """Every document is claimed and finished once by eight threads at a time."""
    for id in ("j", "k"):
        add(store, 12, id=id)
    finished: list[tuple[str, int]] = []

    def read(owner: str) -> None:
        while claimed := claim(store, owner):
            assert finish(store, claimed)
            finished.append((claimed.job_id, claimed.number))

    readers = [Thread(target=read, args=(f"r{n}",)) for n in range(8)]
    for reader in readers:
        reader.start()
    join(*readers)
    assert sorted(finished) == [(id, n) for id in ("j", "k") for n in range(1, 13)]
    assert [(find(store, id).state, find(store, id).done) for id in ("j", "k")] == [("done", 12)] * 2


def test_pages_and_what_waits(store) -> None:
    for n in range(3):
        add(store, 2, id=f"j{n}")
    with store.reading() as session:
        found, total = jobs.page(session, newsroom="desk", first=1, size=1)
        assert ([each.id for each in found], total) == (["j1"], 3)
        assert jobs.page(session, newsroom="other", first=0, size=9) == ([], 0)
        assert (jobs.waiting(session, newsroom="desk"), jobs.waiting(session, newsroom="other")) == (6, 0)


def test_old_jobs_are_forgotten_with_their_documents(store) -> None:
    add(store, 1)
    add(store, 1, id="open")
    assert finish(store, claim(store))
    with store.writing() as session:
        assert jobs.forget(session, now=NOW + timedelta(days=7), days=7) == 0
        assert jobs.forget(session, now=NOW + timedelta(days=8), days=7) == 1
    assert find(store) is None and find(store, "open") is not None
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM job_items").scalar() == 1


def test_a_lease_is_one_holders_until_it_is_over_or_given_back(store) -> None:
    def hold(holder: str, at: datetime) -> bool:
        with store.writing() as session:
            return leases.hold(session, "jobs", holder=holder, now=at, lease=LEASE)

    assert hold("a", NOW) and hold("a", NOW)
    assert not hold("b", NOW + LEASE / 2)
    assert hold("b", NOW + LEASE)
    with store.writing() as session:
        leases.let_go(session, "jobs", holder="a")
    assert not hold("a", NOW + LEASE), "it was not a's to give back"
    with store.writing() as session:
        leases.let_go(session, "jobs", holder="b")
    assert hold("a", NOW + LEASE)
