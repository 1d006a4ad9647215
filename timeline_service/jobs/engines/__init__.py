"""What shards are done on. An engine takes the shards that are left and gives each with its counts when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from timeline_service.jobs.archives import Shard
from timeline_service.jobs.shards import Counts, Options

Engine = Callable[[Sequence[Shard], Path, Options], Iterator[tuple[Shard, Counts]]]


class Stopped(Exception):
    """The engine cannot go on; the sentence says why. What is done is done, and the rest can be done later."""
