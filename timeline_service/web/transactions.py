"""What HTTP says of a change (the key, If-Match, Idempotency-Key), told to the desk, which carries it out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import current_app, request
from werkzeug.exceptions import BadRequest, PreconditionFailed

from timeline_service.desk import Desk, Once, Telling
from timeline_service.settings import Settings
from timeline_service.store import Changed, Store, StoredTimeline
from timeline_service.store.keys import Key
from timeline_service.web import access, preconditions

LONGEST_KEY = 255  # characters of an Idempotency-Key
Make = Callable[[StoredTimeline], StoredTimeline]


def desk_here() -> Desk:
    """The desk of this application."""
    opened: Desk = current_app.extensions["desk"]
    return opened


def store() -> Store:
    """The store of this application."""
    return desk_here().store


def longest() -> int:
    """The longest article, code points."""
    return settings_here().max_text


def settings_here() -> Settings:
    """The settings of this application."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def own(id: str, *, key: Key) -> StoredTimeline:
    """The timeline of this id or external id in the newsroom of ``key``; raise NoTimeline (404)."""
    return desk_here().own(id, newsroom=key.newsroom)


def change(id: str, make: Make, *, what: str | Telling, size: int | None, precondition: bool) -> StoredTimeline:
    """Change a timeline, as ``Desk.change``. Needs ``write``; ``precondition``: If-Match must be sent."""
    key = access.require("write")

    def check(before: StoredTimeline) -> None:
        preconditions.check(before, required=precondition)

    exact = bool(request.if_match)
    try:
        return desk_here().change(
            id, make, newsroom=key.newsroom, by=key.name, what=what, size=size, check=check, exact=exact
        )
    except Changed:
        raise PreconditionFailed("The timeline has changed meanwhile. Read it and try again.") from None


def create(make: Callable[[], StoredTimeline], *, key: Key, what: str, size: int) -> StoredTimeline:
    """Make a new timeline, as ``Desk.create``: with an Idempotency-Key once, however often the request is sent."""
    name, once = request.headers.get("Idempotency-Key"), None
    if name is not None:
        if not 1 <= len(name) <= LONGEST_KEY:
            raise BadRequest(f"An Idempotency-Key must have 1 to {LONGEST_KEY} characters.")
        asked = f"{request.method} {request.path}\n".encode() + request.get_data()
        once = Once(name, hashlib.sha256(asked).hexdigest())
    return desk_here().create(make, newsroom=key.newsroom, by=key.name, what=what, size=size, once=once)
