"""Time zones, present and past: a fixed offset, or a name of the IANA database as the package ``tzdata`` ships it.

The tables of the machine are not asked, so that the same text has the same answer everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from timeline_service.calendar.intervals import civil

_NOON = 12  # the hour whose offset is that of a day: the clocks change at night


@dataclass(frozen=True, slots=True)
class Zone:
    """``fixed`` minutes east of UTC, or else the ``name`` of a zone whose offset depends on the day."""

    fixed: int | None = None
    name: str = ""

    @classmethod
    def parse(cls, text: str | int) -> Zone:
        """``-300`` or ``America/New_York``; raises ValueError for a name that the database does not have."""
        text = str(text)
        if text.lstrip("-").isdigit():
            return cls(fixed=int(text))
        _zone(text)
        return cls(name=text)

    def offset(self, day: int) -> int:
        """Minutes east of UTC at the noon of a day number; before the first standard time, that of the sun there."""
        if self.fixed is not None:
            return self.fixed
        year, month, day_of_month = civil(day)
        moment = datetime(min(max(year, 1), 9999), month, min(day_of_month, 28), _NOON)
        if 1 <= year <= 9999:
            moment = moment.replace(day=day_of_month)
        return _minutes(_zone(self.name).utcoffset(moment))

    def local(self, moment: datetime) -> datetime:
        """A moment, aware of its zone, as clocks here show it; raises OverflowError before year 1 and after 9999.

        The offset is of whole minutes, also where that of the sun was not.
        """
        minutes = self.fixed
        if minutes is None:
            minutes = _minutes(moment.astimezone(_zone(self.name)).utcoffset())
        return moment.astimezone(timezone(timedelta(minutes=minutes)))


def _minutes(offset: timedelta | None) -> int:
    assert offset is not None
    return round(offset.total_seconds() / 60)


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    area, _, place = name.rpartition("/")
    package = ".".join(("tzdata", "zoneinfo", *area.split("/"))).rstrip(".")
    try:
        with resources.files(package).joinpath(place).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except (ModuleNotFoundError, FileNotFoundError, IsADirectoryError, ValueError):
        raise ValueError(
            f"{name!r} is no time zone: write minutes east of UTC, or a name such as Africa/Cairo"
        ) from None
