"""What is deployed is what there is: manifests against Kubernetes' own schemas, and against commands and settings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import kubernetes_validate
import pytest
import yaml

from timeline_service.cli import cli
from timeline_service.settings import Settings
from timeline_service.version import VERSION

FOLDER = Path(__file__).parents[1] / "deploy" / "kubernetes"
MANIFESTS = [
    pytest.param(manifest, id=f"{path.stem}-{manifest['kind']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    if path.stem != "kustomization"
    for manifest in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
KUSTOMIZATION = yaml.safe_load((FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))
OURS = "timeline-service"
VARIABLES = {field.metadata["variable"] for field in fields(Settings)}


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_kubernetes_knows_every_field(manifest: dict[str, Any]) -> None:
    kubernetes_validate.validate(manifest, "1.30", strict=True)


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_containers_are_locked_and_bounded(manifest: dict[str, Any]) -> None:
    for pod in _pods(manifest):
        assert pod["securityContext"]["runAsNonRoot"]
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"]
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"] and container["resources"]["requests"]


@pytest.mark.parametrize("manifest", MANIFESTS)
def test_commands_and_settings_exist(manifest: dict[str, Any]) -> None:
    for pod in _pods(manifest):
        for container in (each for each in pod["containers"] if each["image"] == OURS):
            for command in container.get("args", ())[:1]:
                assert command in cli.list_commands(click.Context(cli))
            assert {each["name"] for each in container["env"]} <= VARIABLES


def test_the_kustomization_names_what_there_is() -> None:
    assert {f"{path}" for path in KUSTOMIZATION["resources"]} == {
        path.name for path in FOLDER.glob("*.yaml") if path.stem != "kustomization"
    }
    (config,) = KUSTOMIZATION["configMapGenerator"]
    assert {literal.partition("=")[0] for literal in config["literals"]} <= VARIABLES
    assert KUSTOMIZATION["images"] == [{"name": OURS, "newTag": VERSION}]


def _pods(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    template = manifest.get("spec", {}).get("jobTemplate", manifest).get("spec", {}).get("template")
    return [template["spec"]] if template else []
