"""TIMEX3 (ISO 24617-1): type and value of what an expression was taken to mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline_service.calendar.edtf import edtf_of_cell, edtf_of_interval, iso_year
from timeline_service.calendar.expressions import (
    Amount,
    Base,
    Clock,
    Duration,
    EraYear,
    Every,
    Expression,
    Named,
    Next,
    Nth,
    PartOfDay,
    Shift,
    This,
    Vague,
    Window,
)  # fmt: skip
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval, iso_day
from timeline_service.calendar.units import Cell, Unit

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
SEASONS = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression was taken to mean: a cell of the calendar with, perhaps, a part of its day; or a window.

    All else follows from these: interval, granularity, TIMEX3 value and EDTF can not disagree. ``vague`` is
    PAST_REF … where no calendar holds it; ``anchor`` says what it was counted from, None for a stated date.
    """

    cell: Cell | None = None
    part: str = ""
    window: Interval | None = None
    unit: Unit = Unit.DAY  # that the window is counted in
    vague: str = ""
    anchor: Base | None = None
    end_of_day: bool = False  # midnight written T24:00
    others: tuple[Cell, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """The stretch of the axis, or None."""
        return self.cell.interval if self.cell else self.window

    @property
    def granularity(self) -> Granularity | None:
        """The contract's granularity."""
        return self.cell.unit.granularity if self.cell else self.unit.granularity if self.window else None

    def edtf(self, *, offset: int | None = None) -> str | None:
        """The EDTF form, or None where there is none."""
        if self.cell:
            return edtf_of_cell(self.cell, offset=offset)
        return edtf_of_interval(self.window) if self.window else None


def value_of_cell(cell: Cell) -> str:
    """The TIMEX3 value of a cell: ``1998-Q2``, ``1998-W07-WE``, ``199`` (a decade), ``19`` (a century), ``BC0480``."""
    year, month, _ = cell.date
    unit, text = cell.unit, _year_value(year)
    if unit in (Unit.MINUTE, Unit.HOUR):
        day, minute = divmod(cell.start, MINUTES_A_DAY)
        return f"{_day_value(day)}T{minute // 60:02d}:{minute % 60:02d}"
    if unit is Unit.DAY:
        return _day_value(cell.index)
    if unit in (Unit.WEEK, Unit.WEEKEND):
        thursday = Cell(Unit.DAY, cell.index * 7 + 4)
        first = Cell.of_day(thursday.date[0]).index
        week = f"{_year_value(thursday.date[0])}-W{(thursday.index - first) // 7 + 1:02d}"
        return f"{week}-WE" if unit is Unit.WEEKEND else week
    if unit is Unit.MONTH:
        return f"{text}-{month:02d}"
    if unit is Unit.SEASON:
        return f"{text}-{SEASONS[(month - 3) // 3 % 4 + 1]}"
    if unit is Unit.QUARTER:
        return f"{text}-Q{(month + 2) // 3}"
    if unit is Unit.HALF:
        return f"{text}-H{1 if month < 7 else 2}"
    digits = {Unit.DECADE: -1, Unit.CENTURY: -2, Unit.MILLENNIUM: -3}.get(unit)
    if digits is not None and year < 1:  # the first decade begins in the year 0
        last = Cell.at(Unit.YEAR, cell.end - 1).date[0]
        text = iso_year(year) if last > 0 else _year_value(last)
    return text if digits is None else text[:digits]


def _day_value(day: int) -> str:
    text = iso_day(day)
    year = Cell(Unit.DAY, day).date[0]
    return text if year > 0 else f"{_year_value(year)}{text[-6:]}"


def _year_value(year: int) -> str:
    """A year; those before the year 1 are counted back: 0 is ``BC0001``."""
    return iso_year(year) if year > 0 else f"BC{1 - year:04d}"


def value_of(expression: Expression, reading: Reading) -> tuple[TimexType, str]:
    """(type, value) of a timex from what was said and what it was taken to mean."""
    if isinstance(expression, (Duration, Window)):
        return "DURATION", period(expression.amounts)
    if isinstance(expression, Shift) and expression.base is Base.EVENT and not expression.dated:
        return "DURATION", period(expression.amounts)
    if isinstance(expression, Every):
        return "SET", _value_of_set(expression.of)
    is_clock = reading.cell is not None and reading.cell.unit in (Unit.MINUTE, Unit.HOUR)
    kind: TimexType = "TIME" if is_clock or _has_time(expression) else "DATE"
    if reading.vague:
        return kind, reading.vague
    if reading.cell is None:
        return kind, edtf_of_interval(reading.window) if reading.window else unresolved(expression)
    if reading.end_of_day:
        return kind, f"{value_of_cell(Cell.at(Unit.DAY, reading.cell.start - 1))}T24:00"
    value = value_of_cell(reading.cell)
    return kind, f"{value}T{reading.part}" if reading.part else value


def _has_time(expression: Expression | None) -> bool:
    if isinstance(expression, (Clock, PartOfDay)):
        return True
    if isinstance(expression, Shift):
        return all(a.unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND) for a in expression.amounts)
    if isinstance(expression, This):
        return expression.of in (Unit.HOUR, Unit.MINUTE)
    return False


