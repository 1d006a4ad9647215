"""Keys of a newsroom, without starting the command line for each."""

from __future__ import annotations

from datetime import UTC, datetime

from timeline_service.store import Store
from timeline_service.store.keys import issue

SCOPES = ("write", "read")


def new_keys(database: str) -> dict[str, str]:
    """A key for each scope of :data:`SCOPES`, in the store at this URL, which is made if it is not there."""
    store = Store(database)
    store.migrate()
    with store.writing() as session:
        keys = {
            scope: issue(session, newsroom="courier", name=f"to {scope}", scope=scope, now=datetime.now(UTC))
            for scope in SCOPES
        }
    store.close()
    return keys
