"""A piece of work ends when it has computed enough: it looks for itself, or it is interrupted."""
from __future__ import annotations

import signal
import subprocess
import sys
import time
from threading import Thread, active_count

import pytest
from waiting import join

from timeline_service import deadline


def test_without_a_deadline_there_is_all_the_time():
    deadline.check()
    assert list(deadline.checked("abc")) == ["a", "b", "c"]


def test_work_that_looks_ends_at_its_deadline():
    with pytest.raises(deadline.DeadlinePassed), deadline.within(0.01):
        for _ in deadline.checked(iter(int, 1)):
            pass


def test_an_outer_deadline_that_ends_sooner_holds():
    with pytest.raises(deadline.DeadlinePassed), deadline.within(0.0), deadline.within(60):
        deadline.check()


def test_waiting_is_not_computing():
    """A machine that is busy with other work makes nothing late."""
    with deadline.within(0.05):
        time.sleep(0.3)
        deadline.check()


def test_work_that_never_looks_is_interrupted(monkeypatch):
    monkeypatch.setattr(deadline, "INTERRUPT_AFTER", 0.05)
    with pytest.raises(deadline.DeadlinePassed), deadline.within(0.05):
        while True:
            pass


def test_only_the_thread_that_is_late_is_interrupted(monkeypatch):
    monkeypatch.setattr(deadline, "INTERRUPT_AFTER", 0.0)
    ended: list[str] = []

    def work(seconds: float, name: str) -> None:
        try:
            with deadline.within(seconds):
                while name == "late":
                    pass
                while not ended:
                    time.sleep(0.001)
        except deadline.DeadlinePassed:
            ended.append("interrupted")
        else:
            ended.append("done")

    threads = [Thread(target=work, args=(60, "early")), Thread(target=work, args=(0.05, "late"))]
    for thread in threads:
        thread.start()
    join(*threads)
    assert ended == ["interrupted", "done"]


def test_what_is_done_in_time_is_not_interrupted_later(monkeypatch):
    monkeypatch.setattr(deadline, "INTERRUPT_AFTER", 0.0)
    before = active_count()
    for _ in range(50):
        try:
            with deadline.within(0.001):
                sum(range(20_000))
        except deadline.DeadlinePassed:
            pass
    time.sleep(0.05)
    assert active_count() <= before


@pytest.mark.parametrize("seconds", [9.0, 0.0])
def test_a_tracer_works_after_a_deadline_was_set(seconds: float):
    """CPython 3.11 loops for ever at a call that is traced while an exception is signalled that no thread awaits."""
    program = f"""
import sys
from timeline_service import deadline
deadline.INTERRUPT_AFTER = 0.0
try:
    with deadline.within({seconds}):
        while not {seconds}:
            pass
except deadline.DeadlinePassed:
    pass
sys.settrace(lambda *about: None)
(lambda: None)()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def ended(work: str, *, computing: float = 600.0, waiting: float = 600.0) -> int:
    """The exit status of a process that does this, with so many seconds until the kernel ends it."""
    program = f"""
import re, signal, time
from timeline_service import deadline
deadline.LAST_RESORT = {{signal.ITIMER_PROF: (0.0, {computing}), signal.ITIMER_REAL: (0.0, {waiting})}}
deadline.be_ended_by_timers()
{work}
"""
    return subprocess.run([sys.executable, "-c", program], check=False, timeout=240).returncode


def test_native_code_that_never_comes_back_ends_the_process():
    work = """
with deadline.armed(9):
    re.match("(a+)+$", "a" * 60 + "b")
"""
    assert ended(work, computing=0.2) == -signal.SIGPROF


def test_work_that_waits_for_ever_ends_the_process():
    assert ended("deadline.arm(9); time.sleep(600)", waiting=0.2) == -signal.SIGALRM


def test_what_is_done_in_time_ends_nothing_and_leaves_the_timers_as_they_were():
    work = """
signal.setitimer(signal.ITIMER_REAL, 900)
with deadline.armed(9):
    assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 600 and signal.getitimer(signal.ITIMER_PROF)[0] > 0
assert signal.getitimer(signal.ITIMER_REAL)[0] > 600 and signal.getitimer(signal.ITIMER_PROF)[0] == 0
"""
    assert ended(work) == 0
