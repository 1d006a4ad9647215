"""The server keeps to openapi.yaml over SQLite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from web.contract import AS_SOON, FOR_LONG, STORED, STREAMS, hold

pytestmark = [pytest.mark.usefixtures("pipeline"), pytest.mark.timeout(1_200)]


def test_what_no_store_answers(empty: Callable[[str], str], tmp_path: Path) -> None:
    hold(empty("sqlite"), tmp_path, *AS_SOON, without=f"{STORED}|{STREAMS}")


def test_what_the_store_answers(empty: Callable[[str], str], tmp_path: Path) -> None:
    """Every value at its bounds is asked of PostgreSQL, which is stricter, and here for as long as one likes."""
    hold(empty("sqlite"), tmp_path, "--include-path-regex", STORED, "--phases", "examples,fuzzing,stateful", *AS_SOON)


@pytest.mark.soak
def test_it_is_kept_for_long(empty: Callable[[str], str], tmp_path: Path) -> None:
    hold(empty("sqlite"), tmp_path, *FOR_LONG)
