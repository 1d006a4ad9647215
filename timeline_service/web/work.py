"""How much work a worker takes on at once: one article in the pipeline, a few waiting, the rest told to come back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock

from werkzeug.exceptions import ServiceUnavailable

RETRY_AFTER = 2  # seconds


class Work:
    """Admission to the pipeline. Python runs one article at a time anyway; waiting in line keeps each one fast."""

    def __init__(self, *, at_once: int, patience: float) -> None:
        self._places = BoundedSemaphore(at_once)
        self._turn = Lock()
        self._patience = patience

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the pipeline; raise ServiceUnavailable (503) where the line is full or does not move."""
        if not self._places.acquire(blocking=False):
            raise ServiceUnavailable("As many articles as this worker takes are being read.", retry_after=RETRY_AFTER)
        try:
            if not self._turn.acquire(timeout=self._patience):
                raise ServiceUnavailable("The article ahead takes too long.", retry_after=RETRY_AFTER)
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._places.release()
