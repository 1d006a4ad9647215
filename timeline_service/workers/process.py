"""A worker: a process that joins the pool of the process that serves, and does what it is given, one at a time."""

from __future__ import annotations

import gc
import os
import signal
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from typing import Any

from timeline_service import deadline

RUBBISH = 50_000, 20, 20  # gc.set_threshold: what is remembered of articles is seldom looked through, as it stays
_LOOK_ROUND = 1.0  # seconds after which an idle worker looks whether its parent is still there


@dataclass(frozen=True, slots=True)
class Task:
    """A function with its arguments, and how many seconds of computing it may take."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception, so that it can be raised again elsewhere; ``frames`` are its places in the code."""

    kind: type[BaseException]
    arguments: tuple[Any, ...]
    state: Mapping[str, Any]
    frames: tuple[str, ...]

    def again(self) -> BaseException:
        """The exception."""
        error = self.kind.__new__(self.kind, *self.arguments)
        error.args = self.arguments
        error.__dict__.update(self.state)
        return error


def serve(address: str, *, parent: int, tasks: int) -> None:
    """Do what comes over ``address``, ``tasks`` pieces of work at most, as long as the process ``parent`` lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to end
    deadline.be_ended_by_timers()
    gc.set_threshold(*RUBBISH)
    while tasks > 0 and os.getppid() == parent:
        try:
            connection = Client(address, "AF_UNIX")
        except OSError:  # who serves is not there yet, or not any more
            time.sleep(0.05)
            continue
        with connection:
            tasks = _work(connection, parent=parent, tasks=tasks)


def _work(connection: Connection, *, parent: int, tasks: int) -> int:
    """Do what comes over a connection until it breaks off; give how many pieces of work are left to be done."""
    try:
        connection.send(os.getpid())
        while tasks > 0 and os.getppid() == parent:
            if connection.poll(_LOOK_ROUND):
                task = connection.recv()
                connection.send(None)  # it has begun
                tasks -= 1
                connection.send(done(task))
    except (EOFError, OSError):
        pass
    return tasks


def done(task: Task) -> Any:
    """The result of a task, or what it raised.

    A deadline is looked at by the work itself. Where it does not come to that (an endless regular expression, native
    code), the kernel ends the process: whoever waits for the answer sees the connection break off.
    """
    try:
        with deadline.armed(task.seconds), deadline.within(task.seconds):
            return task.function(*task.arguments, **task.keywords)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        places = tuple(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        return Raised(type(error), error.args, dict(error.__dict__), places)
