"""Whose turn it is: the shortest article first, and who waits gains a second of it with every second.

So a short article is not kept by a long one, and a long one is not kept for ever by short ones. Long articles never
have all turns: one is left for short ones, and the kernel shares out the processors among those who have one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition
from time import monotonic

from timeline_service.workers.faults import Busy

LONG = 20_000  # code points: an article beyond is long
_FIRST_GUESS = 5e-5  # seconds a code point, before anything was measured
_LOOK_AGAIN = 0.5  # seconds after which who waits looks whether it is next, since waiting changes that


@dataclass(eq=False, slots=True)
class _Turn:
    size: int
    since: float

    @property
    def long(self) -> bool:
        return self.size > LONG


class Queue:
    """A line before ``turns`` turns at a time, of which ``long`` at most are for long articles.

    ``places`` is how many may be in the line or have a turn; ``patience`` is for how many seconds one waits.
    """

    def __init__(self, *, places: int, turns: int, long: int, patience: float) -> None:
        self._places, self._turns, self._long, self._patience = places, turns, long, patience
        self._taken = 0
        self._waiting: list[_Turn] = []
        self._running: list[_Turn] = []
        self._changed = Condition()
        self._pace = _FIRST_GUESS

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place in the line, for as long as a request needs turns; raise :class:`Busy` where there is none."""
        with self._changed:
            if self._taken >= self._places:
                raise Busy("As many articles as this service takes at a time are being read.", retry_after=self.wait())
            self._taken += 1
        try:
            yield
        finally:
            with self._changed:
                self._taken -= 1

    @contextmanager
    def turn(self, size: int) -> Iterator[None]:
        """Wait for a turn, to read ``size`` code points; raise :class:`Busy` where patience ends before."""
        mine = _Turn(size, monotonic())
        with self._changed:
            self._await(mine)
        began = monotonic()
        try:
            yield
        finally:
            with self._changed:
                self._running.remove(mine)
                if mine.size:
                    self._pace += 0.1 * ((monotonic() - began) / mine.size - self._pace)
                self._changed.notify_all()

    def wait(self) -> int:
        """Seconds after which a turn is likely to be free for one who comes then: 1 to 60."""
        ahead = sum(each.size for each in (*self._waiting, *self._running)) * self._pace
        return max(1, min(60, math.ceil(ahead / self._turns)))

    def _await(self, mine: _Turn) -> None:
        self._waiting.append(mine)
        try:
            while self._next() is not mine:
                left = mine.since + self._patience - monotonic()
                if left <= 0:
                    raise Busy("The articles ahead in the queue take too long.", retry_after=self.wait())
                self._changed.wait(min(left, _LOOK_AGAIN))
        finally:
            self._waiting.remove(mine)
            self._changed.notify_all()
        self._running.append(mine)

    def _next(self) -> _Turn | None:
        """Who of those that wait may begin now."""
        if len(self._running) >= self._turns:
            return None
        long_ones = sum(each.long for each in self._running)
        able = [each for each in self._waiting if not each.long or long_ones < self._long]
        return min(able, key=self._rank, default=None)

    def _rank(self, turn: _Turn) -> float:
        return turn.size * self._pace - (monotonic() - turn.since)
