"""The contract of executors: every document is answered once, every job ends once, whoever is killed in between."""

from __future__ import annotations

import json
from functools import partial
from operator import le
from typing import Any

import pytest
from jobs.executors import Executor
from listening import KEY, Listener, signed
from sqlalchemy import select
from waiting import until

from timeline_service.schemas import JobOut, JobResults
from timeline_service.store import Store
from timeline_service.store.tables import JobItemRow, LeaseRow

pytestmark = pytest.mark.timeout(900)
MANY = (60, 600)  # documents: more than are read until everything has ended, or many more where the machine is busy
TEXT = "Trams stopped on October {}. Two days later the council met."


def documents(count: int) -> list[dict[str, Any]]:
    return [
        {"id": f"a{n}", "text": TEXT.format(n % 20 + 1), "published_at": "2025-10-24"} for n in range(1, count + 1)
    ]


@pytest.mark.parametrize("kind", ["extract", "annotate", "dates"])
def test_answers_are_those_of_single_requests(executor: Executor, kind: str) -> None:
    job = executor.post(documents(9), kind=kind)
    assert JobOut().validate(job) == {}
    assert (job["state"], job["total"], job["done"]) == ("waiting", 9, 0)
    ended = executor.ended(job["id"])
    assert (ended["state"], ended["done"], ended["failed"]) == ("done", 9, 0)
    assert ended["created_at"] <= ended["started_at"] <= ended["ended_at"]
    results = executor.results(job["id"])
    assert JobResults().validate({"results": results, "total": 9, "page": 1, "page_size": 9}) == {}
    expected = [(n, f"a{n}", "done") for n in range(1, 10)]
    assert [(each["number"], each["id"], each["state"]) for each in results] == expected
    assert results[4]["answer"] == executor.server.ask("POST", f"/v1/{kind}", documents(5)[4])[1]


def test_one_that_cannot_be_read_costs_no_other(executor: Executor) -> None:
    lines = [documents(1)[0], {"id": "long", "text": "Trams stopped. " * 20_000}, {"id": 7}, documents(2)[1]]
    body = "\n".join(map(json.dumps, lines)) + "\n{\n"
    status, _, answer = executor.server.send("POST", "/v1/jobs?kind=dates", body.encode(), "application/x-ndjson")
    job = json.loads(answer)
    assert (status, job["total"], job["failed"]) == (202, 5, 2)
    ended = executor.ended(job["id"])
    assert (ended["state"], ended["done"], ended["failed"]) == ("done", 2, 3)
    found = [(each["id"], each["state"], (each["error"] or {}).get("kind")) for each in executor.results(job["id"])]
    assert found == [
        ("a1", "done", None), ("long", "failed", "input"), ("7", "failed", "input"), ("a2", "done", None),
        (None, "failed", "input"),
    ]  # fmt: skip


def test_the_end_of_a_job_is_told_by_the_server(executor: Executor, listener: Listener) -> None:
    listener.told.clear()
    job = executor.post(documents(2), webhook=f"http://{listener.host}/done")
    until(lambda: listener.told)
    ((headers, body),) = listener.told
    (message,) = listener.messages
    assert (message["type"], headers["webhook-id"], message["data"]["done"]) == ("job.ended", job["id"], 2)
    assert headers["webhook-signature"] == signed(KEY, headers, body)


def test_a_cancelled_job_is_not_read_on(executor: Executor) -> None:
    job = executor.post(documents(100))
    executor.until(lambda: executor.job(job["id"])["done"], bool)
    status, cancelled = executor.server.ask("POST", f"/v1/jobs/{job['id']}/cancel")
    assert (status, cancelled["state"]) == (200, "cancelled")
    assert executor.server.ask("POST", f"/v1/jobs/{job['id']}/cancel")[0] == 409
    other = executor.post(documents(3))
    assert executor.ended(other["id"])["done"] == 3
    after = executor.job(job["id"])
    assert after["state"] == "cancelled" and after["done"] == cancelled["done"] < 100
    assert {each["state"] for each in executor.results(job["id"])} == {"done", "cancelled"}


def test_readers_are_killed_twice_and_nothing_is_lost_or_double(executor: Executor) -> None:
    jobs = [executor.post(documents(20))["id"] for _ in range(6)]
    for read in (10, 50):
        executor.until(lambda: sum(executor.job(id)["done"] for id in jobs), partial(le, read))
        executor.kill_a_reader()
    for id in jobs:
        ended = executor.ended(id)
        assert (ended["state"], ended["done"], ended["failed"]) == ("done", 20, 0)
        assert [each["state"] for each in executor.results(id)] == ["done"] * 20


def test_jobs_survive_a_restart_of_everything(executor: Executor) -> None:
    assert any(_left_at_a_restart(executor, many) for many in MANY), "who was asked to end first read the whole job"


def _left_at_a_restart(executor: Executor, many: int) -> int:
    """How many of so many documents were still to be read when everything was asked to end, and had."""
    lines = "".join(json.dumps(each) + "\n" for each in documents(many))
    status, _, answer = executor.server.send("POST", "/v1/jobs", lines.encode(), "application/x-ndjson")
    job = json.loads(answer)
    assert status == 202, job
    executor.until(lambda: executor.job(job["id"])["done"], bool)
    executor.stop()
    held, left = _as_stored(executor, job["id"])
    assert held == [], "who was asked to end gave back what it had"
    executor.start()
    assert executor.ended(job["id"])["done"] == many
    return left


def _as_stored(executor: Executor, id: str) -> tuple[list[Any], int]:
    """Who reads jobs and which documents are being read; and how many of a job wait."""
    store = Store(executor.server.environment["TIMELINE_DATABASE_URL"])
    with store.reading() as session:
        held = session.scalars(select(LeaseRow.name).where(LeaseRow.name == "jobs")).all()
        read = session.scalars(select(JobItemRow.number).where(JobItemRow.owner.is_not(None))).all()
        waits = (JobItemRow.job_id == id) & (JobItemRow.state == "waiting")
        waiting = session.scalars(select(JobItemRow.number).where(waits)).all()
    store.close()
    return [*held, *read], len(waiting)


def test_the_service_answers_while_jobs_run(executor: Executor) -> None:
    job = executor.post(documents(100))
    executor.until(lambda: executor.job(job["id"])["done"], bool)
    for document in documents(10):
        status, answer = executor.server.extract(**document)
        assert status == 200 and answer["events"]
    assert executor.job(job["id"])["state"] == "running", "the requests did not wait for the job to end"


@pytest.mark.soak
def test_five_hundred_jobs_end_once_though_readers_are_killed_twice(executor: Executor) -> None:
    jobs = [executor.post(documents(1))["id"] for _ in range(500)]
    for read in (100, 300):
        executor.until(lambda: sum(executor.job(id)["done"] for id in jobs), partial(le, read), seconds=3_600)
        executor.kill_a_reader()
    ended = [executor.ended(id, seconds=3_600) for id in jobs]
    assert {(job["state"], job["done"], job["failed"]) for job in ended} == {("done", 1, 0)}
    assert [len(executor.results(id)) for id in jobs] == [1] * 500
