"""Connections: what a peer may take its time with, and how many it may have.

uvicorn's protocol over h11, with what it leaves to a proxy: a limit for the time that a request's head takes, for
connections of one peer and of all, for answers that nobody reads. What is not HTTP is told so in a problem document.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import h11
import structlog
from uvicorn.protocols.http.h11_impl import H11Protocol

from timeline_service.web import problems

HEAD = 65_536  # bytes of a request's line and headers
_SEEN = 2.0  # seconds for a peer to take what it is told before the connection is cut
_TOLD = {
    408: "The request did not arrive in time.",
    431: "There are too many headers, or they are too long.",
    501: "The only supported transfer coding is chunked.",
    503: "There are as many connections as this service takes.",
}
_NOT_HTTP = "This is not a valid HTTP/1.1 request."


@dataclass
class Limits:
    """Of connections, ``each``: by one peer, and in ``all``; of seconds for a ``head`` and for an answer ``unread``."""

    each: int
    all: int
    head: float = 10.0
    unread: float = 30.0
    peers: Counter[str] = field(default_factory=Counter)


class Connection(H11Protocol):
    """One connection of a peer."""

    def __init__(self, *, limits: Limits, **known: Any) -> None:
        super().__init__(**known)
        self._limits, self._peer = limits, ""
        self._late: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Called by asyncio."""
        super().connection_made(transport)
        self._peer = self.client[0] if self.client else ""
        self._limits.peers[self._peer] += 1
        if self._limits.peers[self._peer] > self._limits.each or len(self.connections) > self._limits.all:
            self._refuse(503)
        else:
            self._late = self.loop.call_later(self._limits.head, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by asyncio."""
        self._limits.peers[self._peer] -= 1
        if self._limits.peers[self._peer] <= 0:
            del self._limits.peers[self._peer]
        self._let(self._late, self._stuck)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            if self._late is None:
                self._late = self.loop.call_later(self._limits.head, self._head_is_late)
        else:
            self._let(self._late)
            self._late = None

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """Called by asyncio where the peer has nothing more to say; it may still want its answer.

        But who is in the middle of one has left: answers go out whole, and of a stream there would be no end.
        """
        if self.cycle is None or self.cycle.response_started or self.cycle.more_body:
            return None
        self.cycle.keep_alive = False
        return True

    def pause_writing(self) -> None:
        """Called by asyncio where the peer does not read."""
        super().pause_writing()
        self._stuck = self._stuck or self.loop.call_later(self._limits.unread, self.transport.abort)

    def resume_writing(self) -> None:
        """Called by asyncio where it does again."""
        super().resume_writing()
        self._let(self._stuck)
        self._stuck = None

    def send_400_response(self, msg: str) -> None:
        """Called by uvicorn where what came is not HTTP."""
        error = sys.exc_info()[1]
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        structlog.get_logger("timeline_service.web").warning("no request", status=status)
        self._refuse(status)

    def _head_is_late(self) -> None:
        self._late = None
        begun = bool(self.conn.trailing_data[0])
        self._refuse(408) if begun else self.transport.abort()

    def _refuse(self, status: int) -> None:
        """Say why, and hang up; where an answer is under way already, only hang up."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and not (self.cycle and self.cycle.response_started):
            body = problems.document(status, _TOLD.get(status, _NOT_HTTP)).encode()
            retry = "Retry-After: 5\r\n" if status == 503 else ""
            head = (
                f"HTTP/1.1 {status} {problems.title(status)}\r\nConnection: close\r\n{retry}"
                f"Content-Type: {problems.MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            self.transport.write(head.encode("ascii") + body)
        self.transport.close()
        self._stuck = self._stuck or self.loop.call_later(_SEEN, self.transport.abort)

    @staticmethod
    def _let(*timers: asyncio.TimerHandle | None) -> None:
        for timer in timers:
            if timer is not None:
                timer.cancel()
