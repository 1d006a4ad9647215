"""What was taught to a pipeline after :mod:`training.assemble` had made it, as its folder tells: for its card, and so
that no other is written over it that has less."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from timeline_service.reader.comparison import path_of
from timeline_service.reader.component import READER

REFITTED = "refitted"
"""True in the ``meta.json`` of a pipeline whose heads :mod:`training.reader.refit` wrote."""


class Step(NamedTuple):
    """The program, and what it gives; ``answers`` is the question of a head of its own, "" where it has none."""

    program: str
    gives: str
    answers: str = ""


REFIT = Step("training/reader/refit.py", "the heads over whole articles fitted to more of them")
COMPARING = {
    "same_day": Step("training/likely_days.py", "a head of days", "is an event of a day beside it"),
    "precedence": Step("training/likely_order.py", "a head of order", "which of two began first"),
}
"""By the names of :data:`timeline_service.reader.comparison.HEADS`."""


def later_steps(pipeline: Path) -> list[Step]:
    """In their order; none where there is no pipeline."""
    meta = pipeline / "meta.json"
    refitted = meta.exists() and json.loads(meta.read_text(encoding="utf-8")).get(REFITTED, False)
    heads = [step for name, step in COMPARING.items() if path_of(pipeline / READER, name).exists()]
    return [REFIT, *heads] if refitted else heads


def mark_refitted(pipeline: Path) -> None:
    """Note in its ``meta.json`` that the heads are not those with which it was assembled."""
    path = pipeline / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8")) | {REFITTED: True}
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def refuse_to_lose(pipeline: Path) -> None:
    """Raise FileExistsError where a newly assembled pipeline would take the place of one that has more."""
    if steps := later_steps(pipeline):
        gives = ", ".join(f"{step.gives} ({step.program})" for step in steps)
        raise FileExistsError(f"{pipeline} has {gives}, which would be lost: write elsewhere, or move it away")
