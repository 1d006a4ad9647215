"""Searching the events of a newsroom's timelines."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from timeline_service.model import Placement, Status
from timeline_service.schemas.article import bounded_text
from timeline_service.schemas.jobs import PageQuery
from timeline_service.schemas.stored import STATES
from timeline_service.schemas.timeline import When

_DAY = r"^\d{4}-\d\d-\d\d$"


def _text(about: str, **keywords: Any) -> fields.String:
    return fields.String(required=True, metadata={"description": about}, **keywords)


def _day(about: str) -> fields.Date:
    return fields.Date(metadata={"description": f"{about}, YYYY-MM-DD", "pattern": _DAY})


class EventQuery(PageQuery):
    """Which events to find; all that is sent must be so."""

    q = bounded_text(
        "Words that all stand in the event's title, its sentences or its participants, in any form; what is in double"
        " quotes, one behind the other.",
        shortest=1,
        longest=300,
        allow_none=False,
    )
    since = _day("Only events that can have begun on this day or later")
    until = _day("Only events that can have begun on this day or earlier")
    status = fields.String(
        validate=validate.OneOf(get_args(Status)), metadata={"description": "Only events of this status"}
    )
    participant = bounded_text("Part of the words of one participant.", shortest=1, longest=300, allow_none=False)
    state = fields.String(validate=validate.OneOf(STATES), metadata={"description": "Only of timelines in this state."})

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if "since" in data and "until" in data and data["since"] > data["until"]:
            raise ValidationError("It is later than until.", field_name="since")


class EventFound(Schema):
    """An event, and the timeline it stands in."""

    timeline = _text("Id of the timeline")
    external_id = _text("The caller's own id of the timeline", allow_none=True)
    timeline_title = _text("Headline of the timeline", allow_none=True)
    state = _text("State of the timeline", validate=validate.OneOf(STATES))
    event = _text("Id of the event in its timeline")
    rank = fields.Integer(required=True, metadata={"description": "Its place in its timeline"})
    title = _text("Title of the event")
    status = _text("Whether it happened", validate=validate.OneOf(get_args(Status)))
    placement = _text("How it is placed in time", validate=validate.OneOf(get_args(Placement)))
    when = fields.Nested(When, required=True)
    participants = fields.List(fields.String(), required=True)


class EventsFound(Schema):
    """A page of events, in the order of time; those without any date come last."""

    events = fields.List(fields.Nested(EventFound), required=True)
    total = fields.Integer(required=True, metadata={"description": "The number on all pages"})
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
