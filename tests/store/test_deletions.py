"""Every deletion of texts is counted in its own transaction, so that other servers over the store notice it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from stored import DOCUMENT, NOW, put

from timeline_service.store import Store, deletions, forget, jobs, remove

OTHER = replace(DOCUMENT, key="d2", text="Another text.")
LATER = NOW + timedelta(days=9)


def times(store: Store) -> int:
    with store.reading() as session:
        return deletions.count(session)


@contextmanager
def counted(store: Store, by: int) -> Iterator[None]:
    before = times(store)
    yield
    assert times(store) - before == by


def test_texts_that_stay_are_not_counted(store: Store) -> None:
    with counted(store, 0):
        put(store)
        put(store, version=1, state="published")
        put(store, version=2, documents=(DOCUMENT, OTHER))
        put(store, version=3, documents=(OTHER, replace(DOCUMENT, title="Truce")))


@pytest.mark.parametrize("documents", [(DOCUMENT,), (DOCUMENT, replace(OTHER, text="Its new version.")), (OTHER,)])
def test_a_text_that_is_removed_or_replaced_is_counted(store: Store, documents) -> None:
    put(store, documents=(DOCUMENT, OTHER))
    with counted(store, 1):
        put(store, version=1, documents=documents)


def test_what_is_deleted_or_forgotten_is_counted(store: Store) -> None:
    put(store)
    with counted(store, 1), store.writing() as session:
        remove(session, "a", version=1, now=NOW)
    with counted(store, 0), store.writing() as session:
        forget(session, now=LATER, days=5)
    put(store)
    with counted(store, 1), store.writing() as session:
        forget(session, now=LATER, days=5)


def test_jobs_too(store: Store) -> None:
    known = {"newsroom": "local", "kind": "dates", "now": NOW}
    with store.writing() as session:
        jobs.add(session, [jobs.NewItem(source_id=None, error={"kind": "empty", "reason": "Empty."})], id="j", **known)
        jobs.add(session, [jobs.NewItem(source_id=None, article={"text": "Today."})], id="k", **known)
    with counted(store, 1), store.writing() as session:
        assert jobs.forget(session, now=LATER, days=5) == 1
    with counted(store, 1), store.writing() as session:
        jobs.remove(session, "k")


def test_what_is_not_done_is_not_counted(store: Store) -> None:
    put(store)
    with counted(store, 0), pytest.raises(ZeroDivisionError), store.writing() as session:
        remove(session, "a", version=1, now=NOW)
        raise ZeroDivisionError
