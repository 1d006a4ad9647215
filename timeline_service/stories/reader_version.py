"""What a reading of an article depends on besides the article, as one hash: a reading that another version made is made
again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from timeline_service.service import model_name
from timeline_service.version import VERSION

PACKAGE = Path(__file__).parents[1]
READS = (  # what an article is read, and told by itself, by
    "calendar", "deadline.py", "derived.py", "evidence", "faults.py", "languages", "logistic.py", "lookups", "model",
    "network", "pipeline.py", "reader", "stages", "syntax",
)  # fmt: skip
_NOT_HASHED = {"pipeline", "__pycache__"}  # folders: the trained pipeline is known by its name and version


@cache
def reader_version() -> str:
    """A hash of the code that reads, and of the name and version of the pipeline."""
    digest = hashlib.sha256(f"{VERSION} {model_name()}".encode())
    for path in sorted(path for name in READS for path in sources(PACKAGE / name)):
        digest.update(f"{path.relative_to(PACKAGE)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def sources(place: Path) -> list[Path]:
    """The files of code, words and figures in a part of the package."""
    if place.is_file():
        return [place]
    files = (each for each in place.rglob("*") if each.is_file())
    return [each for each in files if _NOT_HASHED.isdisjoint(each.relative_to(place).parts)]
