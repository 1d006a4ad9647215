"""A timeline that a page brings along to have it written in another format; it is stored nowhere."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from timeline_service.schemas.timeline import Timeline


class CarriedTimeline(Schema):
    """A timeline as ``/v1/extract`` answers it, perhaps edited since, and the texts whose sentences may be quoted."""

    timeline = fields.Nested(Timeline, required=True)
    texts = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)

    @validates_schema(skip_on_field_errors=True)
    def _whole(self, data: dict[str, Any], **_: Any) -> None:
        timeline = data["timeline"]
        events = {event["id"] for event in timeline["events"]}
        documents = {document["id"] for document in timeline["documents"]}
        if any({relation["source"], relation["target"]} - events for relation in timeline["relations"]):
            raise ValidationError("A relation names an event that is not there.", field_name="timeline")
        if any(not event["mentions"] for event in timeline["events"]):
            raise ValidationError("An event has no mention.", field_name="timeline")
        named = {mention["document"] for event in timeline["events"] for mention in event["mentions"]}
        if (named | set(data["texts"])) - documents:
            raise ValidationError("A document is named that is not there.", field_name="timeline")
