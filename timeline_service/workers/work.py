"""Work as those see it who want it done: a function, its arguments, and how much there is to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar, cast

from timeline_service import deadline
from timeline_service.faults import InputError
from timeline_service.workers.faults import Failed, TakesTooLong
from timeline_service.workers.pool import Pool
from timeline_service.workers.process import Raised, Task
from timeline_service.workers.queue import Queue

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Work:
    """Pieces of work, done in turn: by the workers of a pool, or by this process itself as long as it has none.

    ``seconds`` is how much computing a piece may take; ``patience`` after how many seconds a worker is given up.
    """

    def __init__(self, queue: Queue, *, seconds: float, patience: float) -> None:
        self.queue = queue
        self._seconds, self._patience = seconds, patience
        self._pool: Pool | None = None

    def join(self, pool: Pool) -> None:
        """From now on the workers of this pool do it."""
        self._pool = pool

    @contextmanager
    def turn(self, size: int) -> Iterator[None]:
        """A turn, for what reads ``size`` code points; raise :class:`Busy` where there is none to be had."""
        with self.queue.place(), self.queue.turn(size):
            yield

    def do(
        self, function: Callable[Arguments, Result], /, *arguments: Arguments.args, **keywords: Arguments.kwargs
    ) -> Result:
        """What the function gives or raises; call it within a turn.

        Raises :class:`TakesTooLong` past the time that a piece of work has, :class:`Stopped` where its worker died, and
        :class:`Failed` for a fault of the program in a worker.
        """
        task = Task(function, arguments, keywords, self._seconds)
        try:
            if self._pool is None:
                with deadline.within(self._seconds):
                    return function(*arguments, **keywords)
            result = self._pool.do(task, patience=self._patience)
            if isinstance(result, Raised):
                if issubclass(result.kind, InputError | deadline.DeadlinePassed):
                    raise result.again()
                raise Failed(result.kind.__name__, result.frames)
        except deadline.DeadlinePassed:
            raise TakesTooLong(
                f"Reading this takes more than {self._seconds:g} seconds of computing. Send it in parts.",
                retry_after=self.queue.wait(),
            ) from None
        return cast(Result, result)

    def forget(self) -> None:
        """Let workers end that may remember texts which were deleted; new ones take their place."""
        if self._pool is not None:
            self._pool.renew()
