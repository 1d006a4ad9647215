"""A told :class:`Story` in the words of the contract: the one place where the model becomes an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from timeline_service.calendar.edtf import edtf_offset
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval, iso_day
from timeline_service.model import (
    Because,
    Claim,
    Conflict,
    Document,
    Entry,
    MentionRef,
    Note,
    Participant,
    Story,
    Timex,
    TLink,
    When,
)
from timeline_service.schemas.disputes import OtherDate, other_dates
from timeline_service.schemas.plans import plan_of
from timeline_service.schemas.timeline import Timeline
from timeline_service.schemas.timeline import Timex as TimexOut

Answer = dict[str, Any]
_TIMELINE, _TIMEXES = Timeline(), TimexOut(many=True)  # made once: a schema copies all its fields
_WHY_NONE = frozenset({"language-without-events", "not-in-this-language", "canceled"})  # codes that say it already
NO_EVENTS = Note(
    "no-events",
    "No event was found to put on a timeline. What helps: whole sentences that tell what happened, with dates;"
    " `published_at`, for “yesterday” and the like; a lower `min_salience`, where one was sent.",
)


def timeline(story: Story, *, id: str | None = None, with_text: Iterable[str] = ()) -> Answer:
    """The answer of ``/v1/extract``; ``with_text`` names the documents whose text the caller does not have."""
    shown = {entry.chain.id for entry in story.entries}
    texts = frozenset(with_text)
    first = story.documents[0]
    answer: Answer = _TIMELINE.dump({
        "id": id,
        "title": first.title or _headline(first),
        "language": first.language,
        "documents": [_source(each, with_text=each.id in texts) for each in story.documents if not each.by_hand],
        "events": [_event(story, entry) for entry in sorted(story.entries, key=lambda entry: entry.rank)],
        "relations": [_relation(link) for link in story.tlinks if {link.source, link.target} <= shown],
        "conflicts": [_conflict(story, conflict) for conflict in story.conflicts if conflict.claim.source in shown],
        "timexes": [],
        "notes": [_note(note, document) for document in story.documents for note in document.notes],
        "left_out": {"count": len(story.left_out), "crowded_out": story.crowded_out},
    })  # fmt: skip
    answer["timexes"] = [timex for document in story.documents for timex in timexes(story, document)]
    if not answer["events"] and not _WHY_NONE & {note["code"] for note in answer["notes"]}:
        answer["notes"].append({"code": NO_EVENTS.code, "message": NO_EVENTS.message})
    return answer


def left_out(story: Story) -> list[Answer]:
    """The rows that were found and not kept, in the shape of events; their titles must have been written."""
    return [_event(story, entry) for entry in story.left_out]


def timexes(story: Story, document: Document) -> Sequence[Answer]:
    """The time expressions of one document, in the order of the text; who gets them leaves them as they are."""
    return document.derived(_timexes, alone=story.is_of_one)


def _timexes(document: Document, *, alone: bool) -> Sequence[Answer]:
    told = (_timex(document, timex, alone=alone) for timex in document.timexes if timex.span is not None)
    dumped: Sequence[Answer] = _TIMEXES.dump(told)
    return dumped


def _headline(document: Document) -> str | None:
    headlines = (block.span for block in document.blocks if block.kind == "headline")
    return next((document.text[span.start : span.end].strip() for span in headlines), None)


def _source(document: Document, *, with_text: bool) -> Answer:
    return {
        "id": document.id,
        "title": document.title or _headline(document),
        "url": document.url,
        "published_at": document.dct.text if document.dct else None,
        "published_at_source": document.dct_source,
        "text_sha256": hashlib.sha256(document.text.encode()).hexdigest(),
        "text": document.text if with_text else None,
    }


def _event(story: Story, entry: Entry) -> Answer:
    main = entry.chain.mentions[0]
    event = story.event(main)
    return {
        "id": entry.chain.id,
        "rank": entry.rank,
        "title": entry.title,
        "status": entry.status,
        "placement": entry.when.placement,
        "when": _when(story, entry.when),
        "mentions": [_mention(story, ref) for ref in entry.chain.mentions if not story.document(ref.document).by_hand],
        "participants": [
            {**_participant(each, main.document), "role": each.role, "type": each.type} for each in event.participants
        ],
        "attribution": _participant(event.attribution, main.document) if event.attribution else None,
        "disputed": [_other_date(story, other) for other in other_dates(story, entry)],
        **_planned(story, entry),
        "salience": round(entry.salience, 3),
        "confidence": round(entry.confidence, 3),
        "because": [_because(each) for each in entry.because],
    }


def _mention(story: Story, ref: MentionRef) -> Answer:
    document, event = story.document(ref.document), story.event(ref)
    sentence = document.sentences[event.sentence].span
    return {
        "document": document.id,
        "start": event.span.start,
        "end": event.span.end,
        "text": event.text,
        "sentence": {"start": sentence.start, "end": sentence.end},
    }


def _participant(participant: Participant, document: str) -> Answer:
    return {
        "document": document,
        "text": participant.text,
        "start": participant.span.start,
        "end": participant.span.end,
    }


def _when(story: Story, when: When) -> Answer:
    return {
        "edtf": when.edtf,
        **_days(when.bounds),
        **_times(when),
        "granularity": _label(when.granularity),
        "basis": when.basis,
        "text": when.text,
        "timex": _timex_of(story, when),
        **_likely(when),
    }


def _likely(when: When) -> Answer:
    """Of a date that is only likely: how likely it is, and its days."""
    return {} if when.likely is None else {"probability": when.probability, "likely": _days(when.likely)}


def _timex_of(story: Story, when: When) -> str | None:
    """The timex of a date, if it stands in a text: an editor's date does not."""
    if when.timex is None or when.timex.event.startswith("editor-"):
        return None
    return timex_id(story, when.timex.document, when.timex.event)


