"""Searching the events of all timelines of a newsroom, by the means of the database itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any, cast

from sqlalchemy import ColumnElement, delete, func, insert, literal_column, or_, select, text
from sqlalchemy.orm import Session

from timeline_service.exports.ends import shown
from timeline_service.faults import InputError
from timeline_service.store.records import State
from timeline_service.store.tables import EventRow, TimelineRow

FULL_TEXT = "events_words"  # of SQLite; its shadow tables begin so too, and the index of PostgreSQL ends so
_PART = re.compile(r'"([^"]*)"|(\S+)')
_MOST_PARTS = 20
_ALIKE = ("event", "rank", "title", "status", "placement", "when", "participants")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event that was found, with its timeline; ``when`` as in the answer, ``participants`` are their words."""

    timeline: str
    external_id: str | None
    timeline_title: str | None
    state: State
    event: str
    rank: int
    title: str
    status: str
    placement: str
    when: dict[str, Any]
    participants: list[str]


def index(session: Session, timeline_id: str, answer: Mapping[str, Any], texts: Mapping[str, str]) -> None:
    """Make the events of a timeline findable, in the place of those that were; ``texts`` by document id."""
    session.execute(delete(EventRow).where(EventRow.timeline_id == timeline_id))
    if rows := [{"timeline_id": timeline_id, **row} for row in rows_of(answer, texts)]:
        session.execute(insert(EventRow), rows)


def rows_of(answer: Mapping[str, Any], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The events of a timeline as rows of the table, without their timeline."""
    return [_row(event, texts) for event in answer["events"]]


def search(
    session: Session,
    *,
    newsroom: str,
    words: str | None = None,
    since: date | None = None,
    until: date | None = None,
    status: str | None = None,
    participant: str | None = None,
    state: State | None = None,
    first: int = 0,
    size: int = 20,
) -> tuple[list[Found], int]:
    """Events that can have begun from ``since`` to ``until``, by time: ``size`` from ``first`` on, and how many in all.

    ``words`` must all stand in the event's title, its sentences or its participants, in any form that English grammar
    gives them; what is in double quotes, one behind the other. Raises InputError where there is no word in them.
    """
    wanted: list[ColumnElement[bool]] = [TimelineRow.newsroom == newsroom]
    if words is not None:
        wanted.append(_matching(session, words))
    if since is not None or until is not None:
        wanted.append(or_(EventRow.first_day.is_not(None), EventRow.last_day.is_not(None)))
    if since is not None:
        wanted.append(or_(EventRow.last_day.is_(None), EventRow.last_day >= _number(since.isoformat())))
    if until is not None:
        wanted.append(or_(EventRow.first_day.is_(None), EventRow.first_day <= _number(until.isoformat())))
    if status is not None:
        wanted.append(EventRow.status == status)
    if participant is not None:
        wanted.append(_takes_part(session, participant))
    if state is not None:
        wanted.append(TimelineRow.state == state)
    joined = select(EventRow, TimelineRow.external_id, TimelineRow.title, TimelineRow.state).join(
        TimelineRow, TimelineRow.id == EventRow.timeline_id
    )
    total = session.scalar(select(func.count()).select_from(joined.where(*wanted).subquery())) or 0
    order = (
        func.coalesce(EventRow.first_day, EventRow.last_day).is_(None),
        func.coalesce(EventRow.first_day, EventRow.last_day),
        EventRow.timeline_id,
        EventRow.rank,
    )
    rows = session.execute(joined.where(*wanted).order_by(*order).offset(first).limit(size))
    return [_found(row, external_id, title, state) for row, external_id, title, state in rows], total


def parts(words: str) -> list[str]:
    """The words and quoted phrases of a query that hold a letter or a digit; raise InputError without any."""
    found = [quoted or word for quoted, word in _PART.findall(words) if re.search(r"\w", quoted or word)]
    if not found:
        raise InputError("There is no word to look for.")
    if len(found) > _MOST_PARTS:
        raise InputError(f"A search takes at most {_MOST_PARTS} words and phrases.")
    return found


def _matching(session: Session, words: str) -> ColumnElement[bool]:
    if session.get_bind().dialect.name == "sqlite":
        query = " AND ".join('"' + part.replace('"', '""') + '"' for part in parts(words))
        match = text(f"SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH :query").bindparams(query=query)
        return EventRow.id.in_(match.columns(rowid=EventRow.id.type))
    english: ColumnElement[str] = literal_column("'english'")
    vector = func.to_tsvector(english, EventRow.words)
    queries: Iterator[ColumnElement[Any]] = (func.phraseto_tsquery(english, part) for part in parts(words))
    joined = reduce(lambda left, right: left.op("&&")(right), queries)  # one of small words alone is left out by this
    return vector.op("@@")(joined)


def _takes_part(session: Session, words: str) -> ColumnElement[bool]:
    """Whether one participant has these words in it, in any case."""
    function = func.json_each if session.get_bind().dialect.name == "sqlite" else func.json_array_elements_text
    each = function(EventRow.participants).table_valued("value")
    return select(each.c.value).where(each.c.value.icontains(words, autoescape=True)).exists()


def _row(event: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    days, participants = shown(event["when"]), list(dict.fromkeys(each["text"] for each in event["participants"]))
    return {
        "event": event["id"],
        **{name: event[name] for name in ("rank", "title", "status", "placement", "when")},
        "first_day": _number(days["earliest"]),
        "last_day": _number(days["latest"]),
        "participants": participants,
        "words": "\n".join([event["title"], *_sentences(event["mentions"], texts), *participants]),
    }


def _sentences(mentions: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> list[str]:
    """The sentences that tell an event, each once."""
    spans = dict.fromkeys((each["document"], each["sentence"]["start"], each["sentence"]["end"]) for each in mentions)
    return [texts[document][start:end] for document, start, end in spans if document in texts]


def _number(day: str | None) -> int | None:
    """A day as a number that grows with time, before the year 0 too."""
    if day is None:
        return None
    year, month, of_month = day.rsplit("-", 2)
    return int(year) * 10_000 + int(month) * 100 + int(of_month)


def _found(row: EventRow, external_id: str | None, timeline_title: str | None, state: str) -> Found:
    alike: dict[str, Any] = {name: getattr(row, name) for name in _ALIKE}
    return Found(
        timeline=row.timeline_id,
        external_id=external_id,
        timeline_title=timeline_title,
        state=cast(State, state),
        **alike,
    )
