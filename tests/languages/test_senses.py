"""One table of words and traits: what it gives the stages, and what it refuses."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from timeline_service import languages
from timeline_service.languages.lexicon import LexiconError
from timeline_service.languages.senses import Senses

ENGLISH = Path(languages.__file__).with_name("en") / "senses.toml"
TRAITS = {"status": {"denying": "denies its complement", "averting": "has an object that did not come about"}}


def test_each_trait_gives_its_words():
    senses = {"deny": ["status.denying"], "foil": ["status.averting"], "refute": ["status.denying"]}
    assert Senses.of({"traits": TRAITS, "senses": senses}).words() == {
        "status": {"denying": frozenset({"deny", "refute"}), "averting": frozenset({"foil"})}
    }


@pytest.mark.parametrize(("senses", "message"), [
    ({"deny": ["status.denying"], "foil": ["status.foiling"]}, "'foil': 'status.foiling' is no trait"),
    ({"deny": ["status.denying"]}, "status.averting: no word has it"),
    ({"deny": ["status.denying", "status.denying"], "foil": ["status.averting"]}, "'deny': a trait stands twice"),
    ({"Deny": ["status.denying"], "foil": ["status.averting"]}, "'Deny': words are lower case"),
    ({"deny": [], "foil": ["status.averting"]}, "'deny': write a list of traits"),
    ({"deny": "status.denying", "foil": ["status.averting"]}, "'deny': write a list of traits"),
])
def test_a_table_that_cannot_be_right_is_refused_with_the_word(senses: dict[str, Any], message: str):
    with pytest.raises(LexiconError, match=message.replace("[", r"\[")):
        Senses.of({"traits": TRAITS, "senses": senses})


@pytest.mark.parametrize(("data", "message"), [
    ({"traits": {"status": {"denying": " "}}, "senses": {"deny": ["status.denying"]}}, "say in a few words"),
    ({"traits": TRAITS, "sense": {}}, "neither"),
])
def test_a_trait_without_a_meaning_and_a_table_that_is_none_are_refused(data: dict[str, Any], message: str):
    with pytest.raises(LexiconError, match=message):
        Senses.of(data)


def test_a_word_that_stands_twice_is_refused_with_the_file(tmp_path: Path):
    path = tmp_path / "senses.toml"
    rows = 'deny = ["status.denying"]\n' * 2
    path.write_text(f'[traits.status]\ndenying = "denies"\n[senses]\n{rows}', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"senses\.toml"):
        Senses.load(path)


def test_english_words_stand_in_alphabetical_order():
    words = [*Senses.load(ENGLISH).traits]
    assert words == sorted(words)


def test_the_stages_are_given_the_words_of_english():
    senses, words = Senses.load(ENGLISH), languages.load("en").words
    for trait in senses.meanings:
        table, _, name = trait.partition(".")
        assert words[table][name] == {word for word, traits in senses.traits.items() if trait in traits}
