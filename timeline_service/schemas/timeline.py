"""The timeline: the answer of ``/v1/extract``, and what is stored and exported."""

from __future__ import annotations

from typing import Any, get_args

from marshmallow import Schema, fields, validate

from timeline_service.calendar.intervals import Granularity
from timeline_service.model import Basis, Origin, Placement, Status
from timeline_service.network.allen import TIMEML
from timeline_service.schemas import dates
from timeline_service.schemas.corrections import ImageOut, LinkOut

_SALIENCE = "0 to 1: estimated probability that the event is key, and a third of that that it belongs there"
_CONFIDENCE = (
    "0 to 1: how sure the date is, which is the precision of the best claim that it rests on (1 if an editor set it). "
    "Without such a claim it is a constant: 0.6 if the event is bounded, else 0.5"
)
DETAILS = ("brief", "standard", "full")
_EDTF = "EDTF (ISO 8601-2) level 1; quarters and dates without a year as in level 2"


def _word(choices: Any, about: str, **keywords: Any) -> fields.String:
    return fields.String(validate=validate.OneOf(choices), metadata={"description": about}, **keywords)


def _text(about: str, **keywords: Any) -> fields.String:
    return fields.String(required=True, metadata={"description": about}, **keywords)


def _day(about: str) -> fields.String:
    return _text(f"{about}, YYYY-MM-DD, inclusive; null where unbounded", allow_none=True, validate=dates.day)


def _edtf(**keywords: Any) -> fields.String:
    return _text(_EDTF, validate=dates.edtf, **keywords)


def _clock_time() -> fields.String:
    return fields.String(
        validate=dates.clock_time, metadata={"description": "With a clock time: ISO 8601, with offset where known"}
    )


def _offset(about: str) -> fields.Integer:
    return fields.Integer(required=True, metadata={"description": about})


_granularity = [each.label for each in Granularity]
_span = fields.List(fields.Integer(), validate=validate.Length(equal=2))


class Because(Schema):
    """Why something is so: the rule, a note, and the words it stands on."""

    rule = _text("The rule or the kind of evidence")
    note = fields.String(metadata={"description": "The reason in words"})
    spans = fields.List(_span, metadata={"description": "[start, end) of the words"})


class Note(Schema):
    """Something the caller should know."""

    code = _text("Stable: programs can rely on it")
    message = _text("A sentence for people")
    document = fields.String(metadata={"description": "Id of the document it is about, in a timeline"})


class Source(Schema):
    """One article of the timeline."""

    id = _text("d1, d2 …")
    title = _text("Its headline", allow_none=True)
    url = _text("As sent", allow_none=True)
    published_at = _text("Its document creation time (DCT)", allow_none=True, validate=dates.publication_time)
    published_at_source = _text("request, ninjs, json-ld, microdata, opengraph, meta, dateline", allow_none=True)
    text_sha256 = _text("SHA-256 of the text in UTF-8, in which the offsets count")
    text = _text("The text, if it was extracted from HTML or ninjs", allow_none=True)


class LikelyDays(Schema):
    """The days of a date that is only likely."""

    earliest = _day("The first of them")
    latest = _day("The last of them")


class When(Schema):
    """When the event began."""

    edtf = _edtf(allow_none=True)
    earliest = _day("First day on which it can have begun")
    latest = _day("Last day on which it can have begun")
    earliest_time = _clock_time()
    latest_time = _clock_time()
    granularity = _word(_granularity, "How precisely it is known", allow_none=True, required=True)
    basis = _word(get_args(Basis), "Where the date comes from", required=True)
    text = _text("The words of the date", allow_none=True)
    timex = _text("The id of the timex", allow_none=True)
    probability = fields.Float(
        metadata={"description": "Where the date is only likely, as that of what is told around: how likely"}
    )
    likely = fields.Nested(LikelyDays, metadata={"description": "The days of such a date, which are not sure"})
    said = fields.String(metadata={"description": "The date in English words"})


class SentenceSpan(Schema):
    """Where the sentence stands."""

    start = _offset("First code point")
    end = _offset("One past the last code point")
    text = fields.String(metadata={"description": "Its words; in stored timelines, only if they may be quoted"})


class Mention(Schema):
    """Where an event is mentioned: the trigger, a word or a few."""

    document = _text("Id of the document")
    start = _offset("First code point")
    end = _offset("One past the last code point")
    text = _text("text[start:end]")
    sentence = fields.Nested(SentenceSpan, required=True)


class Participant(Schema):
    """Who or what takes part."""

    document = _text("Id of the document")
    text = _text("text[start:end]")
    role = _text("agent, patient, recipient, place")
    type = _text("Entity type, or empty")
    start = _offset("First code point")
    end = _offset("One past the last code point")


class Attribution(Schema):
    """Who says so."""

    document = _text("Id of the document")
    text = _text("text[start:end]")
    start = _offset("First code point")
    end = _offset("One past the last code point")


class OtherDate(Schema):
    """The date that another document gives."""

    document = _text("Id of the document")
    edtf = _edtf()
    text = _text("The words of the date")
    timex = _text("The id of the timex")
    attribution = fields.Nested(Attribution, allow_none=True, metadata={"description": "The source that it names"})


class Planned(Schema):
    """What an article announced of an event that has come about since, or has not."""

    document = _text("Id of the document that announced it first")
    edtf = _edtf(allow_none=True)
    text = _text("The words of the date", allow_none=True)
    timex = _text("The id of the timex", allow_none=True)


