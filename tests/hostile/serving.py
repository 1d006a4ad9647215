"""A real server with one worker, for callers that do not keep to HTTP."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from socket import create_connection, socket
from typing import Any

ROOT = Path(__file__).parents[2]
COMMAND = "from timeline_service.cli import main; main()"


@dataclass(frozen=True)
class Server:
    """Where it listens, and the id of its first process."""

    port: int
    process: int

    def connect(self) -> socket:
        """A bare connection."""
        return create_connection(("127.0.0.1", self.port), timeout=120)

    def send(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> tuple[int, dict[str, str], bytes]:
        """(status, headers, body) of one request on a connection of its own."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, {"Content-Type": kind} if body is not None else {})
            response = connection.getresponse()
            return response.status, dict(response.headers), response.read()
        finally:
            connection.close()

    def extract(self, **article: Any) -> tuple[int, Any]:
        """(status, answer) of ``POST /v1/extract``."""
        status, _, body = self.send("POST", "/v1/extract", json.dumps(article).encode())
        return status, json.loads(body)

    def workers(self) -> list[int]:
        """The ids of its worker processes."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children")
        return [int(number) for number in children.read_text(encoding="ascii").split()]

    def memory(self) -> int:
        """Bytes of the largest worker that are in memory."""
        pages = (int(Path(f"/proc/{n}/statm").read_text(encoding="ascii").split()[1]) for n in self.workers())
        return max(pages) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    """A server on a free port, ready, with a store in ``folder`` and one worker."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "TIMELINE_DATABASE_URL": f"sqlite:///{folder}/t.sqlite3",
        "TIMELINE_WORKERS": "1",
        "TIMELINE_LOG_LEVEL": "error",
        **settings,
    }
    running = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", "--port", str(port)], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(port, running.pid)
    try:
        for _ in range(1_200):
            try:
                if server.send("GET", "/readyz")[0] == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield server
    finally:
        running.terminate()
        running.wait(timeout=60)
