"""Stored timelines: what is sent to change them, and what comes back."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from timeline_service.model import Status
from timeline_service.schemas.article import ArticleBody, ArticleKnown, bounded_text
from timeline_service.schemas.dates import granularity_of
from timeline_service.schemas.timeline import Timeline
from timeline_service.schemas.validation import ShortList

_EVENT = validate.Regexp(r"^e\d{1,9}$", error="Not an event id, such as e12.")
_AT = {"description": "Date and time in UTC"}
_HOW_MANY = "Send 1 to 100 documents."
STATES, QUOTES = ("draft", "published"), ("none", "sentence")


def _edtf(value: str) -> None:
    try:
        granularity_of(value)
    except ValueError:
        raise ValidationError("Not an EDTF date such as 2025-10-13, 2025-10 or 2025-10-13/2025-10-20.") from None


class DocumentIn(ArticleKnown, ArticleBody):
    """An article for a stored timeline: text, html or ninjs, and what is known of it."""


class TimelineIn(Schema):
    """The articles of a timeline."""

    documents = ShortList(
        fields.Nested(DocumentIn),
        most=100,
        error=_HOW_MANY,
        required=True,
        validate=validate.Length(min=1, max=100, error=_HOW_MANY),
    )


class ExternalId(Schema):
    """The caller's own id of a timeline, in a body or in the address."""

    external_id = bounded_text("The caller's own id of the story, unique in the newsroom.", shortest=1, longest=500)


class NewTimeline(TimelineIn, ExternalId):
    """A timeline to be made."""


class TimelineChange(Schema):
    """What becomes of a timeline; what is not named stays."""

    state = fields.String(validate=validate.OneOf(STATES), metadata={"description": "published: readers may see it."})
    quotes = fields.String(
        validate=validate.OneOf(QUOTES), metadata={"description": "Whether readers see the sentences of the articles."}
    )


class MentionIn(Schema):
    """A mention of an event, by where it begins."""

    document = fields.String(required=True)
    start = fields.Integer(required=True)


class EventChange(Schema):
    """What an editor says of an event; it outweighs the text, and the rest of the order follows."""

    title = bounded_text("The title to show.", shortest=1, longest=300, allow_none=False)
    date = fields.String(validate=_edtf, metadata={"description": "When it began (EDTF).", "examples": ["2025-10-13"]})
    status = fields.String(validate=validate.OneOf(get_args(Status)))
    hidden = fields.Boolean(metadata={"description": "Hide it from the timeline."})
    pinned = fields.Boolean(metadata={"description": "Keep it, whatever its salience."})
    merge = fields.String(validate=_EVENT, metadata={"description": "The event that this one is the same as."})
    split = fields.Nested(MentionIn, metadata={"description": "The mention that refers to another event."})
    before = fields.String(validate=_EVENT, metadata={"description": "An event that came later."})
    after = fields.String(validate=_EVENT, metadata={"description": "An event that came earlier."})

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not data:
            raise ValidationError("Say what to change: title, date, status …", field_name="title")


class CorrectionOut(Schema):
    """What an editor said, with who and when."""

    number = fields.Integer(required=True, metadata={"description": "Used to undo it"})
    kind = fields.String(required=True)
    event = fields.String(required=True)
    value = fields.Raw(required=True)
    by = fields.String(required=True)
    at = fields.DateTime(required=True, metadata=_AT)


class StoredTimelineOut(Timeline):
    """A timeline, with what is kept about it."""

    external_id = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    quotes = fields.String(required=True, validate=validate.OneOf(QUOTES))
    version = fields.Integer(required=True, metadata={"description": "Rises by one with every change; also the ETag"})
    corrections = fields.List(fields.Nested(CorrectionOut), required=True)
    created_at = fields.DateTime(required=True, metadata=_AT)
    updated_at = fields.DateTime(required=True, metadata=_AT)


class TimelineSummary(Schema):
    """One line of the list."""

    id = fields.String(required=True)
    external_id = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)
    version = fields.Integer(required=True)
    documents = fields.Integer(required=True, metadata={"description": "How many"})
    events = fields.Integer(required=True, metadata={"description": "How many"})
    updated_at = fields.DateTime(required=True, metadata=_AT)


class TimelineQuery(Schema):
    """Which timelines to list."""

    page = fields.Integer(
        load_default=1, validate=validate.Range(min=1, max=1_000_000), metadata={"description": "Page number, from 1."}
    )
    page_size = fields.Integer(
        load_default=20, validate=validate.Range(min=1, max=100), metadata={"description": "Timelines per page."}
    )
    state = fields.String(validate=validate.OneOf(STATES), metadata={"description": "Only timelines in this state."})
    title = bounded_text("Part of the title, ignoring case.", longest=300, allow_none=False)


class TimelineList(Schema):
    """A page of the list, the last changed first."""

    timelines = fields.List(fields.Nested(TimelineSummary), required=True)
    total = fields.Integer(required=True, metadata={"description": "The number on all pages"})
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)


class RevisionOut(Schema):
    """One change."""

    version = fields.Integer(required=True)
    by = fields.String(required=True)
    at = fields.DateTime(required=True, metadata=_AT)
    what = fields.String(required=True)


class Revisions(Schema):
    """The history of a timeline, the last change first."""

    revisions = fields.List(fields.Nested(RevisionOut), required=True)
