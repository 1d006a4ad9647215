"""What each set was used for beside being measured, as ``sets.toml`` has it."""
from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from benchmarks.results import ROOT

FILE = ROOT / "benchmarks" / "sets.toml"


class Use(NamedTuple):
    """A set in result files, what it holds, what was learned from it, and how it was seen while choosing."""

    name: str
    files: tuple[str, ...]
    holds: str
    taught: str
    seen: str
    untaught: frozenset[str] = frozenset()

    @property
    def measures(self) -> str:
        """What its figures are worth."""
        return "learned from" if self.taught else "validation" if self.seen else "only measured"


@cache
def uses() -> tuple[Use, ...]:
    """Every set, in the order of the page."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["set"]
    return tuple(
        Use(**{**each, "files": tuple(each["files"]), "untaught": frozenset(each.get("untaught", ()))})
        for each in found
    )


def use_of(name: str, file: str) -> Use:
    """The entry of a set in result files of one kind; raises ``LookupError`` where there is none."""
    for use in uses():
        if use.name == name and file in use.files:
            return use
    raise LookupError(f"sets.toml does not say what {name} of {file} was used for")
