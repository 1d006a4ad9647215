"""Following a timeline: what changed since a version, and each version as it comes."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from timeline_service.schemas import checked
from timeline_service.schemas.canonical import canonical
from timeline_service.schemas.following import Changes, ChangesQuery
from timeline_service.store import rows_at
from timeline_service.store.rows import changes as row_changes
from timeline_service.store.rows import rows_of
from timeline_service.web import access, bodies
from timeline_service.web.documentation import problems
from timeline_service.web.headers import for_any_site, streamed
from timeline_service.web.timelines import visible
from timeline_service.web.transactions import desk_here

following = Blueprint("following", __name__, url_prefix="/v1/timelines", description="What changes, as it changes.")


@following.get("/<id>/live")
@following.doc(operationId="watchTimeline")
@following.response(200, {"type": "string"}, content_type="text/event-stream", description="Server-Sent Events")
@problems(following, 404, 503)
def watch(id: str) -> Response:
    """The versions of a timeline, as they come

    Server-Sent Events: `version` with the version that is there and with each new one, `withdrawn` where it is no
    longer published or was deleted. A draft can be watched by its newsroom alone. Where no stream can be had, poll with
    `If-None-Match`.
    """
    seen = visible(id)
    timeline = seen.timeline
    public = seen.public or access.known() is None
    response = streamed(timeline.id, (timeline.version, timeline.state), published=public)
    return for_any_site(response) if seen.public else response


@following.get("/<id>/changes")
@following.doc(operationId="listChanges", parameters=[{"in": "query", "schema": ChangesQuery}])
@following.response(200, Changes, description="The rows that changed")
@problems(following, 404, 414, 422, 503)
def changes(id: str) -> Response:
    """What changed since a version

    Which rows are `new`, `changed` or `withdrawn`, in their order. Of a version of which nothing is known any more (or
    without `since`) every row is `new`, and `since` is null.
    """
    wanted = checked(ChangesQuery, bodies.query())
    seen = visible(id)
    timeline = seen.timeline
    with desk_here().store.reading() as session:
        before = rows_at(session, timeline.id, wanted["since"]) if "since" in wanted else None
    titles = {event["id"]: event["title"] for event in timeline.answer["events"]}
    told = [
        {"event": event, "change": change, "title": titles.get(event)}
        for event, change in row_changes(rows_of(timeline.answer), before or {})
    ]
    since = None if before is None else wanted["since"]
    answer = {"id": timeline.id, "version": timeline.version, "since": since, "changes": told}
    return seen.sent(canonical(Changes().dump(answer)), bodies.JSON, form=f"since-{since}")
