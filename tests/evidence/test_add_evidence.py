"""The example of docs/add-evidence.md works as it stands, and the page names every relation of ours."""
from __future__ import annotations

import re
from pathlib import Path

from said import found

from timeline_service.network.allen import OURS, RELATIONS

PAGE = (Path(__file__).parents[2] / "docs" / "add-evidence.md").read_text(encoding="utf-8")


def test_the_example_says_what_it_is_meant_to_say():
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    module: dict = {}
    exec(compile(code, "docs/add-evidence.md", "exec"), module)
    told = "A storm hit the coast on Monday, flooding two villages.", "The ensuing flood closed the port."
    assert ("flood", "STARTS_AFTER", "hit") in found(module["claims"], *told)


def test_the_page_names_every_relation_that_a_claim_may_have():
    assert set(OURS) <= set(re.findall(r"[A-Z_]{4,}", PAGE))
    named = set(re.findall(r"`([A-Z]+_[A-Z]+)`", PAGE))
    assert named <= {*RELATIONS}
