"""Which article a process was reading when it was killed, so that one that kills its readers is not read for ever.

Each attempt at a shard keeps a small file, locked while its process lives, with the line that is being read. A file
that nobody holds is of a process that died there.
"""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

MOST = 3  # deaths over one article; two can be those of a cluster that was taken down while it was read
_WIDTH = 20  # digits


class Unstartable(OSError):
    """Processes die before they read anything."""


@contextmanager
def watched(folder: Path) -> Iterator[tuple[Callable[[int], None], frozenset[int]]]:
    """An attempt, kept in ``folder``: what to call with the line that is read next, and the lines that kill.

    Raises :class:`Unstartable` where the last attempts all died before their first line.
    """
    folder.mkdir(parents=True, exist_ok=True)
    deadly = frozenset(line for line, deaths in Counter(_deaths(folder)).items() if deaths >= MOST)
    if 0 in deadly:
        raise Unstartable(f"{folder.name}: its process was killed {MOST} times before it read anything")
    own = folder / uuid4().hex
    with own.open("xb", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        def mark(line: int) -> None:
            os.pwrite(file.fileno(), b"%0*d" % (_WIDTH, line), 0)

        try:
            mark(0)
            yield mark, deadly
        finally:
            own.unlink(missing_ok=True)


def _deaths(folder: Path) -> Iterator[int]:
    for path in folder.iterdir():
        with suppress(FileNotFoundError, BlockingIOError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            yield int(file.read() or b"0")
