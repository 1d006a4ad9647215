"""What is built from this folder works without it: the sdist has what the Makefile asks for, the wheel what runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from pathlib import Path

import pytest
from waiting import BOUND

pytestmark = pytest.mark.model
ROOT = Path(__file__).parents[1]
LEFT_OUT = (
    ".git",
    ".venv",
    "var",
    "build",
    "dist",
    "node_modules",
    "__pycache__",
    "*.egg-info",
    ".*_cache",
    ".hypothesis",
)


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; nothing of this environment's paths comes along."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean, capture_output=True, text=True, timeout=BOUND, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory, pipeline: object) -> Path:
    """The source distribution, unpacked; made of a copy, so that nothing left in this folder gets into it."""
    place = tmp_path_factory.mktemp("sdist")
    shutil.copytree(ROOT, place / "copy", ignore=shutil.ignore_patterns(*LEFT_OUT))
    make = "import sys; from setuptools import build_meta; print(build_meta.build_sdist(sys.argv[1]))"
    run(sys.executable, "-W", "ignore", "-c", make, place, cwd=place / "copy")
    (packed,) = place.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        archive.extractall(place, filter="data")
    return place / packed.name.removesuffix(".tar.gz")


def test_the_sdist_has_what_the_makefile_asks_for(sdist: Path) -> None:
    for target in re.findall(
        r"-m (benchmarks[.\w]*|training[.\w]*)|-C (\w+)|\b(scripts/\S+\.py)", (ROOT / "Makefile").read_text()
    ):
        name = next(filter(None, target))
        path = sdist / name.replace(".", "/") if "/" not in name else sdist / name
        assert path.exists() or path.with_suffix(".py").exists(), name


def test_the_wheel_runs_in_a_clean_environment(sdist: Path, tmp_path: Path) -> None:
    pip = (sys.executable, "-m", "pip")
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", tmp_path, sdist, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    run(*pip, "--python", python, "install", "--quiet", "--no-deps", wheel, cwd=tmp_path)
    (packages,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    packages.joinpath("libraries.pth").write_text(sysconfig.get_path("purelib"))  # theirs, and not ours: it is editable
    tmp_path.joinpath("article.txt").write_text("The truce was signed in Cairo on October 13.")
    command = (python.with_name("timeline-service"), "extract", "article.txt", "--published", "2025-10-24")
    assert "The truce was signed in Cairo" in run(*command, "--format", "table", cwd=tmp_path)
    where = run(python, "-c", "import timeline_service; print(timeline_service.__file__)", cwd=tmp_path)
    assert where.startswith(str(packages))
    assert (tmp_path / "venv/share/timeline-service/seeds").exists()
