"""A broker that Celery cannot ask is said at the start, in a line, and not to whoever sends the first job."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from forked import Process
from waiting import BOUND

from timeline_service.faults import InputError
from timeline_service.jobs import broker

COMMAND = "from timeline_service.cli import main; main()"
WITHOUT = "import sys; sys.modules[{!r}] = None; "


@pytest.mark.parametrize("url", ["foo://ann:secret@broker/0", "redis://ann:secret@broker:seven/0", "sqs://ann:secret@"])
def test_a_broker_that_celery_does_not_know(url: str) -> None:
    with pytest.raises(InputError, match="TIMELINE_BROKER_URL names no broker") as raised:
        broker.check(url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "redis+socket:///nowhere", "amqp://127.0.0.1:1"])
def test_a_broker_that_is_away_may_come(url: str) -> None:
    broker.check(url)


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize(("package", "said"), [("celery", "needs Celery. In the clone"), ("redis", "names no broker")])
def test_what_is_not_installed_is_said_at_the_start(tmp_path: Path, command: str, package: str, said: str) -> None:
    url = {"TIMELINE_DATABASE_URL": f"sqlite:///{tmp_path}/t.sqlite3", "TIMELINE_BROKER_URL": "redis://127.0.0.1:1/0"}
    process = Process(WITHOUT.format(package) + COMMAND, command, env=os.environ | url)
    _, error = process.communicate(timeout=BOUND)
    assert process.returncode == 2 and said in error.decode() and error.count(b"\n") == 1
