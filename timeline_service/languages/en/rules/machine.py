"""Dates as machines and forms write them: ``2010/07/28``, ``13NOV2017``, ``Mon, 13 Nov 2017 14:25:00 +0100``.

The year stands in the string; it wins over any year near by.
"""

from __future__ import annotations

from timeline_service.calendar.edtf import offset_of
from timeline_service.calendar.expressions import Clock, Named
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en
from timeline_service.languages.en.rules.clock import ZONE, zone_of

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_FREE = r"(?<![\d/.:-])"
_END = r"(?![\d/]|[.:-]\d|[-][A-Za-z])"
_TIME = r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,9})?)?"
_OFFSET = r"(?: ?(?P<offset>[+-][01]\d:?[0-5]\d)\b| ?(?P<zulu>Z)\b|" + ZONE + ")"
_BEFORE_YEARS = ("in ", "by ", "since ", "until ", "from ", "of ", "to ", "and ", "before ", "after ")
_CENTURY_BEGINS = 50  # a year in two digits from here on is of the 1900s


def _full(m: Match) -> int:
    year = int(m.text("year"))
    return year if year > 99 else year + (1900 if year >= _CENTURY_BEGINS else 2000)


def _day(m: Match) -> Named:
    month = m["month"] if m.has("month") else int(m.text("month_number"))
    short = int(m.text("year")) if len(m.text("year")) == 2 else None
    return Named(unit=Unit.DAY, year=_full(m), short_year=short, month=month, day=int(m.text("day")))


def _clock(m: Match) -> Clock:
    try:
        offset = offset_of("Z" if m.has("zulu") else m["offset"])
    except ValueError:
        offset = None  # "+19:00" is no zone of this Earth
    zone = zone_of(m) if offset is None else str(offset)
    return Clock(hour=int(m.text("hour")), minute=int(m.text("minute")), zone=zone, of=_day(m))


@en.rule(
    "<year>/<month>/<day>",
    _FREE + _YEAR + r"(?P<mark>[/.:-])(?P<month_number>0?[1-9]|1[0-2])(?P=mark)" + _DAY + _END,
    examples={"2010/07/28": "2010-07-28", "2016.06.13": "2016-06-13", "2011/3/9": "2011-03-09"},
)
def year_first(m: Match) -> Named:
    return _day(m)


@en.rule(
    "<year>-<Mon>-<day>",
    _FREE + _YEAR + r"(?P<mark>[/.-]| ){month}(?P=mark)" + _DAY + r"(?:st|nd|rd|th)?" + _END,
    examples={"2019-Aug-01": "2019-08-01", "2014 Feb 17": "2014-02-17", "2017/Oct/31": "2017-10-31"},
)
def year_month_day(m: Match) -> Named | None:
    return None if m.unsure("month") or _is_loose(m) else _day(m)


def _is_loose(m: Match) -> bool:
    """Whether a year stands by itself, and what follows it is no part of a date: "In 2018 May 9 people resigned"."""
    return m.text("mark") == " " and m.before(8).lower().endswith(_BEFORE_YEARS)


@en.rule(
    "<year> <Mon>",
    _FREE + _YEAR + r"(?P<mark>[/.-]| ){month}(?![\w.]?-?\d| \d)",
    examples={"2024 Aug": "2024-08", "2023-Nov": "2023-11"},
)
def year_month(m: Match) -> Named | None:
    return None if m.unsure("month") or _is_loose(m) else Named(unit=Unit.MONTH, year=_full(m), month=m["month"])


@en.rule(
    "<day><MON><year>",
    r"(?<![\d/.:-])(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[/.-]?){month}(?P=mark)(?P<year>1[5-9]\d\d|20\d\d|\d\d)"
    + _END,
    examples={"13NOV2017": "2017-11-13", "19-Nov-12": "2012-11-19", "04/Mar/2011": "2011-03-04"},
)
def day_mon_year(m: Match) -> Named:
    return _day(m)


@en.rule(
    "<Mon>-<day>-<year>",
    r"{month}(?P<mark>[/.-])" + _DAY + r"(?P=mark)" + _YEAR + _END,
    examples={"Jun-18-2020": "2020-06-18", "Nov/13/2017": "2017-11-13"},
)
def mon_day_year(m: Match) -> Named:
    return _day(m)


@en.rule(
    "<day> <month> <broken year>",
    r"(?:{weekday},? )?(?:(?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: of)? {month}|"
    r"{month2} (?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?),? "
    r"(?:(?P<century>1[5-9]|20) (?P<rest>\d\d)(?![\d:%]|[.,]\d|-\w)|(?P<year>1[5-9]\d\d|20\d\d)\d(?!\d))",
    examples={"[19 January 19 83],": "1983-01-19", "[March 3, 20 17].": "2017-03-03"},
)
def broken_year(m: Match) -> Named:
    """As scanners and footnotes leave it: in two pieces, or with the digit of a note behind."""
    year = int(m.text("year") or m.text("century") + m.text("rest"))
    return Named(unit=Unit.DAY, year=year, month=m["month"] or m["month2"], day=int(m.text("day") or m.text("day2")))


