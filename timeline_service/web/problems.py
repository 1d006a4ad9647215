"""Errors as RFC 9457 problem details, every one of them, with the headers that HTTP asks for (RFC 9110)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g
from flask_smorest import Api
from sqlalchemy.exc import DatabaseError, SQLAlchemyError, TimeoutError
from werkzeug.exceptions import HTTPException, NotFound

from timeline_service.desk import NoTimeline, TooMany, UsedOtherwise
from timeline_service.ingest import Unreadable
from timeline_service.schemas import Invalid, Problem
from timeline_service.service import TooLong
from timeline_service.web import log
from timeline_service.workers import NotDone

MEDIA_TYPE = "application/problem+json"
RENAMED = {413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content"}  # older Pythons: old names
STATUSES = {
    400: "The body cannot be read: not JSON, not UTF-8, nested too deeply.",
    401: "An API key is required.",
    403: "The key lacks the scope, or the request comes from a page of another site.",
    404: "There is nothing at this address.",
    405: "The method is not supported; Allow lists those that are.",
    406: "No media type in Accept is available.",
    408: "The body did not arrive in time.",
    409: "Another request has just created a timeline with this external id.",
    412: "The timeline has changed since that version.",
    413: "The text or the body is too large.",
    414: "The URL is too long.",
    415: "The media type is not supported; Accept-Post lists those that are.",
    422: "Understood, but a field is missing, unknown or wrong; errors says which and why.",
    428: "If-Match is required.",
    500: "The service failed; the log has the request id.",
    503: "The service is overloaded; Retry-After says when to try again.",
}


class ProblemApi(Api):
    """flask-smorest's Api, whose every error is a problem document."""

    ERROR_SCHEMA = Problem

    def init_app(self, app: Flask, *, spec_kwargs: Any = None) -> None:
        """Register the handlers for our own exceptions too."""
        super().init_app(app, spec_kwargs=spec_kwargs)
        app.register_error_handler(Invalid, _invalid)
        app.register_error_handler(Unreadable, _unreadable)
        app.register_error_handler(TooLong, _too_long)
        app.register_error_handler(TooMany, _too_many)
        app.register_error_handler(NoTimeline, _no_timeline)
        app.register_error_handler(UsedOtherwise, _used_otherwise)
        app.register_error_handler(NotDone, _not_done)
        app.register_error_handler(DatabaseError, _no_store)
        app.register_error_handler(TimeoutError, _no_store)

    def handle_http_exception(self, error: HTTPException) -> Response | Any:
        """The problem document of an HTTP error; redirects pass as they are."""
        status = error.code or 500
        if status < 400:
            return error.get_response()
        headers = {name: value for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")}
        headers |= (getattr(error, "data", None) or {}).get("headers", {})
        return problem(status, _detail(error), headers=headers)


def _invalid(error: Invalid) -> Response:
    return problem(422, "Some fields are invalid; errors says which and why.", errors=error.errors)


def _unreadable(error: Unreadable) -> Response:
    return problem(422, str(error), errors={error.field: [str(error)]})


def _too_long(error: TooLong) -> Response:
    return problem(413, str(error))


def _too_many(error: TooMany) -> Response:
    return problem(422, str(error), errors={"documents": [str(error)]})


def _no_timeline(_error: NoTimeline) -> Response:
    return problem(404, "No timeline of this newsroom has this id.")


def _used_otherwise(_error: UsedOtherwise) -> Response:
    return _invalid(Invalid({"Idempotency-Key": ["This key was used for another request."]}))


def _not_done(error: NotDone) -> Response:
    return problem(503, str(error), headers={"Retry-After": str(error.retry_after)})


def _no_store(error: SQLAlchemyError) -> Response:
    log.failure(type(error), error.__traceback__, request_id=g.get("request_id"))
    return problem(503, "The store does not respond at the moment.", headers={"Retry-After": "5"})


def problem(
    status: int, detail: str, *, errors: Mapping[str, list[str]] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """A problem document as a response."""
    more = {"errors": dict(errors)} if errors else {}
    text = document(status, detail, request_id=g.get("request_id", ""), **more)
    return Response(text, status, headers, content_type=MEDIA_TYPE)


def document(status: int, detail: str, **more: Any) -> str:
    """The JSON of a problem document, with further members."""
    body = {"type": "about:blank", "title": title(status), "status": status, "detail": detail, **more}
    return json.dumps(body, ensure_ascii=True) + "\n"


def title(status: int) -> str:
    """The phrase of a status, as RFC 9110 has it."""
    return RENAMED.get(status) or HTTPStatus(status).phrase


def _detail(error: HTTPException) -> str:
    if error.code == 500:
        return "The service failed on this request. Look up the request id in the log."
    if error.code == 413:
        return "The body is too large. Send the article's text without pictures, or in parts."
    if error.code == 404 and error.description == NotFound.description:
        return "There is nothing at this address. See /docs for what there is."
    if error.code == 405:
        return f"This address supports {', '.join(sorted(getattr(error, 'valid_methods', None) or []))}."
    return str(error.description)
