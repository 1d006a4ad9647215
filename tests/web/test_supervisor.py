"""A process that does not come up is started again, and says each time why."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

from forked import Process
from waiting import BOUND, until

PROGRAM = """
import sys
from timeline_service.web import log
from timeline_service.web.supervisor import Supervisor

def failing():
    with open(sys.argv[1], "a") as begun:
        begun.write("x")
    raise PermissionError("SECRET")

log.configure("info")
Supervisor([failing], grace=1).run()
"""


def test_a_process_that_fails_is_logged_each_time_without_its_words(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    begun.touch()
    parent = Process(PROGRAM, str(begun))
    until(lambda: begun.stat().st_size == 3)
    os.kill(parent.pid, signal.SIGTERM)
    _, said = parent.communicate(timeout=BOUND)
    assert b"SECRET" not in said
    lines = [json.loads(line) for line in said.splitlines()]
    assert len(lines) >= 2  # the third may be ended before it says so
    for line in lines:
        assert (line["level"], line["kind"]) == ("error", "PermissionError")
        assert line["frames"][-1].endswith(" failing")
