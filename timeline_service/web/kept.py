"""What was made for readers, kept for a little while: each version is made once, however many ask for it at once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

MOST = 32_000_000  # bytes of all
LONGEST = 60.0  # seconds: what was deleted is not remembered for long


@dataclass(slots=True, eq=False)
class _Entry:
    made: float
    lock: Lock = field(default_factory=Lock)
    body: tuple[str, bytes] | None = None


class Kept:
    """Bodies of answers with their entity tags."""

    def __init__(self, *, most: int = MOST, seconds: float = LONGEST) -> None:
        self._most, self._seconds = most, seconds
        self._entries: dict[Hashable, _Entry] = {}  # the last made comes last
        self._guard = Lock()

    def of(self, key: Hashable, make: Callable[[], tuple[str, bytes]]) -> tuple[str, bytes]:
        """What is kept under ``key``, or what ``make`` gives; who asks meanwhile waits for it."""
        self.let_go()
        with self._guard:
            entry = self._entries.setdefault(key, _Entry(monotonic()))
        with entry.lock:
            if entry.body is None:
                entry.body = make()
            return entry.body

    def let_go(self) -> None:
        """Drop what is too old, and the oldest of what is too much; to be called every few seconds too."""
        with self._guard:
            size = sum(len(each.body[1]) for each in self._entries.values() if each.body is not None)
            for key, entry in list(self._entries.items()):
                if size <= self._most and entry.made > monotonic() - self._seconds:
                    return
                size -= len(entry.body[1]) if entry.body is not None else 0
                del self._entries[key]

    def __len__(self) -> int:
        """How much is kept."""
        return len(self._entries)
