"""Every rule proves itself by its examples; what has none, or could match nothing, is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from timeline_service import languages
from timeline_service.calendar.expressions import Vague
from timeline_service.languages.base import REFERENCE, Rules, Veto, unmarked
from timeline_service.languages.lexicon import Lexicon, LexiconError
from timeline_service.languages.search import find
from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read_dates

EXAMPLES = [
    pytest.param(code, dict(rule.examples), id=f"{code}-{rule.name}")
    for code in languages.available()
    for rule in (*languages.load(code).rules.rules, *languages.load(code).rules.joins)
]


@pytest.mark.parametrize(("code", "examples"), EXAMPLES)
def test_examples_of_a_rule(code: str, examples: dict[str, str]) -> None:
    for example, value in examples.items():
        text, start, end = unmarked(example)
        document = Document(id="d1", text=text, language=code, dct=creation_time(REFERENCE))
        found = read_dates(document, languages.load(code)).timexes
        read = {(f"{t.value} {t.mod}" if t.mod else t.value): t.span for t in found}
        assert read.get(value) == (start, end), f"{example}: {read}"


VETOES = [
    pytest.param(code, veto, id=f"{code}-{veto.name}")
    for code in languages.available()
    for veto in languages.load(code).rules.vetoes
]


@pytest.mark.parametrize(("code", "veto"), VETOES)
def test_examples_of_a_veto_hold_no_date(code: str, veto: Veto) -> None:
    language = languages.load(code)
    for sentence in veto.examples:
        document = Document(id="d1", text=sentence, language=code, dct=creation_time(REFERENCE))
        assert [t.text for t in read_dates(document, language).timexes] == [], sentence
    without = replace(language.rules, vetoes=[other for other in language.rules.vetoes if other is not veto])
    assert any(find(sentence, without) for sentence in veto.examples), f"{veto.name} alone refuses none of them"


@pytest.mark.parametrize(
    "text", ["2025-02-30", "Feb. 30, 2025", "noon on 31 June 2025", "31 June", "0000-10-13", "10/13/0000", "31.06.2025"]
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert values(f"The deal of {text} holds.") == []


HOURS = {  # a Saturday night is that of 9 February, and goes on until Sunday's morning
    "2 a.m. Saturday night": "2013-02-10T02:00",
    "12 a.m. Saturday night": "2013-02-09T24:00",
    "12:30 on Saturday night": "2013-02-10T00:30",
    "1:30 on Saturday night": "2013-02-10T01:30",
    "5:30 on Saturday night": "2013-02-10T05:30",
    "6:30 on Saturday night": "2013-02-09T18:30",
    "9:30 on Saturday night": "2013-02-09T21:30",
    "11 p.m. Saturday night": "2013-02-09T23:00",
    "23:30 on Saturday night": "2013-02-09T23:30",
    "00:30 on Saturday night": "2013-02-10T00:30",
    "1 a.m. last night": "2013-02-12T01:00",
    "11 p.m. last night": "2013-02-11T23:00",
    "half past one on Saturday night": "2013-02-10T01:30",
    "11 a.m. Saturday evening": "2013-02-09T11:00",
    "seven o'clock on Saturday evening": "2013-02-09T19:00",
    "12:30 on Saturday afternoon": "2013-02-09T12:30",
    "12:30 on Saturday morning": "2013-02-09T00:30",
    "a quarter to one on Saturday afternoon": "2013-02-09T12:45",
    "2 at night": "2013-02-12T02:00",
    "nine at night": "2013-02-12T21:00",
    "twelve at night": "2013-02-12T24:00",
    "twelve in the afternoon": "2013-02-12T12:00",
    "12 in the morning": "2013-02-12T00:00",
    "half past twelve": "2013-02-12T12:30",
    "a quarter to one": "2013-02-12T12:45",
    "a quarter past one": "2013-02-12T01:15",
    "one o'clock": "2013-02-12T01:00",
}


@pytest.mark.parametrize(("text", "value"), HOURS.items())
def test_which_hour_of_which_day_is_meant(text: str, value: str) -> None:
    assert values(f"They met at {text}.") == [value]


@pytest.mark.parametrize("text", ["the third fire of the year", "the largest deal of the year", "the end of the year"])
def test_what_is_counted_in_a_year_is_of_it(text: str) -> None:
    assert values(f"It was {text}.") == ["2013"], "unlike the player of the year"


def test_a_day_of_leap_years_is_a_date() -> None:
    assert values("29 February") == ["2012-02-29"]


def test_an_offset_that_no_clock_on_earth_shows_is_no_zone() -> None:
    assert values("2013-02-11T14:30:00+19:00") == ["2013-02-11T14:30"]


def values(text: str) -> list[str]:
    document = Document(id="d1", text=text, dct=creation_time(REFERENCE))
    return [timex.value for timex in read_dates(document, languages.load("en")).timexes]


def rules() -> Rules:
    return Rules(Lexicon({"month": {"may": 5}, "number": {"two": 2}}))


def test_a_rule_without_examples_is_refused() -> None:
    with pytest.raises(LexiconError, match="no examples"):
        rules().rule("bare", r"{month}", examples={})


@pytest.mark.parametrize(("pattern", "fault"), [(r"(?:{month})?", "'bad' can match nothing at all"), ("(", "'bad'")])
def test_a_pattern_that_is_no_good_is_refused_where_it_is_first_needed(pattern: str, fault: str) -> None:
    own = rules()
    own.rule("bad", pattern, examples={"May": "2013-05"})(lambda _: None)
    with pytest.raises(LexiconError, match=fault):
        _ = own.rules[0].pattern


def test_a_placeholder_without_a_table_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"no table \[weekday\]"):
        rules().rule("lost", r"{weekday}", examples={"Monday": "2013-02-11"})


def test_a_lexicon_names_the_phrase_at_fault() -> None:
    with pytest.raises(LexiconError, match="'FORTNIGHT' is no unit"):
        Lexicon({"unit": {"fortnight": "FORTNIGHT"}})
    with pytest.raises(LexiconError, match=r"\[joint\] 'bis': 'UP' is no joint; choose one of TO, UNTIL, AND, OR"):
        Lexicon({"joint": {"und": "AND", "bis": "UP"}})
    with pytest.raises(LexiconError, match="lower case"):
        Lexicon({"month": {"May": 5}})


def test_a_rule_may_give_any_meaning() -> None:
    own = rules()

    @own.rule("soon", r"in {number} ticks", examples={"in two ticks": "FUTURE_REF"})
    def soon(match: object) -> Vague:
        return Vague("FUTURE_REF")

    assert [rule.name for rule in own] == ["soon"]


def test_names_of_rules_are_unique() -> None:
    for code in languages.available():
        names = [rule.name for rule in languages.load(code).rules]
        assert len(names) == len(set(names))


def test_the_rule_that_the_documentation_shows_is_the_one_that_runs() -> None:
    root = Path(__file__).parents[2]
    shown = (root / "docs" / "add-a-rule.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    rules = [path.read_text(encoding="utf-8") for path in (root / "timeline_service/languages/en/rules").glob("*.py")]
    assert any(shown in source for source in rules)
