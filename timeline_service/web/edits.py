"""What happens to one part of a stored timeline: a document comes or goes, a format is fetched."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Response
from flask_smorest import Blueprint
from werkzeug.exceptions import Forbidden, NotFound

from timeline_service import desk
from timeline_service.exports import FILES, XLSX, Export, timeml
from timeline_service.ingest import is_canceled
from timeline_service.schemas import DetailQuery, DocumentIn, Invalid, StoredTimelineOut, checked
from timeline_service.store import StoredTimeline
from timeline_service.stories.reader_version import reader_version
from timeline_service.web import access, bodies, preconditions
from timeline_service.web.documentation import ACCESS_PROBLEMS, CHANGE_PROBLEMS, IF_MATCH, json_body, problems
from timeline_service.web.timelines import detail, shown, visible
from timeline_service.web.transactions import change, desk_here, longest, own

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
edits = Blueprint("edits", __name__, url_prefix="/v1/timelines", description="Documents and exports.")
_FORMATS = {each.name: each.media_type for each in FILES} | {"timeml": bodies.TIMEML}
_EXTENSIONS = {each.extension: each.media_type for each in FILES} | {"tml": bodies.TIMEML}
_DOCUMENT = {
    "in": "query", "name": "document", "schema": {"type": "string"},
    "description": "For TimeML: which document, if there are several.",
}  # fmt: skip

_COPY = {
    "in": "query", "name": "copy", "schema": {"type": "string", "enum": ["desk"]},
    "description": "desk: with the sentences of the articles whatever `quotes` says; needs a key.",
}  # fmt: skip
_DETAIL = {"in": "query", "schema": DetailQuery}
_NOT_PUBLIC = "Desk copy, not for publication"


def _in_every_format(view: Callable[..., Response]) -> Callable[..., Response]:
    for media_type in reversed(_FORMATS.values()):
        kind = {"type": "object" if media_type.endswith("json") else "string"}
        if media_type == XLSX:
            kind["format"] = "binary"
        about = {"schema": kind, "content_type": media_type, "description": "The timeline"}
        view = edits.alt_response(200, **about, success=True)(view)
    return view


@edits.post("/<id>/documents")
@edits.doc(operationId="addDocument", requestBody=json_body(DocumentIn, article=True), parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412)
def add_document(id: str) -> Response:
    """Add an article to the story and rebuild the timeline

    One with the `id`, `url` or text of an existing article replaces it, so repeating the request is harmless. A ninjs
    item whose `pubStatus` is `canceled` removes the article with its `uri`; if that was the only article, the timeline
    becomes a draft.
    """
    access.require("write")
    article = checked(DocumentIn, bodies.json_object(article=True))
    if is_canceled(article.get("ninjs", {})):
        return _canceled(id, article.get("id"))

    def added(before: StoredTimeline) -> StoredTimeline:
        return _do(desk.with_document, before, article, now=desk.now(), longest=longest())

    return shown(change(id, added, what="document added", size=bodies.size([article]), precondition=False))


def _canceled(id: str, source_id: str | None) -> Response:
    if source_id is None:
        raise Invalid({"ninjs": ["uri: missing. Send the uri of the article that is canceled."]})

    def without(before: StoredTimeline) -> StoredTimeline:
        if source_id not in {document.source_id for document in before.documents}:
            raise NotFound("No document of this timeline has the uri of the canceled item.")
        return _do(desk.canceled, before, source_id, now=desk.now())

    return shown(change(id, without, what=f"document canceled by its sender: {source_id}", size=0, precondition=False))


@edits.delete("/<id>/documents/<document>")
@edits.doc(operationId="removeDocument", parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *ACCESS_PROBLEMS, 404, 412, 422, 428, 503)
def remove_document(id: str, document: str) -> Response:
    """Remove an article

    It is named by its id (d1, d2 …) or the one that it was sent with. Events that only this article reported
    are removed, and the rest is put in order again.
    """

    def without(before: StoredTimeline) -> StoredTimeline:
        own_ids = {each.source_id: each.key for each in before.documents}
        name = document if document in before.texts else own_ids.get(document)
        if name is None:
            raise NotFound("No document of this timeline has this id.")
        if len(before.documents) == 1:
            raise Invalid({"document": ["It is the only document. DELETE the timeline instead."]})
        return _do(desk.without_document, before, name, now=desk.now())

    return shown(change(id, without, what=f"document {document} removed", size=0, precondition=True))


@edits.get("/<id>/export")
@edits.doc(operationId="exportTimeline", parameters=[
    {"in": "query", "name": "format", "schema": {"type": "string", "enum": list(_FORMATS)},
     "description": "The format; without it the one that Accept likes best."}, _DOCUMENT, _COPY, _DETAIL])  # fmt: skip
@_in_every_format
@problems(edits, 403, 404, 406, 414, 422, 503)
def export(id: str) -> Response:
    """A timeline in another format: HTML, Markdown, CSV, XLSX, TimelineJS3, JSON-LD, iCalendar, ninjs, JSON, TimeML

    Sentences of the articles are in it only if `quotes` is `sentence`, whoever asks: it may be published as it is. With
    `copy=desk` a key of the newsroom gets them in any case, in a copy that says that it is not for publication. TimeML
    is for the newsroom alone: one document with its whole text, and all that was found in it.
    """
    name = bodies.query().get("format")
    if name is not None and name not in _FORMATS:
        raise Invalid({"format": [f"One of {', '.join(_FORMATS)}."]})
    media_type = _FORMATS[name] if name is not None else bodies.answer_type(*_FORMATS.values())
    return _exported(id, media_type)


@edits.get("/<id>/export.<extension>")
@edits.doc(operationId="exportTimelineAs", parameters=[_DOCUMENT, _COPY, _DETAIL])
@_in_every_format
@problems(edits, 403, 404, 414, 422, 503)
def export_as(id: str, extension: str) -> Response:
    """Export by file extension

    Calendars and spreadsheets can subscribe to this address.
    """
    if extension not in _EXTENSIONS:
        raise NotFound(f"No format has this extension. Choose one of {', '.join(_EXTENSIONS)}.")
    return _exported(id, _EXTENSIONS[extension])


def _do(
    function: Callable[Arguments, Result], /, *arguments: Arguments.args, **keywords: Arguments.kwargs
) -> Result:
    return desk_here().work.do(function, *arguments, **keywords)


def _exported(id: str, media_type: str) -> Response:
    if media_type == bodies.TIMEML:
        return _as_timeml(id, bodies.query().get("document"))
    seen = visible(id)
    chosen = next(each for each in FILES if each.media_type == media_type)
    if _copy() == "desk":
        return _for_the_desk(id, chosen)
    quoted = seen.quoted and seen.timeline.quotes == "sentence"
    level = detail()
    answer = desk.exported(seen.timeline, detail=level)
    text = chosen.write(answer, texts=seen.timeline.texts if quoted else {})
    return seen.sent(text, _content_type(chosen), form=chosen.name if level == "full" else f"{chosen.name}-{level}")


def _content_type(chosen: Export) -> str:
    return chosen.media_type if chosen.media_type == XLSX else f"{chosen.media_type}; charset=utf-8"


def _copy() -> str | None:
    copy = bodies.query().get("copy")
    if copy not in (None, "desk"):
        raise Invalid({"copy": ["desk, or nothing."]})
    return copy


def _for_the_desk(id: str, chosen: Export) -> Response:
    """With the sentences of the articles, and with a name and a title that say so."""
    timeline = own(id, key=access.require("read"))
    answer = desk.exported(timeline)
    answer["title"] = " · ".join(filter(None, [_NOT_PUBLIC, answer["title"]]))
    text = chosen.write(answer, texts=timeline.texts)
    if chosen.name == "html":
        text = f"<p><strong>{_NOT_PUBLIC}</strong></p>\n{text}"
    response = Response(text, content_type=_content_type(chosen))
    response.headers["Content-Disposition"] = f'attachment; filename="not-for-publication.{chosen.extension}"'
    return preconditions.tagged(response, timeline, form=f"{chosen.name}-desk")


def _as_timeml(id: str, document: str | None) -> Response:
    key = access.known()
    if key is None:
        raise Forbidden("TimeML contains the whole text of a document: it requires a key of the newsroom.")
    timeline = own(id, key=key)
    keys = list(timeline.texts)
    if document is None and len(keys) > 1:
        raise Invalid({"document": [f"The timeline has several: name one of {', '.join(keys)}."]})
    if document is not None and document not in keys:
        raise NotFound("No document of this timeline has this id.")
    chosen = document or keys[0]
    with desk_here().work.turn(len(timeline.texts[chosen])):
        text = timeml.write(_do(desk.annotated, timeline, chosen))
    response = Response(text, content_type=f"{bodies.TIMEML}; charset=utf-8")
    return preconditions.tagged(response, timeline, form=f"timeml-{chosen}-{reader_version()[:8]}")
