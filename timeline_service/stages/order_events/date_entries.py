"""The date of an entry, in the words of the contract's ``when``. A part of ``order_events``.

A stated date is given as stated. Without one, what is past is open to the left up to publication, what is planned is
open to the right from it, and what other events bound is the interval that they leave.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline_service.calendar.edtf import edtf_of_cell, edtf_of_interval, is_yearless
from timeline_service.calendar.intervals import MINUTES_A_DAY, Granularity, Interval
from timeline_service.calendar.units import Cell, Unit
from timeline_service.model import Basis, Bounds, Claim, MentionRef, Placement, Status, Timex, When

_MONTH = range(28 * MINUTES_A_DAY, 31 * MINUTES_A_DAY + 1)
_LEAST_ROOM, _MOST_ROOM = 0.4, 2.1  # of a unit: what a distance counted in it leaves open
STATES_A_DATE = ("STARTS_WITHIN", "WITHIN", "IS_INCLUDED", "SIMULTANEOUS", "STARTS_WITH")


def when(
    status: Status,
    claims: Sequence[Claim],
    bounds: Bounds,
    timexes: Mapping[str, Timex],
    *,
    counted: Unit | None = None,
) -> When:
    """The date of a chain from its admitted claims, strongest first, and from its bounds in the network; ``counted`` is
    the unit in which people counted how far it lies from something else."""
    window = bounds.start
    dated = [(claim, timexes[claim.target]) for claim in claims if claim.target in timexes and _is_date(claim)]
    start = _best([pair for pair in dated if pair[0].relation in STATES_A_DATE and pair[0].gap is None])
    if start is not None:
        end = next((t for c, t in dated if c.relation in ("ENDS_WITHIN", "ENDS_BY") and t.edtf), None)
        return replace(_stated(status, start, end, window), offset=_civil_offset(*start, timexes))
    dated = [(claim, timex) for claim, timex in dated if timex.edtf and not is_yearless(timex.edtf)]
    openings = [(c, t) for c, t in dated if c.relation == "STARTS_FROM"]
    by = next(((c, t) for c, t in dated if c.relation == "STARTS_BY"), None)
    if by is not None:
        opening = next(iter(openings), None)
        between = opening is not None and opening[0].kind == by[0].kind == "range"
        return _stated(status, opening, by[1], window) if opening and between else _by(*by, window)
    said = next((pair for pair in openings if pair[0].origin == "stated"), None)
    if said is not None and window.end is None and status not in ("denied", "cancelled"):
        return _from(*said, window)
    until = next(((c, t) for c, t in dated if c.relation == "ENDS_WITHIN"), None)
    if until is not None and not _is_one_day(window):
        return _until(*until, window)
    return _in_unit(counted, window) or _bounded(status, window)


def unit_of(claim: Claim) -> Unit | None:
    """The unit in which a distance was counted that leaves room because people round: a month or a year."""
    low, high = claim.gap or (None, None)
    if claim.kind != "counted" or low is None or high is None:
        return None
    room = (high - low) / MINUTES_A_DAY
    return next((unit for unit in (Unit.YEAR, Unit.MONTH) if _LEAST_ROOM < room / unit.days < _MOST_ROOM), None)


def _in_unit(unit: Unit | None, window: Interval) -> When | None:
    """The month or the year in the midst of what a distance counted in such leaves: "five years after its launch"."""
    if unit is None or window.start is None or window.end is None:
        return None
    if not _LEAST_ROOM < (window.end - window.start) / MINUTES_A_DAY / unit.days < _MOST_ROOM:
        return None
    cell = Cell.at(unit, (window.start + window.end) // 2)
    days = Interval(min(window.start, cell.start), max(window.end, cell.end)).whole_days  # each day of what is shown
    granularity = Granularity.YEAR if unit is Unit.YEAR else Granularity.MONTH
    return When(edtf=edtf_of_cell(cell), bounds=days, granularity=granularity, basis="inferred", placement="dated")


def _is_date(claim: Claim) -> bool:
    return claim.kind != "status"


def _best(pairs: Sequence[tuple[Claim, Timex]]) -> tuple[Claim, Timex] | None:
    """The finest date; of equals the one with the surest claim."""
    told = [(claim, timex) for claim, timex in pairs if timex.edtf]
    return min(told, key=lambda pair: (_width(pair[1]), -pair[0].precision), default=None)


def _width(timex: Timex) -> float:
    interval = timex.interval
    if interval is None or interval.start is None or interval.end is None:
        return float("inf")
    return interval.end - interval.start


def _stated(status: Status, start: tuple[Claim, Timex], end: Timex | None, window: Interval) -> When:
    claim, timex = start
    edtf = timex.edtf or ""
    if _is_side(edtf) and end is not None and end.edtf and _ends_after(timex, end):
        edtf = f"{edtf}/{last}" if _is_side(last := end.edtf.rpartition("/")[2]) else edtf
    elif _is_side(edtf) and status in ("ongoing", "occurred") and claim.kind == "since":
        edtf = f"{edtf}/.."
    return When(
        edtf=edtf, bounds=window if "T" in edtf else window.whole_days, granularity=timex.granularity,
        basis=_basis(claim, timex), placement="dated", timex=ref_of(claim), text=timex.text,
    )  # fmt: skip


def _civil_offset(claim: Claim, timex: Timex, timexes: Mapping[str, Timex]) -> int | None:
    """Minutes east of UTC of the axis that the bounds are on: the publication's where it is known, else the timex's."""
    dct = timexes.get(f"{ref_of(claim).document}/t0")
    return timex.offset if timex.offset is None or dct is None or dct.offset is None else dct.offset


def _is_side(edtf: str) -> bool:
    """Whether a date can stand on a side of an interval: no interval, no time, no day of a year that is not known."""
    return "/" not in edtf and "T" not in edtf and not is_yearless(edtf)


def _ends_after(start: Timex, end: Timex) -> bool:
    one, other = start.interval, end.interval
    return one is None or other is None or one.start is None or other.end is None or other.end > one.start


def _by(claim: Claim, timex: Timex, window: Interval) -> When:
    last, timed, _ = (timex.edtf or "").rpartition("/")[2].partition("T")  # EDTF has no times inside intervals
    told = _open(claim, timex, f"../{last}", window if timed else window.whole_days)
    return replace(told, offset=timex.offset)


def _from(claim: Claim, timex: Timex, window: Interval) -> When:
    """Only the first day on which it can be is told: "as early as Friday"."""
    first = (timex.edtf or "").partition("/")[0].partition("T")[0]
    return _open(claim, timex, f"{first}/..", window.whole_days)


def _is_one_day(window: Interval) -> bool:
    days = window.whole_days
    return days.first_day is not None and days.first_day == days.last_day


def _until(claim: Claim, timex: Timex, window: Interval) -> When:
    """Only the end is told: open to the left, or from publication on."""
    days, last = window.whole_days, (timex.edtf or "").rpartition("/")[2].partition("T")[0]
    return _open(claim, timex, f"{days.earliest or '..'}/{last}", days)


def _open(claim: Claim, timex: Timex, edtf: str, bounds: Interval) -> When:
    """A date that tells one end of when it happened."""
    return When(
        edtf=edtf, bounds=bounds, granularity=timex.granularity, basis=_basis(claim, timex), placement="bounded",
        timex=ref_of(claim), text=timex.text,
    )  # fmt: skip


def _bounded(status: Status, window: Interval) -> When:
    """What other events leave: one day or minute is a date, a longer stretch an interval of days."""
    days = window.whole_days
    if window.start is not None and window.end is not None:
        minutes = window.end - window.start
        if minutes <= MINUTES_A_DAY and days.first_day == days.last_day:
            granularity = Granularity.MINUTE if minutes == 1 else Granularity.DAY
            return When(
                edtf=_minute(window) if minutes == 1 else edtf_of_interval(days), bounds=days, granularity=granularity,
                basis="inferred", placement="dated",
            )  # fmt: skip
    placement: Placement = "unplaced" if days == Interval(None, None) else "bounded"
    basis: Basis = "inferred" if placement == "bounded" else "none"
    silent = status in ("possible", "denied", "cancelled") and (window.start is None or window.end is None)
    told = _as_known(days) if status == "occurred" else edtf_of_interval(days)
    edtf = None if silent or placement == "unplaced" else told
    return When(edtf=edtf, bounds=days, basis=basis, placement=placement)


def _as_known(days: Interval) -> str:
    """The interval in EDTF; one as wide as a month, like "two weeks later" than something in March, in months."""
    if days.start is None or days.end is None or days.end - days.start not in _MONTH:
        return edtf_of_interval(days)
    first, last = Cell.at(Unit.MONTH, days.start), Cell.at(Unit.MONTH, days.end - 1)
    return edtf_of_cell(first) if first == last else f"{edtf_of_cell(first)}/{edtf_of_cell(last)}"


def _minute(window: Interval) -> str:
    assert window.start is not None
    day = Interval.of_days(window.start // MINUTES_A_DAY, window.start // MINUTES_A_DAY).earliest
    minute = window.start % MINUTES_A_DAY
    return f"{day}T{minute // 60:02d}:{minute % 60:02d}:00"


def _basis(claim: Claim, timex: Timex) -> Basis:
    if claim.origin == "inferred":
        return "inferred"
    return timex.basis if timex.basis != "none" else "resolved"


def ref_of(claim: Claim) -> MentionRef:
    """Where the date stands that a claim is about."""
    document, _, timex = claim.target.partition("/")
    return MentionRef(document, timex)


def undated(entry_when: When) -> When:
    """The same with its placement told as an order where nothing but other events places it."""
    return replace(entry_when, placement="ordered") if entry_when.placement == "unplaced" else entry_when
