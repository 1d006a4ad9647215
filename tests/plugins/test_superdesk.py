"""The plug-in for Superdesk, between Superdesk's own macro register and AI base class and a running service."""

from __future__ import annotations

import ast
import importlib
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
from flask import Flask
from packaging.requirements import Requirement

from .conftest import ARTICLE, Desk

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore:unclosed file .*/dev/null"),  # Superdesk's register leaves it open
]
ROOT = Path(__file__).parents[2]
CORE = ROOT / "var" / "superdesk"
PLUGIN = ROOT / "plugins" / "superdesk"
BUSY = 120  # seconds that the machine may take
PUBLISHED = datetime(2025, 10, 24, 22, 30, tzinfo=UTC)
CALM = "<p>Blue is a calm colour, and many people like it in their kitchens.</p>"
PRAGUE = {"located": {"city": "Prague", "tz": "Europe/Prague"}}


class ApiError(Exception):
    """Stands for Superdesk's own: a status, and a message for the client."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    @classmethod
    def proxyError(cls, message: str) -> ApiError:
        return cls(message, 502)

    @classmethod
    def badRequestError(cls, message: str) -> ApiError:
        return cls(message, 400)


class Superdesk:
    """The parts of Superdesk that a plug-in meets: its register of macros, its AI services, its archive."""

    def __init__(self, **settings: Any) -> None:
        self.archive: dict[str, dict[str, Any]] = {}
        self.app = Flask("superdesk")
        self.app.config.update(MACROS_MODULE="newsroom_macros", **settings)
        importlib.import_module("superdesk_timeline").init_app(self.app)

    def macro(self, name: str) -> Any:
        with self.app.app_context():
            return importlib.import_module("apps.macros.macro_register").macros.find(name)

    def ai(self, name: str) -> Any:
        return importlib.import_module("superdesk.text_checkers.ai.base").registered_ai_services[name]

    def run(self, item: dict[str, Any], **known: Any) -> dict[str, Any]:
        return self.macro("event_timeline")["callback"](item, **known)


@pytest.fixture
def modules(need: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModuleType]:
    """Superdesk's modules that load without its database; ``superdesk`` itself and its errors are stand-ins."""
    need((CORE / "superdesk").is_dir(), what="Superdesk's interfaces", install="make superdesk")
    before = set(sys.modules)
    for name in ("superdesk", "superdesk.text_checkers", "superdesk.text_checkers.ai", "apps", "apps.macros"):
        package = ModuleType(name)
        package.__path__ = [str(CORE / name.replace(".", "/"))]
        monkeypatch.setitem(sys.modules, name, package)
    errors = ModuleType("superdesk.errors")
    errors.SuperdeskApiError = ApiError
    monkeypatch.setitem(sys.modules, "superdesk.errors", errors)
    monkeypatch.setitem(sys.modules, "imp", SimpleNamespace(reload=importlib.reload))  # left Python in 3.12
    (tmp_path / "newsroom_macros.py").write_text('"""The newsroom\'s own macros."""\n')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.syspath_prepend(PLUGIN)
    yield sys.modules["superdesk"]
    for name in set(sys.modules) - before:
        if name.split(".")[0] in ("superdesk_timeline", "newsroom_macros", "superdesk", "apps"):
            del sys.modules[name]


@pytest.fixture
def superdesk(modules: ModuleType, desk: Desk, request: pytest.FixtureRequest) -> Superdesk:
    told = {"TIMELINE_SERVICE_URL": desk.url, "TIMELINE_SERVICE_KEY": desk.key, "TIMELINE_SERVICE_TIMEOUT": BUSY}
    started = Superdesk(**(told | getattr(request, "param", {})))
    find_one = lambda req, _id: started.archive.get(_id)  # noqa: E731
    modules.get_resource_service = {"archive": SimpleNamespace(find_one=find_one)}.__getitem__
    return started


def item(guid: str, **known: Any) -> dict[str, Any]:
    return {"guid": guid, "headline": "Truce &amp; talks", "language": "en", "body_html": ARTICLE,
            "versioncreated": PUBLISHED, "type": "text", **known}  # fmt: skip


