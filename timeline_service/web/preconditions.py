"""Preconditions (RFC 9110 section 13): a change names the version it was made from, so that none is lost unseen."""

from __future__ import annotations

import re

from flask import Response, request
from werkzeug.datastructures import ETags
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

from timeline_service.store import StoredTimeline

_CODED = re.compile(r"(?:--?|;)(?:gzip|br|zstd|deflate)$")


def etag(timeline: StoredTimeline, *, quoted: bool = True, form: str = "") -> str:
    """The strong entity tag of a version; readers without sentences see another one, and so has each export."""
    return "-".join(filter(None, [f"{timeline.version}", "" if quoted else "unquoted", form]))


def check(timeline: StoredTimeline, *, required: bool) -> None:
    """Raise PreconditionFailed (412) for another version, PreconditionRequired (428) where one must be named.

    With ``If-None-Match`` it must not be there at all (``*``), or not at that version.
    """
    if _matches(request.if_none_match, timeline):
        raise PreconditionFailed(f"The timeline is there already, at version {timeline.version}: it was not changed.")
    if not request.if_match:
        if required:
            raise PreconditionRequired("Send If-Match with the ETag of the version that this change is based on.")
        return
    if not _matches(request.if_match, timeline):
        raise PreconditionFailed(f"The timeline is now at version {timeline.version}. Read it and try again.")


def check_none() -> None:
    """Raise PreconditionFailed (412) where a version is named of a timeline that is not there, with ``If-Match``."""
    if request.if_match:
        raise PreconditionFailed("There is no timeline with this id: none was made. Without If-Match one is.")


def _matches(tags: ETags, timeline: StoredTimeline) -> bool:
    """Whether tags name this version, also as a proxy that compresses weakens or renames them: W/"3", "3-gzip".

    An empty tag names none; werkzeug gives None for it.
    """
    named = tags.as_set(include_weak=True) if tags else set()
    return tags.star_tag or etag(timeline) in {_CODED.sub("", tag) for tag in named if tag}


def tagged(response: Response, timeline: StoredTimeline, *, quoted: bool = True, form: str = "") -> Response:
    """The response with its ETag, or 304 without a body where the caller has this version already."""
    response.set_etag(etag(timeline, quoted=quoted, form=form))
    response.headers["Vary"] = "Accept, Authorization, Cookie, Origin, X-API-Key"
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response
