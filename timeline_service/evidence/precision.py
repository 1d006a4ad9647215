"""How often each rule of evidence is right, as ``python -m benchmarks.evidence --write`` last measured it."""
from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

UNMEASURED = 0.6  # of a rule that is new: too little to assert anything


def measured(*rules: str) -> Mapping[str, float]:
    """Rule → the share of its claims that are right, in [0, 1]."""
    return MappingProxyType({rule: _all().get(rule, UNMEASURED) for rule in rules})


@cache
def _all() -> Mapping[str, float]:
    return json.loads(resources.files(__package__).joinpath("precisions.json").read_text(encoding="utf-8"))
