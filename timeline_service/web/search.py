"""``/v1/events``: the events of all timelines of a newsroom, searched."""

from __future__ import annotations

from flask import Response
from flask_smorest import Blueprint

from timeline_service.faults import InputError
from timeline_service.schemas import EventQuery, EventsFound, Invalid, checked
from timeline_service.store import search
from timeline_service.web import access, bodies
from timeline_service.web.answers import as_json
from timeline_service.web.documentation import ACCESS_PROBLEMS, problems
from timeline_service.web.transactions import store

events = Blueprint("events", __name__, url_prefix="/v1/events", description="Events of all timelines, searched.")


@events.get("")
@events.doc(operationId="findEvents", parameters=[{"in": "query", "schema": EventQuery}])
@events.response(200, EventsFound, description="One page of the events")
@problems(events, 414, 422, *ACCESS_PROBLEMS)
def find() -> Response:
    """Events of the newsroom's timelines, by words, dates, status, participant

    Drafts and published ones, in the order of time; never those of other newsrooms.
    """
    key = access.require("read")
    wanted = checked(EventQuery, bodies.query())
    page, size = wanted.pop("page"), wanted.pop("page_size")
    words = wanted.pop("q", None)
    try:
        with store().reading() as session:
            found, total = search.search(
                session, newsroom=key.newsroom, words=words, first=(page - 1) * size, size=size, **wanted
            )
    except InputError as error:
        raise Invalid({"q": [str(error)]}) from None
    answer = EventsFound().dump({"events": found, "total": total, "page": page, "page_size": size})
    return as_json(answer)
