"""Annotated articles, as the programs need them that learn the weights of a language folder.

Those of ``training/articles``, ``training/modelled`` and ``training/stories`` are invented; those of ``training/real``,
``training/wikinews`` and TimeSET are real, and so are those of the folder that ``--newsroom`` names. The product reads
each, and tells it up to the stage that a program asks for.

What the reader's heads say of articles that they were taught is surer than what they say of others. So a program may
ask for pipelines that were not: ``--halves``, two folders that :mod:`training.reader.refit` wrote, each without every
second of the articles in ``--taught`` (a file of :mod:`training.reader.articles`), in that order.
"""

from __future__ import annotations

import hashlib
import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.marks import Gold, told_by
from benchmarks.results import ROOT
from benchmarks.shapes import LONGEST
from benchmarks.timelines import cases_in, timeset_golds, timeset_request
from timeline_service import languages, seeding
from timeline_service.model import Document, Entry, Language, Span, Story
from timeline_service.pipeline import TELL, read
from timeline_service.schemas.article import Article
from timeline_service.seeding import Seed
from timeline_service.service import document_of

INVENTED = ROOT / "training" / "articles"
MODELLED = ROOT / "training" / "modelled"
STORIES = ROOT / "training" / "stories"
REAL = ROOT / "training" / "real"
WIKINEWS = ROOT / "training" / "wikinews"
PIPELINE = "TIMELINE_PIPELINE_EN"
_LEVELS = {"key": "key", "acceptable": "ok"}  # as seeds call them, and as the others do
Request = Mapping[str, Any]
Halves = Mapping[str, Path]
"""The pipeline that was not taught an article, by the article's id."""


@dataclass(frozen=True)
class Annotated:
    """An article: what is asked of the service for it, what people marked in it, and ``marker``, who marked it and what
    it is: ``articles`` (invented), ``modelled`` (invented, each on the model of a real one), ``stories`` (invented,
    several of one story), ``newsroom`` and ``seeds`` (which only salience and the heads learn from), ``meantime`` or
    ``real``.

    ``familiar``: the shipped reader itself was taught its timeline, not only the heads; it sees such articles more
    clearly than others.
    """

    id: str
    request: Request
    gold: Gold
    marker: str
    familiar: bool = True

    @property
    def real(self) -> bool:
        """Whether a reporter wrote it."""
        return self.marker == "real"

    @property
    def whole_text(self) -> str:
        """The text, all of it where people marked its beginning."""
        return self.gold.get("full_text") or self.request["text"]

    @property
    def text_hash(self) -> str:
        """SHA-256 of the whole text: that of the same article of another corpus, which may spell its id otherwise."""
        return hashlib.sha256(self.whole_text.encode()).hexdigest()

    @property
    def events(self) -> Sequence[Gold]:
        """The marked events."""
        return self.gold["events"]

    @cached_property
    def document(self) -> Document:
        """The article as the product reads it."""
        return read_article(self.request)


def annotated(newsroom: Path | None) -> Iterator[Annotated]:
    """The invented articles, those on the model of real ones, then the real ones, those of ``newsroom`` last."""
    yield from invented_articles()
    yield from real_articles(newsroom)


def invented_articles() -> Iterator[Annotated]:
    """Those of ``training/articles``, of ``training/modelled`` and of ``training/stories``."""
    yield from with_marks(cases_in(INVENTED), "articles")
    yield from with_marks(cases_in(MODELLED), "modelled", familiar=False)
    for folder in sorted(path for path in STORIES.iterdir() if path.is_dir()):
        yield from with_expectations(seeding.read(folder), "stories", named=f"{folder.name}-{{}}", familiar=False)


def sample_articles() -> Iterator[Annotated]:
    """The sample stories that the product ships."""
    yield from with_expectations(seeding.read(ROOT / "seeds"), "seeds")


def real_articles(newsroom: Path | None) -> Iterator[Annotated]:
    """Those of ``training/real``, of ``training/wikinews`` and of ``newsroom``."""
    yield from with_marks(cases_in(REAL), "real", familiar=False)
    yield from with_marks(cases_in(WIKINEWS), "real", familiar=False)
    if newsroom is not None:
        yield from with_marks(cases_in(newsroom), "real")


