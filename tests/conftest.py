"""What all tests share: a far-off time zone, the pipeline where it is needed, an honest list of absences."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from glob import glob
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ["TZ"] = "Pacific/Kiritimati"  # UTC+14: a test that needs the local zone fails here
time.tzset()

import forked  # noqa: E402
import pytest  # noqa: E402
from flask import Flask  # noqa: E402
from hypothesis import settings  # noqa: E402
from scheduling import (  # noqa: E402
    pytest_xdist_auto_num_workers,  # noqa: F401
    pytest_xdist_make_scheduler,  # noqa: F401
    slowest_first,
)
from waiting import BOUND  # noqa: E402

settings.register_profile("busy", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("busy")

NEEDS = {"model": {"pipeline"}, "browser": {"chromium"}}  # mark → fixtures that need it
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")  # a window, even unseen, costs each page thrice
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()  # fmt: skip
ABSENT = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def need(pytestconfig: pytest.Config) -> Callable[..., None]:
    """``need(present, what=…, install=…)``: go on if present; else fail under CI, and elsewhere skip and say so."""

    def check(present: object, *, what: str, install: str) -> None:
        if present:
            return
        pytestconfig.stash.setdefault(ABSENT, {})[what] = install
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is missing: {install}")

    return check


@pytest.fixture(scope="session")
def pipeline(need: Callable[..., None]) -> object:
    """The trained English pipeline; a test that asks for it is marked ``model``."""
    from timeline_service.reader.loading import load_pipeline

    loaded = load_pipeline("en")
    need(loaded, what="the trained English pipeline", install="git checkout timeline_service/languages/en/pipeline")
    return loaded


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a store of its own; pytest-flask makes ``client`` from it."""
    from timeline_service.settings import Settings
    from timeline_service.web import create_app

    database: Path = tmp_path_factory.mktemp("store") / "timelines.sqlite3"
    application = create_app(Settings(database_url=f"sqlite:///{database}"), keyless=True)
    yield application
    application.extensions["store"].close()


@pytest.fixture(scope="session")
def postgresql(need: Callable[..., None]) -> Iterator[str]:
    """The URL of a PostgreSQL server that runs for the tests alone, from Debian's package or from the path."""
    found = shutil.which("initdb") or next(iter(sorted(glob("/usr/lib/postgresql/*/bin/initdb"))), "")
    need(found, what="PostgreSQL", install="apt-get install postgresql")
    folder = tempfile.mkdtemp(prefix="pg")
    user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        user = ["runuser", "-u", "postgres", "--"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    programs, data = Path(found).parent, f"{folder}/data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"

    def run(program: str, *words: str) -> None:
        nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = [*user, str(programs / program), "-D", data, *words]
        subprocess.run(command, cwd=folder, timeout=BOUND, check=True, **nowhere)

    run("initdb", "-U", "tests", "--auth=trust")
    run("pg_ctl", "-w", "-o", options, "-l", f"{folder}/log", "start")
    yield f"postgresql://tests@127.0.0.1:{port}/postgres"
    run("pg_ctl", "-w", "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def chromium(need: Callable[..., None]) -> Iterator[Any]:
    """A real browser, without a window or a network of its own."""
    path = os.environ.get("TIMELINE_TEST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    need(find_spec("playwright"), what="Playwright", install="pip install -c constraints.txt playwright")
    need(path, what="a browser", install="apt-get install chromium-headless-shell")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    forked.parent.end()
    output = getattr(session.config, "workeroutput", None)  # of a process of pytest-xdist
    if output is not None:
        output["absent"] = session.config.stash.get(ABSENT, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash.setdefault(ABSENT, {}).update(getattr(node, "workeroutput", {}).get("absent", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    absent = config.stash.get(ABSENT, {})
    if absent:
        terminalreporter.section("NOT RUN")
    for what, install in sorted(absent.items()):
        terminalreporter.line(f"{what}: {install}")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What thousands of tests are made of stays: it is not looked through for garbage, neither now nor later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        for mark, fixtures in NEEDS.items():
            if used & fixtures or (mark == "model" and "training" in item.path.parts):
                item.add_marker(mark)
        if "laws" in item.path.parts:
            item.add_marker("laws")
    if "soak" not in config.getoption("markexpr"):
        left_out = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    if hasattr(config, "workerinput"):  # a process of pytest-xdist
        items[:] = slowest_first(items)
