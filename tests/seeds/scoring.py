"""How well timelines agree with what editors expect of the sample stories; small on purpose.

``python tests/seeds/scoring.py`` prints the figures and raises the floors in floors.toml; a floor is lowered by hand,
in a commit that says why. Run it after a change of the stories too: the floors belong to one state of them.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from timeline_service import seeding, service
from timeline_service.model import Span

SEEDS = Path(__file__).parents[2] / "seeds"
FLOORS = Path(__file__).with_name("floors.toml")
MEASURES = ("events", "date_exact", "status", "order", "must_not")
MARGIN = 0.01  # how far a new floor lies under what was measured
SHOWN = ("occurred", "ongoing")


def gold_hash() -> str:
    """SHA-256 over all sample stories."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(SEEDS.glob("*.toml")))).hexdigest()


def figures() -> dict[str, float]:
    """Shares in [0, 1] over all stories; ``must_not`` is the share of the must-nots that is not shown.

    ``events`` is the harmonic mean of the share of key events that were found and the share of rows that are events.
    """
    counts: Counter[str] = Counter()
    for seed in seeding.read(SEEDS):
        counts += _count(seed, service.extract(seed.article, longest=200_000)["events"])
    share = {name: counts[f"{name}_right"] / counts[f"{name}_all"] for name in ("key", "row", *MEASURES[1:])}
    share["events"] = 2 * share["key"] * share["row"] / (share["key"] + share["row"])
    return {name: round(share[name], 3) for name in MEASURES}


def _count(seed: seeding.Seed, rows: list[dict[str, Any]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    matched = _match(seed, rows)
    for event in seed.events:
        row = matched.get(event["id"])
        if event["level"] == "key":
            counts["key_all"] += 1
            counts["key_right"] += row is not None
        if row is not None:
            counts["status_all"] += 1
            counts["status_right"] += row["status"] in (event["status"], *event.get("status_also", ()))
        if row is not None and "when" in event:
            counts["date_exact_all"] += 1
            counts["date_exact_right"] += row["when"]["edtf"] in (event["when"], *event.get("when_also", ()))
    for first, second in seed.before:
        if first in matched and second in matched:
            counts["order_all"] += 1
            counts["order_right"] += matched[first]["rank"] < matched[second]["rank"]
    wrong = [row for row in rows if row not in matched.values() and row["status"] in SHOWN]
    for each in seed.must_not:
        counts["must_not_all"] += 1
        counts["must_not_right"] += not any(_touches(row, seed.spans(each)) for row in wrong)
    counts["row_all"] += len(matched) + len(wrong)
    counts["row_right"] += len(matched)
    return counts


def _match(seed: seeding.Seed, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Expected event id → row, one to one; the pair with most mentions in common first."""
    pairs = sorted(

            (-_touches(row, seed.spans(event)), row["rank"], event["id"])
            for event in seed.events
            for row in rows
            if _touches(row, seed.spans(event))

    )
    found: dict[str, dict[str, Any]] = {}
    taken: set[int] = set()
    for _, rank, id in pairs:
        if id not in found and rank not in taken:
            found[id] = rows[rank - 1]
            taken.add(rank)
    return found


def _touches(row: dict[str, Any], spans: tuple[Span, ...]) -> int:
    mentions = [Span(mention["start"], mention["end"]) for mention in row["mentions"]]
    return sum(span.overlaps(mention) for span in spans for mention in mentions)


def main() -> None:
    """Print the figures; raise the floors to them."""
    now = figures()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    for name, value in now.items():
        print(f"{name:12} {value:.3f}   floor {floors.get(name, 0):.3f}")
    lines = [f"{name} = {max(value - MARGIN, floors.get(name, 0)):.3f}" for name, value in now.items()]
    head = "# Floors that the sample stories hold; `python tests/seeds/scoring.py` raises them.\n"
    FLOORS.write_text(f'{head}gold = "{gold_hash()}"\n\n[floors]\n' + "\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(any(value < floors.get(name, 0) for name, value in now.items()))


if __name__ == "__main__":
    main()
