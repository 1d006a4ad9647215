"""What is deployed is what there is: manifests against Kubernetes' own schemas, and against commands and settings."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import kubernetes_validate
import pytest
import yaml
from click.testing import CliRunner
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from timeline_service.cli import cli
from timeline_service.settings import Settings
from timeline_service.store.database import PROBED
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
STORED_IN = "XDG_DATA_HOME=/var/lib/timeline-service"
INSTALLED = "/opt/timeline-service/.venv/bin/timeline-service"
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


def test_the_key_is_made_before_the_first_start(tmp_path: Path) -> None:
    """Without one nobody but readers is answered."""
    told = re.sub(r" \\\n# *", " ", (FOLDER / "kustomization.yaml").read_text(encoding="utf-8"))
    commands = re.findall(r"^# +(kubectl .+)", told, re.MULTILINE)
    making, applying = (next(c for c in commands if word in c) for word in ("keys new", "apply -k"))
    assert commands.index(making) < commands.index(applying)
    kubectl, _, ours = making.partition(" -- ")
    assert " run " in kubectl and f"--image={OURS}:{VERSION} " in kubectl and "TIMELINE_DATABASE_URL=" in kubectl
    store = {"TIMELINE_DATABASE_URL": f"sqlite:///{tmp_path}/t.sqlite3"}
    assert CliRunner().invoke(cli, ours.split(), env=store).exit_code == 0


def _pods(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    template = manifest.get("spec", {}).get("jobTemplate", manifest).get("spec", {}).get("template")
    return [template["spec"]] if template else []


ROOT = FOLDER.parents[1]
EXTRAS = ("batch", "celery", "postgresql")
REQUIRED = (ROOT / "deploy" / "requirements.txt").read_text(encoding="utf-8")
PINNED = {
    canonicalize_name(name): version
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", REQUIRED, re.MULTILINE)
}  # fmt: skip
SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]


def test_the_image_installs_what_was_tested() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}
    assert len(PINNED) > 80 and PINNED == {name: tested[name] for name in PINNED}


def test_every_package_of_the_image_has_hashes() -> None:
    for entry in re.split(r"\n(?=[\w.-]+==)", REQUIRED)[1:]:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", entry, re.MULTILINE), entry[:80]
    assert "://" not in REQUIRED, "from an index, not from an address"


def test_the_image_has_all_that_the_service_needs() -> None:
    told = configparser.ConfigParser()
    told.read(ROOT / "setup.cfg")
    parts = [told["options"]["install_requires"], *(told["options.extras_require"][name] for name in EXTRAS)]
    needed = [Requirement(line) for part in parts for line in part.split("\n") if line.strip()]
    assert [str(each) for each in needed if not each.specifier.contains(PINNED[canonicalize_name(each.name)])] == []


def test_the_image_is_built_of_nothing_else() -> None:
    installs = re.findall(r"pip install ([^\n]+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    assert len(installs) == 2
    assert "--require-hashes" in installs[0] and "-r deploy/requirements.txt" in installs[0]
    assert "--no-deps" in installs[1] and "--no-build-isolation" in installs[1]


@pytest.mark.parametrize("name", SERVICES)
def test_containers_of_compose_are_locked_and_bounded(name: str) -> None:
    container = SERVICES[name]
    assert container["read_only"] and container["cap_drop"] == ["ALL"] and "cap_add" not in container
    assert container["security_opt"] == ["no-new-privileges:true"]
    assert container["pids_limit"] and container["mem_limit"] and not container.get("privileged")
    assert "build" in container or container["user"], "the image of this project has a user of its own"
    assert all(port.startswith("127.0.0.1:") for port in container.get("ports", ()))
    if name != "service":
        assert container["networks"] == ["inside"]


def test_deployments_behind_a_proxy_say_how_readers_reach_them() -> None:
    settings = dict(literal.split("=", 1) for literal in KUSTOMIZATION["configMapGenerator"][0]["literals"])
    assert settings["TIMELINE_PUBLIC_URL"] == f"https://{settings['TIMELINE_HOSTS']}"
    assert {"TIMELINE_PUBLIC_URL", "TIMELINE_HOSTS"} <= SERVICES["service"]["environment"].keys()


@pytest.mark.parametrize("name", [name for name, container in SERVICES.items() if "build" in container])
def test_only_what_listens_is_asked_for_its_health(name: str) -> None:
    """The image's health check asks the port that ``serve`` listens on; its other commands have none."""
    container = SERVICES[name]
    serves = container.get("command", ["serve"])[0] == "serve"
    assert container.get("healthcheck", {}).get("disable", False) is not serves


def test_who_calls_webhooks_knows_what_calls_are_signed_with() -> None:
    told = {"TIMELINE_WEBHOOK_HOSTS", "TIMELINE_WEBHOOK_SECRET"}
    assert {name for name, container in SERVICES.items() if told & {*container.get("environment", ())}} == {"service"}
    assert told <= {*SERVICES["service"]["environment"]}
    signing = {
        manifest.values[0]["metadata"]["name"]
        for manifest in MANIFESTS
        for pod in _pods(manifest.values[0])
        for each in pod["containers"][0].get("env", ())
        if each["name"] == "TIMELINE_WEBHOOK_SECRET"
    }
    assert signing == {"service"}


