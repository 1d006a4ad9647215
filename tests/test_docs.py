"""The documentation cannot lie: its commands run, its answers are compared, its links lead somewhere.

A ``console`` block holds commands. A ``json`` block right after one is the answer, abridged: members may be left out,
and "…" stands for the rest of a list. A ``text`` block holds lines that stand in the answer.
"""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from waiting import BOUND
from widget.serving import served

from timeline_service import settings
from timeline_service.cli import cli
from timeline_service.exports import FILES
from timeline_service.pipeline import READ, TELL
from timeline_service.web.bodies import TIMEML
from timeline_service.web.problems import STATUSES

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
API = ROOT / "docs" / "api.md"
SERVICE = "http://127.0.0.1:8000"
BLOCK = re.compile(r"^```console\n(.*?)^```\n(?:\s*^```(json|text)\n(.*?)^```)?", re.DOTALL | re.MULTILINE)


def _commands() -> list[Any]:
    found = []
    for page in PAGES:
        for number, (block, kind, answer) in enumerate(BLOCK.findall(page.read_text(encoding="utf-8")), start=1):
            *before, last = re.findall(r"^\$ (.*?)(?=^\$ |\Z)", block, re.DOTALL | re.MULTILINE)
            name = f"{page.name}-{number}"
            found += [pytest.param(command, "", "", id=f"{name}-{n}") for n, command in enumerate(before)]
            found.append(pytest.param(last, kind, answer, id=name))
    return found


@pytest.mark.parametrize(("command", "kind", "answer"), _commands())
def test_commands_do_what_is_said(command: str, kind: str, answer: str, run_command) -> None:
    got = run_command(command)
    if kind == "json":
        assert_within(json.loads(answer), json.loads(got))
    for line in answer.splitlines() if kind == "text" else ():
        assert " ".join(line.strip("… ").split()) in " ".join(got.split())


