"""The TypeScript client: made from openapi.yaml as it is now, its types hold, and it works in Node with a server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from serving import serving
from waiting import BOUND

from .keys import new_keys

ROOT = Path(__file__).parents[2]
CLIENT = ROOT / "plugins" / "typescript"
TOOLS = CLIENT / "node_modules"
MADE = CLIENT / "src" / "openapi.ts"
EXAMPLE = re.compile(r"^```ts\n(.*?)^```", re.DOTALL | re.MULTILINE)
SAID = """\
2025-10-13 The truce was signed
published 2
1 new
a story that has changed since is not overwritten
published_at is wrong
"""


@pytest.fixture(scope="module")
def tools(need: Any) -> Path:
    need(shutil.which("node"), what="node", install="apt-get install nodejs")
    need((TOOLS / "typescript").is_dir(), what="the TypeScript compiler", install="make typescript")
    return TOOLS / ".bin"


@pytest.fixture(scope="module")
def program(tools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of docs/plugins.md, compiled against the built package as a project of its own would have it."""
    project = tmp_path_factory.mktemp("project")
    package = project / "node_modules" / "timeline-service-client"
    package.mkdir(parents=True)
    shutil.copy(CLIENT / "package.json", package)
    run(tools / "tsc", "--project", CLIENT, "--outDir", package / "dist")
    for other in ("openapi-fetch", "openapi-typescript-helpers"):
        (project / "node_modules" / other).symlink_to(TOOLS / other)
    (example,) = EXAMPLE.findall((ROOT / "docs" / "plugins.md").read_text(encoding="utf-8"))
    (project / "example.mts").write_text(example, encoding="utf-8")
    (project / "node.d.ts").write_text("declare const process: { env: Record<string, string | undefined> };\n")
    options = ("--strict", "--target", "ES2022", "--module", "NodeNext", "--lib", "ES2022,DOM", "--skipLibCheck")
    run(tools / "tsc", *options, project / "example.mts", project / "node.d.ts")
    return project / "example.mjs"


def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd, env=os.environ | environment, capture_output=True, text=True, timeout=BOUND, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_every_operation_and_schema_is_in_it() -> None:
    """Also where there is no Node."""
    document = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
    made = MADE.read_text(encoding="utf-8")
    all_ = (one for path in document["paths"].values() for one in path.values())
    operations = {one["operationId"] for one in all_ if "operationId" in one}
    written = made.split("export interface operations")[1]
    assert set(re.findall(r"^    (\w+): \{$", written, re.MULTILINE)) == operations
    schemas = made.split("    schemas: {")[1].split("\n    };")[0]
    assert set(re.findall(r"^        (\w+): ", schemas, re.MULTILINE)) == set(document["components"]["schemas"])


def test_it_is_made_from_the_document_as_it_is(tools: Path, tmp_path: Path) -> None:
    name, *words, _ = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))["scripts"]["generate"].split()
    run(tools / name, *words, tmp_path / "openapi.ts", cwd=CLIENT)
    assert (tmp_path / "openapi.ts").read_text(encoding="utf-8") == MADE.read_text(encoding="utf-8"), "make typescript"


@pytest.mark.model
def test_the_example_of_the_documentation_runs(program: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/timelines.sqlite3"
    key = new_keys(database)["write"]
    with serving(database) as server:
        assert run("node", program, TIMELINES=server.url, TIMELINES_KEY=key) == SAID
