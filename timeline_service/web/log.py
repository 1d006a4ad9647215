"""The log: one JSON object a line on standard error."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from flask import g

from timeline_service.workers import Failed


def configure(level: str) -> None:
    """Send everything from ``level`` up to standard error, with times in UTC."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )


def exception(raised: Any) -> None:
    """Log a failure by its type and its place in the code; its message might quote the article and is left out."""
    kind, error, where = raised
    failure(kind, where, request_id=g.get("request_id"), error=error)


def info(event: str, **about: str) -> None:
    """A line that says what goes on."""
    structlog.get_logger("timeline_service.web").info(event, **about)


def warn(event: str, said: str) -> None:
    """A line that whoever runs the service should see."""
    structlog.get_logger("timeline_service.web").warning(event, said=said)


def failure(
    kind: Any,
    where: TracebackType | None,
    *,
    request_id: str | None,
    error: BaseException | None = None,
    **about: str,
) -> None:
    """The line of a failure, and ids of what it is ``about``; of one in a worker, its type and its places there."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(where)]
    name = getattr(kind, "__name__", None)
    if isinstance(error, Failed):
        name, frames = error.kind, [*frames, *error.frames]
    structlog.get_logger("timeline_service.web").error(
        "failure", request_id=request_id, kind=name, frames=frames[-12:], **about
    )
