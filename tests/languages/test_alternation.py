"""One pattern for many words: the longest that fits, whatever they share, and nothing else."""

from __future__ import annotations

import re

import pytest

from timeline_service.languages.alternation import alternation

WORDS = ("may", "march", "mar", "mar.", "new year", "new year's eve", "new year's day", "a", "an")


@pytest.mark.parametrize(("text", "found"), [
    ("march 3", "march"), ("marching", "march"), ("mar. 3", "mar."), ("mar 3", "mar"), ("MAY", "MAY"),
    ("new year's eve", "new year's eve"), ("new year's dawn", "new year"), ("an hour", "an"), ("able", "a"),
])  # fmt: skip
def test_the_longest_word_that_fits(text: str, found: str) -> None:
    match = re.compile(alternation(WORDS), re.IGNORECASE).match(text)
    assert match and match[0] == found


@pytest.mark.parametrize("text", ["ne", "new", "mbr", "x", ""])
def test_half_a_word_is_none(text: str) -> None:
    assert re.match(alternation(WORDS), text) is None


def test_a_space_is_what_is_asked_for() -> None:
    assert re.fullmatch(alternation(WORDS, space=r"\s+"), "new  \n year")
    assert alternation(()) == ""