def with_marks(
    cases: Iterable[tuple[str, Request, Path]], marker: str, *, familiar: bool = True
) -> Iterator[Annotated]:
    """Of cases (id, request, ``gold.json``), as :mod:`benchmarks.timelines` lists them: the articles."""
    for id, request, path in cases:
        yield Annotated(id, request, json.loads(path.read_text(encoding="utf-8")), marker, familiar)


def with_expectations(
    seeds: Iterable[Seed], marker: str, *, named: str = "{}", familiar: bool = True
) -> Iterator[Annotated]:
    """The articles of files like those in ``seeds/``; ``named`` makes an id of a file's name."""
    for seed in seeds:
        request = {name: value for name, value in seed.article.items() if value is not None}
        yield Annotated(named.format(seed.name), request, _gold(seed), marker, familiar)


def _gold(seed: Seed) -> Gold:
    """What an editor expects of an article, in the form of a ``gold.json``."""
    return {
        "events": [_marked(event, seed.spans(event)) for event in seed.events],
        "order": seed.before,
        "not_timeline": [_at(span) for each in seed.must_not for span in seed.spans(each)],
    }


def _marked(event: Mapping[str, Any], spans: Sequence[Span]) -> Gold:
    trigger, *alternatives = map(_at, spans)
    bounds = {end: event.get(end) for end in ("earliest", "latest")}
    told = {"trigger": trigger, "alternatives": alternatives, "bounds": bounds, "level": _LEVELS[event["level"]]}
    return {"when": None, "granularity": None, **event, **told}


def _at(span: Span) -> Mapping[str, int]:
    return {"start": span.start, "end": span.end}


def timeset_articles() -> Iterator[Annotated]:
    """The articles of TimeSET that may be learned from."""
    for gold in timeset_golds("train"):
        yield Annotated(gold["id"], timeset_request(gold), gold, "real")


def meantime_articles(path: Path | None) -> Iterator[Annotated]:
    """Those of a file of MEANTIME, as it marks them: the beginning is asked for. None without a file."""
    for gold in map(json.loads, path.read_text(encoding="utf-8").splitlines() if path else ()):
        yield Annotated(gold["id"], {"text": gold["text"], "published_at": gold.get("dct")}, gold, "meantime")


def read_article(request: Request) -> Document:
    """An article as the product reads it."""
    return read(document_of(Article().load(request), longest=LONGEST), languages.load("en"))


def story_before(stage: Callable[..., Story], document: Document, language: Language) -> Story:
    """The story of one article alone, as ``stage`` is given it."""
    story = Story(documents=(document,))
    for earlier in TELL[: TELL.index(stage)]:
        story = earlier(story, language)
    return story


def events_told(entry: Entry, story: Story, events: Sequence[Gold]) -> list[list[int]]:
    """Of each mention of a row, the main one first: the numbers of the marked events that it tells."""
    return [told_by(story.event(ref).span, events) for ref in entry.chain.mentions]


@contextmanager
def reading_with(pipeline: Path | None) -> Iterator[None]:
    """The pipeline in a folder in the place of the one that the product would take.

    It stays so while a generator that yields within waits: whoever goes through one takes all of it at once.
    """
    before = os.environ.get(PIPELINE)
    if pipeline is not None:
        os.environ[PIPELINE] = str(pipeline)
    try:
        yield
    finally:
        os.environ.pop(PIPELINE, None)
        if before is not None:
            os.environ[PIPELINE] = before


def halves_of(arguments: Namespace) -> Halves:
    """What ``--taught`` and ``--halves`` say; nothing without them, and neither without the other."""
    if bool(arguments.taught) != bool(arguments.halves):
        raise SystemExit("--taught and --halves are asked together: which articles, and who was not taught them")
    taught = arguments.taught.read_text(encoding="utf-8").splitlines() if arguments.taught else []
    return {json.loads(line)["name"]: arguments.halves[n % 2] for n, line in enumerate(taught)}


def command_line(says: str | None, *, halves: bool = False) -> ArgumentParser:
    """The arguments of a program that learns from annotated articles; each adds its own."""
    parser = ArgumentParser(description=says)
    parser.add_argument("--newsroom", type=Path, help="folder of annotated real articles")
    parser.add_argument("--write", action="store_true", help="keep the weights")
    if halves:
        parser.add_argument("--taught", type=Path, help="file of training.reader.articles")
        parser.add_argument("--halves", type=Path, nargs=2, help="pipelines that were taught the half of them")
    return parser
