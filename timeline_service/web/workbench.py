"""Pages for editors: an article tried at ``/``, a stored timeline corrected; exports of a timeline not stored."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, make_response, render_template
from werkzeug.exceptions import NotFound

from timeline_service.exports import FILES, XLSX
from timeline_service.schemas import Invalid, TypedDate, checked
from timeline_service.schemas.carried import CarriedTimeline
from timeline_service.seeding import NEWSROOM
from timeline_service.store import Store, page
from timeline_service.typed_date import Unread, understood
from timeline_service.version import VERSION
from timeline_service.web import access, bodies, headers
from timeline_service.web.answers import as_json

workbench = Blueprint("workbench", __name__)
LANGUAGES = (
    ("en", "English"), ("ar", "Arabic"), ("zh", "Chinese"), ("nl", "Dutch"), ("fr", "French"), ("de", "German"),
    ("he", "Hebrew"), ("it", "Italian"), ("ja", "Japanese"), ("pl", "Polish"), ("pt", "Portuguese"), ("es", "Spanish"),
    ("sv", "Swedish"), ("tr", "Turkish"), ("uk", "Ukrainian"),
)  # fmt: skip


@workbench.get("/")
def home() -> Response:
    """An article in, its timeline out; and the seed stories."""
    store: Store = current_app.extensions["store"]
    with store.reading() as session:
        stories, _ = page(session, newsroom=NEWSROOM, state="published", size=200)
    return _page("home.html", stories=stories, languages=LANGUAGES)


@workbench.get("/timelines/<id>/edit")
def edit(id: str) -> Response:
    """The page of a stored timeline. It holds nothing of it: its script asks the API, with the editor's key."""
    return _page("edit.html", id=id, languages=LANGUAGES, xlsx=XLSX)


@workbench.post("/export/<name>")
def export(name: str) -> Response:
    """The timeline of the body, which is stored nowhere, in one of the formats."""
    chosen = next((each for each in FILES if each.name == name), None)
    if chosen is None:
        raise NotFound(f"There is no format with this name. Choose one of {', '.join(each.name for each in FILES)}.")
    access.require("read")
    carried = checked(CarriedTimeline, bodies.json_object())
    text = chosen.write(carried["timeline"], texts=carried["texts"])
    charset = "" if chosen.media_type == XLSX else "; charset=utf-8"
    return Response(text, content_type=chosen.media_type + charset, headers={"Content-Disposition": "attachment"})


@workbench.post("/desk/date")
def typed() -> Response:
    """A date as an editor types it: how it is understood."""
    access.require("read")
    asked = checked(TypedDate, bodies.json_object())
    try:
        date = understood(
            asked["words"], published_at=asked.get("published_at"), language=asked["language"] or "en",
            instead_of=asked["instead_of"],
        )  # fmt: skip
    except Unread as error:
        raise Invalid({"words": [str(error)]}) from None
    return as_json(date._asdict())


def _page(template: str, **known: Any) -> Response:
    hours = current_app.config["SETTINGS"].session_hours
    response = make_response(render_template(template, exports=FILES, version=VERSION, session_hours=hours, **known))
    response.headers["Content-Security-Policy"] = headers.SCRIPTED
    return response
