"""How long one piece of work may take: the edge sets it, long work looks at it now and then and stops in good order.

Nothing here decides an answer: work either finishes, with the answer it would have given anyway, or raises.
"""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_END: ContextVar[float | None] = ContextVar("deadline", default=None)


class DeadlinePassed(Exception):
    """The time that was given to a piece of work is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Give what runs inside at most so many seconds; an outer deadline that ends sooner still holds."""
    end, outer = monotonic() + seconds, _END.get()
    token = _END.set(end if outer is None else min(end, outer))
    try:
        yield
    finally:
        _END.reset(token)


def check() -> None:
    """Raise DeadlinePassed if the time is over; without a deadline there is all the time."""
    end = _END.get()
    if end is not None and monotonic() > end:
        raise DeadlinePassed
