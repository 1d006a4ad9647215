"""Why a piece of work was not done: each says in a sentence what happened, and after how many seconds to come back."""

from __future__ import annotations

from collections.abc import Sequence


class NotDone(Exception):
    """Nothing is wrong with what was asked for; ``retry_after`` is in seconds."""

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Busy(NotDone):
    """There is more to do than can be waited for."""


class TakesTooLong(NotDone):
    """The work itself needs more computing than one request is given."""


class Stopped(NotDone):
    """The process that did it is gone: it hung and was killed, or somebody else killed it."""


class Failed(Exception):
    """A fault of this program, in a worker; ``kind`` is its type, ``frames`` are its places in the code."""

    def __init__(self, kind: str, frames: Sequence[str]) -> None:
        super().__init__(kind)
        self.kind, self.frames = kind, tuple(frames)
