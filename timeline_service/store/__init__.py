"""The store: timelines with their documents, in SQLite by default, in PostgreSQL by URL."""

from timeline_service.store.database import Store
from timeline_service.store.timelines import StoredTimeline, find, page, save

__all__ = ["Store", "StoredTimeline", "find", "page", "save"]
