"""``/v1/timelines``: stored, evolving stories, corrected by editors."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from flask import Response
from flask_smorest import Blueprint
from werkzeug.exceptions import Conflict, NotFound

from timeline_service import desk, editing
from timeline_service.schemas import (
    DetailQuery,
    ExternalId,
    Invalid,
    NewTimeline,
    Revisions,
    StoredTimelineOut,
    TimelineChange,
    TimelineIn,
    TimelineList,
    TimelineQuery,
    checked,
)
from timeline_service.schemas.canonical import canonical
from timeline_service.store import Changed, StoredTimeline, find, history, page
from timeline_service.web import access, bodies, preconditions
from timeline_service.web.answers import as_json
from timeline_service.web.documentation import (
    ACCESS_PROBLEMS,
    CHANGE_PROBLEMS,
    IF_MATCH,
    IF_NONE_MATCH,
    ONCE,
    json_body,
    problems,
)
from timeline_service.web.headers import for_any_site
from timeline_service.web.transactions import change, create, desk_here, longest, own

timelines = Blueprint("timelines", __name__, url_prefix="/v1/timelines", description="Stored timelines.")
_TIMELINE = {"description": "The timeline"}


@timelines.post("")
@timelines.doc(operationId="createTimeline", requestBody=json_body(NewTimeline), parameters=[ONCE])
@timelines.response(200, StoredTimelineOut, **_TIMELINE)
@problems(timelines, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 409)
def post() -> Response:
    """A new draft, made from articles

    With an `Idempotency-Key`, a repeated request does not create a second timeline. `corrections` are kept with it.
    With `preview`, the answer is the timeline that would come, with its texts and the rows that were left out, and
    nothing is stored.
    """
    data = checked(NewTimeline, bodies.json_object())
    key = access.require("read" if data["preview"] else "write")
    id, external_id = secrets.token_urlsafe(16), data.get("external_id")

    def make() -> StoredTimeline:
        if external_id is not None and _find(external_id, key.newsroom) is not None:
            raise Invalid({"external_id": ["This external id is taken. PUT replaces the documents of its timeline."]})
        opened = _opened(data["documents"], id=id, newsroom=key.newsroom, external_id=external_id)
        return _corrected(opened, data["corrections"], by=key.name)

    if data["preview"]:
        with desk_here().work.turn(bodies.size(data["documents"])):
            return shown(make(), stored=False)
    try:
        return shown(create(make, key=key, what="created", size=bodies.size(data["documents"])))
    except Changed:
        raise Conflict("Another request has just created a timeline with this external id.") from None


@timelines.get("")
@timelines.doc(operationId="listTimelines", parameters=[{"in": "query", "schema": TimelineQuery}])
@timelines.response(200, TimelineList, description="One page of the list")
@problems(timelines, 414, 422, *ACCESS_PROBLEMS)
def index() -> Response:
    """The timelines of the newsroom, last changed first

    One line per timeline, paginated; never those of other newsrooms.
    """
    key = access.require("read")
    wanted = checked(TimelineQuery, bodies.query())
    first, size = (wanted["page"] - 1) * wanted["page_size"], wanted["page_size"]
    with desk_here().store.reading() as session:
        found, total = page(
            session,
            newsroom=key.newsroom,
            state=wanted.get("state"),
            words=wanted.get("title", ""),
            first=first,
            size=size,
        )
    answer = TimelineList().dump(
        {"timelines": found, "total": total, "page": wanted["page"], "page_size": size}
    )
    return as_json(answer)


@timelines.get("/<id>")
@timelines.doc(operationId="readTimeline", parameters=[{"in": "query", "schema": DetailQuery}])
@timelines.response(200, StoredTimelineOut, **_TIMELINE)
@problems(timelines, 404, 414, 422, 503)
def read(id: str) -> Response:
    """One timeline: drafts for their newsroom, published ones for everyone

    Readers without a key see sentences of the articles only if `quotes` is `sentence`.
    """
    return _sent(visible(id), detail=detail())


@timelines.put("/<id>")
@timelines.doc(operationId="putTimeline", requestBody=json_body(TimelineIn), parameters=[IF_MATCH, IF_NONE_MATCH])
@timelines.response(200, StoredTimelineOut, **_TIMELINE)
@problems(timelines, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412)
def put(id: str) -> Response:
    """Create the timeline with this external id from these articles, or replace its documents

    A new version of a document is recognized by its `id`, else by its `url`, else by its position. Events that are in
    both versions keep their ids and their corrections. Repeating the request is harmless.
    """
    key = access.require("write")
    articles = checked(TimelineIn, bodies.json_object())["documents"]
    checked(ExternalId, {"external_id": id})

    size = bodies.size(articles)

    def make() -> StoredTimeline:
        return _opened(articles, id=secrets.token_urlsafe(16), newsroom=key.newsroom, external_id=id)

    def again(before: StoredTimeline) -> StoredTimeline:
        return desk_here().work.do(desk.replaced, before, articles, now=desk.now(), longest=longest())

    if _find(id, key.newsroom) is None:
        preconditions.check_none()
        with suppress(Changed):  # somebody else made it at this moment: then it is replaced
            return shown(create(make, key=key, what="created", size=size))
    return shown(change(id, again, what="documents replaced", size=size, precondition=False))


@timelines.patch("/<id>")
@timelines.doc(operationId="changeTimeline", requestBody=json_body(TimelineChange), parameters=[IF_MATCH])
@timelines.response(200, StoredTimelineOut, **_TIMELINE)
@problems(timelines, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412, 428)
def alter(id: str) -> Response:
    """Publish now or later, or unpublish; show readers sentences or not

    Only its newsroom can see a draft. A published timeline can be read by anyone who knows its id. With `publish_at`,
    the service publishes a draft by itself when the time has come; null takes that back, and so does `state`.
    """
    key = access.require("write")
    wanted = checked(TimelineChange, bodies.json_object())

    def altered(before: StoredTimeline) -> StoredTimeline:
        try:
            return desk.altered(before, wanted, by=key.name, now=desk.now())
        except desk.Unpublishable as error:
            raise Invalid({error.field: [str(error)]}) from None

    return shown(change(id, altered, what=desk.told, size=None, precondition=True))


@timelines.delete("/<id>")
@timelines.doc(operationId="deleteTimeline", parameters=[IF_MATCH])
@timelines.response(204, description="Deleted")
@problems(timelines, *ACCESS_PROBLEMS, 404, 412, 428)
def delete(id: str) -> Response:
    """Delete permanently, with texts, corrections and history

    Nothing is kept; this cannot be undone.
    """
    key = access.require("write")
    timeline = own(id, key=key)
    preconditions.check(timeline, required=True)
    try:
        desk_here().remove(timeline)
    except Changed:
        preconditions.check(own(id, key=key), required=True)
        raise
    return Response(status=204)


@timelines.get("/<id>/revisions")
@timelines.doc(operationId="listRevisions")
@timelines.response(200, Revisions, description="The history")
@problems(timelines, *ACCESS_PROBLEMS, 404)
def revisions(id: str) -> Response:
    """Who changed what, last change first

    One line per version; the author is the name of the key.
    """
    timeline = own(id, key=access.require("read"))
    with desk_here().store.reading() as session:
        answer = Revisions().dump({"revisions": history(session, timeline.id)})
    return as_json(answer)


class Visible(NamedTuple):
    """A timeline as a request may see it: with its sentences or not, and whether anybody may see it so."""

    timeline: StoredTimeline
    quoted: bool
    public: bool

    def sent(self, text: str | bytes, content_type: str, *, form: str = "") -> Response:
        """The response that shows it; ``form`` is the format, where it is not the timeline itself."""
        response = Response(text, content_type=content_type)
        response = preconditions.tagged(response, self.timeline, quoted=self.quoted, form=form)
        return for_any_site(response) if self.public else response


def visible(id: str) -> Visible:
    """The timeline that this request may see; raise NotFound (404).

    Who corrected what is for the newsroom alone. Without keys the newsroom is whoever sits here: pages of other sites
    may read what is published, as all readers do, and so they are not taken for it.
    """
    key = access.known()
    if key is not None and (mine := _find(id, key.newsroom)) is not None:
        public = key is access.LOCAL and mine.state == "published"
        return _for_readers(mine) if public and access.of_another_site() else Visible(mine, quoted=True, public=public)
    with desk_here().store.reading() as session:
        published = find(session, id, state="published")
    if published is None:
        raise NotFound("There is no timeline with this id, or it is not published.")
    return _for_readers(published)


def _for_readers(timeline: StoredTimeline) -> Visible:
    shown = replace(timeline, corrections=(), publish_at=None)
    return Visible(shown, quoted=timeline.quotes == "sentence", public=True)


def _find(id: str, newsroom: str) -> StoredTimeline | None:
    return desk_here().find(id, newsroom=newsroom)


def _opened(articles: Sequence[Mapping[str, Any]], **known: Any) -> StoredTimeline:
    return desk_here().work.do(desk.opened, articles, now=desk.now(), longest=longest(), **known)


def shown(timeline: StoredTimeline, *, stored: bool = True) -> Response:
    """The timeline as its newsroom sees it; one that is not ``stored`` has no ETag, and its texts with it."""
    if stored:
        return _sent(Visible(timeline, quoted=True, public=False))
    return as_json(desk.answer(timeline, quoted=True, with_texts=True))


def _corrected(timeline: StoredTimeline, said: list[editing.Said], *, by: str) -> StoredTimeline:
    if not said:
        return timeline
    try:
        return desk_here().work.do(editing.corrected, timeline, said, by=by, now=desk.now())
    except editing.NoSuchEvent as error:
        raise Invalid({"corrections": [str(error)]}) from None
    except editing.Unfit as error:
        raise Invalid({error.kind: [str(error)]}) from None


def detail() -> str:
    """How much of a timeline this request asks for."""
    sent = {name: value for name, value in bodies.query().items() if name == "detail"}
    level: str = checked(DetailQuery, sent)["detail"]
    return level


def _sent(seen: Visible, *, detail: str = "full") -> Response:
    text = canonical(desk.answer(seen.timeline, quoted=seen.quoted, detail=detail))
    return seen.sent(text, bodies.JSON, form="" if detail == "full" else detail)