def _planned(story: Story, entry: Entry) -> Answer:
    """What an earlier article announced of what has come about since."""
    plan = plan_of(story, entry)
    if plan is None:
        return {}
    date: Answer = {"edtf": None, "text": None, "timex": None}
    if plan.timex is not None:
        timex = timex_id(story, plan.document, plan.timex.id)
        date = {"edtf": plan.timex.edtf, "text": plan.timex.text, "timex": timex}
    return {"planned": {"document": plan.document, **date}}


def _other_date(story: Story, other: OtherDate) -> Answer:
    return {
        "document": other.document,
        "edtf": other.timex.edtf,
        "text": other.timex.text,
        "timex": timex_id(story, other.document, other.timex.id),
        "attribution": _participant(other.source, other.document) if other.source else None,
    }


def _days(interval: Interval | None) -> Answer:
    return {
        "earliest": interval.earliest if interval else None,
        "latest": interval.latest if interval else None,
    }


def _times(when: When) -> Answer:
    if when.granularity not in (Granularity.MINUTE, Granularity.HOUR):
        return {}
    offset = "" if when.offset is None else edtf_offset(when.offset)
    ends = {"earliest_time": when.bounds.start, "latest_time": when.bounds.end and when.bounds.end - 1}
    return {name: f"{_date_time(minute)}{offset}" for name, minute in ends.items() if minute is not None}


def _date_time(minute: int) -> str:
    day, rest = divmod(minute, MINUTES_A_DAY)
    return f"{iso_day(day)}T{rest // 60:02d}:{rest % 60:02d}:00"


def _label(granularity: Granularity | None) -> str | None:
    return None if granularity is None else granularity.label


def timex_id(story: Story, document: str, timex: str) -> str:
    """The name of a timex in the answer: ``t1``, or ``d2/t1`` where the story has several documents."""
    return _named(document, timex, alone=story.is_of_one)


def _named(document: str, timex: str, *, alone: bool) -> str:
    return timex if alone else f"{document}/{timex}"


def _timex(document: Document, timex: Timex, *, alone: bool) -> Answer:
    assert timex.span is not None
    return {
        "id": _named(document.id, timex.id, alone=alone),
        "document": document.id,
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        **({"quant": timex.quant} if timex.quant else {}),
        **({"freq": timex.freq} if timex.freq else {}),
        "edtf": timex.edtf,
        **_days(timex.interval),
        "granularity": _label(timex.granularity),
        "anchor": _named(document.id, timex.anchor, alone=alone) if timex.anchor else None,
        "other_readings": timex.other_readings,
        "because": [_because(each) for each in timex.because],
    }


def _relation(link: TLink) -> Answer:
    return {
        "source": link.source,
        "type": link.type,
        "target": link.target,
        "origin": link.origin,
        "because": [_because(each) for each in link.because],
    }


def _conflict(story: Story, conflict: Conflict) -> Answer:
    return {"claim": _claim(story, conflict.claim), "against": [_claim(story, each) for each in conflict.against]}


def _claim(story: Story, claim: Claim) -> Answer:
    document, slash, timex = claim.target.partition("/")
    return {
        "source": claim.source,
        "type": claim.relation,
        "target": timex_id(story, document, timex) if slash else claim.target,
        "origin": claim.origin,
        "precision": round(claim.precision, 3),
        "because": [_because(claim.because)],
    }


def _because(because: Because) -> Answer:
    return {"rule": because.rule, "note": because.note, "spans": [list(span) for span in because.spans]}


def _note(note: Note, document: Document) -> Answer:
    return {"code": note.code, "message": note.message, "document": document.id}
