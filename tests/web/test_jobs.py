"""``/v1/jobs`` as callers see it; that jobs are read, whoever is killed, is in tests/jobs/test_executors.py."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from timeline_service.desk import now
from timeline_service.store.keys import issue
from timeline_service.web import create_app

ARTICLE = {"id": "a1", "text": "Trams stopped on October 20.", "published_at": "2025-10-24"}


@pytest.fixture
def small(app: Flask):
    """A client of an application that takes small jobs, and may call one host."""
    settings = replace(
        app.config["SETTINGS"], max_job_body=3_000, max_job_documents=5, max_body=2_000, webhook_hosts="cms.example"
    )
    other = create_app(settings, keyless=True)
    yield other.test_client()
    other.extensions["store"].close()


def lines(*each: Any) -> bytes:
    return "".join(json.dumps(line) + "\n" for line in each).encode()


def test_a_job_is_accepted_and_found(small) -> None:
    response = small.post("/v1/jobs", json={"documents": [ARTICLE], "external_id": "night-1"})
    job = response.get_json()
    assert response.status_code == 202 and response.headers["Location"] == f"/v1/jobs/{job['id']}"
    assert (job["state"], job["total"], job["kind"], job["external_id"]) == ("waiting", 1, "extract", "night-1")
    assert small.get(response.headers["Location"]).get_json() == job
    assert small.get("/v1/jobs/night-1").get_json() == job
    assert small.get("/v1/jobs").get_json()["jobs"][0] == job
    (result,) = small.get("/v1/jobs/night-1/results").get_json()["results"]
    assert result == {"number": 1, "id": "a1", "state": "waiting", "answer": None, "error": None}
    again = small.post("/v1/jobs", json={"documents": [ARTICLE], "external_id": "night-1"})
    assert again.status_code == 422 and "external_id" in again.get_json()["errors"]
    assert small.delete("/v1/jobs/night-1").status_code == 204
    assert small.get("/v1/jobs/night-1").status_code == 404


@pytest.mark.parametrize("kind", ["application/x-ndjson", "application/jsonl"])
def test_json_lines(small, kind: str) -> None:
    body = lines({**ARTICLE, "section": "world"}, {"id": 7, "text": 7}, ARTICLE) + b"\n{"
    job = small.post("/v1/jobs?kind=dates&external_id=up-1", data=body, content_type=kind).get_json()
    assert (job["kind"], job["total"], job["failed"]) == ("dates", 4, 2)
    found = small.get("/v1/jobs/up-1/results?page_size=2&page=2").get_json()
    assert (found["total"], found["page"], [each["number"] for each in found["results"]]) == (4, 2, [3, 4])
    assert found["results"][1]["error"]["reason"].startswith("Line 5: Not a JSON object")
    small.delete("/v1/jobs/up-1")


BAD = {
    "no documents": ({"json": {}}, 422, "documents"),
    "an empty list": ({"json": {"documents": []}}, 422, "documents"),
    "too many": ({"json": {"documents": [{"text": "a"}] * 101}}, 422, "documents"),
    "one without text": ({"json": {"documents": [ARTICLE, {"id": "x"}]}}, 422, "documents"),
    "a kind that is none": ({"json": {"documents": [ARTICLE], "kind": "guess"}}, 422, "kind"),
    "a webhook that is not allowed": (
        {"json": {"documents": [ARTICLE], "webhook": "https://a.example"}}, 422, "webhook",
    ),
    "a webhook that would not be signed": (
        {"json": {"documents": [ARTICLE], "webhook": "https://cms.example/"}}, 422, "webhook",
    ),
    "a webhook that is no text": ({"json": {"documents": [ARTICLE], "webhook": 7}}, 422, "webhook"),
    "JSON with a query": ({"json": {"documents": [ARTICLE]}, "query_string": {"kind": "dates"}}, 422, "kind"),
    "plain text": ({"data": b"Trams stopped.", "content_type": "text/plain"}, 415, None),
    "no lines": ({"data": b"\n\n", "content_type": "application/x-ndjson"}, 422, "documents"),
    "too many lines": ({"data": lines(*[{"text": "a"}] * 6), "content_type": "application/jsonl"}, 422, "documents"),
    "too large an upload": ({"data": b" " * 3_001, "content_type": "application/jsonl"}, 413, None),
    "JSON too large": ({"data": b'{"a":"' + b" " * 2_000 + b'"}', "content_type": "application/json"}, 413, None),
    "a parameter that is none": (
        {"data": lines(ARTICLE), "content_type": "application/jsonl", "query_string": {"sort": "x"}}, 422, "sort",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_requests_store_nothing(small, case: str) -> None:
    sent, status, field = BAD[case]
    before = small.get("/v1/jobs").get_json()["total"]
    response = small.post("/v1/jobs", **sent)
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    if field:
        assert any(name.startswith(field) for name in response.get_json()["errors"])
    assert small.get("/v1/jobs").get_json()["total"] == before


def test_an_upload_may_be_larger_than_other_bodies(small) -> None:
    body = lines({"id": "long", "text": "Trams stopped. " * 170})
    assert len(body) > 2_000
    job = small.post("/v1/jobs?kind=dates", data=body, content_type="application/jsonl").get_json()
    assert (job["total"], job["failed"]) == (1, 0)
    small.delete(f"/v1/jobs/{job['id']}")


def test_too_many_waiting_documents_are_sent_away(small) -> None:
    made = [small.post("/v1/jobs", data=lines(*[ARTICLE] * 5), content_type="application/jsonl") for _ in range(12)]
    assert [response.status_code for response in made].count(503) == 1 and made[-1].headers["Retry-After"] == "60"
    for response in made[:-1]:
        small.delete(response.headers["Location"])


def test_a_cancelled_job_cannot_be_cancelled_again(small) -> None:
    path = small.post("/v1/jobs", json={"documents": [ARTICLE]}).headers["Location"]
    assert small.post(f"{path}/cancel").get_json()["state"] == "cancelled"
    assert small.post(f"{path}/cancel").status_code == 409
    small.delete(path)


def test_jobs_are_of_one_newsroom(app: Flask) -> None:
    application = create_app(replace(app.config["SETTINGS"], database_url="sqlite://"))
    with application.extensions["store"].writing() as session:
        courier, herald = (
            {"X-API-Key": issue(session, newsroom=name, name="cms", scope="write", now=now())}
            for name in ("courier", "herald")
        )
    client = application.test_client()
    path = client.post("/v1/jobs", json={"documents": [ARTICLE]}, headers=courier).headers["Location"]
    assert client.get(path, headers=courier).status_code == 200
    for response in (
        client.get(path, headers=herald),
        client.get(f"{path}/results", headers=herald),
        client.post(f"{path}/cancel", headers=herald),
        client.delete(path, headers=herald),
    ):
        assert response.status_code == 404
    assert client.get("/v1/jobs", headers=herald).get_json()["total"] == 0
    application.extensions["store"].close()
