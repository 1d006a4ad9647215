"""An article as a ninjs item (IPTC, News in JSON), 1.x to 3.x: https://iptc.org/standards/ninjs/

Members are known by their names in small letters, so that ``versioncreated`` of 1.x and ``versionCreated`` of 3.x are
one. What newsroom systems add to the standard (Superdesk's ``guid`` and ``firstpublished``) is read too; what is not
needed here is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import html_text
from lxml import etree, html

from timeline_service.ingest.characters import Unreadable, held_by_a_tree, sound_text
from timeline_service.ingest.chronologies import laid_out
from timeline_service.ingest.phrasing import with_words_kept
from timeline_service.ingest.published import Published
from timeline_service.ingest.written_dates import in_one_form
from timeline_service.model import Document, MarkedDate, Note

MEDIA_TYPE = "application/vnd.iptc.ninjs+json"
Item = Mapping[str, Any]
_IDENTITIES = ("uri", "guid")
_DATES = ("contentCreated", "firstPublished", "firstCreated", "versionCreated")  # the first one dates the words
_CANCELED = ("canceled", "cancelled")  # IPTC's spelling, and what some systems make of it
_BESIDE = ("summary", "abstract", "teaser", "caption", "note", "byline")  # roles of what is not the article itself
_WHOLE = 0.8  # of the longest body: what is shorter is a summary or a caption
_LONGEST_HEADLINE = 2_000  # code points
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|table|section|article)\b", re.IGNORECASE)


class _Body(NamedTuple):
    """The words of a body of the item, whether it is markup, what that dates, and the role that the item gives it."""

    text: str
    markup: bool
    dated: tuple[MarkedDate, ...] = ()
    role: str = ""


def is_ninjs(data: Item) -> bool:
    """Whether a JSON object is a ninjs item by its shape: it has the identity that the standard asks for."""
    return any(name in data for name in _IDENTITIES)


def identity(item: Item) -> Any:
    """The item's own id: ``uri``, else Superdesk's ``guid``; None where there is neither."""
    return next((item[name] for name in _IDENTITIES if item.get(name) is not None), None)


def known(item: Item) -> dict[str, Any]:
    """What an item says of itself as the fields of a request: ``id`` and ``language``, where they are there."""
    language = item.get("language")
    if isinstance(language, str):
        language = language.replace("_", "-")  # en_GB, as Python and PHP name a locale
    found = {"id": identity(item), "language": language}
    return {name: value for name, value in found.items() if value is not None}


def is_canceled(item: Item) -> bool:
    """Whether the sender takes the item back: by its ``pubStatus`` it may not be used, nor stay published."""
    return _status(item) in _CANCELED


def _status(item: Item) -> str:
    """Its ``pubStatus`` in small letters: to miss a kill notice for its spelling would be grave."""
    found = (value for name, value in item.items() if str(name).lower() == "pubstatus")
    return next((value.strip().lower() for value in found if isinstance(value, str)), "")


def read_ninjs(item: Item, language: str) -> tuple[Document, tuple[Published, ...], str | None]:
    """The article of an item, the publication dates that it states, the one to use first, and where it is located.

    Its text is the item's longest body; markup rather than plain text where both hold the article. Raises
    :class:`Unreadable` of field ``ninjs`` with a sentence that says what to fix.
    """
    if is_canceled(item):
        raise _bad(
            "pubStatus: the item is canceled, so there is no article to read. To remove its article from a stored"
            " timeline, send it to the documents of that timeline."
        )
    members = {str(name).lower(): value for name, value in item.items()}
    texts = [body for body in _bodies(members, language) if body.text]
    bodies = [body for body in texts if body.role not in _BESIDE] or texts
    if not bodies:
        raise _bad("The item contains no text. Send it in bodies (ninjs 2 and 3), body_html or body_text (1.x).")
    whole = _WHOLE * max(len(body.text) for body in bodies)
    read = max(bodies, key=lambda body: (len(body.text) >= whole, body.markup, len(body.text)))
    notes = tuple(_notes(members, left=len(texts) - 1))
    document = Document(id="d1", text=read.text, title=_title(members), notes=notes, markup=read.dated)
    return document, tuple(_dates(members)), _string(members, "located")


def _bodies(members: Item, language: str) -> Iterator[_Body]:
    """Texts of ninjs 2 and 3, a list, then those of 1.x, members of their own."""
    for number, body in enumerate(_objects(members, "bodies"), start=1):
        value = _string(body, "value", within=f"bodies[{number}]") or ""
        role = _string(body, "role", within=f"bodies[{number}]") or ""
        read = _body(value, _string(body, "contenttype", within=f"bodies[{number}]"), language)
        yield read._replace(role=role.lower())
    for name in sorted(members):
        if name.startswith("body_"):
            value = _string(members, name) or ""
            yield _body(value, name, language)


def _body(value: str, kind: str | None, language: str) -> _Body:
    """The words of a text; of markup with a blank line between paragraphs, else as they are."""
    return _read(value, language) if _is_markup(kind, value) and value.strip() else _Body(value.strip(), False)


def _read(value: str, language: str) -> _Body:
    """The words of markup as those of a page are read; the body is the article already, but for its captions."""
    try:
        tree = html.fragment_fromstring(held_by_a_tree(value), create_parent="div")
    except etree.LxmlError:
        return _Body("", True)
    for figure in list(tree.iter("figure", "figcaption")):
        figure.drop_tree()
    marks = with_words_kept(tree)
    laid_out(tree, language)
    text, dated = marks.taken_out(html_text.extract_text(tree).strip())
    return _Body(text, True, dated)


def _is_markup(kind: str | None, value: str) -> bool:
    """By the format's name where it tells, else by the tags."""
    name = (kind or "").lower()
    if any(word in name for word in ("html", "xml", "nitf")):
        return True
    return name not in ("text/plain", "body_text") and _MARKUP.search(value) is not None


