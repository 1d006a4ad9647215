"""What stands between connections and Flask: a request goes in when it has arrived, its answer out when it is whole.

So a thread is held by work alone, never by a peer that is slow to send or to read. Slow peers cost a few kilobytes in
one event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, Response

from timeline_service.web import live, log, problems
from timeline_service.web.headers import REFUSED, STREAM
from timeline_service.web.live import Hub

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
LONGEST_LINE = 8_190  # bytes of a path with its query
LONGEST_HEAD = 65_536  # bytes of all headers
DRAINED = 32_000_000  # bytes of a body that is too large which are taken before the peer is told
BEGIN, PACE = 10.0, 10_000  # a body has so many seconds, and one more for as many bytes
ALL_BODIES = 128_000_000  # bytes of all bodies that have not arrived yet
_VERSIONS = ("1.0", "1.1")
_ALIVE = ("/healthz", "/readyz", "/version")  # answered even where every thread is at work


class Gone(Exception):
    """The peer has hung up."""


class Refusal(Exception):
    """The body is not taken: a status and a sentence."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class Arriving:
    """The bodies that are arriving, of ``most`` bytes together.

    Where there are more, the oldest of those that hold their share or more makes room: who sends much and dribbles.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._bodies: dict[int, bytearray] = {}  # by their identity, the oldest first

    def begin(self) -> bytearray:
        """A body that begins to arrive."""
        body = bytearray()
        self._bodies[id(body)] = body
        return body

    def add(self, body: bytearray, more: bytes) -> bool:
        """Add to a body; False where it was given up."""
        if id(body) in self._bodies:
            body += more
            self._size += len(more)
            while self._size > self._most:
                count = len(self._bodies)
                self.give_up(next(each for each in self._bodies.values() if len(each) * count >= self._size))
        return id(body) in self._bodies

    def give_up(self, body: bytearray) -> None:
        """Let go of a body, however much of it is here."""
        if self._bodies.pop(id(body), None) is not None:
            self._size -= len(body)
            body.clear()


class Front:
    """An ASGI application that hands whole requests to a Flask application in ``threads``.

    ``largest`` is the largest body in bytes, by path; of all other paths under the empty one.
    """

    def __init__(self, app: Flask, hub: Hub, *, threads: int, largest: Mapping[bytes, int]) -> None:
        self._app, self._hub, self._largest = app, hub, largest
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self._alive = ThreadPoolExecutor(2, thread_name_prefix="alive")
        self._most, self._under_way = 20 * threads, 0
        self._arriving = Arriving(ALL_BODIES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called by the server."""
        refusal: Refusal | None = None
        body = b""
        try:
            if scope["http_version"] not in _VERSIONS:
                raise Refusal(400, "This version of HTTP is not spoken here. Send HTTP/1.1.")
            if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_LINE:
                raise Refusal(414, "The URL is too long. Send the article as JSON, in the body.")
            if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEAD:
                raise Refusal(431, "There are too many headers, or they are too long.")
            if any(name == b"expect" and value.lower() != b"100-continue" for name, value in scope["headers"]):
                raise Refusal(417, "The only supported expectation is 100-continue.")
            if self._under_way >= self._most:
                raise Refusal(503, "There are more requests than this service takes.")
            body = await self._body(scope, receive)
        except Gone:
            return
        except Refusal as error:
            refusal = error
        environ = environment(scope, body, refusal)
        if environ["PATH_INFO"].endswith("/live") and self._hub.is_full:
            environ[REFUSED] = (503, "As many streams as this service takes are open. Poll with If-None-Match.")
        await self._answer(environ, receive, send, close=refusal is not None)

    async def _answer(self, environ: dict[str, Any], receive: Receive, send: Send, *, close: bool) -> None:
        threads = self._alive if environ["PATH_INFO"] in _ALIVE else self._threads
        self._under_way += 1
        try:
            loop = asyncio.get_running_loop()
            status, headers, body = await loop.run_in_executor(threads, self._called, environ)
        finally:
            self._under_way -= 1
        if close:
            headers.append((b"Connection", b"close"))
        streams = environ[STREAM] if environ["REQUEST_METHOD"] == "GET" and status == 200 else []
        if streams:
            headers = [(name, value) for name, value in headers if name.lower() != b"content-length"]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": bool(streams)})
        for stream in streams:
            await self._go_on(*stream, receive=receive, send=send)

    async def _go_on(self, id: str, state: live.State, published: bool, *, receive: Receive, send: Send) -> None:
        """The rest of a stream."""

        async def gone() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass

        async def sent(event: bytes) -> None:
            await send({"type": "http.response.body", "body": event, "more_body": True})

        await live.send(self._hub.stream(id, published=published, told_first=state), sent, gone)
        await send({"type": "http.response.body", "body": b""})

    def _called(self, environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
        """What Flask answers; in a thread."""
        try:
            response = Response.from_app(self._app, environ, buffered=True)
            body = response.get_data() if not response.direct_passthrough else b"".join(response.iter_encoded())
        except Exception as error:
            log.failure(type(error), error.__traceback__, request_id=None)
            response = Response(problems.document(500, "The service failed on this request."), 500)
            response.content_type, body = problems.MEDIA_TYPE, response.get_data()
        headers = [(name.encode("latin1"), value.encode("latin1")) for name, value in response.headers]
        return response.status_code, headers, body

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The body, when it is here. Raises Refusal (408, 413, 503), or Gone."""
        expected = declared(scope)
        largest = self._largest.get(scope["raw_path"], self._largest[b""])
        if expected > DRAINED:  # more than is worth waiting for
            raise Refusal(413, _TOO_LARGE)
        loop, size, more = asyncio.get_running_loop(), 0, True
        began, body = loop.time(), self._arriving.begin()
        try:
            while more:
                async with asyncio.timeout_at(began + BEGIN + size / PACE):
                    message = await receive()
                if message["type"] == "http.disconnect":
                    raise Gone
                size, more = size + len(message["body"]), message.get("more_body", False)
                if size > DRAINED:
                    raise Refusal(413, _TOO_LARGE)
                if max(size, expected) > largest:
                    self._arriving.give_up(body)
                elif not self._arriving.add(body, message["body"]):
                    raise Refusal(503, "More is being sent to this service than it takes at a time.")
            if size > largest:
                raise Refusal(413, _TOO_LARGE)
            return bytes(body)
        except TimeoutError:
            raise Refusal(408, "The body did not arrive in time.") from None
        finally:
            self._arriving.give_up(body)


_TOO_LARGE = "The body is too large. Send the article's text without pictures, or in parts."


def declared(scope: Scope) -> int:
    """The Content-Length, 0 where there is none; h11 has seen to it that it is a number."""
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)


def environment(scope: Scope, body: bytes, refusal: Refusal | None) -> dict[str, Any]:
    """The WSGI environment (PEP 3333) of a request whose body is here.

    Headers with an underscore, which WSGI cannot tell from others, are left out. Of what proxies say only the scheme is
    believed, and only where the peer is this machine; of others TIMELINE_PUBLIC_URL says it (``web/access.py``).
    """
    target = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
    host, port = scope["server"] or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "RAW_URI": target.decode("latin1"),
        "REQUEST_URI": target.decode("latin1"),
        "SERVER_NAME": str(host),
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        STREAM: [],
        "wsgi.version": (1, 0),
        "wsgi.input": BytesIO(body),
        "wsgi.errors": _Nowhere(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    peer = scope["client"][0] if scope["client"] else ""
    environ["REMOTE_ADDR"] = peer
    for name, value in scope["headers"]:
        text, said = name.decode("latin1"), value.decode("latin1").strip()
        if "_" in text or text in ("content-length", "transfer-encoding"):
            continue
        key = "CONTENT_TYPE" if text == "content-type" else f"HTTP_{text.upper().replace('-', '_')}"
        environ[key] = f"{environ[key]}{'; ' if text == 'cookie' else ','}{said}" if key in environ else said
    if body:
        environ["CONTENT_LENGTH"] = str(len(body))
    tls = environ.get("HTTP_X_FORWARDED_PROTO") == "https" and _is_here(peer)
    environ["wsgi.url_scheme"] = "https" if tls else "http"
    if refusal is not None:
        environ[REFUSED] = (refusal.status, str(refusal))
    return environ


def _is_here(peer: str) -> bool:
    try:
        return ip_address(peer).is_loopback
    except ValueError:
        return False


class _Nowhere:
    """Where WSGI errors go: what they say might quote an article."""

    def write(self, _text: str) -> None: ...

    def flush(self) -> None: ...
