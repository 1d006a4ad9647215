"""The commands as a person types them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from timeline_service import cli


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """``run("dates", "-", stdin=b"…")`` gives (exit status, standard output, standard error)."""

    def call(*words: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["timeline-service", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        monkeypatch.setenv("COLUMNS", "120")
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfdbinary.readouterr()
        return stop.value.code or 0, out.decode(), err.decode()

    return call
