"""Claims → network: what stands, what is refused and why, and the bounds that follow. A part of ``order_events``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from timeline_service import deadline
from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.evidence import CLOSURE
from timeline_service.model import Bounds, Claim, Conflict, Story
from timeline_service.network.allen import (
    RELATIONS,
    SOURCE_END,
    SOURCE_START,
    TARGET_END,
    TARGET_START,
)
from timeline_service.network.stn import Closure, Edge, Label, Network

ZERO = "zero"  # minute 0 of the axis
_START, _END = "start", "end"
_HALF_DAY = MINUTES_A_DAY // 2


class _Days(NamedTuple):
    """The label of a bound that counts the days of ``claim`` from the days that ``chain`` is known to begin in."""

    claim: Claim
    chain: str
    known: Interval


@dataclass(slots=True)
class Order:
    """The network of a story as claims go in: those that stand, those that were refused."""

    chains: Sequence[str]
    constants: dict[str, Interval]
    network: Network = field(default_factory=lambda: Network(hub=ZERO))
    admitted: list[Claim] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    _tried: list[Claim] = field(default_factory=list)  # the label of a claim in the network is its place here
    _rests_on: dict[_Days, Closure] = field(default_factory=dict)  # what was known when its days were counted

    def __post_init__(self) -> None:
        for chain in self.chains:
            self.network.admit(None, [Edge((chain, _END), (chain, _START), -1)])

    def admit(self, claims: Iterable[Claim]) -> None:
        """Take claims in, the first first; what contradicts those that stand becomes a conflict."""
        known = set(self.chains)
        for claim in claims:
            deadline.check()
            if claim.source not in known or not (claim.target in known or claim.target in self.constants):
                continue
            against = self.network.admit(len(self._tried), self._edges(claim))
            self._tried.append(claim)
            if against is None:
                self.admitted.append(claim)
            else:
                self.conflicts.append(Conflict(claim, self._behind(against)))

    def bounds(self) -> dict[str, Bounds]:
        """Where the start and the end of every chain can lie."""
        if ZERO not in self.network:
            return {chain: Bounds(Interval(None, None), Interval(None, None)) for chain in self.chains}
        known = self.network.closure(ZERO)
        return {chain: Bounds(_window(known, chain, _START), _window(known, chain, _END)) for chain in self.chains}

    def window(self, chain: str) -> Interval:
        """Where the start of one chain can lie."""
        if ZERO not in self.network:
            return Interval(None, None)
        start = (chain, _START)
        most, least = self.network.most(ZERO, start, from_later=True), self.network.most(start, ZERO)
        return Interval(None if least is None else -least, None if most is None else most + 1)

    def shift_days(self) -> None:
        """Count "two days after" in days of the calendar where the day of the one event is known.

        The network counts minutes, and an event some time on Monday plus two days is any time from Wednesday's start to
        its end only if both are counted in days. Sound as long as people count days by the calendar.
        """
        known = set(self.chains)
        admitted = (claim for claim in self.admitted if claim.target in known)
        counted = [claim for claim in admitted if claim.gap or claim.relation == "SAME_DAY"]
        for _ in range(2 if counted and ZERO in self.network else 0):
            now = self.network.closure(ZERO)
            for claim in counted:
                for label, chain, days in _shifted(claim, now):
                    if label not in self._rests_on:
                        self._rests_on[label] = now
                        self.network.admit(label, _within(chain, days))

    def starts(self, wanted: Mapping[str, int]) -> dict[str, int]:
        """A start for every chain that keeps all that stands, near and not before the wanted ones; minutes."""
        self.network.admit(None, [Edge(ZERO, ZERO, 0)])
        schedule = self.network.schedule({(chain, _START): at for chain, at in wanted.items()}, ZERO)
        return {chain: schedule[chain, _START] for chain in self.chains}

    def _behind(self, labels: Iterable[Label]) -> tuple[Claim, ...]:
        """The claims that labels stand for: a count of days for its claim and for those that its first day rests on."""
        found: dict[Claim, None] = {}
        waiting = list(labels)
        for label in waiting:
            if isinstance(label, _Days):
                waiting += [other for other in self._reasons(label) if other not in waiting]
            found[label.claim if isinstance(label, _Days) else self._tried[cast(int, label)]] = None
        return tuple(found)

    def _reasons(self, days: _Days) -> tuple[Label, ...]:
        """The labels of the bounds that say when the chain begins: they refuse any other time."""
        start, known = (days.chain, _START), days.known
        assert known.start is not None and known.end is not None
        outside = (Edge(ZERO, start, known.start - 1), Edge(start, ZERO, -known.end))
        return tuple(label for edge in outside for label in self.network.against(edge, self._rests_on[days]))

    def _edges(self, claim: Claim) -> Iterator[Edge]:
        constant = self.constants.get(claim.target)
        ends: dict[str, tuple[object, int] | None] = {
            SOURCE_START: ((claim.source, _START), 0),
            SOURCE_END: ((claim.source, _END), 0),
            TARGET_START: _fixed(constant.start) if constant else ((claim.target, _START), 0),
            TARGET_END: _fixed(constant.end) if constant else ((claim.target, _END), 0),
        }
        for bound in RELATIONS[claim.relation]:
            later, earlier = ends[bound.later], ends[bound.earlier]
            if later is not None and earlier is not None:
                yield Edge(earlier[0], later[0], bound.most - later[1] + earlier[1])
        source, target = ends[SOURCE_START], ends[TARGET_START]
        if claim.gap is not None and source is not None and target is not None:
            least, most = claim.gap if constant else _loosened(claim.gap)
            offset = source[1] - target[1]
            if most is not None:
                yield Edge(source[0], target[0], most + offset)
            if least is not None:
                yield Edge(target[0], source[0], -least - offset)


def order(story: Story) -> Order:
    """A network over the chains of a story, with its dates as constants, empty of claims."""
    constants = {
        f"{document.id}/{timex.id}": timex.interval
        for document in story.documents
        for timex in document.timexes
        if timex.interval is not None
    }
    undated = Interval(None, None)
    for document in story.documents:
        for timex in document.timexes:
            constants.setdefault(f"{document.id}/{timex.id}", undated)
        if document.dct is not None and document.dct.interval is not None:
            constants[f"{document.id}/{document.dct.id}"] = document.dct.interval.whole_days
    return Order([chain.id for chain in story.chains], constants)


def is_asserted(claim: Claim) -> bool:
    """Whether a claim is sure enough to be closed over; the others have a say in what is shown alone."""
    return (claim.precision >= CLOSURE and claim.kind != "told") or claim.origin == "editor"


def by_weight(story: Story, claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims as they go in: an order that an editor gave comes before all evidence but the dates.

    A date that stands without that order stands with it too: who wants another date says so, and does not lose one by
    moving its neighbour. Those dates were admitted together once, so that none of them refuses another.
    """
    chains = {chain.id for chain in story.chains}
    placed = {claim: None for claim in claims if claim.origin == "editor" and claim.target in chains}
    if not placed:
        return claims
    alone = order(story)
    alone.admit(claim for claim in claims if claim not in placed)
    first = {claim: None for claim in alone.admitted if claim.target not in chains} | placed
    return [*first, *(claim for claim in claims if claim not in first)]


