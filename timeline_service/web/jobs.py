"""``/v1/jobs``: many documents, read while nobody waits."""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from flask import Flask, Response, request
from flask_smorest import Blueprint
from werkzeug.exceptions import Conflict, NotFound, ServiceUnavailable

from timeline_service.desk import now
from timeline_service.faults import InputError
from timeline_service.ingest import read_jsonl, sound_text
from timeline_service.ingest.jsonl import Line
from timeline_service.jobs.queue import Queue
from timeline_service.jobs.runner import Runner
from timeline_service.schemas import (
    ArchivedArticle,
    Invalid,
    JobList,
    JobOut,
    JobParameters,
    JobResults,
    NewJob,
    PageQuery,
    checked,
)
from timeline_service.settings import Settings
from timeline_service.store import jobs as stored
from timeline_service.store.external_ids import Taken
from timeline_service.store.jobs import Job, NewItem
from timeline_service.web import access, bodies
from timeline_service.web.answers import as_json
from timeline_service.web.documentation import ACCESS_PROBLEMS, CHANGE_PROBLEMS, lines_body, problems
from timeline_service.web.transactions import settings_here, store
from timeline_service.webhooks.addresses import target
from timeline_service.webhooks.calling import NO_SECRET

jobs = Blueprint("jobs", __name__, url_prefix="/v1/jobs", description="Many documents, read while nobody waits.")
_JOB = {"description": "The job"}
_LONGEST_ID = 500  # characters
_FULL = 10  # times the most documents of a job that may wait for one newsroom


@jobs.post("")
@jobs.doc(operationId="createJob", **lines_body(NewJob, JobParameters))
@jobs.response(202, JobOut, description="The job, at the address in Location")
@problems(jobs, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS)
def create() -> Response:
    """Up to 100 documents, or a file of JSON Lines

    A line has the fields of a document; one that cannot be read fails, and the others are read.
    """
    key = access.require("write")
    settings = settings_here()
    if bodies.are_lines():
        request.max_content_length = settings.max_job_body
        wanted = checked(JobParameters, bodies.query())
        items = _of_lines(request.get_data(cache=False), most=settings.max_job_documents)
    else:
        wanted = checked(NewJob, bodies.json_object())
        items = [NewItem(source_id=each.get("id"), article=each) for each in wanted["documents"]]
    _allow(wanted.get("webhook"), settings)
    return _sent(_added(items, wanted, newsroom=key.newsroom), status=202)


@jobs.get("")
@jobs.doc(operationId="listJobs", parameters=[{"in": "query", "schema": PageQuery}])
@jobs.response(200, JobList, description="One page of the list")
@problems(jobs, 414, 422, *ACCESS_PROBLEMS)
def index() -> Response:
    """The jobs of the newsroom, last made first

    Never those of other newsrooms.
    """
    key = access.require("read")
    wanted = checked(PageQuery, bodies.query())
    with store().reading() as session:
        found, total = stored.page(session, newsroom=key.newsroom, **_place(wanted))
    return as_json(JobList().dump({"jobs": found, "total": total, **wanted}))


@jobs.get("/<job>")
@jobs.doc(operationId="readJob")
@jobs.response(200, JobOut, **_JOB)
@problems(jobs, 404, *ACCESS_PROBLEMS)
def read(job: str) -> Response:
    """How far a job is

    Documents that have failed are counted apart; the others go on.
    """
    return _sent(_own(job, access.require("read").newsroom))


@jobs.get("/<job>/results")
@jobs.doc(operationId="readJobResults", parameters=[{"in": "query", "schema": PageQuery}])
@jobs.response(200, JobResults, description="One page of the results")
@problems(jobs, 404, 414, 422, *ACCESS_PROBLEMS)
def results(job: str) -> Response:
    """What became of the documents, in the order they came in

    Answers are there as soon as they are made; the job need not have ended.
    """
    own = _own(job, access.require("read").newsroom)
    wanted = checked(PageQuery, bodies.query())
    with store().reading() as session:
        found = stored.results(session, own, **_place(wanted))
    return as_json(JobResults().dump({"results": found, "total": own.total, **wanted}))


