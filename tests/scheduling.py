"""How pytest-xdist gives files of tests to processes: the slow ones first, and no test again that ended its process."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

# One process runs a whole file. What takes longest comes first, so that none is alone with it at the end.
SLOWEST = (
    "tests/web/test_contract_on_postgresql.py",
    "tests/jobs/test_interrupted_batch.py",
    "tests/jobs/test_executors.py",
    "tests/web/test_contract.py",
    "tests/desk/test_workbench.py",
    "tests/web/test_webhooks.py",
    "tests/ingest/test_large_pages.py",
    "tests/widget/test_life.py",
    "tests/jobs/test_dask.py",
    "tests/jobs/test_batch.py",
    "tests/web/test_writers.py",
    "tests/web/test_server.py",
    "tests/web/test_access.py",
    "tests/web/test_kill.py",
    "tests/desk/test_day.py",
    "tests/desk/test_people.py",
    "tests/laws/test_any_text.py",
    "tests/training/test_training.py",
    "tests/jobs/test_stories.py",
    "tests/web/test_timelines.py",
    "tests/laws/test_any_rule.py",
    "tests/plugins/test_wordpress.py",
    "tests/hostile/test_callers.py",
    "tests/workers/test_pool.py",
    "tests/desk/test_on_this_device.py",
    "tests/exports/test_timelinejs.py",
    "tests/cli/test_cli.py",
    "tests/desk/test_typing.py",
    "tests/web/test_live.py",
    "tests/widget/test_element.py",
    "tests/widget/test_settings.py",
    "tests/test_package.py",
    "tests/cli/test_determinism.py",
    "tests/widget/test_live.py",
    "tests/web/test_planned.py",
    "tests/web/test_keyless.py",
    "tests/hostile/test_slow_peers.py",
    "tests/widget/test_embed.py",
    "tests/reader/test_shipped_reader.py",
    "tests/widget/test_refresh.py",
    "tests/plugins/test_typescript.py",
    "tests/widget/test_trace.py",
)


class SlowestFirst(LoadFileScheduling):
    """``--dist loadfile``, with the files in the order in which the tests were collected."""

    def remove_node(self, node: Any) -> str | None:
        """Leave the tests of a process that is gone to others, but for the one at which it ended, which is returned."""
        units = self.assigned_work[node]
        ended_at = next((test for unit in units.values() for test, done in unit.items() if not done), None)
        for file in list(units):
            if ended_at in units[file]:
                units[file][ended_at] = True
            if all(units[file].values()):
                del units[file]  # a process that is given nothing to do is given nothing after it
        super().remove_node(node)
        return ended_at

    def _reschedule(self, node: Any) -> None:
        if node in self.registered_collections:  # else it has just been started and is not asked for anything yet
            super()._reschedule(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test that waits for a server or a browser leaves its core to the next one."""
    return len(os.sched_getaffinity(0)) + 1


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
