"""An answer as rows of flat tables. The schema is versioned: columns are added, and never renamed or taken away.

Every row begins with the article that it is of: ``source`` and ``line`` name it within a batch, ``article_id`` is the
id that it came with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline_service.jobs.attempts import Answer

VERSION = 1  # of the tables; rises with the first number of the service when a column goes or changes its meaning
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """``kind`` is ``string``, ``int64``, ``float64``, a list of one of those, or columns: a list of such structs."""

    name: str
    kind: str | tuple[Column, ...]
    about: str


_SPAN = (Column("start", "int64", "First code point"), Column("end", "int64", "One past the last"))
_BECAUSE = Column(
    "because",
    (
        Column("rule", "string", "The rule or the kind of evidence"),
        Column("note", "string", "The reason in words"),
        Column("spans", _SPAN, "The words it stands on"),
    ),
    "The reasons",
)
_ARTICLE = (
    Column("source", "string", "File the article came from, below the folder that all inputs share"),
    Column("line", "int64", "Its line in JSON Lines, its row in Parquet, from 1"),
    Column("article_id", "string", "The id it came with"),
)
_MENTION = (
    Column("start", "int64", "First code point of the trigger"),
    Column("end", "int64", "One past the last"),
    Column("text", "string", "The trigger"),
    Column("sentence_start", "int64", "First code point of its sentence"),
    Column("sentence_end", "int64", "One past the last"),
)
_PARTICIPANT = (
    Column("text", "string", "The words"),
    Column("role", "string", "agent, patient, recipient, place"),
    Column("type", "string", "Entity type, or empty"),
    *_SPAN,
)
_NOTE = (Column("code", "string", "Stable"), Column("message", "string", "A sentence for people"))
TABLES: Mapping[str, tuple[Column, ...]] = {
    "articles": (
        *_ARTICLE,
        Column("title", "string", "Headline"),
        Column("url", "string", "As sent"),
        Column("language", "string", "BCP 47 tag it was read as"),
        Column("published_at", "string", "Document creation time (DCT)"),
        Column("published_at_source", "string", "Where that is from: request, ninjs, json-ld, dateline …"),
        Column("text_sha256", "string", "SHA-256 of the text in UTF-8, in which offsets count"),
        Column("text", "string", "The text, where it was extracted from HTML or ninjs"),
        Column("events", "int64", "How many"),
        Column("timexes", "int64", "How many"),
        Column("relations", "int64", "How many"),
        Column("conflicts", "int64", "How many claims were refused"),
        Column("notes", _NOTE, "What a reader should know"),
    ),
    "events": (
        *_ARTICLE,
        Column("event_id", "string", "Names the event within its article"),
        Column("rank", "int64", "Order of display, from 1"),
        Column("title", "string", "The article's own words"),
        Column("status", "string", "occurred, ongoing, planned, possible, denied, cancelled"),
        Column("placement", "string", "dated, bounded, ordered, unplaced"),
        Column("edtf", "string", "When it began (EDTF)"),
        Column("earliest", "string", "First day on which it can have begun, YYYY-MM-DD; a year before 0 has a minus"),
        Column("latest", "string", "Last such day"),
        Column("earliest_time", "string", "With a clock time: ISO 8601"),
        Column("latest_time", "string", "With a clock time: ISO 8601"),
        Column("granularity", "string", "minute … century"),
        Column("basis", "string", "stated, resolved, inferred, none"),
        Column("probability", "float64", "Where the date in `edtf` is only likely: how likely"),
        Column("when_text", "string", "The words of the date"),
        Column("timex_id", "string", "The timex of the date"),
        Column("salience", "float64", "0 to 1"),
        Column("confidence", "float64", "0 to 1"),
        Column("attribution", "string", "Who says so"),
        Column("mentions", _MENTION, "Where it is told, the first in `mentions[1]` of DuckDB"),
        Column("participants", _PARTICIPANT, "Who or what takes part"),
        _BECAUSE,
    ),
    "timexes": (
        *_ARTICLE,
        Column("timex_id", "string", "Names the timex within its article"),
        Column("start", "int64", "First code point"),
        Column("end", "int64", "One past the last"),
        Column("text", "string", "The words"),
        Column("type", "string", "DATE, TIME, DURATION, SET"),
        Column("value", "string", "TIMEX3 value"),
        Column("mod", "string", "TIMEX3 mod"),
        Column("edtf", "string", "EDTF"),
        Column("earliest", "string", "First day it denotes"),
        Column("latest", "string", "Last day it denotes"),
        Column("granularity", "string", "How fine it is"),
        Column("anchor", "string", "The timex it was resolved against; t0 is the publication date"),
        _BECAUSE,
    ),
    "relations": (
        *_ARTICLE,
        Column("source_event", "string", "An event of the article"),
        Column("type", "string", "TimeML's TLINK types; BEFORE is strict"),
        Column("target_event", "string", "An event of the article"),
        Column("origin", "string", "Where it comes from"),
        _BECAUSE,
    ),
}
_COUNTED = ("events", "timexes", "relations", "conflicts")
_WHEN = ("edtf", "earliest", "latest", "earliest_time", "latest_time", "granularity", "basis", "probability")


def rows_of(answer: Answer, *, source: str, line: int) -> dict[str, list[Row]]:
    """The rows of one article's timeline, by table; each has all columns of its table."""
    article = {"source": source, "line": line, "article_id": answer["id"]}
    document = answer["documents"][0]
    known = {name: document[name] for name in ("url", "published_at", "published_at_source", "text_sha256", "text")}
    head = {
        **article,
        "title": answer["title"],
        "language": answer["language"],
        **known,
        **{name: len(answer[name]) for name in _COUNTED},
        "notes": [{"code": note["code"], "message": note["message"]} for note in answer["notes"]],
    }
    found = {
        "articles": [head],
        "events": [{**_event(each), **article} for each in answer["events"]],
        "timexes": [{**each, **article, "timex_id": each["id"], **_because(each)} for each in answer["timexes"]],
        "relations": [{**each, **_ends(each), **article, **_because(each)} for each in answer["relations"]],
    }
    return {name: [_whole(row, TABLES[name]) for row in rows] for name, rows in found.items()}


def _event(event: Row) -> Row:
    when = event["when"]
    return {
        **event,
        "event_id": event["id"],
        **{name: when.get(name) for name in _WHEN},
        "when_text": when["text"],
        "timex_id": when["timex"],
        "attribution": event["attribution"] and event["attribution"]["text"],
        "mentions": [_mention(each) for each in event["mentions"]],
        "participants": [_whole(each, _PARTICIPANT) for each in event["participants"]],
        **_because(event),
    }


def _ends(relation: Row) -> Row:
    return {"source_event": relation["source"], "target_event": relation["target"]}


def _mention(mention: Row) -> Row:
    sentence = mention["sentence"]
    return {
        **{name: mention[name] for name in ("start", "end", "text")},
        "sentence_start": sentence["start"],
        "sentence_end": sentence["end"],
    }


def _because(each: Row) -> Row:
    return {
        "because": [
            {
                "rule": reason["rule"],
                "note": reason.get("note"),
                "spans": [{"start": start, "end": end} for start, end in reason.get("spans", ())],
            }
            for reason in each["because"]
        ]
    }


def _whole(row: Row, columns: Iterable[Column]) -> Row:
    return {column.name: row.get(column.name) for column in columns}
