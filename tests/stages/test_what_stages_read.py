"""What stages read of a document, a story and the words of English, watched while they run over the sample stories."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pytest

from timeline_service import languages, seeding, service
from timeline_service.model import Correction, Document, Identities, Language, MarkedDate, Span, Story
from timeline_service.pipeline import READ, TELL, tell_alone

pytestmark = pytest.mark.model
SEEDS = Path(__file__).parents[2] / "seeds"
LEARNED = (
    "event_nouns", "akin", "salience", "likely_days", "likely_order", "repeats", "joining", "title_phrases",
    "antecedents",
)  # fmt: skip
TABLES = {name: table for name, table in languages.load("en").words.items() if name not in LEARNED}
ELSEWHERE = ("sentences", "recognition")  # asked for where there is no parse; before any stage
RARE = """The port will reopen on Friday at the earliest and on Sunday at the latest. Crews may leave as soon as Monday.

This is how it unfolded on Monday:

23:10 – A guard smelled gas.
23:20 – The sirens sounded.
23:40 – The mill blew up.

March 3, 2021: A diver was hurt on Monday, and the port closed.
May 4: The port reopened.

The same court had ordered the file sealed on May 2, 2023.
The court denied the request. The army denied that any attack had taken place.
In a letter released on Monday the mill apologised.
She would stay until a successor was chosen. A reward has been offered for the capture of the wolf.
The deal does not guarantee that the pier will reopen. The tide came in just after 8 p.m. on Tuesday.

There is no evidence that the guard slept. The tug was to sail on Monday but did not leave the quay.

A landslide was triggered by the quake on Monday. The army responded to the raid on Tuesday.
The owner closed not the mill but the yard on Monday.

The king praised the fact that the guards slept. An earlier version of this article said that the port was shut.

Correction: An earlier version of this article said wrongly that the bridge was closed."""
MATCH = """On Thursday, Orsa United beat Tarn Rovers in the cup.

The striker Ode headed a corner against the crossbar. The referee booked two defenders.
The goalkeeper saved a penalty."""


@dataclass
class Watched:
    """Stage → the fields it read; table of words → the keys asked for; keys that were asked for and are not there."""

    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    missing: set[tuple[str, str]] = field(default_factory=set)


class Table(dict):
    """Words that note which keys are asked for."""

    def __init__(self, name: str, words: Mapping[str, Any], watched: Watched) -> None:
        super().__init__(words)
        self.name, self.watched = name, watched

    def get(self, key: str, default: Any = None) -> Any:
        self.watched.keys[self.name].add(key)
        if key not in self:
            self.watched.missing.add((self.name, key))
        return super().get(key, default)

    def items(self) -> Any:
        self.watched.keys[self.name].update(self)
        return super().items()

    def keys(self) -> Any:
        self.watched.keys[self.name].update(self)
        return super().keys()

    def __or__(self, more: Mapping[str, Any]) -> Table:
        return Table(self.name, {**self, **more}, self.watched)


def reading(noun: type, note: Callable[[str], None]) -> Callable[[Document | Story], Document | Story]:
    """Makes copies of a noun that note which of the values they were made with are read; copying is not reading."""
    names = {each.name for each in fields(noun)}
    given: dict[str, Any] = {}

    class Copy(noun):
        def __getattribute__(self, name: str) -> Any:
            value = super().__getattribute__(name)
            caller = sys._getframe(1)
            copies = caller.f_globals["__name__"] == "dataclasses" or caller.f_code.co_name == "__post_init__"
            if name in given and value is given[name] and not copies:
                note(name)
            return value

    def copy(original: Document | Story) -> Document | Story:
        given.clear()
        values = {name: getattr(original, name) for name in names}
        given.update(values)
        return Copy(**values)

    return copy


def run(stages: Sequence[Any], start: Any, language: Language, watched: Watched) -> Any:
    """What the stages make of a document or a story."""
    noun = type(start)
    for stage in stages:
        made = stage(reading(noun, watched.fields[stage.__name__].add)(start), language)
        start = noun(**{each.name: object.__getattribute__(made, each.name) for each in fields(noun)})
    return start


@pytest.fixture(scope="module")
def watched(pipeline: object) -> Watched:
    seen = Watched()
    english = languages.load("en")
    tables = {name: Table(name, english.words[name], seen) for name in TABLES}
    language = replace(english, words=Table("", english.words | tables, seen))
    articles = [seed.article for seed in seeding.read(SEEDS)] + [
        {"text": text, "published_at": "2025-10-24"} for text in (RARE, MATCH)
    ]
    alone = []
    for article in articles:
        document = service.document_of(article, longest=200_000)
        if article["text"] is RARE:
            start = RARE.index("Crews")
            document = replace(document, markup=(MarkedDate(Span(start, start + len("Crews")), "2025-10-20"),))
        whole = run(READ, document, language, seen)
        run(TELL, Story(documents=(whole,)), language, seen)
        alone.append(replace(whole, id=f"d{len(alone) + 1}"))
    told = tuple(tell_alone(document, english) for document in alone[:2])
    run(TELL, Story(documents=told), language, seen)
    said = (Correction(kind="date", event="e1", value="2025-10-13"), Correction(kind="hidden", event="e2", value=True))
    run(TELL, Story(documents=told, said=said, identities=Identities({})), language, seen)
    return seen


@pytest.mark.parametrize("stage", [*READ, *TELL], ids=lambda stage: stage.__name__)
def test_a_stage_reads_what_it_says(stage: Any, watched: Watched) -> None:
    assert watched.fields[stage.__name__] == {*stage.needs, *stage.wants}


def test_every_list_of_words_that_is_asked_for_is_there(watched: Watched) -> None:
    assert watched.missing == set()


@pytest.mark.parametrize("table", [name for name in TABLES if name not in ELSEWHERE])
def test_every_list_of_words_is_asked_for(table: str, watched: Watched) -> None:
    assert watched.keys[table] >= {*TABLES[table]}
