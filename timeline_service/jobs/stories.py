"""An archive's stories: which of its articles tell the same one, from the tables of a batch.

Articles are sorted by day in a file of their own, not in memory, and grouped as they come by.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from timeline_service.calendar.edtf import creation_day
from timeline_service.faults import not_installed
from timeline_service.jobs import archives, tables
from timeline_service.jobs.archives import Shard
from timeline_service.jobs.batch import Batch

STORIES = "stories.jsonl"
_LEAD = 5_000  # characters of an article that are looked at
NAME = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Ý][\w’'-]{2,}")  # a capital that begins no sentence
_KNOWN = ("source", "line", "article_id", "title", "published_at", "text")
_SORT = "SELECT day, source, line, article_id, words, names FROM told ORDER BY day, source, line"


def write_stories(batch: Batch, *, likeness: float, days: int) -> int:
    """Write ``stories.jsonl`` of a batch that is done: a line for each dated article, in the order of time.

    Each has ``story`` (a number), ``source``, ``line``, ``article_id`` and ``published_at``. Gives how many stories of
    several articles there are. Raises InputError that says how to install what is needed, where it is missing.
    """
    try:
        from timeline_service.jobs.features import Told
        from timeline_service.jobs.grouping import Grouping, Limits
    except ImportError:
        raise not_installed("Stories need scikit-learn", "stories") from None
    aside = batch.out / f".{STORIES}"
    several = bytearray()  # 1 for each story that has several articles
    with (
        TemporaryDirectory(dir=batch.out, prefix=".stories-") as folder,
        aside.open("w", encoding="utf-8", newline="") as file,
    ):
        articles = (Told(**row) for row in _by_day(batch, Path(folder) / "told.sqlite3"))
        for story, article in Grouping(Limits(likeness=likeness, days=days)).of(articles):
            if story == len(several):
                several.append(0)
            else:
                several[story] = 1
            known = {"source": article.source, "line": article.line, "article_id": article.article_id}
            file.write(tables.json_line({"story": story, **known, "published_at": article.day.isoformat()}))
    aside.replace(batch.out / STORIES)
    return sum(several)


def _by_day(batch: Batch, place: Path) -> Iterator[dict[str, Any]]:
    """What articles are compared by, in the order of their days; those without a date are left out."""
    with closing(sqlite3.connect(place)) as sorted_by_day:
        sorted_by_day.execute("CREATE TABLE told (day, source, line INTEGER, article_id, words, names)")
        for shard in batch.shards:
            sorted_by_day.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?)", _told(batch, shard))
        sorted_by_day.commit()
        for day, source, line, article_id, words, names in sorted_by_day.execute(_SORT):
            known = {"source": source, "line": line, "article_id": article_id, "words": words}
            yield {"day": date.fromisoformat(day), "names": tuple(json.loads(names)), **known}


def _told(batch: Batch, shard: Shard) -> Iterator[tuple[Any, ...]]:
    texts = {line.number: (line.record or {}).get("text") for line in archives.read(shard)}
    for article in tables.read(batch.out / shard.name, "articles", _KNOWN, batch.options.form):
        if article["published_at"]:
            text = str(article["text"] or texts.get(article["line"]) or "")[:_LEAD]
            words = f"{article['title'] or ''}\n{text}"
            place = (article["source"], article["line"], article["article_id"])
            names = json.dumps(NAME.findall(words), ensure_ascii=False)
            yield creation_day(article["published_at"]), *place, words, names
