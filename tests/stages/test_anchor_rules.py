"""Rules that say what an expression is counted from, or what it means in its text, prove themselves by examples."""

from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.languages.search import find
from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read_dates
from timeline_service.stages.anchor_timexes.anchors import ANCHORS, AnchorRule
from timeline_service.stages.anchor_timexes.rewrites import REWRITES
from timeline_service.stages.anchor_timexes.told import TOLD

PUBLISHED = "2025-10-24"
EXAMPLES = [
    pytest.param(text, value, getattr(rule, "published", PUBLISHED), id=f"{rule.name}-{n}")
    for rules in (REWRITES, TOLD, ANCHORS)
    for rule in rules
    for n, (text, value) in enumerate(rule.examples.items())
]


@pytest.mark.parametrize(("text", "value", "published"), EXAMPLES)
def test_the_last_expression_of_an_example_has_its_value(text: str, value: str, published: str) -> None:
    english = languages.load("en")
    assert find(text, english.rules)
    found = read_dates(Document(id="d1", text=text, dct=creation_time(published)), english).timexes
    assert found[-1].value == value


@pytest.mark.parametrize("rule", ANCHORS, ids=[rule.name for rule in ANCHORS])
def test_the_explanation_names_the_rule(rule: AnchorRule) -> None:
    text = next(iter(rule.examples))
    document = Document(id="d1", text=text, dct=creation_time(rule.published))
    last = read_dates(document, languages.load("en")).timexes[-1]
    assert f"anchor/{rule.name}" in [because.rule for because in last.because]


def test_names_of_rules_are_unique() -> None:
    names = [rule.name for rules in (REWRITES, TOLD, ANCHORS) for rule in rules]
    assert len(names) == len(set(names))
