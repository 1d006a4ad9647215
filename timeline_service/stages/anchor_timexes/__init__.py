"""Expression + anchor + tense -> interval, TIMEX3 value, EDTF.

Words that speak from the time of publication ("ago", "yesterday", a bare weekday) are counted from the DCT; words that
speak from what was just told ("the following day", "later that night") from the latest date of the text that is fine
enough. Histories and obituaries are told apart from news by their own dates: there a bare month or day is read beside
the narrated one. In the news the words around a bare date say on which side of the DCT it lies. Which of these holds is
said by the rules in ``anchors``; what was told is a ``Discourse``, handed from one expression to the next.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline_service.calendar.expressions import (
    Base,
    Clock,
    Expression,
    Foreign,
    Last,
    Named,
    PartOfDay,
    Shift,
    Window,
)
from timeline_service.calendar.intervals import MINUTES_A_DAY
from timeline_service.calendar.resolve import resolve
from timeline_service.calendar.timex3 import Reading
from timeline_service.calendar.units import Cell, Unit
from timeline_service.calendar.zones import Zone
from timeline_service.languages.fallback import read as read_foreign
from timeline_service.lookups.quotations import quotations
from timeline_service.model import Document, Language, Note, Timex
from timeline_service.stages import stage
from timeline_service.stages.anchor_timexes.anchors import anchored
from timeline_service.stages.anchor_timexes.describe import described
from timeline_service.stages.anchor_timexes.discourse import Discourse, Setting, Told
from timeline_service.stages.anchor_timexes.governing_tense import TenseReader
from timeline_service.stages.anchor_timexes.meanings import is_narrative, is_timeless, is_year_back
from timeline_service.stages.anchor_timexes.neighbours import (
    with_hours_in_order,
    with_their_days,
    with_their_halves,
    with_their_wholes,
    with_their_years,
)
from timeline_service.stages.anchor_timexes.place_and_order import dateline, day_first
from timeline_service.stages.anchor_timexes.rewrites import apposed, is_of_each_year, rewritten
from timeline_service.stages.anchor_timexes.saying import Saying, is_of_now
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds
from timeline_service.stages.anchor_timexes.told import located

UNDATED = Note("no-publication-date", "There is no publication date: dates that depend on it are left unresolved.")
_UNIVERSAL = re.compile(r"\(\d{4} (?:GMT|UTC)\)")  # "4:52 a.m. local time (0022 GMT)"


@stage(
    needs=("text", "language", "dct", "timexes", "notes"),
    wants=("blocks", "tokens", "sentences", "clauses"),
    gives=("timexes", "notes"),
)
def anchor_timexes(document: Document, language: Language) -> Document:
    """Every timex with its value, interval, EDTF, anchor and reason."""
    setting, discourse = setting_of(document, language), Discourse()
    timexes: list[Timex] = []
    for timex in _with_neighbours(document, setting).timexes:
        read, discourse = _read(timex, discourse, setting)
        timexes.append(read)
    notes = document.notes
    left = any(t.basis == "none" and t.type in ("DATE", "TIME") for t in timexes)
    if setting.speech is None and left and all(note.code != UNDATED.code for note in notes):
        notes = (*notes, UNDATED)
    return replace(document, timexes=tuple(timexes), notes=notes)


def _with_neighbours(document: Document, setting: Setting) -> Document:
    """The expressions with what those beside them lend them."""
    document = with_their_days(document, setting.lexicon, setting.ends)
    for lend in (with_their_halves, with_hours_in_order, with_their_years, with_their_wholes):
        document = lend(document, setting.lexicon)
    return document


def setting_of(document: Document, language: Language) -> Setting:
    """What holds for the text as a whole."""
    dct, lexicon = document.dct, language.lexicon
    minute = dct.interval.start if dct is not None and dct.interval is not None else None
    speech = None if minute is None else Cell.at(Unit.DAY, minute)
    narrative, place = is_narrative(document.timexes, speech), dateline(document, lexicon)
    ends = SentenceEnds.of(document, language)
    return Setting(
        text=document.text,
        lexicon=lexicon,
        tenses=TenseReader(document, lexicon, ends),
        ends=ends,
        speech=speech,
        written=minute if dct is not None and dct.type == "TIME" else None,
        offset=dct.offset if dct is not None else None,
        place=None if place is None else place.zone,
        south=place is not None and place.south,
        local=_is_local(document.text, lexicon),
        day_first=day_first(document, lexicon),
        narrative=narrative,
        timeless=is_timeless(document.text, document.timexes),
        quotes=quotations(document) if narrative else (),
    )


def _is_local(text: str, lexicon: object) -> bool:
    words = [word for word, zone in lexicon["zone"].items() if zone == "local" and " " in word]  # type: ignore[index]
    return any(word in text for word in words) or _UNIVERSAL.search(text) is not None


def _read(timex: Timex, discourse: Discourse, setting: Setting) -> tuple[Timex, Discourse]:
    """The timex with its value; what it denotes is told to what follows."""
    timex = rewritten(timex, discourse, setting)
    counted = apposed(timex, discourse, setting)
    yearly, expression = is_of_each_year(timex, setting), counted.expression
    start = timex.span.start if timex.span else 0
    adjoining, lost = discourse.anchor_of(expression, start, setting)
    discourse = discourse.comparing(expression, setting.speech)
    if yearly is not discourse.yearly:
        discourse = replace(discourse, yearly=yearly)
    saying = Saying(counted, discourse, setting, adjoining, lost)
    told, recalled = located(saying)
    saying = Saying(counted, discourse, setting, adjoining, lost, told, recalled)
    anchors, rule = anchored(saying)
    if told is not None and told is discourse.compared and is_year_back(expression):
        expression = replace(expression, base=Base.NARRATED)
    if isinstance(expression, Foreign):
        reading = read_foreign(expression, base=setting.speech, direction=anchors.direction)
    else:
        reading = resolve(None if yearly else expression, anchors)
    source = told.id if told is not None and told.id else None
    discourse = _told_after(saying, expression, reading, source)
    offset = _offset(expression, reading, setting)
    if offset is None and source and reading.cell and reading.cell.unit.days < 1:
        offset = discourse.offsets.get(source)  # "51 minutes later", after 13:42 UTC
    if offset is not None:
        discourse = discourse.timed(timex.id, offset)
    return described(timex, reading, source=source, rule=rule, offset=offset, civil=setting.offset), discourse


def _told_after(s: Saying, expression: Expression | None, reading: Reading, source: str | None) -> Discourse:
    """What has been told when an expression was read."""
    speech, cell, edge = s.setting.speech, reading.cell, s.discourse.edge
    discourse, window = s.discourse, expression.of if isinstance(expression, Window) else None
    if window is not edge:
        discourse = replace(discourse, edge=window)
    deictic = reading.anchor is not None and (reading.anchor is Base.SPEECH or source is None)
    ahead = discourse.is_of_late(speech) and speech is not None and cell and cell.start >= speech.end
    aside = s.setting.narrative and (deictic or is_of_now(s) or ahead)
    if cell is None or s.timex.span is None or is_year_back(expression) or aside:
        return discourse
    moves = s.timex.expression is not edge and not _names_a_thing(s, reading) and not _goes_back(s, expression, source)
    counted = reading.anchor is Base.NARRATED and source is not None
    return discourse.telling(s.timex, reading, s.setting, moves=moves, counted=counted)


def _names_a_thing(s: Saying, reading: Reading) -> bool:
    """Whether a date of the news only says which thing is meant: "the September 2022 election", "the May 3 accord"."""
    if s.setting.narrative or not s.discourse.told or reading.cell is None or s.timex.span is None:
        return False
    whole = reading.cell.unit in (Unit.MONTH, Unit.YEAR) and reading.anchor is None
    day = isinstance(s.expression, Named) and s.expression.day is not None
    return (whole or day) and s.setting.tenses.is_name(s.timex.span)


def _goes_back(s: Saying, expression: Expression | None, source: str | None) -> bool:
    """Whether the words look back from the date just told: "on Dec. 3. It had been shelled the previous night".

    What comes next goes on from that date.
    """
    back = isinstance(expression, Last) or (isinstance(expression, Shift) and expression.sign < 0)
    while isinstance(expression, Clock | PartOfDay):
        expression = expression.of
        back = isinstance(expression, Last)
    last: Told | None = s.discourse.told[-1] if s.discourse.told else None
    if not back or source is None or last is None or last.id != source or s.timex.span is None:
        return False
    if s.discourse.last_in_paragraph(s.at, s.setting.text) is None:
        return False
    return s.discourse.is_in_sentence(s.at, s.setting.ends) or s.setting.tenses.is_before_told(s.timex.span)


def _offset(expression: Expression | None, reading: Reading, setting: Setting) -> int | None:
    """Minutes east of UTC of a clock time, where the text says its zone, or says of any time that it is local."""
    if not isinstance(expression, Clock) or reading.cell is None:
        return None
    if expression.zone not in (None, "local"):
        return Zone.parse(expression.zone or "").offset(reading.cell.start // MINUTES_A_DAY)
    if not setting.local:
        return None
    return setting.place.offset(reading.cell.start // MINUTES_A_DAY) if setting.place else setting.offset
