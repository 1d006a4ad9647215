"""The cores of this machine: a process a shard, forked from one that has loaded the pipeline.

Memory is that of the shards at work, since a process ends with its shard; one that is killed costs its own shard a new
start, and no other.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing import connection, get_context
from pathlib import Path
from typing import Any, NoReturn, cast

from timeline_service import deadline, service
from timeline_service.jobs.archives import Shard
from timeline_service.jobs.engines import Stopped, done
from timeline_service.jobs.shards import Counts, Options

WARM_UP = "The council closed the bridge on Tuesday. It will reopen in two weeks."
_FORK = get_context("fork")


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


def run(shards: Sequence[Shard], out: Path, options: Options, *, workers: int) -> Iterator[tuple[Shard, Counts]]:
    """Do the shards, ``workers`` at a time."""
    if not shards:
        return
    service.extract({"text": WARM_UP, "published_at": "2025-10-24"}, longest=options.longest)
    gc.collect()
    gc.freeze()
    waiting, running = deque(shards), dict[int, tuple[Any, connection.Connection, Shard]]()
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                process, answers, shard = _start(waiting.popleft(), out, options)
                running[process.sentinel] = process, answers, shard
            for ended in connection.wait(list(running)):
                process, answers, shard = running.pop(cast(int, ended))
                result = _result(answers)
                process.join()
                if isinstance(result, Counts):
                    yield shard, result
                elif result is None:
                    waiting.append(shard)  # killed
                else:
                    raise Stopped(result)
    finally:
        for process, *_ in running.values():
            process.terminate()
        for process, *_ in running.values():
            process.join()
        gc.unfreeze()


def _start(shard: Shard, out: Path, options: Options) -> tuple[Any, connection.Connection, Shard]:
    answers, ours = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_work, args=(shard, out, options, ours), daemon=True)
    process.start()
    ours.close()
    return process, answers, shard


def _result(answers: connection.Connection) -> Counts | str | None:
    """The counts of a shard, the sentence of a failure, or None where the process was killed."""
    with answers:
        try:
            result: Counts | str = answers.recv()
        except EOFError:
            return None
    return result


def _work(shard: Shard, out: Path, options: Options, answer: connection.Connection) -> None:
    signal.signal(signal.SIGTERM, _leave)
    deadline.be_ended_by_timers()
    try:
        answer.send(done(shard, out, options, before=lambda: deadline.arm(options.seconds)))
    except KeyboardInterrupt:
        _leave()


def _leave(*_: object) -> NoReturn:
    sys.exit(128 + signal.SIGTERM)
