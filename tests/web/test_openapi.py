"""The document of the API is valid, is the committed one, and names what there is."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator
from waiting import BOUND

from timeline_service.web.documentation import as_yaml

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "openapi.yaml"


@pytest.fixture(scope="module")
def document(app) -> dict:
    return yaml.safe_load(as_yaml(app.extensions["openapi"]))


def test_it_is_valid(document) -> None:
    OpenAPIV31SpecValidator(document).validate()


def test_spectral_finds_nothing(need) -> None:
    """Every rule it has for OpenAPI, but the two that .spectral.yaml names."""
    spectral = ROOT / "var" / "spectral" / "node_modules" / ".bin" / "spectral"
    need(shutil.which("node") and spectral.exists(), what="Spectral", install="make spectral, which needs npm")
    command = [str(spectral), "lint", "--fail-severity", "warn", COMMITTED.name]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BOUND, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_it_is_the_committed_file(client) -> None:
    response = client.get("/openapi.yaml")
    assert response.content_type == "application/yaml"
    assert response.text == COMMITTED.read_text(encoding="utf-8"), "make openapi writes it"


def test_it_names_every_address_of_the_api(app, document) -> None:
    """Pages are for people; everything else is documented."""
    for_programs = ("/v1/", "/healthz", "/readyz", "/version", "/metrics")
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith(for_programs)]
    assert set(document["paths"]) == {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in rules}


def test_every_operation_is_named_described_and_fails_with_a_problem(document) -> None:
    for path, operations in document["paths"].items():
        for method in {"get", "post", "put", "patch", "delete"} & set(operations):
            operation = operations[method]
            assert operation["operationId"] and operation["summary"] and operation["tags"], path
            for status, response in operation["responses"].items():
                if status.isdigit() and int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"], (path, status)


def test_the_page_shows_every_operation_and_shape(client, document) -> None:
    page = client.get("/docs").text
    for path in document["paths"]:
        assert f"{path}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="{name}"' in page
