"""A first, honest reading of languages without rules of their own; the only place that knows dateparser.

dateparser's word lists (from Unicode CLDR) name months, weekdays and relative phrases: these become a lexicon and a few
rules here, so that such a language has the same meanings, anchors and values as one with rules. What its lists express
only as a pattern over words ("vor drei Tagen") is found as one span and read by dateparser itself, with the publication
as its base. It never scans running text: it would find dates in "Do you have a car". What its lists lack of the larger
languages stands in ``fallback.toml``: numbers in words, "the week after next", prepositions, verbs of the future.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline_service.calendar.expressions import Amount, Base, Expression, Foreign, Last, Named, Next, Shift, This
from timeline_service.calendar.resolve import Direction
from timeline_service.calendar.timex3 import Reading, value_of_cell
from timeline_service.calendar.units import Cell, Unit
from timeline_service.languages.base import Language, Match, Rules
from timeline_service.languages.lexicon import Lexicon

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {
    "year": Unit.YEAR,
    "month": Unit.MONTH,
    "week": Unit.WEEK,
    "weekend": Unit.WEEKEND,
    "day": Unit.DAY,
    "hour": Unit.HOUR,
    "minute": Unit.MINUTE,
}
_SHORTEST_NAME = 3
_KEY = re.compile(r"(in )?(\d|\\1) (\w+?)s?( ago)?")
_DIGITS = r"\d++[.,]?\d*+"  # as dateparser writes "some number"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
OF = r"(?:\.|º|er|ª)?(?: de| del| di| d[’'])? "
PERIODS = {"day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR, "time": Unit.MINUTE}


def language(code: str) -> Language | None:
    """A language read from dateparser's lists, None where it has none for the code."""
    try:
        info = importlib.import_module(f"dateparser.data.date_translation_data.{code}").info
    except ImportError:
        return None
    more = _more().get(code, {})
    lexicon = Lexicon(_tables(info, more))
    rules = Rules(lexicon)
    if set(lexicon["month"].values()) == set(range(1, 13)) and 1 in lexicon["weekday"].values():
        _register(rules, code, info)
    return Language(code, lexicon, rules)


@lru_cache(maxsize=1)
def _more() -> dict[str, dict[str, Any]]:
    """What dateparser's lists lack, by language."""
    return tomllib.loads(Path(__file__).with_name("fallback.toml").read_text(encoding="utf-8"))