def _title(members: Item) -> str | None:
    """The main headline; in ninjs 2 and 3 the one without another role."""
    headlines = list(_objects(members, "headlines"))
    main = next((each for each in headlines if each.get("role") in (None, "main")), headlines[0] if headlines else {})
    found = _string(main, "value", within="headlines") or _string(members, "headline") or _string(members, "title")
    headline = " ".join(html_text.extract_text(held_by_a_tree(found), guess_layout=False).split()) if found else ""
    if len(headline) > _LONGEST_HEADLINE:
        raise _bad(f"The headline is longer than {_LONGEST_HEADLINE:,} characters.")
    return headline or None


def _dates(members: Item) -> Iterator[Published]:
    for name in _DATES:
        if (value := _date(members, name)) is not None:
            yield Published(value, "ninjs", name)


def _date(members: Item, name: str) -> str | None:
    raw = _string(members, name.lower())
    if not raw:
        return None
    if (value := in_one_form(raw)) is None:
        raise _bad(f"{name}: {raw[:40]!r} is not a date and time. Write it as 2025-10-24T18:05:00+02:00.")
    return value


def _notes(members: Item, *, left: int) -> Iterator[Note]:
    if until := _date(members, "embargoedUntil") or _date(members, "embargoed"):
        yield Note("embargoed", f"The item is under embargo until {until}.")
    if _status(members) == "withheld":
        yield Note("withheld", "The item's pubStatus is withheld: it must not be published yet.")
    if left:
        yield Note("bodies-left-out", f"The item has other texts that were not read: {left}.")
    associated = members.get("associations")
    if isinstance(associated, Mapping):
        associated = list(associated.values())
    if isinstance(associated, list) and (there := sum(item is not None for item in associated)):
        yield Note("associations-left-out", f"Associated items, such as pictures, were not read: {there}.")


def _objects(members: Item, name: str) -> Iterator[Item]:
    """The objects of a list, their members by names in small letters."""
    value = members.get(name)
    if value is None:
        return
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise _bad(f"{name}: must be a list of objects, each with a value.")
    for each in value:
        yield {str(key).lower(): part for key, part in each.items()}


def _string(members: Item, name: str, *, within: str = "") -> str | None:
    value = members.get(name)
    where = f"{within}.{name}" if within else name
    if value is not None and not isinstance(value, str):
        raise _bad(f"{where}: must be a string.")
    try:
        return None if value is None else sound_text(value)
    except ValueError as error:
        raise _bad(f"{where}: {error}") from None


def _bad(message: str) -> Unreadable:
    return Unreadable(message, field="ninjs")
