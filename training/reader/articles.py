"""Annotated articles as the heads learn from them: words, mentions, which of those are one event, which worth a row.

``python -m training.reader.articles OUTPUT [--newsroom FOLDER] [--meantime FILE]`` reads them with the product
and writes one article a line. The mentions are those of the product and those that people marked.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks import marks
from benchmarks.shapes import LONGEST
from timeline_service import languages
from timeline_service.model import Document
from timeline_service.pipeline import read
from timeline_service.reader.loading import load_pipeline
from timeline_service.reader.windows import Word
from timeline_service.schemas.article import Article as Request
from timeline_service.service import document_of
from training.annotated import Annotated, annotated, meantime_articles, sample_articles

NONE, OK, KEY = 0, 1, 2
"""Is a mention worth a row: no, dispensable, key."""
_LEVELS = {"ok": OK, "key": KEY}
UNKNOWN = -1
"""The event of a mention that nobody marked, in an article where not all are marked."""
Place = tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """A mention: its word, what of it the heads see (see :mod:`timeline_service.reader.heads`), and what was marked.

    ``event`` numbers the event that it tells; a mention that is no marked event's has a negative number of its own,
    or UNKNOWN. ``worth`` is None where the article does not say.
    """

    word: int
    lemma: str
    part: str
    definite: bool
    event: int
    worth: int | None
    tempting: bool


@dataclass(frozen=True)
class Article:
    """``words`` are (pieces, shape, break before, starts a sentence); ``sentences`` numbers the sentence of each."""

    name: str
    source: str
    words: list[tuple[list[int], int, int, bool | None]]
    sentences: list[int]
    mentions: list[Mention]

    def as_read(self) -> list[Word]:
        """The words as the encoder takes them."""
        return [Word(tuple(pieces), shape, before, starts) for pieces, shape, before, starts in self.words]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Marked:
    """What people marked in an article: events by their places and level, and what must not be shown."""

    name: str
    source: str
    request: dict[str, Any]
    events: list[tuple[int | None, list[Place]]]
    tempting: list[Place]
    complete: bool = True


def marked_articles(newsroom: Path | None, meantime: Path | None) -> Iterator[Marked]:
    """All that may be learned from: the project's own articles and seeds, real articles, and MEANTIME's chains.

    MEANTIME marks the beginnings of its articles; those that are marked whole here are not taken twice, however either
    spells their ids.
    """
    whole = set()
    for article in chain(annotated(newsroom), sample_articles()):
        whole.add(article.text_hash)
        events = [(_LEVELS[event["level"]], marks.places(event)) for event in article.events]
        never = [marks.place(each) for each in article.gold["not_timeline"]]
        yield Marked(article.id, "real" if article.real else "own", dict(article.request), events, never)
    for article in meantime_articles(meantime):
        if article.text_hash not in whole:
            yield _of_meantime(article)


def _of_meantime(article: Annotated) -> Marked:
    chains: dict[str, list[Place]] = {}
    for event in article.events:
        chains.setdefault(event.get("coref") or event["eid"], []).append(marks.place(event))
    events = [(None, places) for places in chains.values()]
    return Marked(article.id, "meantime", {"text": article.request["text"]}, events, [], complete=False)


def articles(marked: Iterable[Marked]) -> Iterator[Article]:
    """Each read by the product, with its words as the encoder saw them."""
    english = languages.load("en")
    with _words_seen() as seen:
        for each in marked:
            seen.clear()
            request = {name: value for name, value in each.request.items() if value is not None}
            document = read(document_of(Request().load(request), longest=LONGEST), english)
            assert len(seen) == len(document.tokens), each.name
            words = [(list(word.pieces), int(word.shape), int(word.before), word.starts) for word in seen]
            sentence_of = [sentence.i for sentence in document.sentences for _ in range(sentence.first, sentence.last)]
            yield Article(each.name, each.source, words, sentence_of, list(_mentions(each, document)))


@contextmanager
def _words_seen() -> Iterator[list[Word]]:
    """A list that the words of every text are put into as the encoder reads them."""
    nlp = load_pipeline("en")
    assert nlp is not None
    encoder: Any = nlp.get_pipe("timeline_reader")._encoder
    seen: list[Word] = []
    read_words = encoder.read

    def reading(words: list[Word]) -> Any:
        seen.extend(words)
        return read_words(words)

    encoder.read = reading
    try:
        yield seen
    finally:
        encoder.read = read_words


def _mentions(marked: Marked, document: Document) -> Iterator[Mention]:
    tokens = document.tokens
    events = {event.token: event for event in document.events}
    told: dict[int, int] = {}
    for number, (_, places) in enumerate(marked.events):
        for start, end in places:
            inside = [t.i for t in tokens if t.start < end and start < t.end]
            heads = [i for i in inside if i in events] or [i for i in inside if tokens[i].head not in inside][:1]
            for word in heads or inside[:1]:
                told.setdefault(word, number)
    definite = {t.head for t in tokens if t.dep == "det" and t.lemma in ("the", "this", "that", "these", "those")}
    for word in sorted({*events, *told}):
        token, number = tokens[word], told.get(word)
        tempting = number is None and any(token.start < end and start < token.end for start, end in marked.tempting)
        other = -2 - word if marked.complete else UNKNOWN
        worth = marked.events[number][0] if number is not None else NONE if marked.complete else None
        event = other if number is None else number
        yield Mention(word, token.lemma, token.pos, word in definite, event, worth, tempting)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="file to write, JSON lines")
    parser.add_argument("--newsroom", type=Path, help="folder of annotated real articles")
    parser.add_argument("--meantime", type=Path, help="meantime.jsonl")
    arguments = parser.parse_args()
    with arguments.output.open("w", encoding="utf-8") as file:
        for article in articles(marked_articles(arguments.newsroom, arguments.meantime)):
            file.write(json.dumps(asdict(article), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