def _tables(info: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    tables = _listed(info)
    for name in ("month", "weekday", "relative", "number", "preposition"):
        tables[name] = {**tables.get(name, {}), **more.get(name, {})}
    for name in ("ago", "inside", "later", "last", "next", "future"):
        tables[name] = {**tables.get(name, {}), **dict.fromkeys(more.get(name, ()), 1)}
    return tables


def _listed(info: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "month": _names(info, MONTHS),
        "weekday": _names(info, WEEKDAYS),
        "unit": {w.lower(): UNITS[u].name for u in UNITS for w in info.get(u, ()) if len(w) >= _SHORTEST_NAME},
        "relative": {
            phrase.lower(): key
            for key, phrases in info.get("relative-type", {}).items()
            for phrase in phrases
            if len(phrase) >= _SHORTEST_NAME
        },
        "ago": {w.lower(): -1 for w in info.get("ago", ())},
        "inside": {w.lower(): 0 for w in info.get("in", ())},
    }  # fmt: skip


def _names(info: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, int]:
    return {w.lower(): n for n, key in enumerate(keys, 1) for w in info.get(key, ()) if len(w) >= _SHORTEST_NAME}


def _register(rules: Rules, code: str, info: Mapping[str, Any]) -> None:
    longest = {n: max((w for w, k in rules.lexicon["month"].items() if k == n), key=len) for n in range(1, 13)}
    weekday = max((w for w, k in rules.lexicon["weekday"].items() if k == 1), key=len)
    day_first = not str(info.get("date_order", "DMY")).startswith("M")

    @rules.rule(
        "<day> <month> <year>",
        _named_day(rules) + DAY + OF + r"{month}(?:\.)?" + OF + YEAR,
        examples={f"13 {longest[10]} 2012": "2012-10-13"},
    )
    def day_month_year(m: Match) -> Named:
        return Named(unit=Unit.DAY, year=int(m.text("year")), month=m["month"], day=int(m.text("day")))

    @rules.rule(
        "<day> <month>", _named_day(rules) + DAY + OF + r"{month}", examples={f"13 {longest[10]}": "2012-10-13"}
    )
    def day_month(m: Match) -> Named:
        return Named(unit=Unit.DAY, month=m["month"], day=int(m.text("day")))

    @rules.rule("<month> <year>", r"{month}" + OF + YEAR, examples={f"{longest[10]} 2012": "2012-10"})
    def month_year(m: Match) -> Named:
        return Named(unit=Unit.MONTH, year=int(m.text("year")), month=m["month"])

    @rules.rule("<month>", r"{month}", examples={f"{_inside(rules)} [{longest[10]}]": "2012-10"})
    def month(m: Match) -> Named | None:
        before = m.before(16).lower().split()
        led = any(" ".join(before[-n:]) in m.lexicon["inside"] for n in (1, 2, 3) if len(before) >= n)
        full = len(m.text("month")) > _SHORTEST_NAME or m.text("month").lower() == longest[m["month"]]
        return Named(unit=Unit.MONTH, month=m["month"]) if full and led else None

    @rules.rule("<weekday>", r"{weekday}", examples={weekday: "2013-02-11"})
    def a_weekday(m: Match) -> Named | None:
        return Named(unit=Unit.DAY, weekday=m["weekday"]) if len(m.text("weekday")) > _SHORTEST_NAME else None

    if rules.lexicon["last"] or rules.lexicon["next"]:
        _register_last_and_next(rules, weekday)

    @rules.rule("<year>-<month>-<day>", r"(?P<year>\d{4})-(?P<second>0[1-9]|1[0-2])-(?P<third>0[1-9]|[12]\d|3[01])",
                examples={"2012-10-13": "2012-10-13"})  # fmt: skip
    def iso(m: Match) -> Named:
        return Named(unit=Unit.DAY, year=int(m.text("year")), month=int(m.text("second")), day=int(m.text("third")))

    @rules.rule("<number>.<number>.<year>",
                r"(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
                examples={"13.10.2012" if day_first else "10.13.2012": "2012-10-13"})  # fmt: skip
    def numeric(m: Match) -> Named | None:
        one, two = int(m.text("one")), int(m.text("two"))
        day, month = (one, two) if day_first else (two, one)
        possible = 1 <= month <= 12 and 1 <= day <= 31
        return Named(unit=Unit.DAY, year=int(m.text("year")), month=month, day=day) if possible else None

    @rules.rule("<year>", YEAR, examples={"1998": "1998"})
    def year(m: Match) -> Named | None:
        return (
            None
            if m.before(1) in ("$", "€", "£", ".", ",", "-", "/")
            else Named(unit=Unit.YEAR, year=int(m.text("year")))
        )

    _register_relative(rules, code, info)


def _named_day(rules: Rules) -> str:
    """A weekday that may stand before a date, and says nothing that the date does not say."""
    return r"(?:{weekday},? (?:den |der |dem |le |el |il |o |de )?)?" if rules.lexicon["weekday"] else ""


def _register_last_and_next(rules: Rules, weekday: str) -> None:
    """The weekday before or after the day of speaking, by a word before or behind it: "mardi dernier"."""
    last = next(iter(rules.lexicon["last"]), "")

    @rules.rule(
        "last <weekday>",
        r"(?:(?:{last}|{next}) {weekday}|{weekday2} (?:{last2}|{next2}))",
        examples={f"{last} {weekday}": "2013-02-11"},
    )
    def last_weekday(m: Match) -> Last | Next:
        of = Named(unit=Unit.DAY, weekday=m["weekday"] or m["weekday2"])
        return Last(of=of) if m.has("last") or m.has("last2") else Next(of=of)


def _register_counted(rules: Rules) -> None:
    """A number, in digits or words, of a unit before or after now, or after what was told: "há três dias"."""
    tables, number = rules.lexicon.tables, next(iter(rules.lexicon["number"]))
    unit = next(word for word, name in tables["unit"].items() if name == "DAY")
    counted = r"(?:{ago} {number} {unit}|{number2} {unit2} {ago2})"
    behind = next(iter(tables["ago"]))

    @rules.rule("<n> <unit> ago", counted, first=True, examples={f"{behind} {number} {unit}": "2013-02-11"})
    def ago(m: Match) -> Shift | None:
        one = m.has("number")
        count = m["number"] if one else m["number2"]
        return Shift(amounts=(m.amount(count, "unit" if one else "unit2"),), sign=-1) if count else None

    if tables["later"]:
        later_word = next(iter(tables["later"]))

        @rules.rule(
            "<n> <unit> later", r"{number} {unit} {later}", examples={f"{number} {unit} {later_word}": "2013-02-13"}
        )
        def later(m: Match) -> Shift | None:
            return Shift(amounts=m.amounts, sign=1, base=Base.NARRATED) if m["number"] else None


def _inside(rules: Rules) -> str:
    return next(iter(rules.lexicon["inside"]), "")


def _register_relative(rules: Rules, code: str, info: Mapping[str, Any]) -> None:
    today = next((p for p, key in rules.lexicon["relative"].items() if key == "0 day ago"), None)
    if today:

        @rules.rule("<relative>", r"{relative}", examples={today: "2013-02-12"})
        def relative(m: Match) -> Expression | None:
            return _step(m["relative"])

    for key, patterns in info.get("relative-type-regex", {}).items():
        usable = [
            p for p in patterns if _DIGITS in p and len(re.sub(r"[\W\d_]", "", p.split(")")[-1] + p.split("(")[0])) > 3
        ]
        match = _KEY.fullmatch(key)
        if not usable or not match or match[3] not in UNITS:
            continue
        unit, sign = UNITS[match[3]], 1 if match[1] else -1
        source = "|".join(p.replace(f"({_DIGITS})", r"(?:\d{1,4})") for p in usable)
        example = re.sub(r"\(.*?\)", "2", usable[0].replace(r"\s*", "")).replace("\\", "")
        found = rules.rule(key.replace("\\1", "<n>"), rf"(?:{source})", examples={example: _example(unit, sign)})
        found(_shift(unit, sign))
    if rules.lexicon["ago"] and rules.lexicon["unit"] and rules.lexicon["number"]:
        _register_counted(rules)
    elif rules.lexicon["ago"] and rules.lexicon["unit"]:
        before = next(iter(rules.lexicon["ago"]))
        words = {f"{before} 2 {next(iter(rules.lexicon['unit']))}": ""}

        @rules.rule(
            "dateparser",
            r"(?:{ago} (?P<words>[^\W\d_]{2,12}) {unit}|(?P<words2>[^\W\d_]{2,12}) {unit2} {ago2})",
            examples=words,
        )
        def spoken(m: Match) -> Foreign | None:
            return Foreign(text=m.match[0], language=code) if _parse(m.match[0], code, 2013, 2, 12, "past") else None


def _shift(unit: Unit, sign: int) -> Callable[[Match], Shift]:
    def production(m: Match) -> Shift:
        number = re.search(r"\d+", m.match[0])
        return Shift(amounts=(Amount(int(number[0]) if number else None, unit),), sign=sign)

    return production


def _example(unit: Unit, sign: int) -> str:
    return (
        value_of_cell(Cell.of_day(2013, 2, 12, unit=unit).step(2 * sign))
        if unit.days >= 1
        else "PAST_REF"
        if sign < 0
        else "FUTURE_REF"
    )


def _step(key: str) -> Expression | None:
    match = _KEY.fullmatch(key)
    if not match or match[3] not in UNITS or not match[2].isdigit():
        return None
    n, unit = int(match[2]), UNITS[match[3]]
    return This(of=unit) if n == 0 else Next(of=unit, n=n) if match[1] else Last(of=unit, n=n)


def read(expression: Foreign, *, base: Cell | None, direction: Direction) -> Reading:
    """What dateparser takes one found span to mean, seen from ``base``; nothing without a base."""
    if base is None or not 1 <= base.date[0] <= 9999:
        return Reading()
    sides = {Direction.PAST: "past", Direction.DONE: "past", Direction.FUTURE: "future"}
    prefer = sides.get(direction, "current_period")
    found = _parse(expression.text, expression.language, *base.date, prefer)
    if found is None:
        return Reading()
    moment, period = found
    return Reading(
        cell=Cell.of_day(moment.year, moment.month, moment.day, unit=PERIODS.get(period, Unit.DAY)), anchor=Base.SPEECH
    )


@lru_cache(maxsize=4096)
def _parse(text: str, code: str, year: int, month: int, day: int, prefer: str) -> tuple[datetime, str] | None:
    from dateparser.date import DateDataParser

    settings = {"RELATIVE_BASE": datetime(year, month, day), "PREFER_DATES_FROM": prefer}
    data = DateDataParser(languages=[code], settings=settings).get_date_data(text)
    return (data.date_obj, data.period) if data.date_obj else None