@en.rule(
    "<month>. <day>, <year>",
    r"(?:{weekday},? )?{month}\. " + _DAY + r"(?:st|nd|rd|th)?,? " + _YEAR + r"(?!\d)",
    examples={"May. 9, 2019": "2019-05-09", "Friday, June. 14 2019": "2019-06-14"},
)
def month_stop_day_year(m: Match) -> Named | None:
    return None if m.unsure("month") else _day(m)


@en.rule(
    "<month>. <day>",
    r"{month}\. " + _DAY + r"(?:st|nd|rd|th)?(?=[,.;:)]|$|\s*\n)(?![.:,]\d|,? \d{4})",
    examples={"on [Dec. 3].": "2012-12-03", "since [April. 3].": "2013-04-03"},
)
def month_stop_day(m: Match) -> Named | None:
    if m.unsure("month") or not m.before().lower().endswith(("on ", "since ", "until ", "by ", "from ")):
        return None
    return Named(unit=Unit.DAY, month=m["month"], day=int(m.text("day")))


@en.rule(
    "<yyyymmdd>",
    _FREE + r"(?P<year>19\d\d|20\d\d)(?P<month_number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d|[./-]\d)",
    examples={"20171113": "2017-11-13"},
)
def compact(m: Match) -> Named | None:
    counted = m.before(2)[-1:] in ("$", "£", "€", "#", "+") or m.before().lower().endswith(("no. ", "number ", "tel. "))
    return None if counted else _day(m)


@en.rule(
    "<yyyymmdd>T<hhmmss>",
    _FREE + r"(?P<year>19\d\d|20\d\d)(?P<month_number>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:T|T?\x20)"
    r"(?P<hour>[01]\d|2[0-3]):?(?P<minute>[0-5]\d)(?::?[0-5]\d)?" + _OFFSET + r"(?!\d)",
    examples={"20171113T142500Z": "2017-11-13T14:25Z", "20171113 14:25": "2017-11-13T14:25"},
)
def compact_time(m: Match) -> Clock:
    return _clock(m)


@en.rule(
    "<year>/<month>/<day> <time>",
    _FREE
    + _YEAR
    + r"(?P<mark>[/.:-])(?P<month_number>0?[1-9]|1[0-2])(?P=mark)"
    + _DAY
    + r"(?:T|\x20| at )"
    + _TIME
    + _OFFSET,
    examples={"2017/11/13 14:25": "2017-11-13T14:25", "2017-11-13 14:25:00,123": "2017-11-13T14:25"},
)
def year_first_time(m: Match) -> Clock:
    return _clock(m)


@en.rule(
    "<day>/<Mon>/<year>:<time>",
    r"(?<![\d/.:-])" + _DAY + r"(?P<mark>[/-]){month}(?P=mark)" + _YEAR + r"(?::|\x20)" + _TIME + _OFFSET,
    examples={"10/Oct/2000:13:55:36 -0700": "2000-10-10T13:55", "13-Nov-2017 14:25 GMT": "2017-11-13T14:25Z"},
)
def day_mon_year_time(m: Match) -> Clock:
    return _clock(m)


@en.rule(
    "<weekday>, <day> <Mon> <year> <time>",
    r"(?:{weekday},? )?" + _DAY + r" {month} " + _YEAR + r"(?: at|,)? " + _TIME + _OFFSET,
    examples={"Mon, 13 Nov 2017 14:25:00 +0100": "2017-11-13T14:25", "13 Nov 2017 14:25:00 GMT": "2017-11-13T14:25Z"},
)
def mail_time(m: Match) -> Clock:
    return _clock(m)


@en.rule(
    "<weekday> <Mon> <day> <time> <year>",
    r"(?:{weekday} )?{month} {1,2}(?P<day>3[01]|[12]\d|0?[1-9]) "
    + _TIME
    + r"(?: (?P<zulu>UTC|GMT)| [A-Z]{3,4})? "
    + _YEAR,
    examples={"Mon Nov 13 14:25:09 2017": "2017-11-13T14:25", "Nov 13 14:25:09 UTC 2017": "2017-11-13T14:25Z"},
)
def log_time(m: Match) -> Clock:
    return _clock(m)


@en.rule(
    "<year>-<month>",
    _FREE + r"(?P<year>19\d\d|20\d\d)(?:-(?P<month_number>0[1-9]|1[0-2])|/(?P<month_number2>0[1-9]))(?![-/.]?\d)",
    examples={"2017-11": "2017-11", "2024/08": "2024-08"},
)
def year_and_month(m: Match) -> Named | None:
    month = int(m.text("month_number") or m.text("month_number2"))
    season = m.after(12).lower().lstrip().startswith(("season", "campaign", "school", "academic", "winter", "budget"))
    after = int(m.text("year")) % 100 < month and m.has("month_number")  # "2010-11" is a stretch of two years
    return (
        None
        if season or (after and int(m.text("year")) % 100 + 1 == month)
        else Named(unit=Unit.MONTH, year=_full(m), month=month)
    )


@en.rule(
    "<month>/<year>",
    r"(?<![\d/.:-])(?P<month_number>0?[1-9]|1[0-2])/(?P<year>19\d\d|20\d\d)(?![-/.]?\d)",
    examples={"11/2017": "2017-11"},
)
def month_slash_year(m: Match) -> Named:
    return Named(unit=Unit.MONTH, year=_full(m), month=int(m.text("month_number")))
