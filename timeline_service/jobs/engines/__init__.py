"""What shards are done on. An engine takes the shards that are left and gives each with its counts when it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from timeline_service.jobs.archives import Shard
from timeline_service.jobs.attempts import place_of
from timeline_service.jobs.shards import Counts, Options, process_shard

Engine = Callable[[Sequence[Shard], Path, Options], Iterator[tuple[Shard, Counts]]]


class Stopped(Exception):
    """The engine cannot go on; the sentence says why. What is done is done, and the rest can be done later."""


def done(shard: Shard, out: Path, options: Options, *, before: Callable[[], None] = lambda: None) -> Counts | str:
    """What became of a shard, as :func:`process_shard` does it: its counts, or the sentence of what stopped it."""
    try:
        return process_shard(shard, out, options, before=before)
    except OSError as error:
        return f"{shard.name}: {error.strerror or error}"
    except Exception as error:
        return f"{shard.name}: timeline-service failed on this shard: {place_of(error)}"
