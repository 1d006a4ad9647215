"""Posts of a live blog that only JSON-LD dates (``liveBlogUpdate``): each gets its stamp where it stands in the page.

Where the page shows a time for a post, that is marked with the post's date, as ``<time datetime>`` would mark it; where
it shows none, a line with date and time is put before the post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import html_text
from lxml.html import HtmlElement, builder

from timeline_service.ingest.characters import held_by_a_tree
from timeline_service.ingest.chronologies import is_date
from timeline_service.ingest.json_ld import Node
from timeline_service.ingest.paragraphs import BLOCKS
from timeline_service.ingest.phrasing import NO_WORDS
from timeline_service.ingest.written_dates import written_date

_MOST = 2_000  # posts
_KEY, _SHORTEST = 40, 15  # letters by which the words of a post are known
_NEAR = 3  # blocks before a post in which its time may stand
_HEADED = 8  # blocks from the headline of a post to its words, at most


class Post(NamedTuple):
    """A post of a live blog: when it was published (ISO 8601), its headline and its words, without markup."""

    published: str
    headline: str
    body: str


class _Block(NamedTuple):
    element: HtmlElement
    letters: str


def posts_of(nodes: Iterable[Node]) -> tuple[Post, ...]:
    """The posts that the nodes of a page's article list with a date, in their order."""
    listed = [each for node in nodes for each in _list(node.get("liveBlogUpdate"))][:_MOST]
    dated = ((each, written_date(each.get("datePublished"))) for each in listed if isinstance(each, Mapping))
    return tuple(
        Post(date, _plain(each.get("headline") or each.get("name")), _plain(each.get("articleBody")))
        for each, date in dated
        if date is not None
    )


def with_stamps(page: HtmlElement, posts: Sequence[Post], language: str) -> None:
    """Change ``page`` so that each of the posts that it shows has its date."""
    if not posts:
        return
    blocks = [_Block(each, _letters(each.text_content())) for each in page.iter(*BLOCKS) if _is_leaf(each)]
    blocks = [block for block in blocks if block.letters]
    places = {block.letters[:_KEY]: n for n, block in reversed(list(enumerate(blocks)))}
    stamped: set[int] = set()
    for post in posts:
        found = _find(post, places)
        if found is not None and found[1] not in stamped:
            first, words = found
            stamped.add(words)
            _stamp(blocks[max(0, first - _NEAR) : words + 1], blocks[first].element, post.published, language)


def as_page(posts: Sequence[Post]) -> HtmlElement:
    """A page of the posts alone, for a live blog that only a script shows."""
    article = builder.ARTICLE()
    for post in posts:
        article.append(_line(post.published))
        article.extend([builder.H2(post.headline)] if post.headline else [])
        article.extend(builder.P(words) for words in post.body.split("\n") if words.strip())
    return builder.HTML(builder.BODY(article))


def _find(post: Post, places: Mapping[str, int]) -> tuple[int, int] | None:
    """The first block of a post, and the first of its words."""
    headline, body = _letters(post.headline), _letters(post.body)
    head = places.get(headline[:_KEY]) if headline else None
    lengths = range(min(_KEY, len(body)), _SHORTEST - 1, -1)
    words = next((places[body[:n]] for n in lengths if body[:n] in places), None)
    if words is None:
        return None if head is None else (head, head)
    near = head is not None and 0 <= words - head <= _HEADED
    return (head if near and head is not None else words), words


def _stamp(near: Sequence[_Block], first: HtmlElement, published: str, language: str) -> None:
    if any(written_date(time.get("datetime")) for block in near for time in block.element.iter("time")):
        return
    shown = next((block.element for block in near if is_date(block.element.text_content(), language)), None)
    if shown is not None and _says(shown.text_content(), published):
        time = builder.TIME(*list(shown), datetime=published)
        time.text, shown.text = shown.text, None
        shown[:] = [time]
    elif (parent := first.getparent()) is not None:
        parent.insert(parent.index(first), _line(published))


def _says(shown: str, published: str) -> bool:
    """Whether a time that the page shows is that of the post, on a clock of twelve hours or of twenty-four."""
    hour, minute = published[11:13], published[14:16]
    digits = [part for part in "".join(each if each.isdigit() else " " for each in shown).split() if len(part) <= 2]
    return bool(hour) and len(digits) >= 2 and int(digits[0]) % 12 == int(hour) % 12 and digits[1] == minute


def _line(published: str) -> HtmlElement:
    return builder.P(builder.TIME(f"{published[:10]} {published[11:16]}".strip(), datetime=published))


def _is_leaf(element: HtmlElement) -> bool:
    return not any(child.tag in BLOCKS for child in element) and not any(
        above.tag in NO_WORDS for above in element.iterancestors()
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _plain(text: Any) -> str:
    if not isinstance(text, str):
        return ""
    text = held_by_a_tree(text)
    return html_text.extract_text(text).strip() if "<" in text else text.strip()


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
