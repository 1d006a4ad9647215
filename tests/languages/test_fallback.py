"""Languages without rules of their own: an honest first reading, and nothing invented in running text."""

from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.languages import fallback
from timeline_service.languages.base import REFERENCE, unmarked
from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read_dates

TEXTS = {
    "de": ("Am 13. Oktober 2025 schwieg er. Gestern und vor 2 Wochen auch, am Montag nicht, vor drei Tagen schon.",
           ["2025-10-13", "2025-10-23", "2025-W41", "2025-10-20", "2025-10-21"]),
    "fr": ("Le 13 octobre 2025, puis le 1er mai 1998. Hier, lundi, il y a 2 semaines.",
           ["2025-10-13", "1998-05-01", "2025-10-23", "2025-10-20", "2025-W41"]),
    "es": ("El 13 de octubre de 2025. Ayer, el lunes, hace 2 semanas, en agosto.",
           ["2025-10-13", "2025-10-23", "2025-10-20", "2025-W41", "2025-08"]),
    "it": ("Il 13 ottobre 2025. Ieri, lunedì, 2 settimane fa.", ["2025-10-13", "2025-10-23", "2025-10-20", "2025-W41"]),
    "pt": ("Em 13 de outubro de 2025. Ontem, segunda-feira, há 2 semanas.",
           ["2025-10-13", "2025-10-23", "2025-10-20", "2025-W41"]),
    "nl": ("Op 13 oktober 2025. Gisteren, maandag, 2 weken geleden.",
           ["2025-10-13", "2025-10-23", "2025-10-20", "2025-W41"]),
}  # fmt: skip


@pytest.mark.parametrize("code", TEXTS)
def test_a_first_reading(code: str) -> None:
    text, values = TEXTS[code]
    document = Document(id="d1", text=text, language=code, dct=creation_time("2025-10-24"))
    assert [t.value for t in read_dates(document, languages.load(code)).timexes] == values


def test_turkish_letters_that_a_pattern_takes_for_others_are_looked_up() -> None:
    document = Document(
        id="d1",
        text="Bu yıl köprü çöktü. 6 Kasım 2023, 7 KASIM 2023; BU YIL.",
        language="tr",
        dct=creation_time("2025-10-24"),
    )
    found = read_dates(document, languages.load("tr")).timexes
    assert [t.value for t in found] == ["2025", "2023-11-06", "2023-11-07", "2025"]


@pytest.mark.parametrize("code", ["tr", "az", "el", "de", "lt", "vi", "ru", "kk"])
def test_every_word_of_a_list_is_read_in_any_case(code: str) -> None:
    language = languages.load(code)
    words = [word for table in ("month", "weekday", "relative", "ago") for word in language.lexicon[table]]
    for word in words:
        text = f"{word} 2023. {word.upper()} 2023. {word.title()} 3."
        read_dates(Document(id="d1", text=text, language=code, dct=creation_time(REFERENCE)), language)


@pytest.mark.parametrize("code", TEXTS)
def test_the_rules_made_from_the_lists_prove_themselves(code: str) -> None:
    language = languages.load(code)
    for rule in language.rules:
        for example, value in rule.examples.items():
            text, start, end = unmarked(example)
            document = Document(id="d1", text=text, language=code, dct=creation_time(REFERENCE))
            found = {t.value: t.span for t in read_dates(document, language).timexes}
            assert found.get(value) == (start, end) or not value, (rule.name, example, found)


def test_running_text_without_dates_gives_none() -> None:
    for code, text in {
        "de": "Haben Sie ein Auto? Er mag das Mar.",
        "fr": "Avez-vous une voiture ?",
        "es": "¿Tienes un coche?",
    }.items():
        document = Document(id="d1", text=text, language=code, dct=creation_time("2025-10-24"))
        assert read_dates(document, languages.load(code)).timexes == ()


def test_a_dash_joins_dates_and_no_english_word_does() -> None:
    for between, value in {" – ": "2024-05-03", " to ": "2025-05-03"}.items():
        text = f"3. Mai{between}5. Mai 2024"
        document = Document(id="d1", text=text, language="de", dct=creation_time("2025-10-24"))
        assert read_dates(document, languages.load("de")).timexes[0].value == value


def test_without_a_publication_date_relative_words_stay_unresolved() -> None:
    german = Document(id="d1", text="Gestern, vor drei Tagen.", language="de")
    assert [t.value for t in read_dates(german, languages.load("de")).timexes] == ["PAST_REF", "PAST_REF"]


def test_a_language_nobody_knows_finds_nothing_and_does_not_fail() -> None:
    assert fallback.language("xx") is None
    document = Document(id="d1", text="13 October 2025", language="xx", dct=creation_time("2025-10-24"))
    assert read_dates(document, languages.load("xx")).timexes == ()


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no language code"):
        languages.load("../en")


def test_a_region_is_read_as_its_language() -> None:
    assert languages.load("en-GB").code == "en"
    assert "en" in languages.available()
