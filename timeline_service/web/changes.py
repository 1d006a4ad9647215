"""One change of a stored timeline: read, made, written as a whole or not at all; nothing that was written is lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app, request
from werkzeug.exceptions import BadRequest, Conflict, NotFound, PreconditionFailed, ServiceUnavailable

from timeline_service.schemas import Invalid
from timeline_service.store import Changed, Store, StoredTimeline, find, write
from timeline_service.store.idempotency import Seen, begin, end, give_up
from timeline_service.store.keys import Key
from timeline_service.web import access, conditions
from timeline_service.web.work import RETRY_AFTER

ATTEMPTS = 20  # how often a change is made again because another one came in between
Change = Callable[[StoredTimeline], StoredTimeline]
Telling = Callable[[StoredTimeline, StoredTimeline], str]


def now() -> datetime:
    """The time of a change: the only clock of the service, and no date of any event depends on it."""
    return datetime.now(UTC)


def store() -> Store:
    """The store of this application."""
    opened: Store = current_app.extensions["store"]
    return opened


def longest() -> int:
    """The longest article, code points."""
    limit: int = current_app.config["SETTINGS"].max_text
    return limit


def own(id: str, *, key: Key) -> StoredTimeline:
    """The timeline of this id or external id in the newsroom of ``key``; raise NotFound (404)."""
    with store().reading() as session:
        found = find(session, id, newsroom=key.newsroom)
    if found is None:
        raise NotFound("No timeline of this newsroom has this id.")
    return found


def change(id: str, make: Change, *, what: str | Telling, precondition: bool) -> StoredTimeline:
    """Change a timeline: ``make`` gives the changed one, ``what`` tells it to the history.

    Needs ``write``; ``precondition``: If-Match must be sent.
    """
    key = access.require("write")
    own(id, key=key)
    with current_app.extensions["work"].turn():
        for _ in range(ATTEMPTS):
            before = own(id, key=key)
            conditions.check(before, required=precondition)
            after = make(before)
            try:
                with store().writing() as session:
                    said = what if isinstance(what, str) else what(before, after)
                    return write(session, after, by=key.name, what=said)
            except Changed:
                if request.if_match:
                    raise PreconditionFailed("The timeline has changed meanwhile. Read it and try again.") from None
    raise ServiceUnavailable("Too many changes to this timeline at once.", retry_after=RETRY_AFTER)


def once(make: Callable[[], StoredTimeline], *, key: Key, what: str) -> StoredTimeline:
    """Make a new timeline; with an Idempotency-Key only once, however often the request is sent.

    Raises BadRequest (400) for an invalid key, Conflict (409) while the first request is at work, and
    ``schemas.Invalid`` (422) where the key was used for another request.
    """
    name = request.headers.get("Idempotency-Key")
    if name is None:
        with current_app.extensions["work"].turn():
            timeline = make()
            with store().writing() as session:
                return write(session, timeline, by=key.name, what=what)
    if not 1 <= len(name) <= 255:
        raise BadRequest("An Idempotency-Key must have 1 to 255 characters.")
    body = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.get_data()).hexdigest()
    with store().writing() as session:
        seen = begin(session, newsroom=key.newsroom, key=name, fingerprint=body, now=now())
    if seen is Seen.OTHER:
        raise Invalid({"Idempotency-Key": ["This key was used for another request."]})
    if seen is Seen.AT_WORK:
        raise Conflict("The first request with this Idempotency-Key is still in progress.")
    if isinstance(seen, str):
        return own(seen, key=key)
    try:
        with current_app.extensions["work"].turn():
            timeline = make()
            with store().writing() as session:
                written = write(session, timeline, by=key.name, what=what)
                end(session, newsroom=key.newsroom, key=name, timeline_id=written.id)
                return written
    except BaseException:
        with store().writing() as session:
            give_up(session, newsroom=key.newsroom, key=name)
        raise
