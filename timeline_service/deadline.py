"""How much computing one piece of work may take: the edge sets it, long work looks at it now and then and stops.

What counts is the time that the thread itself has computed: work does not fail because the machine is busy with other
work. Nothing here decides an answer: work either finishes, with the answer it would have given anyway, or raises. Work
that does not look is interrupted a little later, between two steps of Python; native code is, when it comes back. Where
it never does, the kernel ends the process, if that was armed.
"""
from __future__ import annotations

import ctypes
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Lock, Thread, get_ident
from typing import TypeVar

INTERRUPT_AFTER = 2.0  # seconds past its end in which work may still look for itself
# Timer of the kernel → times the seconds of the work, and seconds more, after which it ends the process: of computing
# (of all threads), since a busy machine makes nothing late, and of the clock, in case the work waits for something.
LAST_RESORT = {signal.ITIMER_PROF: (1.5, 5.0), signal.ITIMER_REAL: (60.0, 0.0)}
_END: ContextVar[float | None] = ContextVar("deadline", default=None)
_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
_raise_in.argtypes = (ctypes.c_ulong, ctypes.py_object)

Item = TypeVar("Item")


class DeadlinePassed(Exception):
    """The time that was given to a piece of work is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what runs inside so many seconds of computing at most; an outer deadline that ends sooner still holds."""
    end, outer = time.thread_time() + seconds, _END.get()
    token = _END.set(end if outer is None else min(end, outer))
    try:
        with _interrupted(end + INTERRUPT_AFTER):
            yield
    finally:
        _END.reset(token)


def check() -> None:
    """Raise DeadlinePassed if the time is over; without a deadline there is all the time."""
    end = _END.get()
    if end is not None and time.thread_time() > end:
        raise DeadlinePassed


def checked(items: Iterable[Item]) -> Iterator[Item]:
    """The items; before each, the deadline is looked at."""
    for item in items:
        check()
        yield item


def be_ended_by_timers() -> None:
    """Have this process end when a timer of :func:`arm` runs out; to be called in its main thread."""
    for timer in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(timer, signal.SIG_DFL)


def arm(seconds: float) -> None:
    """Have the kernel end this process where work of so many seconds goes on far beyond them, whatever it does.

    Each call begins anew. What waits for the process sees it die: an endless regular expression or native code that
    hangs holds the interpreter's lock, and nobody else could say so.
    """
    for timer, (times, more) in LAST_RESORT.items():
        signal.setitimer(timer, seconds * times + more)


@contextmanager
def armed(seconds: float) -> Iterator[None]:
    """The same for what runs inside; afterwards the timers are as they were."""
    before = {timer: signal.getitimer(timer) for timer in LAST_RESORT}
    arm(seconds)
    try:
        yield
    finally:
        for timer, times in before.items():
            signal.setitimer(timer, *times)


@contextmanager
def _interrupted(end: float) -> Iterator[None]:
    """Raise DeadlinePassed in this thread where it has computed until ``end``, wherever it then is inside the block."""
    thread = get_ident()
    clock = time.pthread_getcpuclockid(thread)
    over, lock = Event(), Lock()

    def watch() -> None:
        while (left := end - time.clock_gettime(clock)) > 0:
            if over.wait(left):  # that much computing takes no less
                return
        with lock:
            if not over.is_set():
                _raise_in(thread, ctypes.py_object(DeadlinePassed))

    Thread(target=watch, daemon=True, name="deadline").start()
    try:
        yield
    finally:
        try:
            with lock:
                over.set()
            _let_arrive()
        except DeadlinePassed:
            over.set()


def _let_arrive() -> None:
    """Take what was raised in this thread and has not arrived yet.

    Taking it back, ``_raise_in(thread, None)``, would leave the interpreter signalled for good: every call and every
    round of a loop would then look for it (and CPython 3.11 never ends where a tracer is set).
    """
    for _ in range(2):
        pass  # exceptions arrive between two rounds
