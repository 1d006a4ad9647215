"""What was read and ordered, at TimeML level: the answers of ``/v1/annotate`` and ``/v1/dates``."""

from __future__ import annotations

from typing import Any

from timeline_service.model import Document, Event, Story
from timeline_service.schemas.annotation import Annotation, Dates
from timeline_service.schemas.answers import Answer, timexes
from timeline_service.schemas.links import instance, tlinks


def annotation(story: Story, *, id: Any = None) -> Answer:
    """Timexes, all event mentions and the links between them, of a story of one document."""
    (document,) = story.documents
    answer: Answer = Annotation().dump({
        "id": id,
        "dct": _dct(document),
        "text": document.text,
        "timexes": [
            {"tid": timex.id, "start": timex.span.start, "end": timex.span.end, "text": timex.text,
             "type": timex.type, "value": timex.value, "mod": timex.mod}
            for timex in document.timexes if timex.span is not None
        ],
        "events": [_event(event) for event in document.events],
        "tlinks": tlinks(story),
    })  # fmt: skip
    return answer


def dates(document: Document, *, id: Any = None) -> Answer:
    """The time expressions alone."""
    story = Story(documents=(document,))
    notes = [{"code": note.code, "message": note.message} for note in document.notes]
    answer: Answer = Dates().dump(
        {"id": id, "dct": _dct(document), "timexes": list(timexes(story, document)), "notes": notes}
    )
    return answer


def _event(event: Event) -> Answer:
    return {
        "eid": event.id,
        "eiid": instance(event.id),
        "start": event.span.start,
        "end": event.span.end,
        "text": event.text,
        "class_": event.event_class,
        "tense": event.tense,
        "aspect": event.aspect,
        "polarity": event.polarity,
        "modality": event.modality,
        "pos": event.pos,
    }


def _dct(document: Document) -> str | None:
    return document.dct.text if document.dct else None
