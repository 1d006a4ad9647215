"""How pytest-xdist gives files of tests to processes: the slow ones first, and no test again that ended its process."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

# One process runs a whole file. What takes longest comes first, so that none is alone with it at the end.
SLOWEST: tuple[str, ...] = ()


class SlowestFirst(LoadFileScheduling):
    """``--dist loadfile``, with the files in the order in which the tests were collected."""

    def remove_node(self, node: Any) -> str | None:
        """Leave the tests of a process that is gone to others, but for the one at which it ended, which is returned."""
        units = list(self.assigned_work[node].values())
        ended_at = next((test for unit in units for test, done in unit.items() if not done), None)
        for unit in units:
            if ended_at in unit:
                unit[ended_at] = True
        super().remove_node(node)
        return ended_at


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SlowestFirst | None:
    if config.getvalue("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False  # that is by the number of their tests
    return SlowestFirst(config, log)


def slowest_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """The tests of the slow files, then the others by the number of tests in their file."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.location[0], []).append(item)
    rank = {file: number for number, file in enumerate(SLOWEST)}
    ordered = sorted(files, key=lambda file: (rank.get(file, len(rank)), -len(files[file])))
    return [item for file in ordered for item in files[file]]
