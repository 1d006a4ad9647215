"""Runs in the environment of the peers, not in ours: reads documents with one of them.

  PEERS/bin/python benchmarks/peer_readers.py READER < documents.jsonl > found.jsonl

A line in is ``{"id", "text", "dct"}``, a line out ``{"id", "timexes", "failed"}``; the last line says the CPU seconds.
What a peer gives is written as TIMEX3 where it says enough for that; of two readings the past one is taken, as fits
the news.
"""
from __future__ import annotations

import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

Found = tuple[int, int, str, str]  # start, end, TIMEX3 type, value
Reader = Callable[[str, datetime], Iterator[Found]]


def dateparser_search() -> Reader:
    """dateparser.search: words and a moment, without offsets."""
    from dateparser.search import search_dates

    def read(text: str, published: datetime) -> Iterator[Found]:
        settings = {"RELATIVE_BASE": published, "PREFER_DATES_FROM": "past"}
        at = 0
        for words, moment in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, at)
            if start >= 0:
                at = start + len(words)
                yield start, at, "DATE", f"{moment:%Y-%m-%d}"

    return read


def parsedatetime_nlp() -> Reader:
    """parsedatetime.Calendar.nlp: offsets, a moment, and whether it has a date or a time."""
    import parsedatetime

    calendar = parsedatetime.Calendar()

    def read(text: str, published: datetime) -> Iterator[Found]:
        for moment, flag, start, end, words in calendar.nlp(text, sourceTime=published) or ():
            start += len(words) - len(words.lstrip())
            timed = flag in (2, 3)
            yield start, end, "TIME" if timed else "DATE", moment.strftime("%Y-%m-%dT%H:%M" if timed else "%Y-%m-%d")

    return read


def timexy() -> Reader:
    """timexy: a component of spaCy that writes TIMEX3 by itself; it takes no publication date."""
    import spacy
    import timexy as _  # noqa: F401 - registers the component

    pipeline = spacy.blank("en")
    pipeline.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    pattern = re.compile(r'type="(\w+)" value="([^"]*)"')

    def read(text: str, published: datetime) -> Iterator[Found]:
        for entity in pipeline(text).ents:
            said = pattern.search(entity.kb_id_)
            if said:
                value = re.sub(r"T00:00:00$", "", said[2])
                yield entity.start_char, entity.end_char, said[1], value

    return read


def recognizers() -> Reader:
    """Recognizers-Text: a TIMEX of its own dialect, and the moments it can mean."""
    from recognizers_date_time import Culture, recognize_datetime

    kinds = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME"}

    def read(text: str, published: datetime) -> Iterator[Found]:
        for each in recognize_datetime(text, Culture.English, reference=published):
            value = (each.resolution or {}).get("values", [{}])[0]
            kind = value.get("type", "")
            given = value.get("timex", "")
            if kind in ("date", "datetime") and "value" in value:
                given = value["value"].replace(" ", "T")[:16]
            elif given.startswith("(") and "start" in value:
                given = value["start"].replace(" ", "T")[:16]
            yield each.start, each.end + 1, kinds.get(kind, "DATE"), given

    return read


READERS = {"dateparser.search": dateparser_search, "parsedatetime": parsedatetime_nlp, "timexy": timexy,
           "Recognizers-Text": recognizers}  # fmt: skip


def main() -> None:
    """The command line of this file."""
    warnings.simplefilter("ignore")
    read = READERS[sys.argv[1]]()
    documents = [json.loads(line) for line in sys.stdin]
    list(read("On May 3, 2020 it began.", datetime(2020, 5, 4)))  # what loads late loads before the clock starts
    started = time.process_time()
    for document in documents:
        published = datetime.fromisoformat(document["dct"])
        failed, found = None, []
        try:
            found = [row(document["text"], *each) for each in read(document["text"], published)]
        except Exception as error:  # a peer that fails on a text has found nothing there
            failed = type(error).__name__
        print(json.dumps({"id": document["id"], "timexes": found, "failed": failed}))
    print(json.dumps({"seconds": time.process_time() - started}))


def row(text: str, start: int, end: int, kind: str, value: str) -> dict[str, Any]:
    """A timex as the scorer reads it."""
    return {"start": start, "end": end, "text": text[start:end], "type": kind, "value": value, "mod": None}


if __name__ == "__main__":
    main()
