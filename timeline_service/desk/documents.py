"""What a newsroom does with a stored timeline: each function takes one and gives the changed one, stored by nobody yet.

``now`` and ``by`` come from the caller; documents come as ``schemas.Article`` loads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from timeline_service import deadline, service
from timeline_service.faults import InputError
from timeline_service.model import Document, MarkedDate, Note, Span, creation_time
from timeline_service.store import StoredCorrection, StoredDocument, StoredReading, StoredTimeline
from timeline_service.stories import Correction, Identities, Made, Reading, make
from timeline_service.stories.background import with_background
from timeline_service.stories.identity import follow
from timeline_service.stories.levels import at_level

Article = Mapping[str, Any]
_PASSED_ON = ("title", "date", "status", "text", "source", "link", "image")  # kinds, where the other row has no own
MOST_DOCUMENTS = 500  # of one story
_CANCELED = Note("canceled", "Its sender canceled the article: it may not be used.")


class TooMany(InputError):
    """More documents than a timeline takes."""


def opened(
    articles: Sequence[Article],
    *,
    id: str,
    newsroom: str,
    external_id: str | None,
    now: datetime,
    longest: int,
    readings: Mapping[str, StoredReading] = MappingProxyType({}),
) -> StoredTimeline:
    """A new draft made from these articles; what ``readings`` holds of a document, by its key, is not read again."""
    empty: dict[str, Any] = {"title": None, "language": "en"}
    blank = StoredTimeline(
        id=id, newsroom=newsroom, external_id=external_id, answer=empty, documents=(), created_at=now, updated_at=now,
        readings=readings,
    )  # fmt: skip
    return replaced(blank, articles, now=now, longest=longest)


def with_document(timeline: StoredTimeline, article: Article, *, now: datetime, longest: int) -> StoredTimeline:
    """The timeline with this article added, or in the place of the one that has the same id, URL or text.

    Where it says the same as that one, the timeline is as it was.
    """
    document = _document(article, key="", longest=longest)
    before = next((each for each in timeline.documents if _is_version_of(document, each)), None)
    if before is not None:
        return _unless_same(timeline, remade(_with_version(timeline, before, document), now=now))
    if len(timeline.documents) == MOST_DOCUMENTS:
        raise TooMany(f"A timeline takes at most {MOST_DOCUMENTS} documents. Remove one, or begin another timeline.")
    last = timeline.last_key + 1
    usable = (each for each in timeline.documents if not is_canceled(each))
    documents = (*usable, replace(document, key=f"d{last}"))
    return remade(replace(timeline, documents=documents, last_key=last), now=now)


def replaced(timeline: StoredTimeline, articles: Sequence[Article], *, now: datetime, longest: int) -> StoredTimeline:
    """The timeline made of these articles and no others.

    A new version of a document is known by its id, else its URL or text, else its place; it keeps its key, and events
    that stand in both versions keep their ids and their corrections. Of the same articles it is as it was.
    """
    documents = _newest([_document(article, key="", longest=longest) for article in articles])
    before, changed, kept = _predecessors(documents, timeline.documents), timeline, []
    for position, document in enumerate(documents):
        old = before.get(position)
        if old is None:
            changed = replace(changed, last_key=changed.last_key + 1)
            kept.append(replace(document, key=f"d{changed.last_key}"))
        else:
            changed = _with_version(changed, old, document)
            kept.append(replace(document, key=old.key))
    return _unless_same(timeline, remade(replace(changed, documents=tuple(kept)), now=now))


def _unless_same(before: StoredTimeline, after: StoredTimeline) -> StoredTimeline:
    """The later one; the earlier, of which there is no new version, where nothing but the time has changed."""
    return before if replace(after, updated_at=before.updated_at) == before else after


def without_document(timeline: StoredTimeline, key: str, *, now: datetime) -> StoredTimeline:
    """The timeline without one of its documents; raise KeyError if it has none of this id."""
    documents = tuple(document for document in timeline.documents if document.key != key)
    if len(documents) == len(timeline.documents):
        raise KeyError(key)
    return remade(replace(timeline, documents=documents), now=now)


def canceled(timeline: StoredTimeline, source_id: str, *, now: datetime) -> StoredTimeline:
    """The timeline without the article that its sender took back; raise KeyError if it has none of this id.

    Where it is the only one there is nothing to make a timeline of: it stays, as a draft for the newsroom alone.
    """
    document = next((each for each in timeline.documents if each.source_id == source_id), None)
    if document is None:
        raise KeyError(source_id)
    if len(timeline.documents) > 1:
        rest = without_document(timeline, document.key, now=now)
        said = f"The sender of document {document.key} canceled it: it is gone, with what it alone told."
        gone = {"code": _CANCELED.code, "message": said}
        return replace(rest, answer=rest.answer | {"notes": [*rest.answer["notes"], gone]})
    notes = document.notes if is_canceled(document) else (*document.notes, (_CANCELED.code, _CANCELED.message))
    return remade(replace(timeline, documents=(replace(document, notes=notes),), state="draft"), now=now)


def is_canceled(document: StoredDocument) -> bool:
    """Whether its sender took the article back."""
    return any(code == _CANCELED.code for code, _ in document.notes)


def remade(timeline: StoredTimeline, *, now: datetime) -> StoredTimeline:
    """The timeline made again from its documents and corrections."""
    made = _made(timeline)
    readings = {key: StoredReading(**asdict(each)) for key, each in made.readings.items()}
    return replace(
        timeline, answer=made.answer, identities=made.identities.as_data(), readings=readings, updated_at=now
    )


def left_out(timeline: StoredTimeline) -> tuple[dict[str, Any], ...]:
    """The rows that were found and not kept, in the shape of events and in their order."""
    return _made(timeline).left_out


def _made(timeline: StoredTimeline) -> Made:
    documents = [_as_document(each) for each in timeline.documents]
    readings = {key: Reading(**asdict(each)) for key, each in timeline.readings.items()}
    identities = Identities.of_data(timeline.identities)
    return make(documents, corrections(timeline), identities, readings, id=timeline.id)


def correction_of(stored: StoredCorrection) -> Correction:
    """What an editor said."""
    return Correction(kind=stored.kind, event=stored.event, value=stored.value)


def corrections(timeline: StoredTimeline) -> list[Correction]:
    """What editors said, as the story takes it: of a row that they joined to another also of that one."""
    said = [correction_of(each) for each in timeline.corrections]
    joined: dict[str, str] = {}
    for each in said:
        if each.kind == "merge" and each.event not in joined and each.value not in joined:
            joined[each.event] = each.value
    known = {(each.kind, each.event) for each in said}
    passed_on = {}
    for each in said:
        event = each.event
        while event in joined and (each.kind, event := joined[event]) not in known:
            passed_on[each.kind, event] = replace(each, event=event)
    return [*said, *(each for each in passed_on.values() if each.kind in _PASSED_ON)] if joined else said


def _document(article: Article, *, key: str, longest: int) -> StoredDocument:
    deadline.check()  # a hundred pages may come at once
    document = service.document_of(article, longest=longest)
    return StoredDocument(
        key=key,
        source_id=article.get("id"),
        text=document.text,
        text_sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        language=document.language,
        title=document.title,
        url=document.url,
        published_at=document.dct.text if document.dct else None,
        published_at_source=document.dct_source,
        notes=tuple((note.code, note.message) for note in document.notes),
        markup=tuple((*mark.span, mark.value) for mark in document.markup),
    )


def _as_document(stored: StoredDocument) -> Document:
    return Document(
        id=stored.key,
        text=stored.text,
        title=stored.title,
        language=stored.language,
        url=stored.url,
        dct=creation_time(stored.published_at) if stored.published_at else None,
        dct_source=stored.published_at_source,
        notes=tuple(Note(code, message) for code, message in stored.notes),
        markup=tuple(MarkedDate(Span(start, end), value) for start, end, value in stored.markup),
    )


def _is_version_of(document: StoredDocument, other: StoredDocument) -> bool:
    if document.source_id or other.source_id:
        return document.source_id == other.source_id
    if document.url or other.url:
        return document.url == other.url
    return document.text_sha256 == other.text_sha256


def _newest(documents: Sequence[StoredDocument]) -> list[StoredDocument]:
    """The documents, a later version of one in its place: sent at once or one by one, they make the same timeline."""
    kept: list[StoredDocument] = []
    for document in documents:
        place = next((n for n, each in enumerate(kept) if _is_version_of(document, each)), len(kept))
        kept[place : place + 1] = [document]
    return kept


def _predecessors(documents: Sequence[StoredDocument], old: Sequence[StoredDocument]) -> dict[int, StoredDocument]:
    """Position → the document that this is a new version of: first by id, URL or text, then what is left by place."""
    found: dict[int, StoredDocument] = {}
    for position, document in enumerate(documents):
        free = (each for each in old if each not in found.values() and _is_version_of(document, each))
        if (before := next(free, None)) is not None:
            found[position] = before
    for position, (document, before) in enumerate(zip(documents, old, strict=False)):
        unnamed = not (document.source_id or document.url)
        if unnamed and position not in found and before not in found.values():
            found[position] = before
    return found


def _with_version(timeline: StoredTimeline, before: StoredDocument, after: StoredDocument) -> StoredTimeline:
    identities = follow(Identities.of_data(timeline.identities), before.key, before.text, after.text)
    documents = tuple(replace(after, key=before.key) if each == before else each for each in timeline.documents)
    return replace(timeline, documents=documents, identities=identities.as_data())


def shown(timeline: StoredTimeline, *, quoted: bool, detail: str = "full") -> dict[str, Any]:
    """What a reader gets: the answer with what is kept about it, and the sentences where they may be quoted.

    ``detail`` is a level of :data:`stories.levels.MOST_ROWS`.
    """
    answer = _at_level(timeline, detail) | {
        name: getattr(timeline, name)
        for name in ("id", "external_id", "state", "quotes", "version", "created_at", "updated_at", "publish_at")
    }
    answer["corrections"] = [asdict(each) for each in timeline.corrections]
    return _quoting(answer, timeline.texts) if quoted else answer


def exported(timeline: StoredTimeline, *, detail: str = "full") -> dict[str, Any]:
    """What an export is made of: the answer, and which version of the timeline it is, from when (ISO 8601)."""
    times = {name: getattr(timeline, name).isoformat() for name in ("created_at", "updated_at")}
    return _at_level(timeline, detail) | {"version": timeline.version} | times


def _at_level(timeline: StoredTimeline, detail: str) -> dict[str, Any]:
    said = {(each.event, each.kind): each.value for each in timeline.corrections if each.kind in ("pinned", "added")}
    always = {event for (event, _), value in said.items() if value}
    return at_level(with_background(timeline.answer, never=always), detail, always=always)


def annotated(timeline: StoredTimeline, key: str) -> dict[str, Any]:
    """One of its documents at TimeML level, as ``/v1/annotate`` answers it."""
    stored = next(each for each in timeline.documents if each.key == key)
    return service.annotated(_as_document(stored), id=stored.source_id)


def _quoting(answer: dict[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    def mention(each: Mapping[str, Any]) -> dict[str, Any]:
        sentence = each["sentence"]
        words = texts[each["document"]][sentence["start"] : sentence["end"]]
        return {**each, "sentence": {**sentence, "text": words}}

    events = [{**event, "mentions": [mention(each) for each in event["mentions"]]} for event in answer["events"]]
    return answer | {"events": events}
