"""The index of where rules are tried leaves none out that would match, and does not grow without end."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline_service import languages
from timeline_service.deadline import DeadlinePassed, within
from timeline_service.languages.base import Match, Rules, unmarked
from timeline_service.languages.lexicon import Lexicon, folded
from timeline_service.languages.triggers import WORD, Triggers

ENGLISH = languages.load("en")
CORPUS = Path(languages.__file__).parent / "en" / "corpus.toml"


def phrases(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for key, inner in node.items() if isinstance(node, dict) else ():
        yield from (key, *phrases(inner))
    for inner in node if isinstance(node, list) else ():
        yield from phrases(inner)


def test_every_rule_that_matches_is_tried() -> None:
    rules = ENGLISH.rules
    said = {*phrases(tomllib.loads(CORPUS.read_text(encoding="utf-8")))}
    said |= {unmarked(phrase)[0] for rule in (*rules.rules, *rules.joins) for phrase in rule.examples}
    index, lost = rules.triggers, []
    for text in map(folded, sorted(said)):
        tried = dict(index.candidates(text))
        for start in (word.start() for word in WORD.finditer(text)):
            if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                continue
            for rule in rules.rules:
                match = rule.pattern.match(text, start) if rule not in tried.get(start, ()) else None
                if match and rule.production(Match(match, rules.lexicon)) is not None:
                    lost.append((rule.name, text))
    assert len(said) > 2000
    assert lost == []


def test_the_index_stops_growing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_service.languages.triggers._LARGEST", 300)
    index = Triggers(tuple(ENGLISH.rules.rules))
    names = {rule.name for _, some in index.candidates("It closed two weeks ago on 3 May 2019. ") for rule in some}
    words = sorted(index._holding)
    for n, word in enumerate(words[:400]):
        assert list(index.candidates(f"the {word} {words[-n]} two {word} {n} {word}")) is not None
    assert index._size <= 300 + len(words)  # first words come on top: there are only so many
    again = {rule.name for _, some in index.candidates("It closed two weeks ago on 3 May 2019. ") for rule in some}
    assert names <= again


def test_words_are_looked_up_within_the_deadline() -> None:
    with pytest.raises(DeadlinePassed), within(0.0):
        list(ENGLISH.rules.triggers.candidates("on Monday " * 1000))


def test_the_index_is_made_once_however_many_languages_are_read_and_anew_for_a_rule_that_comes_late() -> None:
    rules = languages.load("nl").rules
    index = rules.triggers
    for code in ("de", "fr", "es", "it", "pt", "da", "sv", "nb", "fi", "pl", "cs", "ro", "hu", "tr", "ru", "uk", "el"):
        assert languages.load(code).rules.triggers is not index
    assert languages.load("nl").rules.triggers is index
    late = Rules(Lexicon({"month": {"mei": 5}}))
    assert not list(late.triggers.candidates("mei"))
    late.rule("month", "{month}", examples={"mei": "XXXX-05"})(lambda m: None)
    assert [[rule.name for rule in some] for _, some in late.triggers.candidates("mei")] == [["month"]]
