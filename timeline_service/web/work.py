"""How much work a worker takes on at once: one article in the pipeline, a few waiting, the rest told to come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import sleep

from werkzeug.exceptions import ServiceUnavailable

from timeline_service import deadline

RETRY_AFTER = 2  # seconds
_STEP_BACK = 0.02  # seconds: who waits for a lock gets it before who comes back for it


class Work:
    """Admission to the pipeline. Python runs one article at a time anyway; waiting in line keeps each one fast.

    ``patience`` is how long an article waits for its turn, ``longest`` how long the turn may last, seconds.
    """

    def __init__(self, *, at_once: int, patience: float, longest: float) -> None:
        self._places = BoundedSemaphore(at_once)
        self._turn = Lock()
        self._patience = patience
        self._longest = longest

    @contextmanager
    def spare(self) -> Iterator[None]:
        """Wait for the pipeline as long as it takes, for work that nobody waits for; requests go first."""
        sleep(_STEP_BACK)
        with self._turn:
            yield

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the pipeline; raise ServiceUnavailable (503) where the line stands or time is up."""
        if not self._places.acquire(blocking=False):
            raise ServiceUnavailable("This worker is reading as many articles as it can.", retry_after=RETRY_AFTER)
        try:
            if not self._turn.acquire(timeout=self._patience):
                raise ServiceUnavailable("The article ahead in the queue takes too long.", retry_after=RETRY_AFTER)
            try:
                with deadline.within(self._longest):
                    yield
            except deadline.DeadlinePassed:
                spent = f"Reading this text takes longer than {self._longest:g} seconds. Send it in parts."
                raise ServiceUnavailable(spent, retry_after=RETRY_AFTER) from None
            finally:
                self._turn.release()
        finally:
            self._places.release()
