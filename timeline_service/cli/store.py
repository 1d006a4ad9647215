"""The store as the commands open it, and whose timelines they are about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from timeline_service import settings
from timeline_service.store import Store, page
from timeline_service.store.keys import LOCAL, ever_any, keys


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


def newsroom_of(store: Store, named: str | None) -> str:
    """The newsroom that is ``named``, else the only one that has a key; ``LOCAL`` as long as there never was a key.

    Raises UsageError where one has to be named, or the one that is has neither a key nor a timeline.
    """
    with store.reading() as session:
        if not ever_any(session):
            return named or LOCAL
        having = _having_keys(session)
        if named is None and len(having) == 1:
            return having[0]
        if named is None:
            raise click.UsageError(f"Say whose timelines with --newsroom. {_told(having)}")
        if named not in having and not page(session, newsroom=named, size=1)[1]:
            raise click.UsageError(f"There is nothing of a newsroom {named!r}. {_told(having)}")
        return named


def check_that_drafts_are_seen(store: Store, newsroom: str) -> None:
    """Raise UsageError where keys are asked for and the newsroom has none: nobody would see a draft of it."""
    with store.reading() as session:
        having = _having_keys(session)
        if ever_any(session) and newsroom not in having:
            raise click.UsageError(f"Nobody could see a new draft of {newsroom}, which has no key. {_told(having)}")


def _having_keys(session: Session) -> list[str]:
    return sorted({key.newsroom for key in keys(session)})


def _told(newsrooms: list[str]) -> str:
    return f"There are keys of {', '.join(newsrooms)}." if newsrooms else "No newsroom has a key."
