"""The store: timelines with their documents, corrections and history, in SQLite by default, in PostgreSQL by URL."""

from timeline_service.store.database import Store
from timeline_service.store.records import Revision, StoredCorrection, StoredDocument, StoredTimeline, Summary
from timeline_service.store.timelines import Changed, find, forget, history, move, page, remove, write

__all__ = [
    "Changed",
    "Revision",
    "Store",
    "StoredCorrection",
    "StoredDocument",
    "StoredTimeline",
    "Summary",
    "find",
    "forget",
    "history",
    "move",
    "page",
    "remove",
    "write",
]
