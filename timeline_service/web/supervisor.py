"""The process that everything starts from: it has loaded the model, and makes all others by forking.

One process serves, one reads jobs, some read articles. Whichever ends is made again at once; nobody waits for a model.
It does nothing else, so that nothing can go wrong in it: it waits for signals.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from timeline_service.web import log

_WANTED = (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT)
_LOOK_ROUND = 60.0  # seconds
_SOON = 1.0  # seconds: a process that lived no longer is made again after as many


class Supervisor:
    """Runs each of ``roles`` in a process of its own; the first ``asked`` of them end what they have begun.

    ``grace`` is how many seconds they get for that; then all that are left are killed.
    """

    def __init__(self, roles: Sequence[Callable[[], None]], *, grace: float, asked: int = 1) -> None:
        self._roles, self._grace, self._asked = roles, grace, asked
        self._running: dict[int, tuple[int, float]] = {}  # process → its role, when it was made

    def run(self) -> None:
        """Until SIGTERM or SIGINT."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _WANTED)
        try:
            due = dict.fromkeys(range(len(self._roles)), 0.0)  # role → when to start it
            while True:
                now = time.monotonic()
                for role in [role for role, when in due.items() if when <= now]:
                    del due[role]
                    self._start(role)
                wait = max(0.01, min(due.values(), default=now + _LOOK_ROUND) - now)
                seen = signal.sigtimedwait(_WANTED, wait)
                if seen is not None and seen.si_signo != signal.SIGCHLD:
                    break
                for role, lived in self._ended():
                    due[role] = now if lived > _SOON else now + _SOON
            self._stop()
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _WANTED)

    def _start(self, role: int) -> None:
        process = os.fork()
        if process:
            self._running[process] = role, time.monotonic()
            return
        status = 1
        try:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _WANTED)
            self._roles[role]()
            status = 0
        except Exception as error:  # each time that it fails, so that what never comes up is seen
            log.failure(type(error), error.__traceback__, request_id=None)
        finally:
            sys.stderr.flush()
            os._exit(status)  # what the parent has open is not this one's to close

    def _ended(self) -> list[tuple[int, float]]:
        """(role, seconds it lived) of those that are gone."""
        gone = []
        while self._running:
            process, _ = os.waitpid(-1, os.WNOHANG)
            if not process:
                break
            role, since = self._running.pop(process)
            gone.append((role, time.monotonic() - since))
        return gone

    def _stop(self) -> None:
        asked = [process for process, (role, _) in self._running.items() if role < self._asked]
        self._end(asked, signal.SIGTERM)
        until = time.monotonic() + self._grace
        while any(process in self._running for process in asked) and (left := until - time.monotonic()) > 0:
            signal.sigtimedwait(_WANTED, min(left, 1))
            self._ended()
        self._end(list(self._running), signal.SIGKILL)
        while self._running:
            self._ended()
            time.sleep(0.01)

    @staticmethod
    def _end(processes: Sequence[int], how: signal.Signals) -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, how)
