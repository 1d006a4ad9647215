"""The periods of company reports: ``the latest quarter``, ``the year-earlier period``, ``fiscal 2026``."""

from __future__ import annotations

import re

from timeline_service.calendar.expressions import Amount, Base, Duration, Expression, Last, Named, Nth, Shift, This
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Match
from timeline_service.languages.en import en

YEAR = r"(?P<year>1\d{3}|20\d\d)"
PERIOD = r"(?P<period>quarter|period|half)"
QUARTER_LEADS = frozenset(
    "in for during the by of from since until late early its their our and this last next".split()
)
QUARTER_NOUNS = frozenset(
    "results revenue revenues profit profits earnings sales gdp growth net loss income report".split()
)
OF_AN_AGE = re.compile(
    r" of the (?:[\w-]+ ){0,1}[\w-]*(?:century|decade|\d0s|ies)\b|  ?of the ['’]?\d0s\b| of the ['’]\d0s\b"
)
YEAR_BACK = (Amount(1, Unit.YEAR),)
QUARTER_TOLD = This(of=Unit.QUARTER, base=Base.NARRATED)


@en.rule(
    "<nth> quarter",
    r"(?:fiscal(?: |-))?{ordinal}(?: |-)(?:fiscal )?"
    r"(?:quarter|period\b(?= (?:net|sales|loss|profit|results|earnings|revenue)))",
    article=True,
    examples={"the third quarter": "2012-Q3", "fourth-quarter": "2012-Q4", "the fiscal first quarter": "2013-Q1"},
)
def quarter(m: Match) -> Named | None:
    return Named(unit=Unit.QUARTER, quarter=m["ordinal"]) if 1 <= m["ordinal"] <= 4 else None


