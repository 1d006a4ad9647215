"""The store: timelines with their documents, corrections and history, in SQLite by default, in PostgreSQL by URL."""

from timeline_service.store.database import Store
from timeline_service.store.records import (
    Changed,
    Comment,
    Published,
    Revision,
    StoredCorrection,
    StoredDocument,
    StoredReading,
    StoredTimeline,
    Summary,
)
from timeline_service.store.revisions import changed_at, history, rows_at
from timeline_service.store.timelines import (
    due,
    extent,
    find,
    forget,
    move,
    page,
    published,
    readings,
    remove,
    states,
    write,
)

__all__ = [
    "Changed",
    "Comment",
    "Published",
    "Revision",
    "Store",
    "StoredCorrection",
    "StoredDocument",
    "StoredReading",
    "StoredTimeline",
    "Summary",
    "changed_at",
    "due",
    "extent",
    "find",
    "forget",
    "history",
    "move",
    "page",
    "published",
    "readings",
    "remove",
    "rows_at",
    "states",
    "write",
]
