"""Stored timelines: what is sent to change them, and what comes back."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates

from timeline_service.schemas.article import ArticleBody, ArticleKnown, Trimmed, bounded_text
from timeline_service.schemas.corrections import EVENT_ID, MOST, CorrectionIn, CorrectionOut
from timeline_service.schemas.timeline import DETAILS, Event, Timeline
from timeline_service.schemas.validation import ShortList

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_AT = {"description": "Date and time in UTC"}
_NO_TIME = "Not a time with its offset from UTC, such as 2025-10-24T18:00:00+02:00."
_AT_ONCE = 100
_HOW_MANY = f"Send 1 to {_AT_ONCE} documents at once. More can be added one by one."
STATES, QUOTES = ("draft", "published"), ("none", "sentence")


class DocumentIn(ArticleKnown, ArticleBody):
    """An article for a stored timeline: text, html or ninjs, and what is known of it."""


class TimelineIn(Schema):
    """The articles of a timeline."""

    documents = ShortList(fields.Nested(DocumentIn), least=1, most=_AT_ONCE, error=_HOW_MANY, required=True)


class ExternalId(Schema):
    """The caller's own id of a timeline, in a body or in the address."""

    external_id = bounded_text(
        "The caller's own id of the story, unique in the newsroom. In an address a slash in it is written %2F.",
        shortest=1,
        longest=500,
    )

    @validates("external_id")
    def _has_an_address(self, value: str | None, **_: Any) -> None:
        if value is not None and (value in (".", "..") or _CONTROL.search(value)):
            raise ValidationError("No address can hold this. Send an id without control characters, and not . or ..")


class NewTimeline(TimelineIn, ExternalId):
    """A timeline to be made, with what editors have said of it already."""

    corrections = ShortList(
        fields.Nested(CorrectionIn),
        most=MOST,
        error=f"Send at most {MOST} corrections.",
        load_default=list,
        metadata={"description": "Ids of events are those that the answer of the same request without them has"},
    )
    preview = fields.Boolean(
        load_default=False, metadata={"description": "Answer the timeline, with its texts, and store nothing."}
    )


class TimelineChange(Schema):
    """What becomes of a timeline; what is not named stays."""

    state = fields.String(validate=validate.OneOf(STATES), metadata={"description": "published: readers may see it."})
    quotes = fields.String(
        validate=validate.OneOf(QUOTES), metadata={"description": "Whether readers see the sentences of the articles."}
    )
    publish_at = fields.AwareDateTime(
        format="iso",
        allow_none=True,
        error_messages=dict.fromkeys(("invalid", "invalid_awareness"), _NO_TIME),
        metadata={
            "description": "When the service is to publish the draft, with its offset from UTC; null: not by itself.",
            "examples": ["2025-10-24T18:00:00+02:00"],
        },
    )


class DetailQuery(Schema):
    """How much of a timeline to show."""

    detail = fields.String(
        load_default="full",
        validate=validate.OneOf(DETAILS),
        metadata={
            "description": "About 10 rows, about 30, or all: those that most articles tell, that have dates and weigh"
            " most; what editors pinned or made always. A note says how many were left away."
        },
    )


class StoredTimelineOut(Timeline):
    """A timeline, with what is kept about it."""

    external_id = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    quotes = fields.String(required=True, validate=validate.OneOf(QUOTES))
    version = fields.Integer(
        required=True, metadata={"description": "Rises by one with every change; If-Match may name it"}
    )
    corrections = fields.List(fields.Nested(CorrectionOut), required=True)
    created_at = fields.DateTime(required=True, metadata=_AT)
    updated_at = fields.DateTime(required=True, metadata=_AT)
    publish_at = fields.DateTime(
        required=True,
        allow_none=True,
        metadata={"description": "When the service will publish the draft (UTC), for its newsroom alone"},
    )


class LeftOutRows(Schema):
    """The rows that were found and not kept, in the order of the story."""

    events = fields.List(fields.Nested(Event), required=True)


class DocumentOut(Schema):
    """An article of a stored timeline, for its newsroom."""

    id = fields.String(required=True, metadata={"description": "d1, d2 …"})
    external_id = fields.String(required=True, allow_none=True, metadata={"description": "The `id` it was sent with"})
    title = fields.String(required=True, allow_none=True)
    url = fields.String(required=True, allow_none=True)
    published_at = fields.String(required=True, allow_none=True)
    language = fields.String(required=True, metadata={"description": "BCP 47 tag"})
    text = fields.String(required=True, metadata={"description": "The whole text, in which the offsets count"})


class DocumentsOut(Schema):
    """The articles of a stored timeline."""

    documents = fields.List(fields.Nested(DocumentOut), required=True)


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
    changed_by = fields.String(required=True, metadata={"description": "The name of the key of the last change"})
    publish_at = fields.DateTime(required=True, allow_none=True, metadata={"description": "When it will be published"})


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


class CommentIn(Schema):
    """What to say of a row to the others of the newsroom."""

    event = fields.String(required=True, validate=EVENT_ID, metadata={"description": "Which event"})
    text = bounded_text("What to say.", shortest=1, longest=2_000, allow_none=False, required=True, kind=Trimmed)


class CommentOut(Schema):
    """A comment on a row, with who and when."""

    number = fields.Integer(required=True, metadata={"description": "Used to delete it"})
    event = fields.String(required=True)
    text = fields.String(required=True)
    by = fields.String(required=True, metadata={"description": "The name of the key"})
    at = fields.DateTime(required=True, metadata=_AT)


class CommentsOut(Schema):
    """The comments on a timeline, the first first."""

    comments = fields.List(fields.Nested(CommentOut), required=True)


class RevisionOut(Schema):
    """One change."""

    version = fields.Integer(required=True)
    by = fields.String(required=True)
    at = fields.DateTime(required=True, metadata=_AT)
    what = fields.String(required=True)


class Revisions(Schema):
    """The history of a timeline, the last change first."""

    revisions = fields.List(fields.Nested(RevisionOut), required=True)