def unresolved(expression: Expression | None) -> str:
    """The value of an expression that lacks its anchor: ``XXXX-10-13``, ``XXXX-WXX-2``, ``PAST_REF`` …"""
    if isinstance(expression, Named):
        return _partial(expression)
    if isinstance(expression, PartOfDay):
        return f"{_day_part(expression.of)}T{expression.code}"
    if isinstance(expression, Clock):
        return f"{_day_part(expression.of)}T{expression.hour:02d}:{expression.minute or 0:02d}"
    if isinstance(expression, Vague):
        return expression.ref
    if isinstance(expression, This):
        return "PRESENT_REF" if expression.base in (Base.SPEECH, Base.SETTING) else _blank(expression.of)
    if isinstance(expression, Shift) and expression.base is Base.EVENT:
        return _blank(expression.amounts[0].unit)
    if isinstance(expression, Shift):
        return "FUTURE_REF" if expression.sign > 0 else "PAST_REF"
    if isinstance(expression, Nth):
        return _blank(expression.of)
    if isinstance(expression, EraYear):
        return "XXXX"
    of = getattr(expression, "of", None)
    if isinstance(of, Named):
        return _partial(of)
    return "FUTURE_REF" if isinstance(expression, Next) else "PAST_REF"


def _day_part(of: Expression | None) -> str:
    while isinstance(of, PartOfDay):  # "ten past two on Sunday morning"
        of = of.of
    value = unresolved(of) if of is not None else "XXXX-XX-XX"
    return "XXXX-XX-XX" if value.endswith("REF") else value


def _blank(of: Unit | Named) -> str:
    if isinstance(of, Named):
        return _partial(of)
    blanks = {Unit.DAY: "XXXX-XX-XX", Unit.WEEK: "XXXX-WXX", Unit.WEEKEND: "XXXX-WXX-WE", Unit.MONTH: "XXXX-XX",
              Unit.QUARTER: "XXXX-QX", Unit.DECADE: "XXX", Unit.CENTURY: "XX"}  # fmt: skip
    return blanks.get(of, "XXXX")


def _partial(named: Named) -> str:
    if named.decade is not None:
        return f"XX{named.decade // 10}"
    year = iso_year(named.year) if named.year is not None else "XXXX"
    if named.short_year is not None:
        year = f"XX{named.short_year:02d}"
    if named.weekday is not None and named.month is None:
        return f"{year}-WXX-{named.weekday}"
    if named.day is not None:
        month = "XX" if named.month is None else f"{named.month:02d}"
        return f"{year}-{month}-{named.day:02d}"
    if named.month is not None:
        return f"{year}-{named.month:02d}"
    if named.quarter is not None:
        return f"{year}-Q{named.quarter}"
    if named.half is not None:
        return f"{year}-H{named.half}"
    if named.season is not None:
        return f"{year}-{SEASONS[named.season]}"
    if named.week is not None:
        return f"{year}-W{named.week:02d}"
    return f"{year}-XX-XX" if named.holiday else _blank(named.unit) if year == "XXXX" else year


def _value_of_set(of: Unit | Named | PartOfDay | Duration) -> str:
    if isinstance(of, Unit):
        return period((Amount(1, of),))
    if isinstance(of, Duration):
        return period(of.amounts)
    return unresolved(of)


def period(amounts: tuple[Amount, ...]) -> str:
    """An ISO 8601 duration: ``P3D``, ``PT2H30M``, ``PXY`` where the number is vague; ``PXX`` where nothing is known."""
    if not amounts:
        return "PXX"
    date, time = "", ""
    for amount in _whole(amounts):
        code, count = amount.unit.value, "X" if amount.count is None else digits(amount.count)
        if amount.unit is Unit.WEEKEND:
            return f"P{count}WE"
        if code.startswith("T"):
            time += count + code[1:]
        else:
            date += count + code
    return f"P{date}T{time}" if time else f"P{date}"


def digits(count: float) -> str:
    """A number as ISO 8601 writes it: ``1000000``, ``2.5``, never with an exponent."""
    return f"{count:.6f}".rstrip("0").rstrip(".")


def _whole(amounts: tuple[Amount, ...]) -> list[Amount]:
    """Amounts in the units ISO 8601 has: decades, centuries as years, fractions as the next smaller unit."""
    years = {Unit.DECADE: 10, Unit.CENTURY: 100, Unit.MILLENNIUM: 1000}
    smaller = {
        Unit.YEAR: (12, Unit.MONTH),
        Unit.DAY: (24, Unit.HOUR),
        Unit.HOUR: (60, Unit.MINUTE),
        Unit.MINUTE: (60, Unit.SECOND),
    }
    whole: list[Amount] = []
    for amount in amounts:
        count, unit = amount.count, amount.unit
        if unit in years and count is not None:
            count, unit = count * years[unit], Unit.YEAR
        elif unit is Unit.HALF and count is not None:
            count, unit = count * 6, Unit.MONTH
        elif unit is Unit.SEASON:
            count, unit = None if count is None else count * 3, Unit.MONTH
        if count is not None and count % 1 and unit in smaller:
            factor, next_unit = smaller[unit]
            if int(count):
                whole.append(Amount(int(count), unit))
            whole.append(Amount(round(count % 1 * factor), next_unit))
        else:
            whole.append(Amount(count, unit))
    return whole
