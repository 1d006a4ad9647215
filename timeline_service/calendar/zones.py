"""Time zones of the names that newspapers print: a fixed offset, or a standard offset with a daylight-saving rule.

Rules: ``US`` (Energy Policy Act of 2005; before 2007 the rule of 1987, before that the last Sunday of April) and ``EU``
(Directive 2000/84/EC, last Sundays of March and October). The hour of the change is not looked at: the day is enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline_service.calendar.intervals import civil, ordinal, weekday


@dataclass(frozen=True, slots=True)
class Zone:
    """``standard`` minutes east of UTC; ``saving`` US, EU or empty."""

    standard: int
    saving: str = ""

    @classmethod
    def parse(cls, text: str | int) -> Zone:
        """``-300`` or ``"-300 US"``."""
        standard, _, saving = str(text).partition(" ")
        if saving not in ("", "US", "EU"):
            raise ValueError(f"{saving!r} is not a daylight-saving rule: write US, EU or nothing")
        return cls(int(standard), saving)

    def offset(self, day: int) -> int:
        """Minutes east of UTC on a day number."""
        first, last = _SAVING[self.saving](civil(day)[0]) if self.saving else (0, 0)
        return self.standard + (60 if first <= day < last else 0)


def _sunday(year: int, month: int, n: int) -> int:
    """Day number of the n-th Sunday of a month; the last one where n is -1."""
    if n > 0:
        first = ordinal(year, month, 1)
        return first + (7 - weekday(first)) % 7 + 7 * (n - 1)
    last = ordinal(year + month // 12, month % 12 + 1, 1) - 1
    return last - weekday(last) % 7


def _us(year: int) -> tuple[int, int]:
    if year >= 2007:
        return _sunday(year, 3, 2), _sunday(year, 11, 1)
    return _sunday(year, 4, 1 if year >= 1987 else -1), _sunday(year, 10, -1)


def _eu(year: int) -> tuple[int, int]:
    return _sunday(year, 3, -1), _sunday(year, 10, -1)


_SAVING = {"US": _us, "EU": _eu}
