"""The server keeps to openapi.yaml over PostgreSQL, as far as the store answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from web.contract import AS_SOON, FOR_LONG, STORED, hold

pytestmark = [pytest.mark.usefixtures("pipeline"), pytest.mark.server, pytest.mark.timeout(1_200)]


def test_what_the_store_answers(empty: Callable[[str], str], tmp_path: Path) -> None:
    hold(empty("postgresql"), tmp_path, "--include-path-regex", STORED, *AS_SOON)


@pytest.mark.soak
def test_it_is_kept_for_long(empty: Callable[[str], str], tmp_path: Path) -> None:
    hold(empty("postgresql"), tmp_path, *FOR_LONG)
