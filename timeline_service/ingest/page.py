"""The article of a page: trafilatura finds it in a repaired tree, and what it leaves out of the prose is noticed.

Where the page's prose stands in one place and less than nearly all of it came out, that place alone is read: a site may
call its article ``related`` or put it into an ``aside``. Where a page has no prose there is no article, and a menu is
not given for one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement, builder

from timeline_service.ingest.chronologies import is_label, laid_out
from timeline_service.ingest.live_posts import Post, with_stamps
from timeline_service.ingest.paragraphs import in_paragraphs, words_of
from timeline_service.ingest.phrasing import with_words_kept
from timeline_service.model import MarkedDate

_WHOLE = 0.9  # of the prose of its place, that an extraction must hold
_PLACE = 0.75  # of the prose of the page, that an element must hold to be its place
_FEWEST = 5  # words of a paragraph that is prose
_ARTICLE = 50  # words of prose that are an article wherever they stand
_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]⸩⟭⦄⦘]*\s*$")
_WORD = re.compile(r"\w+")
_LINKED = 0.6  # of the words of a paragraph: more of it in links, and it is no prose
_NOT_PROSE = frozenset("nav footer form header aside menu dialog".split())
_OTHERS = re.compile(
    r"\b(?:comments?|disqus|(?:jp )?related ?posts?|related|yarpp|outbrain|taboola|recommend\w*|newsletter|subscribe|"
    r"cookies?|consent|promo\w*|advert\w*|sidebar|footer|nav(?:igation|bar)?|menu|breadcrumbs?|share(?:daddy)?|sharing|"
    r"addtoany|addthis|social|author bio|caption|credit)\b",
    re.IGNORECASE,
)
_PART_OF_A_NAME = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")  # block__element--state, camelCase


class ReadPage(NamedTuple):
    """The text of a page's article, the words in it that markup dates, and what its own metadata call it."""

    text: str
    markup: tuple[MarkedDate, ...] = ()
    title: str | None = None
    url: str | None = None


def read_page(page: HtmlElement, language: str, posts: Sequence[Post] = ()) -> ReadPage:
    """The article of a page, which is changed on the way; its text is empty where there is none.

    ``posts`` are those of a live blog that the page's metadata date.
    """
    with_stamps(page, posts, language)
    marks = with_words_kept(page)
    laid_out(page, language)
    in_paragraphs(page)
    parts = list(page.iter("p", "li", "blockquote", "dd", "td", "pre"))
    prose = [each for each in parts if _is_prose(each)]
    labelled = [pair for pair in pairwise(parts) if is_label(pair[0])]
    entries = [each for pair in labelled for each in pair]  # labels, and what stands below them
    place = _place(page, prose)
    title, url, text = _extracted(page)
    if place is not None:
        told = {*prose, *entries}
        text = _least_lost(text, [each for each in parts if each in told], entries, place)
    if not _is_article(prose, text):
        text = ""
    clean, markup = marks.taken_out(text.strip())
    return ReadPage(clean, markup, marks.taken_out(title)[0] if title else None, url)


def _least_lost(
    text: str, parts: Sequence[HtmlElement], entries: Sequence[HtmlElement], place: HtmlElement
) -> str:
    """An extracted text, or where it lost a label, an entry or too much of its place, what that place alone gives."""

    def kept(text: str) -> tuple[bool, float]:
        lost = _lost(parts, text, place)
        return lost.isdisjoint(entries), _share(parts, lost, place)

    whole, share = kept(text)
    if whole and share >= _WHOLE:
        return text
    return max((text, _extracted(_bare(place))[2], _own(place)), key=kept)


def _is_article(prose: list[HtmlElement], text: str) -> bool:
    """Whether the text holds prose of the page: in its main part, or as much elsewhere as no menu or notice has."""
    plain = _squeezed(text)
    held = [each for each in prose if _squeezed(each.text_content()) in plain]
    main = any(not _is_aside(each) for each in held)
    return main or sum(len(_WORD.findall(each.text_content())) for each in held) >= _ARTICLE