@pytest.fixture
def run_command(app, client, pipeline, monkeypatch, tmp_path):
    """Run ``curl`` against the application, ``timeline-service`` in this process; give what it writes."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("TIMELINE_DATABASE_URL", app.config["SETTINGS"].database_url)
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], webhook_hosts="127.0.0.1:9"))

    def run(command: str) -> str:
        piped, _, rest = command.replace("\\\n", " ").strip().rpartition(" | ")
        words, stdin = shlex.split(rest), None
        if piped:
            kind, text = shlex.split(piped)
            assert kind == "echo"
            stdin = text + "\n"
        if words[0] == "curl":
            return _curl(client, words[1:])
        assert words[0] == "timeline-service"
        from click.testing import CliRunner

        result = CliRunner().invoke(cli, words[1:], input=stdin, env={"COLUMNS": "100"}, catch_exceptions=False)
        assert result.exit_code == 0
        return result.output

    return run


def _curl(client, words: list[str]) -> str:
    headers: dict[str, str] = {}
    method, data, url, show_headers = None, None, "", False
    rest = iter(words)
    for word in rest:
        if word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word in ("-d", "--data-binary", "--json"):
            data = next(rest)
            headers |= {"Content-Type": "application/json"} if word == "--json" else {}
            data = (ROOT / data[1:]).read_bytes() if data.startswith("@") else data.encode()
        elif word == "-X":
            method = next(rest)
        elif word == "-i":
            show_headers = True
        elif word != "-s":
            url = word.removeprefix(SERVICE)
    response = client.open(url, method=method or ("GET" if data is None else "POST"), data=data, headers=headers)
    head = f"HTTP/1.1 {response.status}\n{response.headers}\n" if show_headers else ""
    assert show_headers or response.status_code < 400, response.text
    return head + response.text


def assert_within(said: Any, got: Any, where: str = "answer") -> None:
    """Everything that is said is so."""
    if isinstance(said, dict):
        assert isinstance(got, dict), where
        for name, value in said.items():
            assert name in got, f"{where} has no {name}"
            assert_within(value, got[name], f"{where}.{name}")
    elif isinstance(said, list):
        whole = said[:-1] if said and said[-1] == "…" else said
        assert len(got) == len(said) if whole is said else len(got) > len(whole), f"{where}: {len(got)} items"
        for n, value in enumerate(whole):
            assert_within(value, got[n], f"{where}[{n}]")
    elif said != "…":
        assert got == said, where


def _operations() -> list[tuple[str, str]]:
    paths = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))["paths"]
    return [(method.upper(), path) for path, methods in paths.items() for method in methods if method != "parameters"]


@pytest.mark.parametrize(("method", "path"), _operations())
def test_every_operation_has_an_example(method: str, path: str) -> None:
    commands = re.findall(r"^\$ (curl .*)", API.read_text(encoding="utf-8"), re.MULTILINE)
    address = re.compile(re.escape(SERVICE) + re.sub(r"\\\{\w+\\\}", r"[^/?. ]+", re.escape(path)) + r"(?:[?'\s]|$)")
    found = [command for command in commands if address.search(command)]
    assert method in {_method(command) for command in found}


def _method(command: str) -> str:
    named = re.search(r" -X (\w+)", command)
    return named[1] if named else "POST" if re.search(r" --(json|data-binary) ", command) else "GET"


SNIPPETS = re.findall(r"^```(python|js)\n(.*?)^```", API.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("language", "snippet"), SNIPPETS, ids=[language for language, _ in SNIPPETS])
def test_snippets_print_what_is_said(app, pipeline, need, language: str, snippet: str) -> None:
    program = {"python": [sys.executable, "-c"], "js": ["node", "--input-type=module", "--eval"]}[language]
    need(shutil.which(program[0]), what="node", install="apt-get install nodejs")
    with served(app) as address:
        command = [*program, snippet.replace(SERVICE, address)]
        run = subprocess.run(command, capture_output=True, text=True, timeout=BOUND, check=True)
    assert run.stdout == "2025-10-13 occurred The truce was signed\n"


def test_the_stages_are_those_of_the_pipeline() -> None:
    page = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
    table = page.split("<!-- stages")[1].split("<!-- end of stages")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [stage.__name__ for stage in (*READ, *TELL)]


def test_the_settings_are_those_of_the_code(tmp_path: Path) -> None:
    page = ROOT / "docs" / "operations.md"
    copy = tmp_path / "operations.md"
    copy.write_bytes(page.read_bytes())
    settings.write_table(copy)
    assert copy.read_text(encoding="utf-8") == page.read_text(encoding="utf-8"), "make docs writes it"


def test_the_files_for_containers_name_what_there_is() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    known = {field.metadata["variable"] for field in fields(settings.Settings)}
    assert {name for name in services["service"]["environment"] if name.startswith("TIMELINE_")} <= known
    for name in re.findall(r"timeline-service\S* (\w+)", (ROOT / "Dockerfile").read_text(encoding="utf-8")):
        assert name in cli.list_commands(click.Context(cli))
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.read_string((ROOT / "deploy" / "timeline-service.service").read_text(encoding="utf-8"))
    assert unit["Service"]["ExecStart"].endswith("timeline-service serve --keyed")


def test_the_formats_and_statuses_are_those_of_the_code() -> None:
    page = API.read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z]+)` \| `([a-z.]+)` \| `([a-z.+/-]+)` \|", page, re.MULTILINE)
    assert told == [(each.name, each.extension, each.media_type) for each in FILES] + [("timeml", "tml", TIMEML)]
    statuses = {int(n) for row in re.findall(r"^\| ([345]\d\d[\d, ]*) \|", page, re.MULTILINE) for n in row.split(", ")}
    assert statuses == STATUSES.keys() | {417, 431, 501}, "the others are of connections, and oEmbed's own"


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in cli.list_commands(click.Context(cli)):
        assert f"`{name}`" in readme or f"timeline-service {name}" in readme, name


def test_what_is_to_be_installed_is_an_extra_of_the_clone() -> None:
    extras = configparser.ConfigParser()
    extras.read(ROOT / "setup.cfg")
    told: set[str] = set()
    for path in (*PAGES, *(ROOT / "timeline_service").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"timeline[-_]service\[", text), f"{path}: nothing is on PyPI"
        told |= {name for names in re.findall(r"'\.\[([\w,]+)\]'", text) for name in names.split(",")}
        told |= {*re.findall(r'not_installed\(.*"(\w+)"\)', text)}
    assert {"batch", "client", "dask", "postgresql"} <= told <= {*extras["options.extras_require"]}


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
