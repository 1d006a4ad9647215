"""What happens to one part of a stored timeline: a document comes or goes, an editor corrects, a format is fetched."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, current_app
from flask_smorest import Blueprint
from werkzeug.exceptions import Forbidden, NotFound

from timeline_service import desk
from timeline_service.exports import EXPORTS, timeml
from timeline_service.ingest import is_canceled
from timeline_service.schemas import DocumentIn, EventChange, Invalid, StoredTimelineOut, checked
from timeline_service.store import StoredTimeline
from timeline_service.web import access, bodies, conditions
from timeline_service.web.changes import change, longest, now, own
from timeline_service.web.documentation import ACCESS_PROBLEMS, CHANGE_PROBLEMS, IF_MATCH, json_body, problems
from timeline_service.web.timelines import shown, visible

edits = Blueprint("edits", __name__, url_prefix="/v1/timelines", description="Documents, corrections and exports.")
_FORMATS = {each.name: each.media_type for each in EXPORTS} | {"timeml": bodies.TIMEML}
_EXTENSIONS = {each.extension: each.media_type for each in EXPORTS} | {"tml": bodies.TIMEML}
_DOCUMENT = {
    "in": "query", "name": "document", "schema": {"type": "string"},
    "description": "For TimeML: which document, if there are several.",
}  # fmt: skip
_OTHERS = ("merge", "before", "after")  # kinds whose value is another event


def _in_every_format(view: Callable[..., Response]) -> Callable[..., Response]:
    for media_type in reversed(_FORMATS.values()):
        kind = "object" if media_type.endswith("json") else "string"
        about = {"schema": {"type": kind}, "content_type": media_type, "description": "The timeline"}
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
        return desk.with_document(before, article, now=now(), longest=longest())

    return shown(change(id, added, what="document added", precondition=False))


def _canceled(id: str, source_id: str | None) -> Response:
    if source_id is None:
        raise Invalid({"ninjs": ["uri: missing. Send the uri of the article that is canceled."]})

    def without(before: StoredTimeline) -> StoredTimeline:
        if source_id not in {document.source_id for document in before.documents}:
            raise NotFound("No document of this timeline has the uri of the canceled item.")
        return desk.canceled(before, source_id, now=now())

    return shown(change(id, without, what=f"document canceled by its sender: {source_id}", precondition=False))


@edits.delete("/<id>/documents/<document>")
@edits.doc(operationId="removeDocument", parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *ACCESS_PROBLEMS, 404, 412, 422, 428, 503)
def remove_document(id: str, document: str) -> Response:
    """Remove an article

    Events that only this article reported are removed, and the rest is put in order again.
    """

    def without(before: StoredTimeline) -> StoredTimeline:
        if document not in before.texts:
            raise NotFound("No document of this timeline has this id.")
        if len(before.documents) == 1:
            raise Invalid({"document": ["It is the only document. DELETE the timeline instead."]})
        return desk.without_document(before, document, now=now())

    return shown(change(id, without, what=f"document {document} removed", precondition=True))


@edits.patch("/<id>/events/<event>")
@edits.doc(operationId="correctEvent", requestBody=json_body(EventChange), parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412, 428)
def correct(id: str, event: str) -> Response:
    """Correct an event

    A correction outweighs the text, the rest of the order follows, and it persists when documents are added or removed.
    Each field is one correction, which can be undone.
    """
    key = access.require("write")
    changes = checked(EventChange, bodies.json_object())

    def corrected(before: StoredTimeline) -> StoredTimeline:
        events = desk.events(before)
        if event not in events:
            raise NotFound("No event of this timeline has this id.")
        for kind in _OTHERS:
            if kind in changes and (changes[kind] not in events or changes[kind] == event):
                raise Invalid({kind: ["Not another event of this timeline."]})
        if "split" in changes and not desk.can_split(before, event, changes["split"]):
            raise Invalid({"split": ["Not one of several mentions of this event."]})
        return desk.corrected(before, event, changes, by=key.name, now=now())

    return shown(change(id, corrected, what=f"{event}: {', '.join(changes)}", precondition=True))


@edits.delete("/<id>/corrections/<int:number>")
@edits.doc(operationId="undoCorrection", parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *ACCESS_PROBLEMS, 404, 412, 428, 503)
def undo(id: str, number: int) -> Response:
    """The timeline without one correction

    What the text says of it counts again. The number is in `corrections`.
    """

    def undone(before: StoredTimeline) -> StoredTimeline:
        if number not in {each.number for each in before.corrections}:
            raise NotFound("No correction of this timeline has this number.")
        return desk.undone(before, number, now=now())

    return shown(change(id, undone, what=f"correction {number} undone", precondition=True))


@edits.get("/<id>/export")
@edits.doc(operationId="exportTimeline", parameters=[
    {"in": "query", "name": "format", "schema": {"type": "string", "enum": list(_FORMATS)},
     "description": "The format; without it the one that Accept likes best."}, _DOCUMENT])  # fmt: skip
@_in_every_format
@problems(edits, 403, 404, 406, 414, 422, 503)
def export(id: str) -> Response:
    """A timeline in another format: HTML, Markdown, CSV, TimelineJS3, JSON-LD, iCalendar, ninjs, JSON, TimeML

    Who may see it, and with which sentences, is as for the timeline itself. TimeML is for the newsroom alone: one
    document with its whole text, and all that was found in it.
    """
    name = bodies.query().get("format")
    if name is not None and name not in _FORMATS:
        raise Invalid({"format": [f"One of {', '.join(_FORMATS)}."]})
    media_type = _FORMATS[name] if name is not None else bodies.answer_type(*_FORMATS.values())
    return _exported(id, media_type)


@edits.get("/<id>/export.<extension>")
@edits.doc(operationId="exportTimelineAs", parameters=[_DOCUMENT])
@_in_every_format
@problems(edits, 403, 404, 414, 422, 503)
def export_as(id: str, extension: str) -> Response:
    """Export by file extension

    Calendars and spreadsheets can subscribe to this address.
    """
    if extension not in _EXTENSIONS:
        raise NotFound(f"No format has this extension. Choose one of {', '.join(_EXTENSIONS)}.")
    return _exported(id, _EXTENSIONS[extension])


def _exported(id: str, media_type: str) -> Response:
    if media_type == bodies.TIMEML:
        return _as_timeml(id, bodies.query().get("document"))
    seen = visible(id)
    chosen = next(each for each in EXPORTS if each.media_type == media_type)
    text = chosen.write(desk.exported(seen.timeline), texts=seen.timeline.texts if seen.quoted else {})
    return seen.sent(text, f"{media_type}; charset=utf-8", form=chosen.name)


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
    with current_app.extensions["work"].turn():
        text = timeml.write(desk.annotated(timeline, document or keys[0]))
    response = Response(text, content_type=f"{bodies.TIMEML}; charset=utf-8")
    return conditions.tagged(response, timeline, form=f"timeml-{document or keys[0]}")
