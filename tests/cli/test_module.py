"""The package run as a module, for those whose PATH lacks the command."""

from __future__ import annotations

import runpy

import pytest

from timeline_service.version import VERSION


def test_the_package_runs_as_the_command_does(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr("sys.argv", ["timeline-service", "--version"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("timeline_service", run_name="__main__")
    assert (ended.value.code or 0, capsys.readouterr().out) == (0, f"timeline-service, version {VERSION}\n")
