"""JSON-LD of a page (schema.org): which of its nodes is the article that the page is about.

A page also describes its site, its videos, its comments and other articles, each with dates of its own. The article is
a node of an Article type that is found where a page describes itself (not inside a comment, a list or a part) and that
names the page's address or headline; where none names them, it is the only one there is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from timeline_service.ingest.characters import held_by_xml
from timeline_service.ingest.paragraphs import words_of

Node = Mapping[str, Any]
_ARTICLES = frozenset(
    """Article AdvertiserContentArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle BlogPosting
    LiveBlogPosting MedicalScholarlyArticle NewsArticle OpinionNewsArticle Report ReportageNewsArticle ReviewNewsArticle
    SatiricalArticle ScholarlyArticle TechArticle""".lower().split()
)
_OF_THE_PAGE = ("@graph", "mainEntity", "mainEntityOfPage")  # members that lead from a page to what it is about
_DEEPEST = 20  # levels of JSON-LD that are looked into
_MOST = 2_000  # nodes
_TRACKING = ("utm_", "amp", "outputtype")  # parameters of an address that do not change what it is of
_WRAPPING = re.compile(r"^\s*(?:/[/*]\s*)?(?:<!\[CDATA\[|<!--)(?:\s*\*/)?|(?:/[/*]\s*)?(?:\]\]>|-->)(?:\s*\*/)?;?\s*$")


@dataclass(frozen=True, slots=True)
class PageIdentity:
    """What a page says of itself: its addresses and its headlines, in the form that :func:`is_about` compares."""

    addresses: frozenset[str]
    headlines: frozenset[str]


def identity(page: HtmlElement, url: str | None) -> PageIdentity:
    """The addresses (``url`` is that of the request) and headlines of a page."""
    addresses = [url, *page.xpath("//link[@rel='canonical' or @rel='amphtml']/@href")]
    addresses += page.xpath("//meta[@property='og:url']/@content")
    headlines = page.xpath("//title/text() | //meta[@property='og:title' or @name='twitter:title']/@content")
    headlines += [words_of(heading) for heading in page.xpath("//h1")[:5]]
    return PageIdentity(
        frozenset(filter(None, map(_address, addresses))), frozenset(filter(None, map(_words, headlines)))
    )


def article_nodes(page: HtmlElement, about: PageIdentity) -> list[Node]:
    """The nodes that describe this page's article, those that name the page first; empty where that is not sure."""
    found = list(_articles(page))
    named = [node for node in found if is_about(node, about)]
    if named:
        return named
    alone = len(found) == 1 and not _is_of_another(found[0], about)
    return found if alone else []


def is_about(node: Node, about: PageIdentity) -> bool:
    """Whether a node names the page's address, or its headline."""
    page = node.get("mainEntityOfPage")
    if page is True or (isinstance(page, str) and page.lower() == "true") or about.addresses & _addresses(node):
        return True
    headline = _headline(node)
    return bool(headline) and any(headline in (known, known[: len(headline)]) for known in about.headlines)


def _is_of_another(node: Node, about: PageIdentity) -> bool:
    """Whether address and headline both say that the node describes another page."""
    elsewhere = bool(about.addresses and _addresses(node))
    return elsewhere and bool(_headline(node) and about.headlines)


def _headline(node: Node) -> str:
    return _words(node.get("headline") or node.get("name")) or ""


def _addresses(node: Node) -> frozenset[str]:
    page = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), page, *(page.values() if isinstance(page, dict) else ())]
    return frozenset(filter(None, map(_address, named)))


def _articles(page: HtmlElement) -> Iterator[Node]:
    left = _MOST
    described = (each for each in page.iter("script") if each.get("type", "").lower().startswith("application/ld+json"))
    for script in described:
        for node in _nodes(_parsed(script.text or "")):
            left -= 1
            if left < 0:
                return
            if is_article(node.get("@type")):
                yield node


def is_article(types: Any) -> bool:
    """Whether one of the types, by name or by address, is an article's."""
    named = types if isinstance(types, list) else [types]
    return any(isinstance(each, str) and re.split(r"[/:#]", each)[-1].lower() in _ARTICLES for each in named)


def _parsed(script: str) -> Any:
    """The JSON of a script, whose strings hold nothing that the page itself could not; None where it is none."""
    try:
        return _sound(json.loads(_WRAPPING.sub("", script).strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        return None


def _sound(data: Any) -> Any:
    if isinstance(data, str):
        return held_by_xml(data)
    if isinstance(data, list):
        return [_sound(each) for each in data]
    return {held_by_xml(name): _sound(value) for name, value in data.items()} if isinstance(data, dict) else data


def _nodes(data: Any, *, depth: int = 0) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _nodes(each, depth=depth + 1)
    elif isinstance(data, dict):
        yield {name.removeprefix("schema:"): value for name, value in data.items()}
        for name in _OF_THE_PAGE:
            yield from _nodes(data.get(name) or data.get(f"schema:{name}"), depth=depth + 1)


def _address(url: Any) -> str | None:
    """Host and path, and the query, of an absolute address; what varies between forms of one address is left out."""
    try:
        parts = urlsplit(url.strip()) if isinstance(url, str) else None
    except ValueError:
        return None
    if parts is None or not parts.netloc:
        return None
    path = re.sub(r"/amp$", "", parts.path.rstrip("/"))
    query = "&".join(each for each in parts.query.split("&") if not each.lower().startswith(_TRACKING))
    return f"{parts.netloc.lower().removeprefix('www.')}{path}?{query}"


def _words(text: Any) -> str | None:
    return " ".join(re.findall(r"\w+", text.lower())) if isinstance(text, str) else None


def stated(nodes: Iterable[Node], *names: str) -> Iterator[tuple[str, Any]]:
    """Names and values of members that nodes have, node by node."""
    for node in nodes:
        for name in names:
            if node.get(name) not in (None, "", []):
                yield name, node[name]
