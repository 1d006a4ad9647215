"""The real server, as ``timeline-service serve`` starts it, on a free port: from nothing, or where all is loaded."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_connection, socket
from typing import Any

from forked import Process, from_nothing

ROOT = Path(__file__).parents[1]
READY = 240  # seconds: the machine may be busy
_COMMAND = "from timeline_service.cli import main; main()"


class Server:
    """A server over the store at ``database``; ``settings`` are variables of its environment.

    It begins where the service is loaded already (tests/forked.py); where it is not ``loaded``, it loads it itself.
    ``first`` is what its process does before it is one; ``keyed``: it needs a key also on its own machine.
    """

    def __init__(
        self, database: str, *, loaded: bool = True, first: str = "", keyed: bool = False, **settings: str
    ) -> None:
        self._loaded, self._program = loaded, first + _COMMAND
        self._words = ["serve", *["--keyed"] * keyed]
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        own = {"TIMELINE_DATABASE_URL": database, "TIMELINE_LOG_LEVEL": "error"}
        self.environment = os.environ | own | settings
        self.process: subprocess.Popen[bytes] | Process | None = None

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def command(self, *words: str) -> str:
        """What a command of the service prints, over the same store."""
        process = Process(_COMMAND, *words, env=self.environment)
        out, err = process.communicate(timeout=READY)
        assert process.returncode == 0, err.decode()
        return out.decode().strip()

    def start(self) -> None:
        """Start, and wait until it is ready."""
        start = Process if self._loaded else from_nothing
        self.process = start(self._program, *self._words, "--port", str(self.port), env=self.environment)
        self.await_ready()

    def await_ready(self) -> None:
        """Wait until it is."""
        until = time.monotonic() + READY
        while time.monotonic() < until:
            try:
                if self.send("GET", "/readyz")[0] == 200:
                    return
            except (OSError, HTTPException):
                assert self.process is None or self.process.poll() is None, "the server has ended"
                time.sleep(0.05)
        raise TimeoutError(f"the server is not ready after {READY} seconds")

    def stop(self, how: signal.Signals) -> int:
        """Send a signal, SIGKILL to all its processes at once; give the exit status of the first."""
        assert self.process is not None
        if self.process.poll() is None:
            (os.killpg if how is signal.SIGKILL else os.kill)(self.process.pid, how)
        try:
            return self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=60)
            raise

    def connect(self) -> socket:
        """A bare connection."""
        return create_connection(("127.0.0.1", self.port), timeout=120)

    def send(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """(status, headers, body) of one request on a connection of its own; raise OSError without an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, sent | ({"Content-Type": kind} if body is not None else {}))
            response = connection.getresponse()
            return response.status, dict(response.headers), response.read()
        finally:
            connection.close()

    def ask(self, method: str, path: str, data: Any = None, **headers: str) -> tuple[int, Any]:
        """(status, answer) of a request in JSON."""
        body = None if data is None else json.dumps(data).encode()
        status, _, answer = self.send(method, path, body, **headers)
        return status, json.loads(answer)

    def extract(self, **article: Any) -> tuple[int, Any]:
        """(status, answer) of ``POST /v1/extract``."""
        return self.ask("POST", "/v1/extract", article)

    def processes(self) -> list[int]:
        """The ids of its processes: the one that serves, the one that reads jobs, the workers."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text(encoding="ascii").split()]

    def computed(self) -> float:
        """Seconds of the processor that those processes have taken so far."""
        stats = (Path(f"/proc/{n}/stat").read_text(encoding="utf-8") for n in self.processes())
        after_names = (stat.rpartition(")")[2].split() for stat in stats)
        return sum(int(each[11]) + int(each[12]) for each in after_names) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes of its largest process that are in memory."""
        pages = (int(Path(f"/proc/{n}/statm").read_text(encoding="ascii").split()[1]) for n in self.processes())
        return max(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def serving(database: str, **how: Any) -> Iterator[Server]:
    """A server that is ready, and is gone afterwards; ``how`` as :class:`Server` has it."""
    server = Server(database, **how)
    try:
        server.start()
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop(signal.SIGTERM)
