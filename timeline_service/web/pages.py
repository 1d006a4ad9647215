"""Pages that read without a script: the stories, a story as a timeline, the documentation of the API."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from timeline_service.exports import html, with_web_addresses
from timeline_service.seeding import NEWSROOM
from timeline_service.store import Store, find
from timeline_service.version import VERSION
from timeline_service.web.documentation import as_yaml

pages = Blueprint("pages", __name__)


@pages.get("/stories/<id>")
def story(id: str) -> str:
    """One story as a timeline."""
    with _store().reading() as session:
        found = find(session, id, newsroom=NEWSROOM, state="published")
    if found is None:
        raise NotFound("There is no story at this address. The list of stories is at /.")
    texts = found.texts if found.quotes == "sentence" else {}
    answer = with_web_addresses(found.answer)
    timeline = Markup(html.write(answer, texts=texts))  # html.write escapes what comes from articles
    return render_template("story.html", story=found, timeline=timeline, version=VERSION)


@pages.get("/docs")
def docs() -> str:
    """The API, for people."""
    if "docs" not in current_app.extensions:  # it is long, and never another one
        page = render_template("docs.html", api=current_app.extensions["openapi"], version=VERSION)
        current_app.extensions["docs"] = page
    rendered: str = current_app.extensions["docs"]
    return rendered


@pages.get("/openapi.yaml")
def openapi() -> Response:
    """The API, for programs."""
    if "openapi.yaml" not in current_app.extensions:  # so is this
        current_app.extensions["openapi.yaml"] = as_yaml(current_app.extensions["openapi"])
    return Response(current_app.extensions["openapi.yaml"], content_type="application/yaml")


def _store() -> Store:
    store: Store = current_app.extensions["store"]
    return store
