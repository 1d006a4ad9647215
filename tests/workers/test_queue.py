"""Whose turn it is: the shortest, then whoever waited long enough; a turn is always left for short articles."""

from __future__ import annotations

import time
from threading import Event, Thread

import pytest
from waiting import join, until

from timeline_service.workers import Busy, Queue
from timeline_service.workers.queue import LONG


class Callers:
    """Threads that wait for a turn; ``order`` is in which they had it."""

    def __init__(self, queue: Queue) -> None:
        self.queue, self.order, self.refused = queue, [], []
        self._threads: list[Thread] = []

    def come(self, name: str, size: int, *, hold: Event | None = None) -> Event:
        """One more; the event says that it has its turn, which it holds until ``hold``."""
        has = Event()

        def wait() -> None:
            try:
                with self.queue.turn(size):
                    self.order.append(name)
                    has.set()
                    if hold is not None:
                        hold.wait(30)
            except Busy as error:
                self.refused.append((name, error.retry_after))

        self._threads.append(Thread(target=wait))
        self._threads[-1].start()
        return has

    def wait_for(self, count: int) -> None:
        """Until so many wait."""
        until(lambda: len(self.queue._waiting) >= count)

    def end(self) -> None:
        join(*self._threads)


def queue(*, turns: int = 1, long: int = 1, patience: float = 30.0, places: int = 10) -> Queue:
    return Queue(places=places, turns=turns, long=long, patience=patience)


def test_the_shortest_comes_first_whenever_it_came() -> None:
    callers, free = Callers(queue()), Event()
    assert callers.come("first", 10, hold=free).wait(30)
    for n, (name, size) in enumerate([("long", 90_000), ("middle", 15_000), ("short", 500)], start=1):
        callers.come(name, size)
        callers.wait_for(n)
    free.set()
    callers.end()
    assert callers.order == ["first", "short", "middle", "long"]


def test_who_waited_long_enough_comes_before_the_shortest() -> None:
    callers, free = Callers(queue()), Event()
    callers.queue._pace = 1e-5  # 20,000 code points take 0.2 s
    assert callers.come("first", 0, hold=free).wait(30)
    callers.come("long", 20_000)
    callers.wait_for(1)
    time.sleep(0.4)
    callers.come("short", 10)
    callers.wait_for(2)
    free.set()
    callers.end()
    assert callers.order == ["first", "long", "short"]


def test_long_articles_never_have_all_turns() -> None:
    callers, free = Callers(queue(turns=3, long=2)), Event()
    for n in range(2):
        assert callers.come(f"long {n}", LONG + 1, hold=free).wait(30)
    callers.come("a third long one", LONG + 1)
    callers.wait_for(1)
    assert callers.come("short", 100).wait(30), "a turn was free for it"
    assert "a third long one" not in callers.order
    free.set()
    callers.end()
    assert callers.order[-1] == "a third long one"


def test_patience_ends() -> None:
    callers, free = Callers(queue(patience=0.1)), Event()
    assert callers.come("first", 10, hold=free).wait(30)
    callers.come("second", 10)
    until(lambda: callers.refused)
    free.set()
    callers.end()
    assert callers.refused == [("second", 1)] and callers.order == ["first"]


def test_places_are_counted_and_given_back() -> None:
    line = queue(places=2)
    with line.place(), line.place(), pytest.raises(Busy), line.place():
        pass
    with line.place(), line.place():
        pass


def test_when_to_come_back_depends_on_what_is_ahead() -> None:
    callers, free = Callers(queue()), Event()
    callers.queue._pace = 1e-4
    assert callers.queue.wait() == 1
    assert callers.come("first", 100_000, hold=free).wait(30)
    assert callers.queue.wait() == 10
    callers.come("second", 200_000)
    callers.wait_for(1)
    assert callers.queue.wait() == 30
    free.set()
    callers.end()
