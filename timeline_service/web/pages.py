"""Pages that read without a script: the stories, a story as a timeline, the documentation of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, current_app, render_template
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from timeline_service.exports import html, with_web_addresses, words
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
    published = _published(answer["documents"])
    return render_template("story.html", story=found, timeline=timeline, published=published, version=VERSION)


def _published(documents: Sequence[Mapping[str, Any]]) -> str:
    """From the first day to the last on which articles were published, in words; nothing where none says when."""
    days = sorted(each["published_at"][:10] for each in documents if each["published_at"])
    return words.edtf("/".join(dict.fromkeys((days[0], days[-1])))) if days else ""


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
