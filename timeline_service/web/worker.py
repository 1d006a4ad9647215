"""gunicorn's worker, with our errors: malformed HTTP also gets a problem document, and is not quoted in the log."""

from __future__ import annotations

from contextlib import suppress
from socket import socket
from typing import Any

import structlog
from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from timeline_service.web import log, problems

_OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)
_REFUSED = {
    errors.LimitRequestLine: (414, "The URL is too long. Send the article as JSON, in the body."),
    errors.LimitRequestHeaders: (431, "There are too many headers, or they are too long."),
    errors.ExpectationFailed: (417, "The only supported expectation is 100-continue."),
    errors.UnsupportedTransferCoding: (501, "The only supported transfer coding is chunked."),
    errors.ForbiddenProxyRequest: (403, "This address may not send the headers of a proxy."),
    errors.ParseException: (400, "This is not a valid HTTP/1.1 request."),
}


class Worker(ThreadWorker):
    """Threads, as gunicorn's own."""

    def handle_error(self, req: Any, client: socket, addr: Any, exc: Exception) -> None:
        """Called by gunicorn where there is no request to answer, or where the application failed outside Flask."""
        if isinstance(exc, errors.ParseException) and not isinstance(exc, _OURS):
            status, detail = next(answer for kind, answer in _REFUSED.items() if isinstance(exc, kind))
            structlog.get_logger("timeline_service.web").warning("no request", kind=type(exc).__name__, status=status)
        else:
            status, detail = 500, "The service failed on this request."
            log.failure(type(exc), exc.__traceback__, request_id=None)
        body = problems.document(status, detail).encode()
        head = (
            f"HTTP/1.1 {status} {problems.title(status)}\r\nConnection: close\r\n"
            f"Content-Type: {problems.MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with suppress(OSError):  # who sent it may be gone
            util.write_nonblock(client, head.encode("ascii") + body)
