"""What readers get is made once a version, and not kept for long."""

from __future__ import annotations

import time
from threading import Barrier, Thread

import pytest
from waiting import join

from timeline_service.web import kept
from timeline_service.web.kept import Kept


def test_of_many_who_ask_at_once_one_makes_it() -> None:
    keeping, made, barrier = Kept(), [], Barrier(20)
    got: list[tuple[str, bytes]] = []

    def make() -> tuple[str, bytes]:
        made.append(1)
        time.sleep(0.05)
        return "7", b"body"

    def ask() -> None:
        barrier.wait(timeout=60)
        got.append(keeping.of("a", make))

    threads = [Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    join(*threads)
    assert (len(made), set(got), len(got)) == (1, {("7", b"body")}, 20)


def test_what_failed_is_made_again() -> None:
    keeping = Kept()
    with pytest.raises(ZeroDivisionError):
        keeping.of("a", lambda: ("1", bytes(1 // 0)))
    assert keeping.of("a", lambda: ("1", b"there")) == ("1", b"there")


def test_what_is_old_or_too_much_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000.0]
    monkeypatch.setattr(kept, "monotonic", lambda: now[0])
    keeping = Kept(most=10, seconds=60)
    assert keeping.of("a", lambda: ("1", b"12345678")) == ("1", b"12345678")
    assert keeping.of("a", lambda: ("2", b"")) == ("1", b"12345678")
    keeping.of("b", lambda: ("1", b"12345678"))
    keeping.of("c", lambda: ("1", b""))
    assert keeping.of("a", lambda: ("2", b"")) == ("2", b""), "it was the oldest of too much"
    now[0] += 61
    keeping.let_go()
    assert len(keeping) == 0
    assert keeping.of("b", lambda: ("3", b"")) == ("3", b"")
