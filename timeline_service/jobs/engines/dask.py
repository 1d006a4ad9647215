"""A Dask cluster: its workers see the inputs and the folder of results under the same paths as whoever starts it.

Each worker loads the pipeline once. Dask gives the shards of a worker that is lost to the others; where the scheduler
is lost, this waits for it to come back, and then sends what is left.
"""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError as FutureCancelled
from pathlib import Path
from time import monotonic, sleep

from distributed import Client, Worker, as_completed
from distributed.comm import CommClosedError
from distributed.diagnostics.plugin import WorkerPlugin
from distributed.scheduler import KilledWorker

from timeline_service import service
from timeline_service.jobs.archives import Shard
from timeline_service.jobs.engines import Stopped, done
from timeline_service.jobs.shards import Counts, Options

PATIENCE = 600.0  # seconds that a scheduler may be away
_AGAIN = 2.0
_AWAY = (OSError, CommClosedError, CancelledError, FutureCancelled, TimeoutError)


class Reader(WorkerPlugin):
    """Loads the pipeline when a worker starts, so that no shard waits for it."""

    name = "timeline-service"

    def setup(self, worker: Worker) -> None:
        """Called by Dask on each worker, also on those that join later."""
        service.model_name()


def run(
    shards: Sequence[Shard], out: Path, options: Options, *, scheduler: str, patience: float = PATIENCE
) -> Iterator[tuple[Shard, Counts]]:
    """Do the shards on the cluster of a scheduler; raise Stopped where it is away for longer than ``patience``."""
    left = {shard.name: shard for shard in shards}
    away_since: float | None = None
    while left:
        try:
            with Client(scheduler, timeout=_AGAIN * 5) as client:
                for name, result in _done(client, list(left.values()), out.absolute(), options):
                    away_since = None
                    if isinstance(result, str):
                        raise Stopped(result)
                    yield left.pop(name), result
        except _AWAY as error:
            away_since = away_since or monotonic()
            if monotonic() - away_since > patience:
                raise Stopped(f"The scheduler {scheduler} is away: {type(error).__name__}") from None
            sleep(_AGAIN)


def _done(
    client: Client, shards: Sequence[Shard], out: Path, options: Options
) -> Iterator[tuple[str, Counts | str]]:
    """The shards as they end: counts, or the sentence of a failure."""
    client.register_plugin(Reader())
    names = {client.submit(done, shard, out, options, key=f"{out}/{shard.name}", pure=False): shard.name
             for shard in shards}  # fmt: skip
    for future in as_completed(names):
        try:
            yield names[future], future.result()
        except KilledWorker:
            yield names[future], f"{names[future]}: the workers that did this shard were killed, one after the other"