DEPLOY = ROOT / "deploy"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
UNITS = (DEPLOY / "timeline-service.service", DEPLOY / "timeline-service-forget.service")


@pytest.fixture
def analyzed(need: Callable[..., None]) -> Callable[..., str]:
    """What ``systemd-analyze`` says."""
    need(shutil.which("systemd-analyze") is not None, what="systemd-analyze", install="apt-get install systemd")

    def run(*words: str | Path) -> str:
        done = subprocess.run(["systemd-analyze", *map(str, words)], capture_output=True, text=True, timeout=60)
        return done.stdout + done.stderr

    return run


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_the_units_are_as_closed_as_the_documentation_says(analyzed: Callable[..., str], unit: Path) -> None:
    told = analyzed("security", "--offline=true", "--no-pager", unit)
    score = re.search(r"exposure level for \S+: ([\d.]+)", told)
    assert score is not None and float(score[1]) <= 1.5
    assert unit is not UNITS[0] or f'{score[1]}, "OK"' in OPERATIONS


def test_systemd_finds_no_fault_in_the_units_but_that_nothing_is_installed(analyzed: Callable[..., str]) -> None:
    told = analyzed("verify", *UNITS, DEPLOY / "timeline-service-forget.timer").splitlines()
    assert [line for line in told if f"{INSTALLED} is not executable" not in line] == []


def _service(unit: Path) -> list[str]:
    section = unit.read_text(encoding="utf-8").partition("[Service]\n")[2].partition("\n[")[0]
    return [line for line in section.splitlines() if "=" in line and not line.startswith("#")]


def test_forget_works_as_the_service_does() -> None:
    serving, forgetting = map(_service, UNITS)
    assert f"Environment={STORED_IN}" in serving and "User=timeline-service" in serving
    own = {line for line in forgetting if line not in serving}
    assert {line.partition("=")[0] for line in own} == {"Type", "ExecStart", "MemoryMax"}
    assert f"ExecStart={INSTALLED} serve --keyed" in serving and f"ExecStart={INSTALLED} forget" in own


def test_a_command_beside_the_unit_works_as_the_service_does(tmp_path: Path) -> None:
    fake = tmp_path / "systemd-run"
    fake.write_text('#!/bin/sh\nprintf "%s\\0" "$@"\n', encoding="utf-8")
    fake.chmod(0o755)
    words = ("timelines", "correct", "cms:7", "e1", "--title", "It cost $5 ‘or so’, *she* said", "--text", "a\n$HOME b")
    run = subprocess.run(
        [str(DEPLOY / "timeline-service.sh"), *words], env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    sent = run.stdout.decode().split("\0")[:-1]
    program = sent.index(INSTALLED)
    assert sent[program + 1 :] == [word.replace("$", "$$") for word in words], "systemd would put variables there"
    properties = [word.removeprefix("--property=") for word in sent[:program] if word.startswith("--property=")]
    alike = ("DynamicUser", "User", "UMask", "StateDirectory", "StateDirectoryMode", "Environment", "EnvironmentFile")
    assert sorted(properties) == sorted(line for line in _service(UNITS[0]) if line.partition("=")[0] in alike)


def test_what_is_to_be_installed_is_there() -> None:
    for pattern in re.findall(r"(?<![\w/])deploy/[\w.*/-]+", OPERATIONS):
        assert list(ROOT.glob(pattern.rstrip("/."))), pattern


def test_old_timelines_are_deleted_in_every_deployment() -> None:
    assert "timeline-service forget" in SERVICES["forget"]["command"][0]
    assert SERVICES["forget"]["environment"]["TIMELINE_DATABASE_URL"] == _database("service")
    assert (DEPLOY / "timeline-service-forget.timer").exists()
    assert any(pod["containers"][0].get("args") == ["forget"] for each in MANIFESTS for pod in _pods(each.values[0]))


def _database(name: str) -> str:
    return str(SERVICES[name]["environment"]["TIMELINE_DATABASE_URL"])


def test_probes_wait_for_longer_than_a_look_at_the_store() -> None:
    probes = [
        probe
        for manifest in MANIFESTS
        for pod in _pods(manifest.values[0])
        for name, probe in pod["containers"][0].items()
        if name.endswith("Probe") and probe.get("httpGet", {}).get("path") == "/readyz"
    ]
    assert len(probes) == 2 and all(probe.get("timeoutSeconds", 1) > PROBED for probe in probes)


def test_the_image_that_is_built_has_the_tag_that_is_deployed() -> None:
    for page in (ROOT / "Dockerfile", ROOT / "docs" / "operations.md", FOLDER / "kustomization.yaml"):
        text = page.read_text(encoding="utf-8")
        assert {*re.findall(rf"\b{OURS}:([\w.]+)", text)} == {VERSION}, page
        assert not re.search(rf"docker (?:build|run) [^\n]* {OURS}(?!:)", text), page
