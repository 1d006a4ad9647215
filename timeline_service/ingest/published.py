"""When was this published: what an HTML page states of its article, most trustworthy first.

The order is ``datePublished`` of the page's article in JSON-LD or microdata (schema.org), then OpenGraph
``article:published_time``, then a meta element that names a date of publication. A page that says two dates often says
them in two zones, and "yesterday" shifts with them, so all are kept. What htmldate finds elsewhere in the page or in
its address, and the day of a modification, are guesses: they are put into a note and not used. No URL is fetched and no
clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from htmldate import find_date
from lxml.html import HtmlElement

from timeline_service.calendar.edtf import creation_day
from timeline_service.ingest.json_ld import article_nodes, identity, is_article, stated
from timeline_service.ingest.live_posts import Post, posts_of
from timeline_service.ingest.local_time import is_in_utc
from timeline_service.ingest.written_dates import written_date
from timeline_service.model import Note

_META_NAMES = frozenset(
    """article.published article:published citation_publication_date citation_online_date date date_published
    datepublished dc.date dc.date.issued dc.date.created dcterms.created dcterms.issued dcterms.date displaydate
    originalpublicationdate parsely-pub-date pubdate publication_date publicationdate publish-date publish_date
    publishdate published published_date published_time publisheddate rnews:datepublished sailthru.date
    shareaholic:article_published_time timestamp cxenseparse:recs:publishtime""".split()
)
_OPENGRAPH = ("article:published_time", "og:published_time", "og:article:published_time")
_MODIFIED = ("article:modified_time", "og:updated_time", "og:modified_time", "og:article:modified_time")
_LOCATION = ("dateline", "locationCreated")


class Published(NamedTuple):
    """A date as ``creation_time`` reads it, and where it was found: ``json-ld microdata opengraph meta ninjs``.

    ``member`` names the part of the source where that has several.
    """

    value: str
    source: str
    member: str = ""

    @property
    def name(self) -> str:
        """What to call it in a note."""
        return self.member or self.source


class Stated(NamedTuple):
    """The dates of publication that a page states, the one to use first; where it says it was written; what else.

    ``body`` and ``posts`` are the words of the article, and the posts of a live blog, where its metadata hold them.
    """

    dates: tuple[Published, ...]
    located: str | None = None
    notes: tuple[Note, ...] = ()
    body: str = ""
    posts: tuple[Post, ...] = ()


def stated_by(page: HtmlElement, url: str | None) -> Stated:
    """What a page states of the publication of its article; ``url`` is the page's address, where it is known."""
    nodes = article_nodes(page, identity(page, url))
    found: dict[str, Published] = {}
    for source, member, raw in _stated(page, nodes):
        value = written_date(raw)
        if source not in found and value is not None:
            found[source] = Published(value, source, member)
    dates = _in_its_zone(tuple(found.values()))
    place = next((name for _, value in stated(nodes, *_LOCATION) if (name := _name(value))), None)
    body = next((value for _, value in stated(nodes, "articleBody") if isinstance(value, str)), "")
    return Stated(dates, place, () if dates else tuple(_guesses(page, nodes, url)), body, posts_of(nodes))


def _stated(page: HtmlElement, nodes: list[Any]) -> Iterator[tuple[str, str, Any]]:
    for _, raw in stated(nodes, "datePublished"):
        yield "json-ld", "", raw
    for raw in _microdata(page, "datepublished"):
        yield "microdata", "", raw
    metas = [(_key(meta), meta.get("content")) for meta in page.iter("meta")]
    for wanted in _OPENGRAPH:
        yield from (("opengraph", "", raw) for name, raw in metas if name == wanted)
    yield from (("meta", name, raw) for name, raw in metas if name in _META_NAMES)


def _key(meta: HtmlElement) -> str:
    return (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _microdata(page: HtmlElement, name: str) -> Iterator[str]:
    """Values of a property of the only article that microdata describe, or RDFa (``typeof``, ``property``)."""
    described = page.xpath("//*[@itemscope][@itemtype] | //*[@typeof]")
    articles = [each for each in described if is_article(_names(each, "itemtype", "typeof"))]
    outer = [each for each in articles if not any(other in articles for other in each.iterancestors())]
    if len(outer) != 1:
        return
    for each in outer[0].xpath(".//*[@itemprop or @property]"):
        scope = next((above for above in each.iterancestors() if {"itemscope", "typeof"} & {*above.keys()}), None)
        if scope is outer[0] and not {name, f"schema:{name}"}.isdisjoint(_names(each, "itemprop", "property")):
            yield each.get("content") or each.get("datetime") or each.text_content()


def _names(element: HtmlElement, *attributes: str) -> list[str]:
    """The names, in small letters, that the first of the attributes with any lists; none where they are empty."""
    return next(filter(None, (element.get(attribute, "").lower().split() for attribute in attributes)), [])


def _in_its_zone(dates: tuple[Published, ...]) -> tuple[Published, ...]:
    """A time in UTC gives way to the same moment in the zone of the page: it tells the day there."""
    if not dates:
        return ()
    first, moment = dates[0], _moment(dates[0].value)
    if moment is None or not is_in_utc(first.value):
        return dates
    same = (each.value for each in dates[1:] if _moment(each.value) == moment and not is_in_utc(each.value))
    return (first._replace(value=next(same, first.value)), *dates[1:])


def _moment(value: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(value)
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def _name(place: Any) -> str | None:
    """The name of a place in JSON-LD, which is words or an object; else the town of its address; else its address."""
    if isinstance(place, dict):
        address = place.get("address")
        town = address.get("addressLocality") if isinstance(address, dict) else address
        place = place.get("name") or town
    return place if isinstance(place, str) and place.strip() else None


def _guesses(page: HtmlElement, nodes: list[Any], url: str | None) -> Iterator[Note]:
    """What may be the date of publication, for whoever knows better."""
    metas = [meta.get("content") for meta in page.iter("meta") if _key(meta) in _MODIFIED]
    changed = [raw for _, raw in stated(nodes, "dateModified")] + metas + list(_microdata(page, "datemodified"))
    modified = next((date for raw in changed if (date := written_date(raw)) is not None), None)
    if modified is not None:
        yield Note(
            "only-modification-date",
            f"The page says when it was modified, {modified}, and not when it was published. If nothing was changed"
            " after publication, send that as published_at.",
        )
    address = url or next(iter(page.xpath("//link[@rel='canonical']/@href")), None)
    day = find_date(page, original_date=True, extensive_search=False, url=address, max_date="2999-12-31")
    if day and (modified is None or day != creation_day(modified)):
        yield Note(
            "publication-date-suggested",
            f"The page does not state when its article was published. {day} stands elsewhere in it, or in its address;"
            " it was not used. If it is right, send it as published_at.",
        )
