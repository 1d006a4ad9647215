"""Timelines in the pages of others: the files of the widget, the page in an iframe, the oEmbed answer that names it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    send_from_directory,
    url_for,
)
from markupsafe import Markup
from werkzeug import Response as WerkzeugResponse
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.exceptions import NotImplemented as NotOffered

from timeline_service import desk
from timeline_service.exports import html, jsonld, with_web_addresses, words
from timeline_service.exports.reasons import for_readers
from timeline_service.schemas.canonical import canonical
from timeline_service.store import Published, Store, StoredTimeline, changed_at, find, published
from timeline_service.stories.levels import MOST_ROWS
from timeline_service.web import atom, heights
from timeline_service.web.addresses import external
from timeline_service.web.embed_addresses import embed_address
from timeline_service.web.headers import SECURITY, for_any_site, streamed
from timeline_service.web.kept import Kept
from timeline_service.web.preconditions import etag
from timeline_service.web.widget.agreed import LOCALES, direction, languages

embedding = Blueprint("embedding", __name__)
WIDGET = Path(__file__).parent / "widget"
PUBLIC = re.compile(r"event-timeline\.js|(embed|resize)\.js|embed\.css|locales/[a-z]{2}\.json")
LOOKS = {  # the attributes of the widget that a query string may set
    "layout": "compact|horizontal",
    "group": "day|month|year|none",
    "order": "desc",
    "theme": "light|dark",
    "lang": r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*",
}
OPTIONS = LOOKS | {"detail": "|".join(MOST_ROWS)}
READERS = (
    "id", "version", "title", "intro", "language", "documents", "events", "relations", "timexes",
    "updated_at", "detail",
)  # fmt: skip
_NONE = "There is no published timeline at this address."
_TOLD = 3  # rows that a page describes itself by, where it is linked to
_WIDEST = 9_999  # pixels
WIDTH = 640  # pixels, where the caller of /oembed asks for no others
_LOOK = "\0"  # where the look stands in a page that is kept; no text has this character
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' https: http:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)


@embedding.get("/widget/<path:name>")
def widget(name: str) -> Response:
    """A file of the widget, for any page."""
    if not PUBLIC.fullmatch(name):
        raise NotFound("The widget has no file with this name.")
    return for_any_site(send_from_directory(WIDGET, name, max_age=3600))


@embedding.get("/embed/<id>")
def embed(id: str) -> Response:
    """A published timeline as a page for an iframe; the query string sets its look."""
    try:
        known = _known(id)
        response = _form(id, known, "page", "text/html; charset=utf-8", _page, _detail())
    except NotFound:
        if not request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
            raise
        return _none_here()
    if response.status_code == 200:
        asked = _options(request.args.items())
        look = Markup("").join(Markup(' {}="{}"').format(name, asked[name]) for name in LOOKS if name in asked)
        response.data = response.data.replace(_LOOK.encode(), look.encode(), 1)
    response.headers["Content-Security-Policy"] = POLICY.format(ancestors=_ancestors(known.newsroom))
    return response


def _page(timeline: StoredTimeline, detail: str) -> bytes:
    """The page without its look: what it takes long to make is the same in every look."""
    answer = _for_readers(timeline, detail=detail)
    texts = timeline.texts if timeline.quotes == "sentence" else {}
    page = render_template(
        "embed.html",
        answer=answer,
        told=[words.line(answer, event) for event in answer["events"][:_TOLD]],
        address=external("embedding.embed", id=timeline.id),
        look=_LOOK,
        language=answer["language"],
        direction=direction(answer["language"]),
        linked_data=Markup(jsonld.write(answer, texts=texts)),
        listed=Markup(html.write(answer, texts=texts)),  # html.write escapes what comes from articles
    )
    return page.encode()


def _none_here() -> Response:
    """What a reader sees in the place of a timeline that was withdrawn, or never was there."""
    tags = (request.args.get("lang", ""), *request.accept_languages.values())
    spoken = (re.split("[-_]", tag)[0].lower() for tag in tags)
    language = next((each for each in spoken if each in ("en", *languages())), "en")
    strings = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    page = render_template("withdrawn.html", sentence=strings["gone"], language=language, direction=direction(language))
    response = for_any_site(Response(page, 404, content_type="text/html; charset=utf-8"))
    response.headers["Content-Security-Policy"] = POLICY.format(ancestors="*")
    response.vary.add("Accept-Language")
    return response


@embedding.get("/embed/<id>.atom")
def feed(id: str) -> Response:
    """A published timeline as an Atom feed (RFC 4287): an entry for each event, updated when its row was."""
    return _form(id, _known(id), "atom", "application/atom+xml; charset=utf-8", _feed)


def _feed(timeline: StoredTimeline, detail: str) -> bytes:
    with current_app.extensions["store"].reading() as session:
        updated = changed_at(session, timeline.id, timeline.answer)
    address = external("embedding.embed", id=timeline.id)
    brand: str = current_app.config["SETTINGS"].brand
    answer = _for_readers(timeline, detail=detail)
    return atom.write(answer, address=address, by=brand, updated=updated, at=timeline.updated_at)


@embedding.get("/embed/<id>.html")
def listed(id: str) -> Response:
    """A published timeline as the list that reads without a script, to be put into a page."""
    response = _form(id, _known(id), "html", "text/html; charset=utf-8", _list, _detail())
    response.headers["Content-Security-Policy"] = SECURITY["Content-Security-Policy"]  # its style is that of the page
    return response


def _list(timeline: StoredTimeline, detail: str) -> bytes:
    texts = timeline.texts if timeline.quotes == "sentence" else {}
    return html.write(_for_readers(timeline, detail=detail), texts=texts).encode()


@embedding.get("/embed/<id>/")
def embed_with_slash(id: str) -> WerkzeugResponse:
    """The address as WordPress and chats write it."""
    return redirect(url_for("embedding.embed", id=id, **_options(request.args.items())), 308)


@embedding.get("/embed/<id>.json")
def data(id: str) -> Response:
    """A published timeline as the widget polls it: most answers are 304, and read nothing but its version."""
    return _form(id, _known(id), "", "application/json", _data, _detail())


def _data(timeline: StoredTimeline, detail: str) -> bytes:
    return canonical(_for_readers(timeline, detail=detail)).encode()


@embedding.get("/embed/<id>/live")
def live(id: str) -> Response:
    """Server-Sent Events: the version of a published timeline, each new one, and that it was withdrawn."""
    return for_any_site(streamed(id, (_known(id).version, "published"), published=True))


@embedding.get("/oembed")
def oembed() -> Response:
    """The oEmbed answer (oembed.com) for the address of a timeline: an iframe."""
    if request.args.get("format", "json") != "json":
        raise NotOffered("Only JSON is available.")
    named = embed_address(request.args.get("url", ""), host=request.host)
    if named is None:
        raise NotFound("There is no timeline of this service at this address.")
    timeline = _published(named.id)
    width, options = min(_pixels("maxwidth"), WIDTH), _options(named.query)
    answer = _for_readers(timeline, detail=_detail(options))
    room = heights.fitting(answer, width=width, layout=options.get("layout", "vertical"))
    height = min(_pixels("maxheight"), room)
    address = external("embedding.embed", id=timeline.id, **options)
    frame = Markup('<iframe src="{}" title="{}" width="{}" height="{}" frameborder="0"></iframe>')
    told = {
        "version": "1.0",
        "type": "rich",
        "title": timeline.title or "",
        "provider_name": current_app.config["SETTINGS"].brand,
        "provider_url": external("workbench.home"),
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": frame.format(address, timeline.title or "Timeline", width, height),
    }
    return for_any_site(jsonify(told))


def _form(
    id: str, known: Published, form: str, kind: str, write: Callable[[StoredTimeline, str], bytes], detail: str = "full"
) -> Response:
    """A form of a published timeline, of a media type: what was made of it once is kept for a while."""

    def made() -> tuple[str, bytes]:
        timeline = _published(id)
        return _tag(timeline, form), write(timeline, detail)

    tag = _tag(known, form)
    response = _same_as_before(tag)
    if response is None:
        kept: Kept = current_app.extensions["kept"]
        tag, body = kept.of((id, tag, detail, external("embedding.embed", id=id)), made)
        response = Response(body, content_type=kind)
        response.set_etag(tag)
    return for_any_site(response)


def _known(id: str) -> Published:
    """What is known of a published timeline before it is read; raise NotFound (404)."""
    store: Store = current_app.extensions["store"]
    with store.reading() as session:
        found = published(session, id)
    if found is None:
        raise NotFound(_NONE)
    return found


def _same_as_before(tag: str) -> Response | None:
    """What whoever has this already is told, before any of it is read; a proxy that compresses makes tags weak."""
    if not request.if_none_match.contains_weak(tag):
        return None
    response = Response(status=304)
    del response.headers["Content-Type"]  # what is kept elsewhere takes on the headers of this answer
    response.set_etag(tag)
    return response


def _tag(known: Published | StoredTimeline, form: str = "") -> str:
    return etag(known.version, known.updated_at, form)


def _published(id: str) -> StoredTimeline:
    store: Store = current_app.extensions["store"]
    with store.reading() as session:
        found = find(session, id, state="published")
    if found is None:
        raise NotFound(_NONE)
    return found


def _detail(options: Mapping[str, str] | None = None) -> str:
    """How much of the timeline these options of a page show, else those asked with; what is no level shows all."""
    level = (request.args if options is None else options).get("detail", "full")
    return level if level in MOST_ROWS else "full"


def _for_readers(timeline: StoredTimeline, *, detail: str = "full") -> dict[str, Any]:
    """What readers get: no corrections, no names of rules; sentences only where the quote policy lets them be seen."""
    shown = desk.shown(timeline, quoted=timeline.quotes == "sentence", detail=detail)
    shown |= {"updated_at": timeline.updated_at.isoformat(timespec="seconds")}
    return for_readers(with_web_addresses({name: shown[name] for name in READERS if name in shown}))


def _ancestors(newsroom: str) -> str:
    """The sites that may embed the timelines of a newsroom: those named for it, else those named for all."""
    named = [part.rpartition("=") for part in current_app.config["SETTINGS"].frame_ancestors.split(";")]
    sites = {name.strip(): sites.strip() for name, _, sites in named}
    return sites.get(newsroom) or sites.get("") or "'none'"


def _options(given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What a query string says of how a timeline is shown; what it may not say is left out."""
    return {name: value for name, value in given if re.fullmatch(OPTIONS.get(name, "(?!)"), value)}


def _pixels(name: str) -> int:
    """The most pixels that the caller has room for; more than we ever need is no error."""
    raw = request.args.get(name, f"{_WIDEST}")
    if not re.fullmatch("[0-9]{1,9}", raw) or int(raw) == 0:
        raise BadRequest(f"{name} must be a whole number of pixels, 1 or more.")
    return min(int(raw), _WIDEST)
