"""What a file of SQLite still has of texts that were deleted: in its full-text index and in its write-ahead log.

The index is rewritten as a whole, under the lock of who writes. Where that takes long it is done now and then, for all
deletions that there were meanwhile.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from time import monotonic, sleep, thread_time
from typing import Any

from sqlalchemy.engine import Engine

RESTS = 10  # times as long as it was worked on is the index left alone
_PAUSE = 0.05  # seconds between two attempts


class Traces:
    """The traces in one file; ``engine`` opens connections to it that wait for nobody long."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._in_index = self._in_log = True  # who deleted something before may have been killed
        self._rest, self._rests_until = 0.0, 0.0  # seconds; of the monotonic clock

    def clear(self, *, patience: float) -> bool:
        """Leave nothing of what was deleted just now; False where that is due, after so many seconds at most.

        Somebody may still read or write, or the index needs more rest than that.
        """
        self._in_index = self._in_log = True
        end, at_once = monotonic() + patience, self._rest <= patience
        self._clear(index=at_once)
        while (self._in_log or (self._in_index and at_once)) and monotonic() < end:
            sleep(_PAUSE)
            self._clear(index=at_once)
        return not (self._in_index or self._in_log)

    def clear_if_due(self) -> None:
        """Do what :meth:`clear` left, as far as that can be done now."""
        if self._in_index or self._in_log:
            self._clear(index=True)

    def _clear(self, *, index: bool) -> None:
        """What others delete meanwhile is due again: each mark goes before its work, and comes back if that fails."""
        try:
            with closing(self._engine.raw_connection()) as connection:
                if index and self._in_index and monotonic() >= self._rests_until:
                    self._rewrite_index(connection.cursor())
                self._in_log = False
                busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._in_log = self._in_log or bool(busy)
        except sqlite3.DatabaseError:  # who deleted it has done so: that the file is in use is not theirs to hear
            self._in_log = True

    def _rewrite_index(self, cursor: Any) -> None:
        began, self._in_index = thread_time(), False
        try:
            cursor.execute("INSERT INTO events_words(events_words) VALUES ('optimize')")
        except BaseException:
            self._in_index = True
            raise
        self._rest = RESTS * (thread_time() - began)
        self._rests_until = monotonic() + self._rest
