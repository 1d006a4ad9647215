"""The package run as a module, for those whose PATH lacks the command."""

from __future__ import annotations

import subprocess
import sys

from waiting import BOUND

from timeline_service.version import VERSION


def test_the_package_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "timeline_service", "--version"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=BOUND, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, f"timeline-service, version {VERSION}\n", "")
