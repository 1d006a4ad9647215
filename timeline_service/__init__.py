"""Event timelines from news articles: offline, deterministic, each date and each order with its reasons.

``extract`` is the library's door; it is loaded when it is first asked for, so that a command starts quickly.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from timeline_service.version import VERSION as __version__

if TYPE_CHECKING:
    from timeline_service.library import Event, Timeline, extract

__all__ = ["Event", "Timeline", "__version__", "extract"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from timeline_service import library

    return getattr(library, name)
