"""Distances on the calendar: so many units from a cell, in the unit that was counted."""

from __future__ import annotations

from timeline_service.calendar.expressions import Amount
from timeline_service.calendar.units import MONTHS, Cell, Unit


def shifted(start: Cell, amounts: tuple[Amount, ...], sign: int) -> Cell | None:
    """The cell so far from ``start``, in the unit that was counted; None where the start is known too coarsely."""
    if start.unit.days >= 1:
        amounts = tuple(map(_in_days, amounts))
    unit = min((a.unit for a in amounts), key=lambda u: u.days)
    if unit is Unit.YEAR and start.unit in (Unit.QUARTER, Unit.HALF) and len(amounts) == 1:
        return start.step(sign * int((amounts[0].count or 0) * (4 if start.unit is Unit.QUARTER else 2)))
    if start.unit.days > unit.days:
        return None
    if unit is Unit.HOUR and start.unit is Unit.MINUTE:  # "three hours later", after 3:40
        return start.step(sign * round(60 * sum((a.count or 0) * a.unit.days * 24 for a in amounts)))
    if unit is Unit.SECOND:
        return None
    if any((a.count or 0) % 1 for a in amounts):
        return _fractional(start, amounts[0], sign) if len(amounts) == 1 else None
    months = sum(int(a.count or 0) * MONTHS[a.unit] for a in amounts if a.unit in MONTHS)
    if unit in MONTHS:
        return (
            start.to(Unit.MONTH).step(sign * months).to(unit)
            if len(amounts) > 1
            else start.to(unit).step(sign * int(amounts[0].count or 0))
        )
    moved = _months_on(start, sign * months) if months else start
    for amount in amounts:
        if amount.unit not in MONTHS:
            size = round(amount.unit.days / unit.days)
            moved = moved.to(unit).step(sign * size * int(amount.count or 0))
    return moved


def _in_days(amount: Amount) -> Amount:
    """ "48 hours" as two days; any other amount as it is."""
    if amount.unit is not Unit.HOUR or not amount.count or amount.count % 24:
        return amount
    return Amount(amount.count // 24, Unit.DAY)


def days_off(day: Cell, amounts: tuple[Amount, ...], sign: int) -> Cell | None:
    """The day so far from a day, months by their number; None where a number is not said, or no whole one."""
    if not amounts or any(a.count is None or a.count % 1 or a.unit.days < 1 for a in amounts):
        return None
    months = sum(int(a.count or 0) * MONTHS[a.unit] for a in amounts if a.unit in MONTHS)
    days = sum(round((a.count or 0) * a.unit.days) for a in amounts if a.unit not in MONTHS)
    return _months_on(day, sign * months).step(sign * days)


def _months_on(start: Cell, months: int) -> Cell:
    """The same day of another month, or its last day where it has fewer."""
    month = start.to(Unit.MONTH).step(months)
    depth = start.to(Unit.DAY).index - start.to(Unit.MONTH).to(Unit.DAY).index
    return Cell(Unit.DAY, min(month.to(Unit.DAY).index + depth, Cell.at(Unit.DAY, month.end - 1).index))


def _fractional(start: Cell, amount: Amount, sign: int) -> Cell | None:
    """The cell so far off, in a smaller unit if the start is known as finely; from a day there is none of the clock."""
    smaller = Unit.MONTH if amount.unit.days >= Unit.YEAR.days else Unit.DAY
    if amount.unit.days <= 1 and start.unit.days < 1:
        smaller = Unit.MINUTE
    if start.unit.days > smaller.days:
        return None
    size = 12 * amount.unit.days / Unit.YEAR.days if smaller is Unit.MONTH else amount.unit.days / smaller.days
    return start.to(smaller).step(round(sign * (amount.count or 0) * size))
