"""Floors under the accuracy figures: ``python -m benchmarks.floors`` says which figure lies below its floor.

``floors.toml`` pins, for each result file, the hash of the gold that it was measured against and the least that its
figures may be. ``--raise`` lifts every floor to what was measured. A floor goes down only with ``--lower NAME.FIGURE``,
and a line in ``CHANGELOG.md`` says why. A test holds the result files to the floors. So what has a floor is looked at
with every change: it validates, and is no test of what was never seen (``sets.toml``).
"""
from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.results import RESULTS, ROOT

FLOORS = ROOT / "benchmarks" / "floors.toml"
LEAST, MOST = "at_least", "at_most"
_DIGITS = 3

Floors = dict[str, dict[str, Any]]


def read(path: Path = FLOORS) -> Floors:
    """Result file → ``gold`` (its hash), ``at_least`` and ``at_most`` (dotted path into the figures → number)."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def broken(floors: Floors, results: Path = RESULTS) -> Iterator[str]:
    """A sentence for each figure on the wrong side of its floor, and for gold that is not the one pinned."""
    for name, floor in floors.items():
        result = json.loads((results / f"{name}.json").read_text(encoding="utf-8"))
        if result["gold_sha256"] != floor["gold"]:
            yield f"{name}: measured against other gold than the floors"
        for path, least in floor.get(LEAST, {}).items():
            if (found := figure(result["figures"], path)) < least:
                yield f"{name}: {path} is {found}, its floor {least}"
        for path, most in floor.get(MOST, {}).items():
            if (found := figure(result["figures"], path)) > most:
                yield f"{name}: {path} is {found}, and may be {most} at most"


def figure(figures: Mapping[str, Any], path: str) -> float:
    """The figure at a dotted path, rounded as floors are."""
    found: Any = figures
    for key in path.split("."):
        found = found[key]
    return round(float(found), _DIGITS)


def moved(floors: Floors, *, lower: frozenset[str], results: Path = RESULTS) -> Floors:
    """Floors lifted to what was measured; those named ``file.figure`` in ``lower`` also go down to it."""
    found: Floors = {}
    for name, floor in floors.items():
        result = json.loads((results / f"{name}.json").read_text(encoding="utf-8"))
        new: dict[str, Any] = {"gold": result["gold_sha256"]}
        for side, better in ((LEAST, max), (MOST, min)):
            new[side] = {
                path: now if f"{name}.{path}" in lower else better(held, now)
                for path, held in floor.get(side, {}).items()
                for now in [figure(result["figures"], path)]
            }
        found[name] = new
    return found


def write(floors: Floors, path: Path = FLOORS) -> None:
    """Floors as TOML, with the words at the head of the file kept."""
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = list(head)
    for name, floor in floors.items():
        lines += ["", f"[{name}]", f'gold = "{floor["gold"]}"']
        lines += [f'{side}."{path}" = {value}' for side in (LEAST, MOST) for path, value in floor[side].items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> None:
    """The command line; exit status 1 where a floor is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what was measured")
    parser.add_argument("--lower", nargs="+", default=[], metavar="FILE.FIGURE", help="floors that may go down")
    options = parser.parse_args(arguments)
    if options.lift or options.lower:
        write(moved(read(), lower=frozenset(options.lower)))
    found = list(broken(read()))
    print("\n".join(found) or "every figure stands on its floor")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
