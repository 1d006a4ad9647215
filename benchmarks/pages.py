"""What the pages made of result files are written with: shares, tables, and where figures come from."""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks import history
from benchmarks.results import Result, gold_hash, measured_on

_NO_GOLD = gold_hash(())


def share(value: float | None) -> str:
    """A share of 1; a dash for what was not measured."""
    return "–" if value is None else f"{value:.3f}"


def percent(value: float) -> str:
    """A share in per cent."""
    return f"{100 * value:.1f}"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def provenance(results: Mapping[str, Result]) -> str:
    """Where figures come from, a row for each result file."""
    rows = []
    for name, result in results.items():
        day, commit, since = _age(result)
        rows.append([name, day or "–", commit, since, _gold(result), f"`{result['command']}`"])
    return table(("set", "measured", "commit", "commits since", "gold", "command"), rows)


def measured_by(result: Result) -> str:
    """Where the figures of one result file come from, as a sentence."""
    day, commit, since = _age(result)
    when = f"Measured on {day}, " if day else "Measured "
    later = f", {since} commits to `timeline_service/` ago" if since.isdigit() else f" ({since})"
    return f"{when}commit {commit}{later}, by `{result['command']}`.\n"


def counted() -> str:
    """Up to which commit the ages are counted."""
    known = history.read()
    return f"{known['at']} ({known['date']})"


def _age(result: Result) -> tuple[str, str, str]:
    """The day (of the commit, where the file does not say when it was measured), the commit, commits since."""
    commit, dirty = measured_on(result)
    commits = history.read()["commits"]
    known = commits.get(commit)
    unknown = "not in the history" if commit in commits else "not counted"
    day = result.get("date") or (known["date"] if known else "")
    return day, f"{commit}+" if dirty else commit, f"{known['since']}" if known else unknown


def _gold(result: Result) -> str:
    return "none" if result["gold_sha256"] == _NO_GOLD else result["gold_sha256"][:12]
