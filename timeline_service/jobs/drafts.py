"""Stories of an archive, opened on the desk: a draft for each that has several articles. Nothing is opened twice."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from timeline_service import desk
from timeline_service.faults import InputError
from timeline_service.jobs import archives
from timeline_service.jobs.batch import Batch
from timeline_service.jobs.stories import STORIES
from timeline_service.store import Store, find, write

_SHARDS = 8  # that are held in memory, since the articles of a story stand near each other
_MEMBERS = """\
SELECT story, source, line FROM told
WHERE story IN (SELECT story FROM told GROUP BY story HAVING count(*) BETWEEN 2 AND ?)
ORDER BY story, rowid"""
Place = tuple[str, int]


def open_drafts(batch: Batch, store: Store, *, newsroom: str, longest: int, now: datetime) -> Iterator[bool]:
    """Open a draft for each story of 2 to ``desk.MOST_DOCUMENTS`` articles; True for each that was not there yet.

    The draft's external id is made of the story's first article, so that a second call opens nothing again.
    """
    articles = _Articles(batch)
    for places in _stories(batch):
        external_id = f"story-{hashlib.sha256(repr(places[0]).encode()).hexdigest()[:16]}"
        with store.reading() as session:
            if find(session, external_id, newsroom=newsroom) is not None:
                yield False
                continue
        known: dict[str, Any] = {"id": secrets.token_urlsafe(16), "newsroom": newsroom, "external_id": external_id}
        made = desk.opened([articles.at(place) for place in places], now=now, longest=longest, **known)
        with store.writing() as session:
            write(session, made, by="batch", what="story of an archive")
        yield True


class _Articles:
    """The articles of a batch's inputs, by their places."""

    def __init__(self, batch: Batch) -> None:
        self._shards: dict[str, list[archives.Shard]] = {}
        for shard in batch.shards:
            self._shards.setdefault(shard.source, []).append(shard)
        self._held = lru_cache(_SHARDS)(self._read)

    def at(self, place: Place) -> dict[str, Any]:
        """The article at a place, as its schema loads it."""
        source, line = place
        shards = self._shards[source]
        number = bisect_right(shards, line, key=lambda shard: shard.first) - 1
        record = self._held(source, number)[line]
        try:
            article, _ = archives.article_of(record)
        except InputError as error:
            raise InputError(f"{source}: line {line} is not what it was when it was read: {error}") from None
        kept = ("text", "html", "ninjs", "published_at", "title", "language", "url")
        id = article.get("id")
        return {name: article[name] for name in kept if name in article} | ({} if id is None else {"id": str(id)})

    def _read(self, source: str, number: int) -> dict[int, dict[str, Any]]:
        lines = archives.read(self._shards[source][number])
        return {line.number: line.record for line in lines if line.record is not None}


def _stories(batch: Batch) -> Iterator[Sequence[Place]]:
    """The places of the articles of each story, in the order of time."""
    with (
        TemporaryDirectory(dir=batch.out, prefix=".stories-") as folder,
        closing(sqlite3.connect(Path(folder) / "told.sqlite3")) as told,
        (batch.out / STORIES).open(encoding="utf-8") as file,
    ):
        told.execute("CREATE TABLE told (story INTEGER, source, line INTEGER)")
        rows = map(json.loads, file)
        told.executemany("INSERT INTO told VALUES (?, ?, ?)", map(itemgetter("story", "source", "line"), rows))
        told.execute("CREATE INDEX by_story ON told (story)")
        told.commit()
        for _, members in groupby(told.execute(_MEMBERS, (desk.MOST_DOCUMENTS,)), key=itemgetter(0)):
            yield [(source, line) for _, source, line in members]
