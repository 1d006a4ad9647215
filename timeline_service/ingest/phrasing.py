"""Repairs to a page before an extractor sees it: no word of a sentence is lost, whatever element it stands in.

Extractors know paragraphs, links and bold type; ``<time>``, ``<button>``, ``<output>`` and whatever a site has invented
go with their words. Here phrasing elements give way to their words, struck words go, and ``<time datetime>`` leaves a
mark in the text, so that its date is known where the words end up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlProcessingInstruction

from timeline_service.ingest.written_dates import written_date, written_month
from timeline_service.model import MarkedDate, Span

_STRUCK = ("del", "s", "strike")
NO_WORDS = """script style template noscript svg math canvas iframe object embed video audio map rp rt select textarea
    input dialog""".split()
_PHRASING = frozenset(
    """abbr acronym b bdi bdo big blink button cite code data dfn em font i ins kbd label mark meter nobr output picture
    progress q rb ruby samp slot small span strong sub sup time tt u var wbr""".split()
)
_CONTROLS = ("button", "label", "output")  # words of a sentence inside of one, else parts of a form
_SENTENCES = frozenset("p li dd dt td th h1 h2 h3 h4 h5 h6 blockquote figcaption caption address pre".split())
_FOR_THE_EAR = re.compile(r"\b(?:visually-?hidden|sr-only|screen-reader(?:-text)?|a11y-hidden)\b", re.IGNORECASE)
_BOUGHT = re.compile(r"\b(?:ads?|advert\w*|sponsor\w*)\b", re.IGNORECASE)
_UNWRAPPED = "x-unwrapped"
_AROUND = 3  # elements around a time that may be its line
_SHORT = 80  # code points: a word over a bought space, and no article
_FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|[a-z*†‡]|note \d+)\]?", re.IGNORECASE)
_BRACKETS = (("⸨", "⸩"), ("⟬", "⟭"), ("⦃", "⦄"), ("⦗", "⦘"))
_SPACE = re.compile(r"\s+")
_OPENING, _CLOSING = "“‘\"'(", ".:;!?)”’"


class Marks(NamedTuple):
    """The brackets that enclose marked words in the text, and what ``datetime`` says of each, by number."""

    brackets: tuple[str, str]
    values: Sequence[str]

    def taken_out(self, text: str) -> tuple[str, tuple[MarkedDate, ...]]:
        """The text without its marks, and where the words stand that they enclosed."""
        begin, end = self.brackets
        parts = re.split(rf"{begin}(\d+|/){end}", text)
        clean, opened, found = parts[0], None, []
        for mark, words in zip(parts[1::2], parts[2::2], strict=True):
            if mark != "/" and int(mark) < len(self.values):
                opened = (len(clean), self.values[int(mark)])
            elif opened is not None:
                found.append(MarkedDate(Span(opened[0], len(clean)), opened[1]))
                opened = None
            clean += words
        return clean, tuple(mark for mark in found if clean[mark.span.start : mark.span.end].strip())


def with_words_kept(page: HtmlElement) -> Marks:
    """Change ``page`` so that no extractor loses words of a sentence; return the marks that it now holds."""
    for each in list(page.iter()):
        if isinstance(each, (HtmlComment, HtmlProcessingInstruction)) or not isinstance(each.tag, str):
            _drop(each, parts=False)
    for each in list(page.iter("template")):
        if each.get("shadowrootmode") is not None:
            each.tag = "div"  # what a browser shows of a custom element
    letters = _letters(page)
    hidden = [each for each in page.xpath("//body//*[@hidden]") if each.get("hidden").lower() != "until-found"]
    for each in hidden:
        if 2 * _letters(each) < letters:  # what a script shows later is hidden whole
            _drop(each)
    for each in list(page.iter(*_STRUCK, *NO_WORDS)):
        _drop(each)
    for each in list(page.iter("br")):
        if _is_mere_wrap(each):
            each.tag, each.tail = _UNWRAPPED, f" {each.tail}"
    for each in page.xpath("//body//*[@class]"):
        if _FOR_THE_EAR.search(each.get("class")) or (_BOUGHT.search(each.get("class")) and _is_short(each)):
            _drop(each)
    _part(page)
    marks = _marked(page)
    if marks.values:
        _keep_stamps(page, marks)
    lengths: dict[HtmlElement, int] = {}
    for each in list(page.iter()):
        if each.tag in _CONTROLS and not _in_sentence(each, lengths):
            _drop(each)
        elif each.tag == "sup" and _FOOTNOTE.fullmatch(each.text_content().strip()) and _in_sentence(each, lengths):
            _drop(each)
        elif "-" in each.tag and not _in_sentence(each, lengths):
            each.tag = "div"
        elif each.tag in _PHRASING or "-" in each.tag:
            _unwrap(each)
        elif each.tag == "a" and (_in_sentence(each, lengths) or _is_marked(each, marks)):
            _unwrap(each)
        elif each.tag == "header" and _is_marked(each, marks) and each.find(".//h1") is None:
            each.tag = "div"  # of a post; an extractor takes it for the head of the page
    etree.strip_tags(page, _UNWRAPPED)
    for each in page.iter():
        each.text, each.tail = each.text, each.tail  # one piece of text, not thousands that every look puts together
    return marks


def _part(page: HtmlElement) -> None:
    """A space between inline elements that only a style sheet sets apart: ``<b>3 May 2019</b><i>The lock …</i>``."""
    for each in page.iter():
        behind = each.getnext()
        if behind is None or not (_is_inline(each) and _is_inline(behind)):
            continue
        if not each.tail and _are_apart(each.text_content(), behind.text_content()):
            each.tail = " "


def _is_inline(element: HtmlElement) -> bool:
    return element.tag not in ("sub", "sup") and (element.tag in _PHRASING or element.tag == "a" or "-" in element.tag)


def _are_apart(one: str, other: str) -> bool:
    """Whether a capital or a number begins behind the end of a word or a sentence."""
    begun, end = other.lstrip(_OPENING)[:1], one[-1:]
    ended = len(one) > 1 and (end.isalnum() or end in _CLOSING)
    return ended and (begun.isupper() or (begun.isdigit() and not end.isdigit()))


def _is_mere_wrap(br: HtmlElement) -> bool:
    """Whether a line break stands inside a sentence: a small letter follows, and nothing has ended before."""
    if not (br.tail or "").lstrip()[:1].islower():
        return False
    before = br.getprevious()
    text = br.getparent().text if before is None else before.tail
    if not text and before is not None and before.tag != "br":
        text = before.text_content()
    return (text or "").rstrip()[-1:] not in (*_CLOSING, "")


def _keep_stamps(page: HtmlElement, marks: Marks) -> None:
    """The lines that hold the times of posts, several of one kind, without names (``meta``) that an extractor drops."""
    around = {above for time in page.iter("time") for above in islice(time.iterancestors(), _AROUND)}
    lines: dict[str, list[HtmlElement]] = {}
    for each in around:
        if each.get("class") and _is_short(each) and _is_marked(each, marks):
            lines.setdefault(each.get("class"), []).append(each)
    for each in (each for kind in lines.values() if len(kind) > 1 for each in kind):
        del each.attrib["class"]


def _is_marked(element: HtmlElement, marks: Marks) -> bool:
    return bool(marks.values) and marks.brackets[0] in element.text_content()


def _is_short(element: HtmlElement) -> bool:
    return len(" ".join(element.text_content().split())) <= _SHORT


def _marked(page: HtmlElement) -> Marks:
    text = page.text_content()
    free = (pair for pair in _BRACKETS if pair[0] not in text and pair[1] not in text)
    brackets = next(free, None)
    values: list[str] = []
    for each in page.iter("time") if brackets is not None else ():
        value = written_date(each.get("datetime")) or written_month(each.get("datetime"))
        if value is None or not each.text_content().strip():
            continue
        begin, end = brackets or _BRACKETS[0]
        each.text = f"{begin}{len(values)}{end}{(each.text or '').lstrip()}"
        last = each[-1] if len(each) else None
        if last is None:
            each.text = f"{each.text.rstrip()}{begin}/{end}"
        else:
            last.tail = f"{(last.tail or '').rstrip()}{begin}/{end}"
        values.append(value)
    return Marks(brackets or _BRACKETS[0], values)


def _in_sentence(element: HtmlElement, lengths: dict[HtmlElement, int]) -> bool:
    """Whether an element stands among other words of a paragraph, a heading, an item or a cell.

    ``lengths`` remembers how many letters paragraphs have: one may hold thousands of elements.
    """
    above = element.getparent()
    while above is not None and (above.tag in _PHRASING or above.tag == "a" or "-" in str(above.tag)):
        above = above.getparent()
    if above is None or (above.tag not in _SENTENCES and not _has_words_of_its_own(above)):
        return False
    if above not in lengths:
        lengths[above] = _letters(above)
    return lengths[above] > _letters(element)


def _letters(element: HtmlElement) -> int:
    return len(_SPACE.sub("", element.text_content()))


def _has_words_of_its_own(element: HtmlElement) -> bool:
    return any((text or "").strip() for text in (element.text, *(child.tail for child in element)))


def _unwrap(element: HtmlElement) -> None:
    if element.getparent() is None:
        return
    if element.tag == "q":
        element.text = "“" + (element.text or "")
        element.tail = "”" + (element.tail or "")
    element.tag = _UNWRAPPED  # all of them go at once: one by one, the words of a paragraph would be copied each time


def _drop(element: HtmlElement, *, parts: bool = True) -> None:
    """Take an element out, and leave what follows it; ``parts``: words that it stood between stay two."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    text = before.tail if before is not None else parent.text
    glued = text and element.tail and not text[-1].isspace() and not element.tail[0].isspace()
    if parts and glued and text[-1].isalnum() and element.tail[0].isalnum():
        element.tail = " " + element.tail
    tail, element.tail = element.tail, None
    parent.remove(element)
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
