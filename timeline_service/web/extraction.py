"""``/v1``: an article in, its timeline, its annotation or its dates out; nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response
from flask_smorest import Blueprint

from timeline_service import service
from timeline_service.exports import timeml
from timeline_service.schemas import Annotation, Dates, Timeline
from timeline_service.web import access, bodies
from timeline_service.web.answers import as_json
from timeline_service.web.bodies import JSON, TIMEML
from timeline_service.web.documentation import ACCESS_PROBLEMS, BODY_PROBLEMS, article_body, problems
from timeline_service.web.transactions import desk_here, longest

extraction = Blueprint(
    "extraction", __name__, url_prefix="/v1", description="One article in, a result out; nothing is stored."
)


@extraction.post("/extract")
@extraction.doc(operationId="extract", **article_body())
@extraction.response(200, Timeline, description="The timeline")
@problems(extraction, *BODY_PROBLEMS, *ACCESS_PROBLEMS)
def extract() -> Response:
    """The timeline of one article

    The events an editor would keep, in order; each date and each order with its reasons.
    """
    bodies.answer_type(JSON)
    return as_json(_done(service.extract))


@extraction.post("/annotate")
@extraction.doc(operationId="annotate", **article_body())
@extraction.response(200, Annotation, description="Timexes, events and links")
@extraction.alt_response(200, schema={"type": "string"}, content_type=TIMEML, description="Timexes, events and links")
@problems(extraction, *BODY_PROBLEMS, *ACCESS_PROBLEMS)
def annotate() -> Response:
    """Everything found in one article, at TimeML level

    All event mentions, not only those of the timeline. With `Accept: application/timeml+xml`, a TimeML document.
    """
    kind = bodies.answer_type(JSON, TIMEML)
    answer = _done(service.annotate)
    if kind == TIMEML:
        return Response(timeml.write(answer), content_type=f"{TIMEML}; charset=utf-8")
    return as_json(answer)


@extraction.post("/dates")
@extraction.doc(operationId="dates", **article_body())
@extraction.response(200, Dates, description="Timexes")
@problems(extraction, *BODY_PROBLEMS, *ACCESS_PROBLEMS)
def dates() -> Response:
    """The time expressions of one article

    Faster than the other endpoints, because the parser is not needed.
    """
    bodies.answer_type(JSON)
    return as_json(_done(service.dates))


def _done(job: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    access.require("read")
    article = bodies.article()
    work = desk_here().work
    with work.turn(bodies.size([article])):
        return work.do(job, article, longest=longest())
