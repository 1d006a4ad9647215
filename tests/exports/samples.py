"""The sample stories as the service answers them, each read once for all tests of exports."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from timeline_service import seeding, service

SEEDS = {seed.name: seed.article for seed in seeding.read(Path(__file__).parents[2] / "seeds")}


@cache
def answer(name: str) -> dict[str, Any]:
    """The timeline of a sample story."""
    return service.extract(SEEDS[name] | {"id": name}, longest=200_000)


def texts(name: str) -> dict[str, str]:
    """Its text by document id."""
    return {"d1": SEEDS[name]["text"]}
