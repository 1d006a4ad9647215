"""The store as the commands open it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from timeline_service import settings
from timeline_service.store import Store


@contextmanager
def opened(*, new: bool = False) -> Iterator[Store]:
    """The store that the settings name, its tables at their newest shape; ``new``: made where there is none.

    What is wrong with it, then or later, is told in a sentence: see ``Store.migrate`` and ``Store.in_words``.
    """
    store = Store(settings.current().database_url)
    try:
        with store.in_words():
            store.migrate(new=new)
            yield store
    finally:
        store.close()