@jobs.post("/<job>/cancel")
@jobs.doc(operationId="cancelJob")
@jobs.response(200, JobOut, **_JOB)
@problems(jobs, 404, 409, *ACCESS_PROBLEMS)
def cancel(job: str) -> Response:
    """Read no more of a job

    What was read stays; the texts that were not read are forgotten.
    """
    own = _own(job, access.require("write").newsroom)
    with store().writing() as session:
        if not stored.cancel(session, own.id, now=now()):
            raise Conflict("The job has ended already.")
    return _sent(_own(own.id, own.newsroom))


@jobs.delete("/<job>")
@jobs.doc(operationId="deleteJob")
@jobs.response(204, description="It is gone, with its documents and answers")
@problems(jobs, 404, *ACCESS_PROBLEMS)
def remove(job: str) -> Response:
    """Delete a job for good

    With its documents and answers; one that is being read is not read on.
    """
    own = _own(job, access.require("write").newsroom)
    with store().writing() as session:
        stored.remove(session, own.id)
    store().wipe()
    return Response(status=204)


def runner_of(app: Flask) -> Runner | None:
    """The thread that reads jobs in a process of its own; None where Celery workers do."""
    settings: Settings = app.config["SETTINGS"]
    if settings.broker_url:
        return None
    return Runner(Queue(app.extensions["store"], settings), nullcontext)


def _of_lines(body: bytes, *, most: int) -> list[NewItem]:
    items: list[NewItem] = []
    for line in read_jsonl(io.BytesIO(body)):
        if len(items) == most:
            raise Invalid({"documents": [f"A job takes at most {most:,} documents."]})
        items.append(_of_line(line))
    if not items:
        raise Invalid({"documents": ["There is no line with a document."]})
    return items


def _of_line(line: Line) -> NewItem:
    if line.record is None:
        return NewItem(source_id=None, error={"kind": "input", "reason": f"Line {line.number}: {line.fault}"})
    name: str | None = None
    try:
        name = _name(line.record.get("id"))
        return NewItem(source_id=name, article=checked(ArchivedArticle, line.record))
    except InputError as error:
        return NewItem(source_id=name, error={"kind": "input", "reason": f"Line {line.number}: {error}"})


def _name(id: Any) -> str | None:
    """The id of a line as a string; raise InputError for one that cannot be stored."""
    if id is not None and len(str(id)) > _LONGEST_ID:
        raise InputError(f"An id has at most {_LONGEST_ID} characters.")
    return None if id is None else sound_text(str(id))


def _allow(webhook: str | None, settings: Settings) -> None:
    if webhook is None:
        return
    try:
        target(webhook, settings)
    except InputError as error:
        raise Invalid({"webhook": [str(error)]}) from None
    if not settings.webhook_secrets:
        raise Invalid({"webhook": [NO_SECRET]})


def _added(items: Sequence[NewItem], wanted: Mapping[str, Any], *, newsroom: str) -> Job:
    """Store a job, and tell the Celery workers if there are any; what they are not told, they find."""
    settings, id = settings_here(), secrets.token_urlsafe(16)
    with store().writing() as session:
        if stored.waiting(session, newsroom=newsroom) > _FULL * settings.max_job_documents:
            raise ServiceUnavailable("Too many documents of this newsroom wait to be read.", retry_after=60)
        known: dict[str, Any] = {name: wanted.get(name) for name in ("kind", "external_id", "webhook")}
        try:
            job = stored.add(session, items, id=id, newsroom=newsroom, now=now(), **known)
        except Taken:
            raise Invalid({"external_id": ["There is a job with this external id."]}) from None
    if settings.broker_url and job.state == "waiting":
        from timeline_service.jobs import celery  # an extra

        try:
            celery.send(job.id, items=job.total, broker_url=settings.broker_url)
        except ConnectionError as error:
            with store().writing() as session:
                stored.remove(session, job.id)
            raise ServiceUnavailable(str(error), retry_after=5) from None
    return job


def _own(id: str, newsroom: str) -> Job:
    with store().reading() as session:
        job = stored.find(session, id, newsroom=newsroom)
    if job is None:
        raise NotFound("No job of this newsroom has this id.")
    return job


def _place(wanted: Mapping[str, int]) -> dict[str, int]:
    return {"first": (wanted["page"] - 1) * wanted["page_size"], "size": wanted["page_size"]}


def _sent(job: Job, *, status: int = 200) -> Response:
    response = as_json(JobOut().dump(job))
    response.status_code = status
    if status == 202:
        response.headers["Location"] = f"/v1/jobs/{job.id}"
    return response
