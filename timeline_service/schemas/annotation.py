"""The answers at TimeML level: ``/v1/annotate`` and ``/v1/dates``."""

from __future__ import annotations

from marshmallow import Schema, fields

from timeline_service.schemas.timeline import Note, Timex, _offset, _text


class AnnotatedTimex(Schema):
    """A TIMEX3."""

    tid = _text("t1, t2 …; t0 is the DCT")
    start = _offset("First code point")
    end = _offset("One past the last code point")
    text = _text("text[start:end]")
    type = _text("DATE, TIME, DURATION, SET")
    value = _text("TIMEX3 value")
    mod = _text("TIMEX3 mod", allow_none=True)


class AnnotatedEvent(Schema):
    """An event mention with its one instance (EVENT and MAKEINSTANCE)."""

    eid = _text("e1, e2 …")
    eiid = _text("ei1, ei2 …")
    start = _offset("First code point")
    end = _offset("One past the last code point")
    text = _text("text[start:end]: the trigger")
    class_ = fields.String(data_key="class", required=True, metadata={"description": "OCCURRENCE, REPORTING, STATE …"})
    tense = _text("PAST, PRESENT, FUTURE, INFINITIVE, PRESPART, PASTPART, NONE")
    aspect = _text("NONE, PROGRESSIVE, PERFECTIVE, PERFECTIVE_PROGRESSIVE")
    polarity = _text("POS, NEG")
    modality = _text("The modal, or empty")
    pos = _text("VERB, NOUN, ADJECTIVE, PREP, OTHER")


class AnnotatedLink(Schema):
    """A TLINK."""

    id1 = _text("An eiid or a tid")
    id2 = _text("An eiid or a tid")
    rel = _text("TimeML relation type")


class Annotation(Schema):
    """Everything that was found, at TimeML level."""

    id = fields.Raw(required=True, allow_none=True, metadata={"description": "As sent", "type": "string"})
    dct = _text("Document creation time, t0", allow_none=True)
    text = _text("The text in which the offsets count")
    timexes = fields.List(fields.Nested(AnnotatedTimex), required=True)
    events = fields.List(fields.Nested(AnnotatedEvent), required=True)
    tlinks = fields.List(fields.Nested(AnnotatedLink), required=True)


class Dates(Schema):
    """The time expressions alone."""

    id = fields.Raw(required=True, allow_none=True, metadata={"description": "As sent", "type": "string"})
    dct = _text("Document creation time, t0", allow_none=True)
    timexes = fields.List(fields.Nested(Timex), required=True)
    notes = fields.List(fields.Nested(Note), required=True)
