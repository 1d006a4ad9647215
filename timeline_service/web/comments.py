"""Comments on rows: what the newsroom says among itself. Readers and exports never see them."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint
from werkzeug.exceptions import Forbidden, NotFound

from timeline_service import desk, editing
from timeline_service.schemas import CommentIn, CommentsOut, Invalid, checked
from timeline_service.store import StoredTimeline
from timeline_service.store.comments import TooManyComments, comment, uncomment
from timeline_service.store.comments import comments as all_comments
from timeline_service.web import access, bodies
from timeline_service.web.answers import as_json
from timeline_service.web.documentation import ACCESS_PROBLEMS, json_body, problems
from timeline_service.web.transactions import own, store

comments = Blueprint(
    "comments", __name__, url_prefix="/v1/timelines", description="What colleagues say of rows."
)
_COMMENTS = {"description": "All comments on the timeline"}


@comments.get("/<id>/comments")
@comments.doc(operationId="listComments")
@comments.response(200, CommentsOut, **_COMMENTS)
@problems(comments, *ACCESS_PROBLEMS, 404)
def index(id: str) -> Response:
    """The comments on the rows

    For the newsroom alone. They are no part of the timeline: its version, its exports and its readers know nothing of
    them, and they are deleted with it.
    """
    return _sent(own(id, key=access.require("read")))


@comments.post("/<id>/comments")
@comments.doc(operationId="commentOnEvent", requestBody=json_body(CommentIn))
@comments.response(200, CommentsOut, **_COMMENTS)
@problems(comments, *ACCESS_PROBLEMS, 400, 404, 413, 415, 422)
def add(id: str) -> Response:
    """Comment on a row

    At most 500 on a timeline.
    """
    key = access.require("write")
    said = checked(CommentIn, bodies.json_object())
    timeline = own(id, key=key)
    if said["event"] not in editing.events(timeline):
        raise Invalid({"event": [f"No event of this timeline has the id {said['event']}."]})
    try:
        with store().writing() as session:
            comment(session, timeline.id, **said, by=key.name, now=desk.now())
    except TooManyComments as error:
        raise Invalid({"text": [str(error)]}) from None
    return _sent(timeline)


@comments.delete("/<id>/comments/<int:number>")
@comments.doc(operationId="deleteComment")
@comments.response(200, CommentsOut, **_COMMENTS)
@problems(comments, *ACCESS_PROBLEMS, 404)
def remove(id: str, number: int) -> Response:
    """Delete a comment

    One's own; with `admin`, any of the newsroom.
    """
    key = access.require("write")
    timeline = own(id, key=key)
    with store().writing() as session:
        found = next((each for each in all_comments(session, timeline.id) if each.number == number), None)
        if found is None:
            raise NotFound("No comment on this timeline has this number.")
        if found.by != key.name and not key.may("admin"):
            raise Forbidden(f"This is a comment by {found.by}. They or an admin may delete it.")
        uncomment(session, timeline.id, number)
    return _sent(timeline)


def _sent(timeline: StoredTimeline) -> Response:
    with store().reading() as session:
        answer = CommentsOut().dump({"comments": all_comments(session, timeline.id)})
    return as_json(answer)