class Event(Schema):
    """One row of the timeline."""

    id = _text("Identifies the event in relations")
    rank = fields.Integer(required=True, metadata={"description": "Order of display, from 1; asserts nothing"})
    title = _text("Made of the article's own words")
    status = _word(get_args(Status), "Whether it happened", required=True)
    placement = _word(get_args(Placement), "How it is placed in time", required=True)
    when = fields.Nested(When, required=True)
    mentions = fields.List(fields.Nested(Mention), required=True)
    participants = fields.List(fields.Nested(Participant), required=True)
    attribution = fields.Nested(Attribution, required=True, allow_none=True)
    disputed = fields.List(fields.Nested(OtherDate), required=True, metadata={"description": "Where sources differ"})
    planned = fields.Nested(Planned, metadata={"description": "Where an earlier article told it as a plan"})
    background = fields.Boolean(
        metadata={"description": "true: of a stored story, what lies a month or more before its first article"}
    )
    salience = fields.Float(required=True, metadata={"description": _SALIENCE})
    confidence = fields.Float(required=True, metadata={"description": _CONFIDENCE})
    because = fields.List(fields.Nested(Because), required=True)
    reasons = fields.List(
        fields.String(), metadata={"description": "Why it stands where it stands, in sentences for people"}
    )
    text = fields.String(metadata={"description": "A text of the newsroom, if an editor wrote one"})
    link = fields.Nested(LinkOut, metadata={"description": "Where readers find more, if an editor says so"})
    image = fields.Nested(ImageOut, metadata={"description": "A picture, if an editor chose one"})
    source = fields.String(metadata={"description": "Who says so, in an editor's words"})


class Relation(Schema):
    """An order that stands."""

    source = _text("Id of an event")
    type = _word(tuple(TIMEML), "TimeML's TLINK types; BEFORE is strict", required=True)
    target = _text("Id of an event")
    origin = _word(get_args(Origin), "Where it comes from", required=True)
    because = fields.List(fields.Nested(Because), required=True)


class Claim(Schema):
    """A piece of evidence for an order or a date; it may be wrong."""

    source = _text("Id of an event")
    type = _text("The relation claimed")
    target = _text("Id of an event or a timex")
    origin = _word(get_args(Origin), "Where it comes from", required=True)
    precision = fields.Float(required=True, metadata={"description": "Estimated share of such claims that are right"})
    because = fields.List(fields.Nested(Because), required=True)


class Conflict(Schema):
    """A claim that was refused, with the claims that contradict it together."""

    claim = fields.Nested(Claim, required=True)
    against = fields.List(fields.Nested(Claim), required=True)
    message = fields.String(metadata={"description": "The same in a sentence for people"})


class Timex(Schema):
    """A time expression (TIMEX3) and what it was taken to mean."""

    id = _text("t1, t2 …; t0 is the DCT")
    document = _text("Id of the document")
    start = _offset("First code point")
    end = _offset("One past the last code point")
    text = _text("text[start:end]")
    type = _word(("DATE", "TIME", "DURATION", "SET"), "TIMEX3 type", required=True)
    value = _text("TIMEX3 value")
    mod = _text("TIMEX3 mod", allow_none=True)
    quant = fields.String(metadata={"description": "TIMEX3 quant, of a set"})
    freq = fields.String(metadata={"description": "TIMEX3 freq, of a set"})
    edtf = _edtf(allow_none=True)
    earliest = _day("First day it denotes")
    latest = _day("Last day it denotes")
    granularity = _word(_granularity, "How fine it is", allow_none=True, required=True)
    anchor = _text("Id of the timex it was resolved against", allow_none=True)
    other_readings = fields.List(fields.String(), metadata={"description": "Other possible readings, in EDTF"})
    because = fields.List(fields.Nested(Because), required=True)


class LeftOut(Schema):
    """What was found and not kept: how much, and the rows where they were asked for."""

    count = fields.Integer(required=True, metadata={"description": "How many rows"})
    crowded_out = fields.Integer(
        metadata={"description": "How many of them are worth a row and had no room: a note says so too"}
    )
    events = fields.List(fields.Nested(Event), metadata={"description": "The rows, with `left_out: true`"})


class Detail(Schema):
    """How many rows are shown of how many."""

    level = fields.String(required=True, validate=validate.OneOf(DETAILS))
    shown = fields.Integer(required=True)
    of = fields.Integer(required=True, metadata={"description": "With those that had no room"})


class Timeline(Schema):
    """The events of one or many articles, ordered and explained."""

    id = _text("The caller's id, or the stored timeline's", allow_none=True)
    title = _text("Headline", allow_none=True)
    language = _text("BCP 47 tag")
    documents = fields.List(fields.Nested(Source), required=True)
    events = fields.List(fields.Nested(Event), required=True)
    relations = fields.List(fields.Nested(Relation), required=True)
    conflicts = fields.List(fields.Nested(Conflict), required=True)
    timexes = fields.List(fields.Nested(Timex), required=True)
    notes = fields.List(fields.Nested(Note), required=True)
    left_out = fields.Nested(LeftOut, metadata={"description": "What was found and not kept"})
    detail = fields.Nested(Detail, metadata={"description": "Where fewer rows are shown than there are"})
    intro = fields.String(metadata={"description": "What an editor wrote to stand below the title"})
