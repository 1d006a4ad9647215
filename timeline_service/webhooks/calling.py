"""One call of a webhook: a POST over a connection of its own, within a time of its own, through no proxy.

Redirects are not followed, and of the answer the status is all that is read.
"""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Timer
from time import monotonic
from typing import Any

import h11

from timeline_service.faults import InputError
from timeline_service.settings import Settings
from timeline_service.version import VERSION
from timeline_service.webhooks.addresses import Target, resolved, target
from timeline_service.webhooks.signing import signature

PATIENCE = 10.0  # seconds to connect, and as many for the rest
NO_SECRET = "This service has no TIMELINE_WEBHOOK_SECRET, which calls are signed with."
_GONE = 410
_READ = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: the status of the answer, or None and why there was none."""

    status: int | None
    said: str

    @property
    def heard(self) -> bool:
        """Whether the call was taken: any status of 2xx."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def unwanted(self) -> bool:
        """Whether nobody wants to be called there any more."""
        return self.status == _GONE


def call(
    url: str, message: Mapping[str, Any], *, id: str, secrets: Sequence[str], at: datetime, settings: Settings
) -> Answer:
    """Tell a webhook, signed with each of the secrets; without one nobody is called.

    Never raises for what is wrong with the other side.
    """
    if not secrets:
        return Answer(None, NO_SECRET)
    body, timestamp = json.dumps(message, ensure_ascii=False).encode(), int(at.timestamp())
    signatures = [signature(secret, id=id, timestamp=timestamp, body=body) for secret in secrets]
    headers = {
        "Content-Type": "application/json", "webhook-id": id, "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }  # fmt: skip
    try:
        status = _posted(target(url, settings), headers, body)
    except TimeoutError:
        return Answer(None, f"no answer within {PATIENCE:g} seconds")
    except h11.ProtocolError:
        return Answer(None, "no answer in HTTP")
    except (InputError, OSError) as error:
        return Answer(None, str(error) if isinstance(error, InputError) else _in_words(error))
    return Answer(status, f"status {status}")


def _posted(where: Target, headers: Mapping[str, str], body: bytes) -> int:
    """The status of the answer; raise OSError, or ProtocolError where what comes is no HTTP."""
    with _connected(where) as stream:
        began, late = monotonic(), Timer(PATIENCE, _hang_up, (stream,))
        late.start()
        try:
            if isinstance(stream, ssl.SSLSocket):
                stream.do_handshake()
            return _status(stream, where, headers, body)
        except (OSError, h11.ProtocolError):
            if monotonic() - began >= PATIENCE:
                raise TimeoutError from None
            raise
        finally:
            late.cancel()


def _status(stream: socket.socket, where: Target, headers: Mapping[str, str], body: bytes) -> int:
    connection = h11.Connection(h11.CLIENT)
    head = {"Host": where.authority, "User-Agent": f"timeline-service/{VERSION}", "Connection": "close", **headers}
    head["Content-Length"] = str(len(body))
    request = h11.Request(method="POST", target=where.path, headers=list(head.items()))
    parts = (connection.send(part) or b"" for part in (request, h11.Data(data=body), h11.EndOfMessage()))
    with suppress(BrokenPipeError, ConnectionResetError):  # who hangs up before all was sent may have answered
        stream.sendall(b"".join(parts))
    while not isinstance(event := connection.next_event(), h11.Response):
        if event is h11.NEED_DATA:
            connection.receive_data(stream.recv(_READ))
        elif not isinstance(event, h11.InformationalResponse):
            raise h11.RemoteProtocolError("The connection ended without an answer.")
    return int(event.status_code)


def _connected(where: Target) -> socket.socket:
    """A connection to the first address of a host that takes one; over https the handshake is yet to be made."""
    *others, last = resolved(where)
    stream: socket.socket | None = None
    for address in others:
        try:
            stream = socket.create_connection((address, where.port), timeout=PATIENCE)
            break
        except OSError:
            continue
    stream = stream or socket.create_connection((last, where.port), timeout=PATIENCE)
    if where.scheme == "http":
        return stream
    context = ssl.create_default_context()
    return context.wrap_socket(stream, server_hostname=where.host, do_handshake_on_connect=False)


def _hang_up(stream: socket.socket) -> None:
    """Wake whoever waits for the other side; of TLS nothing is touched, which another thread may be using."""
    with suppress(OSError):
        socket.socket.shutdown(stream, socket.SHUT_RDWR)


def _in_words(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate does not hold: {error.verify_message}"
    return (error.strerror or type(error).__name__).lower()
