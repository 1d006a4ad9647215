"""Preconditions (RFC 9110 section 13): a change names the version it was made from, so that none is lost unseen."""

from __future__ import annotations

from flask import Response, request
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

from timeline_service.store import StoredTimeline


def etag(timeline: StoredTimeline, *, quoted: bool = True, form: str = "") -> str:
    """The strong entity tag of a version; readers without sentences see another one, and so has each export."""
    return "-".join(filter(None, [f"{timeline.version}", "" if quoted else "unquoted", form]))


def check(timeline: StoredTimeline, *, required: bool) -> None:
    """Raise PreconditionFailed (412) for another version, PreconditionRequired (428) where one must be named."""
    if not request.if_match:
        if required:
            raise PreconditionRequired("Send If-Match with the ETag of the version that this change is based on.")
        return
    if not request.if_match.contains(etag(timeline)):
        raise PreconditionFailed(f"The timeline is now at version {timeline.version}. Read it and try again.")


def tagged(response: Response, timeline: StoredTimeline, *, quoted: bool = True, form: str = "") -> Response:
    """The response with its ETag, or 304 without a body where the caller has this version already."""
    response.set_etag(etag(timeline, quoted=quoted, form=form))
    response.headers["Vary"] = "Accept, Authorization, Origin, X-API-Key"
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response
