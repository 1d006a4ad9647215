"""What needs no browser: the built file, its size, the translations."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from timeline_service.web.widget import build
from timeline_service.web.widget.agreed import LOCALES, languages

DOCS = Path(__file__).parents[2] / "docs" / "widget.md"
ENGLISH = json.loads((LOCALES / "en.json").read_text(encoding="utf-8"))
BLANKS = re.compile(r"\{\w+\}")


def test_the_built_file_is_that_of_the_source() -> None:
    assert build.BUILT.read_text(encoding="utf-8") == build.script(), "make widget"


def test_only_code_is_shipped() -> None:
    first, *lines = build.BUILT.read_text(encoding="utf-8").splitlines()
    assert first.startswith("// ") and not [line for line in lines if re.search(r"(^|\s)//", line)]


def test_fifteen_kilobytes() -> None:
    assert len(gzip.compress(build.BUILT.read_bytes(), 9)) <= 15 * 1024


def test_at_least_ten_languages() -> None:
    assert len(languages()) >= 10


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_every_string_with_its_blanks(language: str) -> None:
    strings = json.loads((LOCALES / f"{language}.json").read_text(encoding="utf-8"))
    assert list(strings) == list(ENGLISH)
    for key, words in strings.items():
        assert sorted(BLANKS.findall(words)) == sorted(BLANKS.findall(ENGLISH[key])), key


def test_nothing_makes_markup_of_words() -> None:
    script = build.BUILT.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.style\b", script
    )


def test_at_most_eight_attributes() -> None:
    found = re.search(r"observedAttributes = (\[.*?\])", build.BUILT.read_text(encoding="utf-8"))
    assert found is not None and len(json.loads(found[1])) <= 8


def test_the_documentation_names_what_there_is() -> None:
    page = DOCS.read_text(encoding="utf-8")
    script = build.BUILT.read_text(encoding="utf-8")
    attributes = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(attributes) == sorted(json.loads(re.search(r"observedAttributes = (\[.*?\])", script)[1]))
    assert re.search(r"<!-- languages -->(.*?)<!-- end -->", page)[1].split() == sorted([*languages(), "en"])
    assert {f"--timeline-{name}" for name in re.findall(r"var\(--timeline-([a-z]+)", script)} == set(
        re.findall(r"`(--timeline-[a-z]+)`", page)
    )
    for picture in re.findall(r"\(images/([\w-]+\.png)\)", page):
        assert (DOCS.parent / "images" / picture).is_file()