def _extracted(page: HtmlElement) -> tuple[str | None, str | None, str]:
    """Title, address and text as trafilatura finds them."""
    from trafilatura import bare_extraction  # a quarter of a second that plain text need not wait for

    article = bare_extraction(deepcopy(page), with_metadata=True, include_comments=False)
    if article is None:
        return None, None, ""
    title = article.title if isinstance(article.title, str) else None  # it may be any value of JSON-LD
    return title, article.url, (article.text or "").strip()


def _is_prose(element: HtmlElement) -> bool:
    if any(child.tag in ("p", "li", "blockquote", "td") for child in element.iterdescendants()):
        return False
    words = element.text_content()
    ended = element.tag in ("p", "blockquote", "pre") or _SENTENCE.search(words) is not None
    if not ended or len(_WORD.findall(words)) < _FEWEST:
        return False
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked <= _LINKED * len(words)


def _place(page: HtmlElement, prose: list[HtmlElement]) -> HtmlElement | None:
    """The smallest element that holds most of the prose that is not in a part with another purpose."""
    own = [each for each in prose if not _is_aside(each)] or prose
    sizes: dict[HtmlElement, int] = {}
    for each in own:
        for above in each.iterancestors():
            sizes[above] = sizes.get(above, 0) + len(each.text_content())
    whole = sum(len(each.text_content()) for each in own)
    holding = [element for element, size in sizes.items() if size >= _PLACE * whole]
    return max(holding, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _is_aside(element: HtmlElement) -> bool:
    """Whether an element stands in a part of the page that is not for its article."""
    return any(
        above.tag in _NOT_PROSE or _is_named_otherwise(above, "class", "id") for above in element.iterancestors()
    )


def _is_named_otherwise(element: HtmlElement, *attributes: str) -> bool:
    """Whether a page names an element after a purpose other than its article."""
    named = " ".join(element.get(attribute, "") for attribute in attributes)
    return bool(named.strip()) and _OTHERS.search(_PART_OF_A_NAME.sub(" ", named)) is not None


def _lost(parts: Iterable[HtmlElement], text: str, place: HtmlElement) -> set[HtmlElement]:
    """The parts of a place that a text does not hold, or not in their order."""
    plain, at = _squeezed(text), 0
    lost = set()
    for part in parts:
        words = _squeezed(part.text_content())
        if (found := plain.find(words, at)) >= 0:
            at = found + len(words)
        elif _is_of(part, place):
            lost.add(part)
    return lost


def _share(parts: Iterable[HtmlElement], lost: Collection[HtmlElement], place: HtmlElement) -> float:
    """How much of the parts of a place is not lost, by their characters."""
    own = [(each, len(_squeezed(each.text_content()))) for each in parts if _is_of(each, place)]
    whole = sum(length for _, length in own)
    return sum(length for each, length in own if each not in lost) / whole if whole else 1.0


def _is_of(part: HtmlElement, place: HtmlElement) -> bool:
    """Whether a part stands in a place, and there in no part with another purpose."""
    return place in part.iterancestors() and not _is_within(part, place)


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text))


def _bare(place: HtmlElement) -> HtmlElement:
    """The place as a page of its own, whose names do not tell an extractor to leave it out."""
    article = deepcopy(place)
    article.tag, article.tail = "article", None
    for each in (article, *article.iterancestors()):
        for name in ("class", "id", "role"):
            each.attrib.pop(name, None)
    return builder.HTML(builder.BODY(article))


def _own(place: HtmlElement) -> str:
    """Every heading, paragraph and item of a place on a line of its own."""
    return "\n".join(_lines(place))


def _lines(place: HtmlElement) -> Iterator[str]:
    for each in place.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "td", "dd", "dt"):
        inner = any(child.tag in ("p", "li", "td", "h2", "h3", "h4") for child in each.iterdescendants())
        words = "" if inner or _is_within(each, place) else words_of(each)
        if words:
            yield f"- {words}" if each.tag == "li" else words


def _is_within(element: HtmlElement, place: HtmlElement) -> bool:
    """Whether an element stands in a part of its place that has another purpose."""
    for above in element.iterancestors():
        if above is place:
            return False
        if above.tag in ("nav", "footer", "form", "menu") or _is_named_otherwise(above, "class"):
            return True
    return False
