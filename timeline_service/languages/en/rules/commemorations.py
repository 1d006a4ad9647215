"""Days that a deed is named after, far from the year of the text: ``the September 11 attacks``, ``9/11``."""

from __future__ import annotations

from timeline_service.calendar.expressions import Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DEED = (
    r"(?=(?: (?:terrorist|terror|al-Qaeda|Al Qaeda|Hamas|suicide|London|Madrid|Paris|Capitol|deadly)){0,2} "
    r"(?P<deed>attacks?|bombings?|hijackings?|riots?|insurrection|coup|revolution|uprising|crackdown|massacre|plot)\b)"
)
_YEARS = {  # (month, day): (year, deeds)
    (9, 11): (2001, ("attack", "hijacking")),
    (7, 7): (2005, ("bombing", "attack")),
    (10, 7): (2023, ("attack", "massacre")),
    (1, 6): (2021, ("riot", "attack", "insurrection")),
    (11, 13): (2015, ("attack",)),
    (3, 11): (2004, ("bombing", "attack")),
    (6, 4): (1989, ("crackdown", "massacre")),
    (4, 25): (1974, ("revolution",)),
    (7, 20): (1944, ("plot",)),
}


def _remembered(month: int, day: int, deed: str) -> Named | None:
    year, deeds = _YEARS.get((month, day), (0, ()))
    return Named(unit=Unit.DAY, year=year, month=month, day=day) if deed.lower().rstrip("s") in deeds else None


@en.rule(
    "the <day of memory> attacks",
    r"(?:{month} " + _DAY + r"|(?:the )?" + _DAY.replace("<day>", "<day2>") + r" {month2})" + _DEED,
    examples={"the [September 11] attacks": "2001-09-11", "[the 7 July] bombings": "2005-07-07"},
)
def day_of_memory(m: Match) -> Named | None:
    day = int(m.text("day") or m.text("day2"))
    return None if m.unsure("month") else _remembered(m["month"] or m["month2"], day, m.text("deed"))


@en.rule(
    "9/11",
    r"(?P<nine>9/11)(?![/\d.])|(?P<seven>7/7)(?= (?:bombings?|attacks?)\b)",
    examples={"9/11": "2001-09-11", "the [7/7] bombings": "2005-07-07"},
)
def nine_eleven(m: Match) -> Named | None:
    if m.before(1)[-1:] in ("-", "–", "/", ".") or m.after(3).lstrip()[:1] in ("-", "–", "/"):
        return None
    return (
        Named(unit=Unit.DAY, year=2001, month=9, day=11)
        if m.has("nine")
        else Named(unit=Unit.DAY, year=2005, month=7, day=7)
    )
