"""Schemathesis holds the running server to openapi.yaml: no 5xx, no status, header or shape that is not in it.

A run over each store is a file of its own, so that two processes can do them at once.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml
from serving import ROOT, serving

STREAMS = "/live$"  # answers that do not end; tests/web/test_live.py holds them
STORED = "/v1/(?:timelines|jobs|events|webhooks)"  # what the store answers, and another one may answer otherwise
LONGEST = 900  # seconds
AS_SOON = ("--generation-deterministic", "--max-examples", "5")
FOR_LONG = ("--generation-database", "none", "--max-time", "300", "--max-examples", "200")
LEFT_OUT = "positive_data_acceptance"  # a schema cannot say NUL, 30 February, EDTF, a version that is not the newest


def _contract(folder: Path) -> Path:
    """openapi.yaml without the errors that it leaves open, so that each status must be named where it may come.

    Any bytes are plain text or HTML, so nothing can be wrong with the type of such a body; and what a ninjs item says
    of itself is not looked at where the query says something else.
    """
    document = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
    for path in document["paths"].values():
        for operation in (each for name, each in path.items() if name != "parameters"):
            del operation["responses"]["default"]
            content = operation.get("requestBody", {}).get("content", {})
            content.update({kind: {"schema": {}} for kind in ("text/plain", "text/html") if kind in content})
    for name in ("uri", "language"):
        document["components"]["schemas"]["NinjsItem"]["properties"][name] = {}
    strict = folder / "openapi.yaml"
    strict.write_text(yaml.safe_dump(document), encoding="utf-8")
    return strict


# What schemathesis takes for a refusal by itself, and 414: a field that is too long for the whole address.
CONFIGURATION = """\
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 428, "5xx"]
"""


def hold(database: str, folder: Path, *how: str, without: str = STREAMS) -> None:
    """Fail with what schemathesis says where a server over a database does not keep to it."""
    (folder / "schemathesis.toml").write_text(CONFIGURATION, encoding="utf-8")
    with serving(database, TIMELINE_RATE="1000000", TIMELINE_RATE_WITHOUT_KEY="1000000") as server:
        key = server.command("keys", "new", "--newsroom", "courier", "--name", "cms")
        command = [
            str(Path(sys.executable).with_name("st")), "run", str(_contract(folder)), "--url", server.url,
            "--header", f"Authorization: Bearer {key}", "--checks", "all", "--exclude-checks", LEFT_OUT,
            "--exclude-path-regex", without,
            "--request-timeout", "60", "--max-response-time", "35", "--continue-on-failure",
            "--warnings", "off", "--no-color", *how,
        ]  # fmt: skip
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert run.returncode == 0, run.stdout[-20_000:] + run.stderr