@pytest.mark.parametrize("path", sorted(PLUGIN.rglob("*.py")), ids=lambda path: path.name)
def test_the_pythons_of_superdesk_can_read_it(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_superdesk_finds_the_macro_and_the_service(superdesk: Superdesk) -> None:
    macro = superdesk.macro("event_timeline")
    assert (macro["label"], macro["access_type"], macro["action_type"]) == ("Event timeline", "frontend", "direct")
    assert macro["description"].startswith("Store the item as a timeline")
    assert superdesk.ai("timeline").label == "Event timeline"


def test_the_macro_puts_the_timeline_into_a_custom_field(superdesk: Superdesk, desk: Desk) -> None:
    done = superdesk.run(item("tag:1", extra={"kicker": "War"}), desk="d", stage="s", task=None)
    shown = done["extra"]["timeline"]
    assert done["extra"]["kicker"] == "War" and shown["description"] == "Truce & talks"
    assert '<time datetime="2025-10-13">13 October 2025</time>' in shown["embed"]
    assert '<time datetime="2025-10-15">15 October 2025</time>' in shown["embed"]
    assert "<event-timeline><ol" in shown["embed"], "a draft is not asked for by readers"
    with httpx.Client(base_url=desk.url, headers={"X-API-Key": desk.key}, timeout=BUSY) as client:
        story = client.get("/v1/timelines/superdesk:tag:1").json()
    assert (story["id"], story["state"]) == (done["extra"]["timeline_id"], "draft")
    assert story["documents"][0]["published_at"] == "2025-10-24T22:30:00+00:00"


def test_a_second_run_renews_the_same_timeline_and_keeps_corrections(superdesk: Superdesk, desk: Desk) -> None:
    first = superdesk.run(item("tag:2"))
    id = first["extra"]["timeline_id"]
    with httpx.Client(base_url=desk.url, headers={"X-API-Key": desk.key}, timeout=BUSY) as client:
        change = {"json": {"title": "Truce signed"}, "headers": {"If-Match": '"1"'}}
        assert client.patch(f"/v1/timelines/{id}/events/e1", **change).status_code == 200
    again = superdesk.run(item("tag:2", body_html=ARTICLE + "<p>Talks will open in Geneva on November 3.</p>"))
    assert again["extra"]["timeline_id"] == id
    assert "Truce signed" in again["extra"]["timeline"]["embed"]
    assert "3 November 2025" in again["extra"]["timeline"]["embed"]


PUBLISHING = {"TIMELINE_SERVICE_PUBLISH": True, "TIMELINE_SERVICE_FIELD": "chronicle"}


@pytest.mark.parametrize("superdesk", [PUBLISHING], indirect=True)
def test_where_it_publishes_readers_get_what_follows(superdesk: Superdesk, desk: Desk) -> None:
    done = superdesk.run(item("tag:3"))
    source = f"{desk.url}/embed/{done['extra']['chronicle_id']}.json"
    assert f'<event-timeline src="{source}" refresh="60"><ol' in done["extra"]["chronicle"]["embed"]
    assert httpx.get(source, timeout=BUSY).json()["events"][0]["when"]["edtf"] == "2025-10-13"
    assert superdesk.run(item("tag:3"))["extra"]["chronicle_id"] == done["extra"]["chronicle_id"]


def test_yesterday_is_a_day_of_the_place_of_the_item(superdesk: Superdesk) -> None:
    body = "<p>The bridge was opened yesterday.</p>"
    there = superdesk.run(item("tag:4", body_html=body, dateline=PRAGUE))  # half past midnight on 25 October in Prague
    assert "24 October 2025" in there["extra"]["timeline"]["embed"]
    written = superdesk.run(item("tag:5", body_html=body, versioncreated="2025-10-24T22:30:00+0000"))
    assert "23 October 2025" in written["extra"]["timeline"]["embed"]


def test_an_item_without_events_has_no_timeline(superdesk: Superdesk) -> None:
    done = superdesk.run(item("tag:6", body_html=CALM, extra={"timeline": {"embed": "<ol></ol>"}}))
    assert "timeline" not in done["extra"]


def test_the_ai_service_offers_events_as_tags(superdesk: Superdesk) -> None:
    superdesk.archive["tag:7"] = {"versioncreated": PUBLISHED, "dateline": PRAGUE, "headline": "not this one"}
    asked = {"guid": "tag:7", "language": "en", "headline": None, "body_html": ARTICLE}  # all its endpoint takes
    tags = superdesk.ai("timeline").analyze(asked)
    assert [tag["name"] for tag in tags["event"]] == [
        "13 October 2025: The truce was signed in Cairo",
        "15 October 2025: A bomb killed 40 people",
    ]
    assert len({tag["qcode"] for tag in tags["event"]}) == 2 and tags["event"][0]["description"] == "2025-10-13"
    assert tags == superdesk.ai("timeline").analyze(asked, {"subject": []}), "as newer versions of Superdesk call it"
    assert superdesk.ai("timeline").analyze(asked | {"body_html": "<p> </p>"}) == {"event": []}
    with pytest.raises(ApiError, match="No article text") as refused:
        superdesk.ai("timeline").analyze(asked | {"body_html": "<p>Blue.</p>"})
    assert refused.value.status == 400


def test_the_ai_service_searches_what_is_stored(superdesk: Superdesk) -> None:
    superdesk.run(item("tag:8", body_html="<p>The lighthouse was sold on October 13.</p>"))
    found = superdesk.ai("timeline").data_operation("POST", "search", None, {"term": "lighthouse"})
    assert [tag["name"] for tag in found["tags"]["event"]] == ["13 October 2025: The lighthouse was sold"]
    with pytest.raises(ApiError, match="Events can be searched only"):
        superdesk.ai("timeline").data_operation("POST", "create", None, {"title": "x"})


@pytest.mark.parametrize(
    ("superdesk", "said"),
    [
        ({"TIMELINE_SERVICE_KEY": "wrong"}, "answered 401: "),
        ({"TIMELINE_SERVICE_URL": "http://127.0.0.1:9"}, "cannot be reached"),
        ({"TIMELINE_SERVICE_URL": ""}, "set TIMELINE_SERVICE_URL"),
    ],
    indirect=["superdesk"],
)
def test_what_goes_wrong_is_said_and_the_item_stays(superdesk: Superdesk, said: str) -> None:
    before, given = item("tag:9"), item("tag:9")
    with pytest.raises(Exception, match=said):
        superdesk.run(given)
    assert given == before
    superdesk.archive.clear()
    with pytest.raises(ApiError, match=said) as refused:
        superdesk.ai("timeline").analyze(given)
    assert refused.value.status == 502


def test_an_item_without_text_is_refused_before_anything_is_sent(superdesk: Superdesk) -> None:
    with pytest.raises(Exception, match="no text yet"):
        superdesk.run(item("tag:10", body_html="<p>&nbsp;</p>"))


def test_the_package_is_built_on_every_python_that_it_is_for(tmp_path: Path) -> None:
    copy = shutil.copytree(PLUGIN, tmp_path / "copy", ignore=shutil.ignore_patterns("build", "*.egg-info"))
    (backend,) = tomllib.loads((copy / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert Requirement(backend).specifier.contains("75.3.2"), "the last setuptools for Python 3.8"
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(tmp_path), str(copy)], check=True, timeout=BUSY)
    with zipfile.ZipFile(tmp_path / "superdesk_timeline-0.1.0-py3-none-any.whl") as wheel:
        told = wheel.read("superdesk_timeline-0.1.0.dist-info/METADATA").decode()
        modules = {name for name in wheel.namelist() if name.endswith(".py")}
    assert {"Requires-Python: >=3.8", "License: Apache-2.0", "Requires-Dist: requests>=2.20"} <= {*told.splitlines()}
    assert modules == {str(path.relative_to(PLUGIN)) for path in PLUGIN.glob("superdesk_timeline/**/*.py")}
