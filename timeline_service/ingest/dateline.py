"""A publication date that the article states about itself, in its first lines.

Two forms are trusted, both only with a full date (day, month and year): a line that says nothing else ("Published:
October 24, 2025, 9:15 a.m."), and a dateline before the first sentence ("GENEVA, 24 October 2025 (AFP) —").
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service import languages
from timeline_service.calendar.intervals import Granularity
from timeline_service.model import Document, Language, Timex
from timeline_service.pipeline import read_dates

_HEAD_LINES, _HEAD_CHARACTERS = 12, 1_000
_LABEL = re.compile(r"^\W*(?:first\s+|originally\s+)?(?:published|posted|issued|date)?(?:\s+(?:on|at))?\W*$", re.I)
_CLOCK = r"(?:at\s+)?(?:\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?)?\s*(?:[A-Z]{2,4})?"
_AFTER_DATE = re.compile(rf"^[\s,|·–—-]*{_CLOCK}[\s|·–—.-]*$", re.I)
_PLACE = re.compile(r"^[^\W\d_][\w .,'’/-]{1,60}[,(]\s*$")
_DASH = re.compile(r"^\s*\)?\s*(?:\([\w /.-]{2,30}\)\s*)?(?:[–—]|-{1,2}\s)")


def language_of(document: Document) -> Language:
    """The language of a document, by the first part of its BCP 47 tag: ``en`` of ``en-GB``."""
    return languages.load(document.language.split("-")[0])


def stated_date(document: Document, *, named: bool = False) -> str | None:
    """The publication date as ``YYYY-MM-DD``, or None when the head of the text states none, or two.

    ``named``: a line must say that it is that ("Published: …"); in a page a date alone may be that of anything.
    """
    head = "".join(document.text[:_HEAD_CHARACTERS].splitlines(keepends=True)[:_HEAD_LINES])
    read = read_dates(replace(document, text=head, dct=None, timexes=()), language_of(document))
    stated = (timex for timex in read.timexes if _is_publication_date(timex, head, named=named))
    days = {timex.interval.earliest for timex in stated if timex.interval}
    return days.pop() if len(days) == 1 else None


def _is_publication_date(timex: Timex, head: str, *, named: bool) -> bool:
    if timex.span is None or timex.basis != "stated" or timex.granularity not in (Granularity.DAY, Granularity.MINUTE):
        return False
    before = head[: timex.span.start].rpartition("\n")[2]
    after = head[timex.span.end :].partition("\n")[0].rstrip("\r")
    alone = bool(_LABEL.match(before) and _AFTER_DATE.match(after) and (not named or re.search(r"\w", before)))
    return alone or bool(_PLACE.match(before) and _DASH.match(after))
