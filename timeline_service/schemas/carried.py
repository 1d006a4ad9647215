"""A timeline that a page brings along to have it written in another format; it is stored nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validates_schema

from timeline_service.ingest import sound_text
from timeline_service.schemas.timeline import Timeline

MOST_OBJECTS = 50_000  # a story of a hundred articles has about half of that


class CarriedTimeline(Schema):
    """A timeline as ``/v1/extract`` answers it, perhaps edited since, and the texts whose sentences may be quoted."""

    timeline = fields.Nested(Timeline, required=True)
    texts = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)

    @pre_load
    def _sound(self, data: Any, **_: Any) -> Any:
        if sum(1 for _ in _objects(data)) > MOST_OBJECTS:
            raise ValidationError(f"It has more than {MOST_OBJECTS:,} objects.", field_name="timeline")
        try:
            sound_text(json.dumps(data, ensure_ascii=False))
        except ValueError as error:
            raise ValidationError(str(error), field_name="timeline") from None
        return data

    @validates_schema(skip_on_field_errors=True)
    def _whole(self, data: dict[str, Any], **_: Any) -> None:
        timeline = data["timeline"]
        events = {event["id"] for event in timeline["events"]}
        documents = {document["id"] for document in timeline["documents"]}
        if not documents:
            raise ValidationError("It has no document.", field_name="timeline")
        if any({relation["source"], relation["target"]} - events for relation in timeline["relations"]):
            raise ValidationError("A relation names an event that is not there.", field_name="timeline")
        named = {mention["document"] for event in timeline["events"] for mention in event["mentions"]}
        if (named | set(data["texts"])) - documents:
            raise ValidationError("A document is named that is not there.", field_name="timeline")


def _objects(data: Any) -> Iterator[Any]:
    """Every object and list in it; JSON that is nested too deeply does not come this far."""
    open_ = [data]
    while open_:
        each = open_.pop()
        if isinstance(each, Mapping | list):
            yield each
            open_.extend(each.values() if isinstance(each, Mapping) else each)
