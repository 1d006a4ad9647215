"""What happens to one part of a stored timeline: a document comes or goes, an editor corrects, a format is fetched."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_smorest import Blueprint
from werkzeug.exceptions import NotFound

from timeline_service import desk
from timeline_service.exports import EXPORTS
from timeline_service.schemas import DocumentIn, EventChange, Invalid, StoredTimelineOut, checked
from timeline_service.store import StoredTimeline
from timeline_service.web import access, bodies
from timeline_service.web.changes import change, longest, now
from timeline_service.web.documentation import ACCESS_PROBLEMS, CHANGE_PROBLEMS, IF_MATCH, json_body, problems
from timeline_service.web.timelines import shown, visible

edits = Blueprint("edits", __name__, url_prefix="/v1/timelines", description="Documents, corrections and exports.")
_OTHERS = ("merge", "before", "after")  # kinds whose value is another event


def _in_every_format(view: Callable[..., Response]) -> Callable[..., Response]:
    for each in reversed(EXPORTS):
        about = {"schema": {"type": "string"}, "content_type": each.media_type, "description": "The timeline"}
        view = edits.alt_response(200, **about, success=True)(view)
    return view


@edits.post("/<id>/documents")
@edits.doc(operationId="addDocument", requestBody=json_body(DocumentIn, article=True), parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412)
def add_document(id: str) -> Response:
    """Another article for the story; the timeline is made again

    One with the `id`, `url` or text of an article that is there takes its place: sending it twice does no harm.
    """
    access.require("write")
    article = checked(DocumentIn, bodies.json_object(article=True))

    def added(before: StoredTimeline) -> StoredTimeline:
        return desk.with_document(before, article, now=now(), longest=longest())

    return shown(change(id, added, what="document added", precondition=False))


@edits.delete("/<id>/documents/<document>")
@edits.doc(operationId="removeDocument", parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *ACCESS_PROBLEMS, 404, 412, 422, 428, 503)
def remove_document(id: str, document: str) -> Response:
    """The timeline without one of its articles"""

    def without(before: StoredTimeline) -> StoredTimeline:
        if document not in before.texts:
            raise NotFound("No document of this timeline has this id.")
        if len(before.documents) == 1:
            raise Invalid({"document": ["It is the only one. DELETE the timeline instead."]})
        return desk.without_document(before, document, now=now())

    return shown(change(id, without, what=f"document {document} removed", precondition=True))


@edits.patch("/<id>/events/<event>")
@edits.doc(operationId="correctEvent", requestBody=json_body(EventChange), parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404, 412, 428)
def correct(id: str, event: str) -> Response:
    """What an editor says of an event

    It outweighs what the text says, the rest of the order follows, and it holds when documents come and go. Each part
    is one correction, which can be undone.
    """
    key = access.require("write")
    changes = checked(EventChange, bodies.json_object())

    def corrected(before: StoredTimeline) -> StoredTimeline:
        events = before.identities["anchors"]
        if event not in events:
            raise NotFound("No event of this timeline has this id.")
        for kind in _OTHERS:
            if kind in changes and (changes[kind] not in events or changes[kind] == event):
                raise Invalid({kind: ["Not another event of this timeline."]})
        if "split" in changes and not _can_split(before, event, changes["split"]):
            raise Invalid({"split": ["Not one of several mentions of this event."]})
        return desk.corrected(before, event, changes, by=key.name, now=now())

    return shown(change(id, corrected, what=f"{event}: {', '.join(changes)}", precondition=True))


@edits.delete("/<id>/corrections/<int:number>")
@edits.doc(operationId="undoCorrection", parameters=[IF_MATCH])
@edits.response(200, StoredTimelineOut, description="The timeline")
@problems(edits, *ACCESS_PROBLEMS, 404, 412, 428, 503)
def undo(id: str, number: int) -> Response:
    """The timeline without one correction"""

    def undone(before: StoredTimeline) -> StoredTimeline:
        if number not in {each.number for each in before.corrections}:
            raise NotFound("No correction of this timeline has this number.")
        return desk.undone(before, number, now=now())

    return shown(change(id, undone, what=f"correction {number} undone", precondition=True))


@edits.get("/<id>/export")
@edits.doc(operationId="exportTimeline", parameters=[
    {"in": "query", "name": "format", "schema": {"type": "string", "enum": [export.name for export in EXPORTS]},
     "description": "The format; without it the one that Accept likes best."}])  # fmt: skip
@_in_every_format
@problems(edits, 404, 406, 422)
def export(id: str) -> Response:
    """A timeline in another format: HTML, Markdown, CSV, TimelineJS3, JSON-LD, iCalendar, JSON

    Who may see it, and with which sentences, is as for the timeline itself.
    """
    seen = visible(id)
    name = bodies.query().get("format")
    known = {each.name: each for each in EXPORTS}
    if name is not None and name not in known:
        raise Invalid({"format": [f"One of {', '.join(known)}."]})
    if name is None:
        media_type = bodies.answer_type(*(each.media_type for each in EXPORTS))
        name = next(each.name for each in EXPORTS if each.media_type == media_type)
    chosen = known[name]
    text = chosen.write(seen.timeline.answer, texts=seen.timeline.texts if seen.quoted else {})
    return seen.sent(text, f"{chosen.media_type}; charset=utf-8")


def _can_split(timeline: StoredTimeline, event: str, mention: dict[str, object]) -> bool:
    places = [(document, start) for document, start, _ in timeline.identities["anchors"][event]]
    return len(places) > 1 and (mention["document"], mention["start"]) in places
