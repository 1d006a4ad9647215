"""Preconditions (RFC 9110 section 13): a change names the version it was made from, so that none is lost unseen.

An entity tag names one write of a timeline and not only its version, which another write has too once a backup was put
back, or another timeline of the same external id. Whoever sends a change may name the bare version instead.
"""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

from flask import Response, current_app, request
from werkzeug.datastructures import ETags
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

from timeline_service.store import StoredTimeline
from timeline_service.version import VERSION

_CODED = re.compile(r"(?:--?|;)(?:gzip|br|zstd|deflate)$")


def etag(version: int, written: datetime, form: str = "") -> str:
    """The strong entity tag of what is made of a version that was written at a time, in a form.

    It changes with all that this is made of: the timeline, this service and what it goes by.
    """
    settings = current_app.config["SETTINGS"]
    made_by = hashlib.sha256(f"{VERSION} {settings.brand} {settings.public_url}".encode()).hexdigest()[:8]
    return "-".join(filter(None, [_write(version, written), made_by, form]))


def _write(version: int, written: datetime) -> str:
    """What names a write: its version, and its time in microseconds."""
    return f"{version}-{round(written.timestamp() * 1_000_000):x}"


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
    """Whether tags name this timeline as it stands, in whatever form it was read, or by its version alone.

    Also as a proxy that compresses weakens or renames them: W/"3", "3-gzip". An empty tag names none; werkzeug gives
    None for it.
    """
    write = _write(timeline.version, timeline.updated_at)
    named = [_CODED.sub("", tag) for tag in (tags.as_set(include_weak=True) if tags else ()) if tag]
    return tags.star_tag or any(tag == f"{timeline.version}" or f"{tag}-".startswith(f"{write}-") for tag in named)


def tagged(response: Response, timeline: StoredTimeline, *, quoted: bool = True, form: str = "") -> Response:
    """The response with its ETag, or 304 without a body where the caller has it already.

    Readers without sentences see another one, and so has each export.
    """
    form = "-".join(filter(None, ["" if quoted else "unquoted", form]))
    response.set_etag(etag(timeline.version, timeline.updated_at, form))
    response.headers["Vary"] = "Accept, Authorization, Cookie, Origin, X-API-Key"
    if request.method in ("GET", "HEAD"):
        response.make_conditional(request)
    return response