@en.rule("the <month> quarter", r"the {month} quarter", examples={"the September quarter": "2012-Q3"})
def month_quarter(m: Match) -> Named:
    return Named(unit=Unit.QUARTER, quarter=(m["month"] + 2) // 3)


_FISCAL = r"(?:FY ?)?(?P<year>1\d{3}|20\d\d|(?<=FY)\d\d|(?<=FY\x20)\d\d"


@en.rule(
    "Q<n> <year>",
    r"Q(?P<nth>[1-4])(?:(?:,? (?:of )?|[/-])?(?:['’](?=\d\d\b))?" + _FISCAL + r"|(?<=['’])\d\d))?"
    r"|(?P<nth2>[1-4])Q(?: ?" + _FISCAL.replace("year", "year2") + r"|(?<=[1-4]Q)\d\d))?",
    examples={
        "Q3": "2012-Q3",
        "Q3 2024": "2024-Q3",
        "Q3 FY26": "2026-Q3",
        "1Q 2010": "2010-Q1",
        "Q1'25": "2025-Q1",
        "4QFY25": "2025-Q4",
    },
)
def short_quarter(m: Match) -> Named | None:
    year = m.text("year") or m.text("year2")
    before, after = m.before(8).lower().split()[-1:], m.after(12).lower().split()[:1]
    if not year and before and before[0] not in QUARTER_LEADS and not (after and after[0] in QUARTER_NOUNS):
        return None
    return Named(unit=Unit.QUARTER, quarter=int(m.text("nth") or m.text("nth2")), year=_full(year))


def _full(year: str) -> int | None:
    """The year of a company's period, which may have two digits: they are of this century."""
    return None if not year else int(year) if len(year) > 2 else 2000 + int(year)


@en.rule(
    "the <year> <nth> quarter",
    YEAR + r"(?:'s|’s)? (?:fiscal )?(?:{ordinal}(?: |-))?(?P<period>quarter|period)",
    article=True,
    examples={"the 1988 third quarter": "1988-Q3", "2012's first quarter": "2012-Q1", "the 1988 period": "1988-Q4"},
)
def year_quarter(m: Match) -> Named | None:
    if m.before(1) in ("-", "–"):
        return None  # the end of a range: "the 1998–2003 period"
    if m.has("ordinal") and not 1 <= m["ordinal"] <= 4:
        return None
    return Named(unit=Unit.QUARTER, year=int(m.text("year")), quarter=m["ordinal"])


@en.rule(
    "the <nth> half",
    r"(?:{ordinal}|last)(?: |-)half",
    article=True,
    examples={"the first half of 1989": "1989-H1", "the second half": "2012-H2", "the latter half of 2008": "2008-H2"},
)
def half(m: Match) -> Named | None:
    if OF_AN_AGE.match(m.after(36)):
        return None  # "the second half of the 19th century" is its end: the extents know
    nth = m["ordinal"] if m.has("ordinal") else -1
    return Named(unit=Unit.HALF, half=2 if nth in (2, -1) else 1) if nth in (1, 2, -1) else None


@en.rule(
    "H<n> <year>",
    r"(?:H(?P<nth>[12])|(?P<nth2>[12])H)(?:(?: |-|/)?" + _FISCAL + r"|(?<=[12]H)\d\d))?",
    examples={"H1 2026": "2026-H1", "fell in [H1]": "2013-H1", "H1 FY26": "2026-H1", "2H25": "2025-H2"},
)
def short_half(m: Match) -> Named | None:
    year, before, after = m.text("year"), m.before(8).lower().split()[-1:], m.after(12).lower().split()[:1]
    if not year and before[:1] and before[0] not in QUARTER_LEADS and after[:1] and after[0] not in QUARTER_NOUNS:
        return None
    if not year and not before and not (after and after[0] in QUARTER_NOUNS):
        return None
    return Named(unit=Unit.HALF, half=int(m.text("nth") or m.text("nth2")), year=_full(year))


@en.rule(
    "fiscal <year>",
    r"(?:fiscal|financial)(?:(?: |-)year)? " + YEAR + r"|FY ?(?P<short>20\d\d|\d\d)",
    examples={"fiscal 1989": "1989", "fiscal year 2026": "2026", "FY2024": "2024", "FY 23": "2023"},
)
def fiscal(m: Match) -> Named:
    year = int(m.text("year") or m.text("short"))
    return Named(unit=Unit.YEAR, year=year if year > 99 else 2000 + year)


@en.rule(
    "the quarter",
    r"(?:the|that|the same|this) (?:(?:latest|most recent|current|fiscal|full|just-ended|reported) ){0,2}" + PERIOD,
    examples={"the latest quarter": "2012-Q4", "the quarter": "2012-Q4"},
)
def the_quarter(m: Match) -> Expression | None:
    words = m.match[0].lower().split()
    if m.text("period").lower() == "half" or m.after(6).lower().startswith((" of a", " centur")):
        return None
    if m.text("period").lower() == "period" and "latest" not in words and "recent" not in words:
        return None
    return This(of=Unit.QUARTER) if "current" in words or words[0] == "this" else QUARTER_TOLD


@en.rule(
    "the fiscal year",
    r"the (?P<which>current |latest |most recent |next |last )?(?:fiscal|financial|full|calendar) year",
    examples={"the fiscal year": "2013", "the full year": "2013", "the latest fiscal year": "2012"},
)
def fiscal_year(m: Match) -> Expression:
    which = m.text("which").strip().lower()
    if which in ("latest", "most recent", "last"):
        return Last(of=Unit.YEAR)
    return This(of=Unit.YEAR, base=Base.SPEECH if which == "current" else Base.SETTING)


@en.rule(
    "a year ended",
    r"(?:the|a|its) (?:(?:fiscal|full|financial) )?(?P<what>year|quarter|half|month|week)"
    r"(?= (?:ended|ending|that ended|to (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))",
    examples={"[the year] ended in March": "P1Y"},
)
def ended(m: Match) -> Expression:
    unit = Unit.HALF if m.text("what").lower() == "half" else Unit[m.lexicon.value("unit", m.text("what"))]
    return QUARTER_TOLD if unit is Unit.QUARTER else Duration(amounts=(Amount(1, unit),))


@en.rule(
    "the year-earlier period",
    r"(?:the )?(?:(?:comparable|corresponding|same) )?year(?: |-)(?:ago|earlier)(?: |-)(?:(?:{ordinal}(?: |-))?"
    + PERIOD
    + r"|{number} months)|year-(?:ago|earlier)",
    examples={
        "the year-earlier period": "2011-Q4",
        "the year-ago third quarter": "2011-Q3",
        "the year-ago nine months": "P9M",
        "the [year-ago] summer months": "2012",
    },
)
def year_earlier(m: Match) -> Expression | None:
    if m.has("number"):
        return Duration(amounts=(Amount(m["number"], Unit.MONTH),))
    if not m.has("period"):
        return Shift(amounts=YEAR_BACK, sign=-1, base=Base.NARRATED)
    if m.has("ordinal"):
        return Shift(amounts=YEAR_BACK, sign=-1, of=Named(unit=Unit.QUARTER, quarter=m["ordinal"]))
    return Shift(amounts=YEAR_BACK, sign=-1, of=QUARTER_TOLD)


@en.rule(
    "the same period last year",
    r"the (?:same |corresponding |comparable |like )?(?:period|quarter)(?: of)? "
    r"(?:last year|a year (?:ago|earlier|before))",
    examples={"the same period last year": "2011-Q4", "the quarter a year ago": "2011-Q4"},
)
def same_period(m: Match) -> Shift:
    return Shift(amounts=YEAR_BACK, sign=-1, of=QUARTER_TOLD)


@en.rule(
    "this year's <nth> quarter",
    r"(?P<which>this|last|next) year(?:'s|’s) (?:fiscal )?(?:{ordinal}(?: |-))?(?P<period>quarter|half)",
    examples={
        "this year's third quarter": "2013-Q3",
        "last year's quarter": "2011-Q4",
        "next year's first half": "2014-H1",
    },
)
def years_quarter(m: Match) -> Expression | None:
    step = {"this": 0, "last": -1, "next": 1}[m.text("which").lower()]
    if not m.has("ordinal"):
        return Shift(amounts=YEAR_BACK, sign=step, of=QUARTER_TOLD) if step else QUARTER_TOLD
    if not 1 <= m["ordinal"] <= 4:
        return None
    year = Last(of=Unit.YEAR, n=-step)
    return Nth(n=m["ordinal"], of=Unit.HALF if m.text("period").lower() == "half" else Unit.QUARTER, within=year)


@en.rule(
    "year-end",
    r"(?:the )?(?P<unit>year|month|quarter)-end",
    examples={"by [year-end]": "2013-12-31", "month-end": "2013-02-28", "up 4% since [year-end]": "2012-12-31"},
)
def last_day(m: Match) -> Nth:
    unit = Unit[m.lexicon.value("unit", m.text("unit"))]
    ended = m.before(6).lower().endswith("since ")
    return Nth(n=-1, of=Unit.DAY, within=Last(of=unit) if ended else This(of=unit, base=Base.SETTING))


@en.rule(
    "year's end",
    r"(?:the )?(?:year(?:'s|’s)?|month(?:'s|’s)?|quarter(?:'s|’s)?) end",
    mod="END",
    examples={"year end": "2013 END", "month's end": "2013-02 END"},
)
def year_end(m: Match) -> This:
    word = m.match[0].lower().removeprefix("the ")
    return This(
        of=Unit.YEAR if word.startswith("y") else Unit.MONTH if word.startswith("m") else Unit.QUARTER,
        base=Base.SETTING,
    )