def _fixed(minute: int | None) -> tuple[object, int] | None:
    return None if minute is None else (ZERO, minute)


def _loosened(gap: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    """A gap in whole days says nothing about the time of day."""
    if any(side is not None and side % MINUTES_A_DAY for side in gap):
        return gap
    least, most = gap
    slack = MINUTES_A_DAY - 1
    return (None if least is None else least - slack), (None if most is None else most + slack)


def _window(known: Closure, chain: str, point: str) -> Interval:
    last = known.latest.get((chain, point))
    return Interval(known.earliest.get((chain, point)), None if last is None else last + 1)


def _shifted(claim: Claim, known: Closure) -> Iterator[tuple[_Days, str, Interval]]:
    same_day = claim.relation == "SAME_DAY"
    least, most = claim.gap or (0, 0)
    if least is None or most is None:
        return
    forth, back = (claim.source, claim.target, least, most), (claim.target, claim.source, -most, -least)
    for one, other, low, high in (forth, back):
        days = _window(known, one, _START).whole_days
        if days.start is None or days.end is None:
            continue
        one_day = days.end - days.start == MINUTES_A_DAY
        if low % MINUTES_A_DAY == 0 and high % MINUTES_A_DAY == 0 and not same_day:
            yield _Days(claim, one, days), other, Interval(days.start + low, days.end + high)
        elif one_day and max(abs(low), abs(high)) <= _HALF_DAY:
            yield _Days(claim, one, days), other, days


def _within(chain: str, days: Interval) -> Iterator[Edge]:
    assert days.start is not None and days.end is not None
    yield Edge(ZERO, (chain, _START), days.end - 1)
    yield Edge((chain, _START), ZERO, -days.start)
