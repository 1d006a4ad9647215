"""Jobs: many documents in, their answers by page."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from timeline_service.schemas.article import Article, bounded_text

KINDS = ("extract", "annotate", "dates")
JOB_STATES = ("waiting", "running", "done", "cancelled")
ITEM_STATES = ("waiting", "running", "done", "failed", "cancelled")
_AT = {"description": "Date and time in UTC"}


def _webhook() -> fields.String:
    about = "An http(s) address that is told when the job has ended; its host must be in TIMELINE_WEBHOOK_HOSTS."
    return bounded_text(about, shortest=1)


class JobParameters(Schema):
    """What is to be done, besides the documents; as query parameters where the body is JSON Lines."""

    kind = fields.String(
        load_default="extract",
        validate=validate.OneOf(KINDS),
        metadata={"description": "What is done with each document: as `/v1/extract`, `/v1/annotate` or `/v1/dates`."},
    )
    external_id = bounded_text("The caller's own id of the job, unique in the newsroom.", shortest=1, longest=500)
    webhook = _webhook()


class NewJob(JobParameters):
    """Documents to be read."""

    documents = fields.List(
        fields.Nested(Article),
        required=True,
        validate=validate.Length(min=1, max=100, error="Send 1 to 100 documents, or a file of JSON Lines."),
    )


class JobOut(Schema):
    """A job: how far it is."""

    id = fields.String(required=True)
    external_id = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    state = fields.String(
        required=True,
        validate=validate.OneOf(JOB_STATES),
        metadata={"description": "done: every document was read, or failed by itself"},
    )
    total = fields.Integer(required=True, metadata={"description": "Documents"})
    done = fields.Integer(required=True, metadata={"description": "Documents that have an answer"})
    failed = fields.Integer(required=True, metadata={"description": "Documents that have an error instead"})
    created_at = fields.DateTime(required=True, metadata=_AT)
    started_at = fields.DateTime(required=True, allow_none=True, metadata=_AT)
    ended_at = fields.DateTime(required=True, allow_none=True, metadata=_AT)
    webhook = fields.String(required=True, allow_none=True)


class PageQuery(Schema):
    """Which page of a list."""

    page = fields.Integer(
        load_default=1, validate=validate.Range(min=1, max=1_000_000), metadata={"description": "Page number, from 1."}
    )
    page_size = fields.Integer(
        load_default=20, validate=validate.Range(min=1, max=100), metadata={"description": "Entries per page."}
    )


class JobList(Schema):
    """A page of the jobs, the last made first."""

    jobs = fields.List(fields.Nested(JobOut), required=True)
    total = fields.Integer(required=True, metadata={"description": "The number on all pages"})
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class ItemError(Schema):
    """Why a document has no answer."""

    kind = fields.String(
        required=True, metadata={"description": "input, time, killed, or service for a fault of this program"}
    )
    reason = fields.String(required=True)


class ItemOut(Schema):
    """A document of a job and what became of it."""

    number = fields.Integer(required=True, metadata={"description": "Its place in the job, from 1"})
    id = fields.String(required=True, allow_none=True, metadata={"description": "As sent"})
    state = fields.String(required=True, validate=validate.OneOf(ITEM_STATES))
    answer = fields.Raw(
        required=True,
        allow_none=True,
        metadata={"type": "object", "description": "As `/v1/extract`, `/v1/annotate` or `/v1/dates` answer"},
    )
    error = fields.Nested(ItemError, required=True, allow_none=True)


class JobResults(Schema):
    """A page of what became of the documents, in the order they came in."""

    results = fields.List(fields.Nested(ItemOut), required=True)
    total = fields.Integer(required=True, metadata={"description": "The number on all pages"})
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
