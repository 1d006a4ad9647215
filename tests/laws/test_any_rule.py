"""What a rule matches it can read: words made from its own pattern never raise, and what they say is lawful.

No rule is left out: a pattern with lookarounds is generated too, and what it does not match is thrown away.
"""
from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from laws.lawful import lawful_dates

from timeline_service import languages
from timeline_service.languages.base import REFERENCE, Rule
from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read_dates
from timeline_service.schemas.annotations import dates

RULES = [
    pytest.param(code, rule, id=f"{code}-{rule.name}")
    for code in languages.available()
    for rule in languages.load(code).rules
]


@pytest.mark.parametrize(("code", "rule"), RULES)
def test_whatever_a_rule_matches_is_read(code: str, rule: Rule) -> None:
    """Eight texts a rule: its words come from lists that many rules share, so that each is tried again and again."""
    _reads(code, rule, texts=8)


@pytest.mark.soak
@pytest.mark.parametrize(("code", "rule"), RULES)
def test_whatever_many_texts_a_rule_matches_are_read(code: str, rule: Rule) -> None:
    _reads(code, rule, texts=60)


def _reads(code: str, rule: Rule, *, texts: int) -> None:
    language, matched = languages.load(code), st.from_regex(rule.pattern)

    @settings(
        max_examples=texts, deadline=None,
        phases=[Phase.reuse, Phase.generate],  # shrinking takes minutes, and says less
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip
    @given(matched)
    def reads(text: str) -> None:
        document = Document(id="d1", text=text, language=code, dct=creation_time(REFERENCE))
        lawful_dates(dates(read_dates(document, language), id=None)["timexes"], text)

    reads()
