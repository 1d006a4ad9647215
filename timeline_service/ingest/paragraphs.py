"""Words that stand in no paragraph get one: between blocks, in divisions, between two line breaks."""

from __future__ import annotations

from copy import copy
from typing import TypeAlias

from lxml import etree
from lxml.html import HtmlElement, builder

BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table tbody td tfoot th thead tr
    ul""".split()
)
_CONTAINERS = (
    "article aside blockquote body center dd details div figure footer header li main nav section td th"
).split()  # fmt: skip
_Part: TypeAlias = str | HtmlElement
_MOST = 5_000  # children
_WORDS_ALONE = ("div", "section", "center", "article", "main")  # paragraphs in all but name, if they hold no block


def in_paragraphs(page: HtmlElement) -> None:
    """Change ``page`` so that all words between its blocks stand in paragraphs of their own."""
    for container in list(page.iter(*_CONTAINERS, "p")):
        if len(container) > _MOST:
            continue  # no article: to part it would take longer than to read it
        if container.tag in ("li", "td", "th", "dd", "p") and not _holds_blocks(container):
            if container.tag == "p" and len(container.findall("br")) > 1:
                _split(container)
        elif _has_words(container):
            if _holds_blocks(container) or container.findall("br"):
                _wrap(container)
            elif container.tag in _WORDS_ALONE:
                _put_inside(container)


def words_of(element: HtmlElement) -> str:
    """The words of an element on one line, those apart that a line break or a block inside of it parts."""
    pieces: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        apart = " " if each is not element and (each.tag == "br" or each.tag in BLOCKS) else ""
        if event == "start":
            pieces += [apart, (each.text or "") if isinstance(each.tag, str) else ""]  # else a comment
        else:
            pieces += [apart, (each.tail or "") if each is not element else ""]
    return " ".join("".join(pieces).split())


def _holds_blocks(element: HtmlElement) -> bool:
    return any(child.tag in BLOCKS for child in element)


def _has_words(element: HtmlElement) -> bool:
    loose = (element.text, *(child.tail for child in element))
    inline = (child.text_content() for child in element if child.tag not in BLOCKS)
    return any((text or "").strip() for text in (*loose, *inline))


def _put_inside(container: HtmlElement) -> None:
    made = builder.P()
    made.text, container.text = container.text, None
    made.extend(list(container))
    container.append(made)


def _wrap(container: HtmlElement) -> None:
    children: list[HtmlElement] = []
    for part in _runs(container):
        if not isinstance(part, list):
            children.append(part)
        elif part:
            children.append(_paragraph(part))
    container.text = None
    container[:] = children


def _split(paragraph: HtmlElement) -> None:
    """A paragraph with empty lines in it is several."""
    parent = paragraph.getparent()
    if parent is None:
        return
    made = [_paragraph(part) for part in _runs(paragraph) if isinstance(part, list) and part]
    if not made:
        return
    made[-1].tail = paragraph.tail
    at = parent.index(paragraph)
    parent[at : at + 1] = made


def _runs(container: HtmlElement) -> list[HtmlElement | list[_Part]]:
    """The blocks of a container, and between them runs of words and inline elements; two line breaks part runs."""
    runs: list[HtmlElement | list[_Part]] = [[container.text or ""]]
    breaks = 0
    for child in list(container):
        tail, child.tail = child.tail or "", None
        here = runs[-1]
        if child.tag in BLOCKS:
            runs += [child, [tail]]
            breaks = 0
            continue
        assert isinstance(here, list)
        if child.tag == "br":
            breaks += 1
            if breaks == 2:
                if here and isinstance(here[-1], HtmlElement) and here[-1].tag == "br":
                    here.pop()
                runs.append([tail])
                breaks = 0 if tail.strip() else 1
                continue
        here += [child, tail]
        breaks = 0 if tail.strip() or child.tag != "br" else breaks
    return [run if not isinstance(run, list) or _says(run) else [] for run in runs]


def _says(run: list[_Part]) -> bool:
    return any((part if isinstance(part, str) else part.text_content()).strip() for part in run)


def _paragraph(run: list[_Part]) -> HtmlElement:
    made = builder.P()
    for part in run:
        if not isinstance(part, str):
            made.append(copy(part))
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + part
        else:
            made.text = (made.text or "") + part
    return made
