"""What the rules of evidence are worth is what was measured, and nothing is said of rules that are not there."""
from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from benchmarks.evidence import PRECISIONS, precision_of
from benchmarks.results import RESULTS
from timeline_service import evidence
from timeline_service.evidence.precision import UNMEASURED, measured

FIGURES = json.loads((RESULTS / "evidence.json").read_text(encoding="utf-8"))["figures"]
SHIPPED = json.loads(Path(PRECISIONS).read_text(encoding="utf-8"))


def rules() -> set[str]:
    modules = (import_module(f"{evidence.__name__}.{module.name}") for module in iter_modules(evidence.__path__))
    return {rule for module in modules for rule in getattr(module, "PRECISION", ())}


@pytest.mark.parametrize("rule", sorted(SHIPPED))
def test_a_shipped_precision_follows_from_the_counts(rule):
    assert SHIPPED[rule] == precision_of(rule, FIGURES[rule])


def test_every_measured_rule_exists():
    assert SHIPPED.keys() <= rules()


def test_a_rule_that_was_never_measured_asserts_nothing():
    assert measured("no/such-rule")["no/such-rule"] == UNMEASURED < evidence.CLOSURE


def test_few_claims_weigh_less_than_many():
    few, many = ({"documents": n, "right": n, "wrong": 0} for n in (2, 200))
    assert precision_of("date/clause", few) < precision_of("date/clause", many)


def test_an_order_of_telling_is_shown_and_not_asserted():
    assert SHIPPED["narrative/next"] < evidence.CLOSURE
