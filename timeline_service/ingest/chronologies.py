"""Tables, definition lists and headings that date what stands beside them, laid out as the lines of a dated list.

``<td>3 May 2019</td><td>The bridge was opened.</td>`` reads "3 May 2019: The bridge was opened." in the text, a form
that ``find_blocks`` knows; an extractor would give the row back in pieces, or leave it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement, builder

from timeline_service import languages
from timeline_service.calendar.expressions import Base, Duration, Every, Expression, Nth, This, Vague
from timeline_service.ingest.paragraphs import words_of
from timeline_service.languages.search import Found, find

_BLOCKS = frozenset("p div ul ol dl table blockquote h1 h2 h3 h4 h5 h6 section article pre".split())
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MOST = 2_000  # headings of a page, terms of a list: more than any article has
_MADE = "data-label"
_LONGEST = 60  # code points of a cell that is a date
_MARK = re.compile(r"[⸨⟬⦃⦗](?:\d+|/)[⸩⟭⦄⦘]")
_DATED_HEADING = re.compile(r"(?P<date>.{4,60}?)(?::| [–—|-]{1,2})\s+(?P<words>.*\w.*)", re.DOTALL)
_YEAR = re.compile(r"\d{4}")
_ROWS = re.compile(r"[1-9]\d?")  # that a cell spans
_AROUND = " \t\r\n\xa0:.,;–—-|()[]"


def laid_out(page: HtmlElement, language: str) -> None:
    """Change the tables, definition lists and headings of ``page`` that are dated; tables that only lay out go."""
    for table in reversed(list(page.iter("table"))):
        _table(table, language)
    for each in list(page.iter("dl")):
        _definitions(each, language)
    for heading in list(islice(page.iter(*_HEADINGS, "summary"), _MOST)):
        _heading(heading, language)


def _heading(heading: HtmlElement, language: str) -> None:
    """A date that heads a section is its label; the words behind it ("3 May 2019: The first day") stay its heading."""
    label = _label(heading)
    if is_date(label, language):
        heading.tag = "p"
        for inner in list(heading):
            inner.drop_tag()
        heading.text = f"{label}:"
        heading.set(_MADE, "")
        return
    parent, named = heading.getparent(), _dated(heading)
    if parent is not None and named.words and is_date(named.date, language):
        heading.addprevious(_above(named.date))
        for inner in list(heading):
            inner.drop_tag()
        heading.text = named.words
        if heading.tag == "summary":
            heading.tag = "h4"


class _Dated(NamedTuple):
    """What heads an entry: its date, and the words behind the date."""

    date: str
    words: str = ""


def _dated(heading: HtmlElement) -> _Dated:
    label = _label(heading)
    parted = _DATED_HEADING.match(label)
    return _Dated(label) if parted is None else _Dated(parted["date"], parted["words"])


def is_date(text: str, language: str) -> bool:
    """Whether words are a date and nothing else: what may label an entry."""
    words = _MARK.sub("", text).strip(_AROUND)
    if not words or len(words) > _LONGEST or not any(map(str.isalnum, words)):
        return False
    found = _found(words, language)
    if not found or not _names_a_time(found[0].expression):
        return False
    rest = "".join(words[one:other] for one, other in _gaps(words, found))
    return not any(map(str.isalnum, rest)) or rest.strip(_AROUND).lower() in ("to", "and", "on", "at", "in", "c")


def _names_a_time(said: Expression) -> bool:
    """Whether an expression can label an entry: no distance, and no "first day" of what is not said."""
    if isinstance(said, Nth):
        return said.within is not None and not (isinstance(said.within, This) and said.within.base is Base.EVENT)
    return not isinstance(said, (Duration, Every, Vague))


def is_label(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is a label that :func:`laid_out` has put above an entry."""
    return paragraph.get(_MADE) is not None


def is_one_date(text: str, language: str) -> bool:
    """Whether words are one date, and not two beside each other."""
    return len(_found(_MARK.sub("", text), language)) == 1


@lru_cache(maxsize=256)
def _found(words: str, language: str) -> tuple[Found, ...]:
    """The dates of a label; the rows of a table have the same again and again."""
    return tuple(find(words, languages.load(language.split("-")[0]).rules))


