"""How long one piece of work may take: the edge sets it, long work looks at it now and then and stops in good order.

Nothing here decides an answer: work either finishes, with the answer it would have given anyway, or raises. Work that
does not look is interrupted a little later, between two steps of Python; native code is, when it comes back.
"""
from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, Timer, get_ident
from time import monotonic
from typing import TypeVar

INTERRUPT_AFTER = 2.0  # seconds past its end in which work may still look for itself
_END: ContextVar[float | None] = ContextVar("deadline", default=None)
_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
_raise_in.argtypes = (ctypes.c_ulong, ctypes.py_object)

Item = TypeVar("Item")


class DeadlinePassed(Exception):
    """The time that was given to a piece of work is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what runs inside at most so many seconds; an outer deadline that ends sooner still holds."""
    end, outer = monotonic() + seconds, _END.get()
    token = _END.set(end if outer is None else min(end, outer))
    try:
        with _interrupted(seconds + INTERRUPT_AFTER):
            yield
    finally:
        _END.reset(token)


def check() -> None:
    """Raise DeadlinePassed if the time is over; without a deadline there is all the time."""
    end = _END.get()
    if end is not None and monotonic() > end:
        raise DeadlinePassed


def checked(items: Iterable[Item]) -> Iterator[Item]:
    """The items; before each, the deadline is looked at."""
    for item in items:
        check()
        yield item


@contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    """Raise DeadlinePassed in this thread after so many seconds, wherever it then is inside the block."""
    thread, inside, lock = get_ident(), [True], Lock()

    def interrupt() -> None:
        with lock:
            if inside:
                _raise_in(thread, ctypes.py_object(DeadlinePassed))

    watchdog = Timer(seconds, interrupt)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    finally:
        watchdog.cancel()
        with lock:
            inside.clear()
        _raise_in(thread, ctypes.py_object())  # what was raised and has not arrived yet
