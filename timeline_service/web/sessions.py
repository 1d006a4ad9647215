"""Signing in at the desk: with a key once, then with a cookie that no script can read and no other site can send.

``GET`` tells who is there, ``POST`` signs in, ``DELETE`` signs out. ``web/access.py`` says when a cookie counts.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, current_app
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from timeline_service import desk
from timeline_service.schemas import SignIn, checked
from timeline_service.store import Store
from timeline_service.store.keys import Key
from timeline_service.store.sessions import sign_in, sign_out, signed_in
from timeline_service.web import access, bodies
from timeline_service.web.answers import as_json

sessions = Blueprint("sessions", __name__, url_prefix="/desk/session")


@sessions.get("")
def who() -> Response:
    """Who is at the desk; nobody where a key is needed first."""
    key, until = access.known(), None
    if key is not None and (token := access.session_token()):
        with _store().reading() as session:
            found = signed_in(session, token, now=desk.now())
        until = found[1] if found is not None else None
    return _sent(key, until)


@sessions.post("")
def begin() -> Response:
    """Sign in with the secret of a key."""
    if access.of_another_site():
        raise Forbidden("A page of another site may not sign anybody in.")
    secret = checked(SignIn, bodies.json_object())["key"].strip()
    now = desk.now()
    lasts = timedelta(hours=current_app.config["SETTINGS"].session_hours)
    with _store().writing() as session:
        made = sign_in(session, secret, now=now, until=now + lasts)
    if made is None:
        raise Unauthorized(
            "There is no such key. It may have been revoked: ask whoever runs the service for another.",
            www_authenticate=WWWAuthenticate("bearer", {"realm": "timeline-service"}),
        )
    token, key = made
    response = _sent(key, now + lasts)
    response.set_cookie(_cookie(), token, max_age=lasts, **_ONLY_HERE, secure=access.over_https())
    return response


@sessions.delete("")
def end() -> Response:
    """Sign out: the session is over everywhere, and the cookie gone."""
    if token := access.session_token():
        with _store().writing() as session:
            sign_out(session, token)
    response = Response(status=204)
    response.delete_cookie(_cookie(), **_ONLY_HERE, secure=access.over_https())
    return response


_ONLY_HERE: dict[str, Any] = {"path": "/", "httponly": True, "samesite": "Strict"}


def _cookie() -> str:
    return access.COOKIES[0 if access.over_https() else 1]


def _sent(key: Key | None, until: datetime | None) -> Response:
    known = None if key is None else {"name": key.name, "newsroom": key.newsroom, "may": key.scope}
    answer = {"signed_in": known, "until": until and until.isoformat(timespec="seconds")}
    response = as_json(answer)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _store() -> Store:
    store: Store = current_app.extensions["store"]
    return store