def _gaps(words: str, found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    at = 0
    for each in found:
        yield at, each.start
        at = each.end
    yield at, len(words)


def _table(table: HtmlElement, language: str) -> None:
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    cells = _columns([[cell for cell in row if cell.tag in ("td", "th")] for row in rows], language)
    dates = [_date_cells(row, language) for row in cells]
    dated = [date for date in dates if date]
    wide = [row for row in cells if len(row) > 1]
    if wide and dated and len(dated) * 2 >= len([row for row in wide if not _is_header(row)]):
        entries = [each for row, date in zip(cells, dates, strict=True) for each in _row(row, date, language)]
    elif not wide or any(cell.find(".//p") is not None for row in cells for cell in row):
        entries = [_block(cell) for row in cells for cell in row]
    else:
        return
    caption = table.find("caption")
    _put(table, [*([_paragraph(words_of(caption))] if caption is not None else []), *entries])


def _is_header(row: list[HtmlElement]) -> bool:
    return len(row) > 1 and all(cell.tag == "th" for cell in row)


def _columns(rows: list[list[HtmlElement]], language: str) -> list[list[HtmlElement]]:
    """The rows of a table, with the dates of rows above; its columns where the first row holds their dates."""
    first, *others = rows or [[]]
    even = len(first) > 1 and others and all(len(row) == len(first) for row in others)
    if even and all(is_date(words_of(cell), language) for cell in first):
        if not any(is_date(words_of(cell), language) for row in others for cell in row):
            return [list(column) for column in zip(*rows, strict=True)]
    return _spanned(rows, language)


def _spanned(rows: list[list[HtmlElement]], language: str) -> list[list[HtmlElement]]:
    """Rows in which a date that spans those below stands in each of them."""
    whole, date, left = [], "", 0
    for row in rows:
        row = [builder.TD(date), *row] if left else row
        left = max(left - 1, 0)
        if not left and row and _ROWS.fullmatch(row[0].get("rowspan", "")) and is_date(words_of(row[0]), language):
            date, left = _label(row[0]), int(row[0].get("rowspan")) - 1
        whole.append(row)
    return whole


def _date_cells(row: list[HtmlElement], language: str) -> list[HtmlElement]:
    """The cells that date a row, one or two; they may also be its last ones, but never the only ones."""
    dates = [cell for cell in row if is_date(words_of(cell), language)][:2]
    if len(dates) == 2 and (len(row) == 2 or not is_one_date(_labels(dates), language)):
        dates = dates[:1]
    return dates if len(row) > len(dates) else []


def _labels(cells: list[HtmlElement]) -> str:
    """The label that one or two cells make: a year before a day stands behind it."""
    words = [_label(cell) for cell in cells]
    return " ".join(reversed(words) if len(words) > 1 and _YEAR.fullmatch(words[0]) else words)


def _row(row: list[HtmlElement], dates: list[HtmlElement], language: str) -> Iterator[HtmlElement]:
    if len(row) == 1 and is_date(words_of(row[0]), language):
        yield _above(_label(row[0]))
    elif not dates:
        yield from (_block(cell) for cell in row if not _is_header(row))
    else:
        rest = [cell for cell in row if cell not in dates and cell.text_content().strip()]
        yield from _entry(_labels(dates), rest)


def _entry(label: str, parts: list[HtmlElement]) -> Iterator[HtmlElement]:
    """A label with what it dates: on one line where that is plain words, else above it."""
    longest = max(parts, key=lambda part: len(part.text_content()), default=None)
    if longest is None:
        return
    if any(each.tag in _BLOCKS for each in longest.iterdescendants()):
        yield _above(label)
        yield _block(longest)
    else:
        yield _paragraph(f"{label}: {words_of(longest)}")
    yield from (_block(part) for part in parts if part is not longest)


def _definitions(listed: HtmlElement, language: str) -> None:
    terms = [each for each in listed.iter("dt") if next(each.iterancestors("dl"), None) is listed]
    if len(terms) > _MOST or not any(is_date(_dated(term).date, language) for term in terms):
        return
    entries: list[HtmlElement] = []
    label = ""
    for each in [each for each in listed.iter("dt", "dd") if next(each.iterancestors("dl"), None) is listed]:
        named = _dated(each)
        if each.tag == "dt" and is_date(named.date, language):
            label = named.date
            if named.words:
                entries += [_above(label), builder.H4(named.words)]
                label = ""
        elif each.tag == "dd" and label:
            entries += _entry(label, [each])
            label = ""
        else:
            label = ""
            entries.append(_block(each))
    _put(listed, entries)


def _label(element: HtmlElement) -> str:
    return words_of(element).rstrip(" :–—-")


def _paragraph(text: str) -> HtmlElement:
    return builder.P(" ".join(text.split()))


def _above(label: str) -> HtmlElement:
    made = _paragraph(f"{label}:")
    made.set(_MADE, "")
    return made


def _block(element: HtmlElement) -> HtmlElement:
    """A cell or a definition as a division, or as a paragraph where it holds words alone."""
    plain = all(each.tag not in _BLOCKS for each in element.iterdescendants())
    made = builder.P() if plain else builder.DIV()
    made.text = element.text
    made.extend(list(element))
    return made


def _put(element: HtmlElement, blocks: list[HtmlElement]) -> None:
    """``blocks`` in the place of an element."""
    parent = element.getparent()
    if parent is None:
        return
    whole = builder.DIV(*blocks)
    whole.tail = element.tail
    parent.replace(element, whole)
