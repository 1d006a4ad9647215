"""The same article gives the same bytes, in any process and under any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import BOUND

ARTICLE = "The truce was signed on October 13. Two days later, shelling killed 40 people. Talks open next week.\n"


@pytest.mark.parametrize("command", ["extract", "dates"])
def test_hash_seeds_change_nothing(pipeline, command: str) -> None:
    line = b'{"text": "Signed on October 13, two days later and next week.", "dct": "2025-10-24"}\n'
    words = ["extract", "-", "--published", "2025-10-24"] if command == "extract" else ["dates"]
    stdin = ARTICLE.encode() if command == "extract" else line
    program = [str(Path(sys.executable).with_name("timeline-service")), *words]
    answers = set()
    for seed in ("0", "1"):
        seeded = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run(program, input=stdin, env=seeded, capture_output=True, timeout=BOUND, check=True)
        answers.add(run.stdout)
    assert len(answers) == 1
