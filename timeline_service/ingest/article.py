"""An article as it was sent, as a :class:`Document` for ``READ``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import html_text
from lxml import etree, html

from timeline_service.addresses import is_web_address
from timeline_service.calendar.edtf import creation_day
from timeline_service.ingest.characters import Unreadable, held_by_a_tree, sound_text
from timeline_service.ingest.dateline import stated_date
from timeline_service.ingest.live_posts import as_page
from timeline_service.ingest.local_time import is_in_utc, local, zone_of
from timeline_service.ingest.ninjs import read_ninjs
from timeline_service.ingest.page import ReadPage, read_page
from timeline_service.ingest.published import Published, Stated, stated_by
from timeline_service.model import Document, Note, creation_time

_LIKE_HTML = Note(
    "looks-like-html",
    "The text holds HTML, whose tags and entities were read as words of the article. Send it as `html` instead of"
    " `text`, or as a body of type text/html.",
)
_NO_ARTICLE = (
    "No article text was found in the HTML: it holds no sentences outside of menus, forms and scripts. Send the page as"
    " a browser shows it, or the article's text as plain text."
)
_TAGS = "a|b|blockquote|br|div|em|h[1-6]|i|img|li|ol|p|section|span|strong|table|td|tr|u|ul"
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]{{0,500}}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|quot|[lr][sd]quo|[mn]dash|#\d{1,6});")


def from_text(
    text: str,
    *,
    published_at: str | None = None,
    title: str | None = None,
    language: str = "en",
    url: str | None = None,
    id: str = "d1",
) -> Document:
    """A document whose text is ``text``, character for character.

    ``published_at`` is an ISO 8601 date or date-time; without it the article's own dateline is used, if it has one,
    and never the clock. Raises InputError, with a sentence that says what to fix.
    """
    notes = (_LIKE_HTML,) if _looks_like_html(text) else ()
    document = Document(id=id, text=sound_text(text), title=title, language=language, url=url, notes=notes)
    return _dated(document, published_at, found=())


def from_html(
    page: str,
    *,
    published_at: str | None = None,
    title: str | None = None,
    language: str = "en",
    url: str | None = None,
    id: str = "d1",
) -> Document:
    """A document whose text is the article that trafilatura finds in ``page``; offsets count in that text.

    Raises :class:`Unreadable` where there is no article text to be found. Nothing is fetched and no script is run.
    """
    sound_text(page)
    tree = _parse(page)
    stated = stated_by(tree, url) if tree is not None else Stated(())
    read = ReadPage("" if "<" in page else page.strip())
    if tree is not None and "<" in page:
        read = read_page(tree, language, stated.posts)
    if not read.text and stated.posts:
        read = read_page(as_page(stated.posts), language)._replace(title=read.title, url=read.url)
    if not read.text and stated.body:
        read = ReadPage(_plain(stated.body), title=read.title, url=read.url)
    if not read.text:
        raise Unreadable(_NO_ARTICLE, field="html")
    named = read.url if read.url and is_web_address(read.url) else None
    document = Document(
        id=id, text=read.text, title=title or read.title, language=language, url=url or named, markup=read.markup
    )
    found = _local(stated.dates, document, stated.located)
    dated = _dated(document, published_at, found=found, from_page=True)
    return dated if dated.dct else replace(dated, notes=(*dated.notes, *stated.notes))


def from_ninjs(
    item: Mapping[str, Any],
    *,
    published_at: str | None = None,
    title: str | None = None,
    language: str = "en",
    url: str | None = None,
    id: str = "d1",
) -> Document:
    """A document whose text is the body of a ninjs item; offsets count in that text.

    Times in UTC are taken as those of the place that the item or its dateline names. Raises :class:`Unreadable` where
    the item has no article, or says something that cannot be read.
    """
    document, dates, located = read_ninjs(item, language)
    document = replace(document, id=id, title=title or document.title, language=language, url=url)
    if located and zone_of(document, located) is None and any(is_in_utc(date.value) for date in dates):
        document = replace(document, notes=(*document.notes, _unknown_place(located)))
    return _dated(document, published_at, found=_local(dates, document, located))


def _local(dates: Sequence[Published], document: Document, located: str | None) -> tuple[Published, ...]:
    """The dates with times in UTC as those of the place that the article is located in."""
    zone = zone_of(document, located)
    return tuple(dates) if zone is None else tuple(date._replace(value=local(date.value, zone)) for date in dates)


def _unknown_place(located: str) -> Note:
    told = f"The item's times are in UTC, and the time zone of {located[:80]} is not known: its day may be another one."
    return Note("place-without-time-zone", told)


def _plain(body: str) -> str:
    """The words of an article that stands in metadata, with its tags or without."""
    return (html_text.extract_text(held_by_a_tree(body)) if _looks_like_html(body) else body).strip()


def _looks_like_html(text: str) -> bool:
    """Whether there are two tags, or an entity: marks that no plain text has."""
    return len(list(islice(_TAG.finditer(text), 2))) == 2 or _ENTITY.search(text) is not None


def _parse(page: str) -> html.HtmlElement | None:
    try:
        return html.document_fromstring(held_by_a_tree(page).encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except etree.LxmlError:
        return None


def _dated(
    document: Document, published_at: str | None, *, found: Sequence[Published], from_page: bool = False
) -> Document:
    if published_at is not None:
        return replace(document, dct=creation_time(published_at), dct_source="request")
    if found:
        notes = (*document.notes, *_origin(found[0]), *_doubts(found))
        return replace(document, dct=creation_time(found[0].value), dct_source=found[0].source, notes=notes)
    if (day := stated_date(document, named=from_page)) is not None:
        return replace(document, dct=creation_time(day), dct_source="dateline")
    return document


def _origin(date: Published) -> tuple[Note, ...]:
    """Which of several dates of one source was taken, and in which zone it is."""
    whose = "item's" if date.source == "ninjs" else "page's element"
    told = f"The publication date is the {whose} {date.member}, {date.value}."
    return (Note("publication-date", told),) if date.member else ()


def _doubts(found: Sequence[Published]) -> tuple[Note, ...]:
    first, *others = found
    different = [other for other in others if creation_day(other.value) != creation_day(first.value)]
    if not different:
        return ()
    rest = ", ".join(f"{other.name} says {other.value}" for other in different)
    return (Note("publication-dates-differ", f"{first.name} says {first.value}, which was used; {rest}."),)
