"""A newsroom's system that is called: a real server that keeps what it is told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from waiting import join

KEY = b"thirty-two bytes that are secret"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"


class Listener(ThreadingHTTPServer):
    """It answers with what is in ``statuses``, then with ``usually``, and keeps what it is told."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.statuses: list[int] = []
        self.usually = 204
        self.told: list[tuple[Message, bytes]] = []

    @property
    def host(self) -> str:
        """As TIMELINE_WEBHOOK_HOSTS names it."""
        return f"127.0.0.1:{self.server_port}"

    @property
    def messages(self) -> list[dict[str, Any]]:
        """What it was told."""
        return [json.loads(body) for _, body in self.told]


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((self.headers, body))
        self.send_response(self.server.statuses.pop(0) if self.server.statuses else self.server.usually)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def listening(port: int = 0) -> Iterator[Listener]:
    """A listener that is there, and is gone afterwards."""
    server = Listener(port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        join(thread)


def signed(key: bytes, headers: Message, body: bytes) -> str:
    """The signature that a message must have, as who is told reckons it."""
    words = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()
