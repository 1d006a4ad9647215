"""Event timelines from news articles: offline, deterministic, each date and each order with its reasons."""
from timeline_service.version import VERSION as __version__

__all__ = ["__version__"]
