"""Waiting with a bound: nothing waits for ever, and what it waited for is named."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

BOUND = 240.0  # seconds, less than a test may take; the machine may be busy

Found = TypeVar("Found")


def until(look: Callable[[], Found], *, seconds: float = BOUND, pause: float = 0.02) -> Found:
    """What ``look`` gives as soon as it is true; raise TimeoutError with what it gave last."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"{found!r} after {seconds:.0f} seconds")
        time.sleep(pause)
    return found


def join(*threads: Thread, seconds: float = BOUND) -> None:
    """Wait until they have ended; raise TimeoutError with the names of those that have not."""
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    if late := [thread.name for thread in threads if thread.is_alive()]:
        raise TimeoutError(f"{', '.join(late)} go on after {seconds:.0f} seconds")
