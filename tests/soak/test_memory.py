"""2,000 mixed requests to one worker: its memory stays where it was."""
from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from serving import Server, serving

from benchmarks.shapes import PUBLISHED_AT, SHAPES, articles, nested_page, shaped

REQUESTS = int(os.environ.get("SOAK_REQUESTS", "2000"))
GROWTH = 64 * 1024 * 1024  # bytes, from the first quarter of the requests to the last


@pytest.mark.soak
def test_the_memory_of_a_worker_is_bounded(pipeline, tmp_path: Path) -> None:
    chance = random.Random(7)
    after: list[int] = []
    with serving(f"sqlite:///{tmp_path}/t.sqlite3", TIMELINE_WORKERS="1", TIMELINE_DEADLINE="20") as server:
        worker = server.processes()
        for n in range(REQUESTS):
            status = _send(server, chance, n)
            assert status in (200, 400, 422, 503), status
            if n % 20 == 19:
                after.append(server.memory())
        assert server.processes() == worker
    quarter = len(after) // 4
    print(f"MB after each twentieth: {[round(size / 1e6) for size in after[:: max(1, len(after) // 20)]]}")
    assert max(after[-quarter:]) - max(after[:quarter]) <= GROWTH


def _send(server: Server, chance: random.Random, n: int) -> int:
    """One request: mostly articles with words never seen before, sometimes a hostile shape, a page or nonsense."""
    kind = chance.random()
    if kind < 0.7:
        text = chance.choice(articles()) + " ".join(f"Word{chance.randrange(10**9)}" for _ in range(200))
        path = chance.choice(["/v1/extract", "/v1/annotate", "/v1/dates"])
        return server.send("POST", path, json.dumps({"text": text, "published_at": PUBLISHED_AT}).encode())[0]
    if kind < 0.78:
        return server.send("PUT", f"/v1/timelines/{chance.randrange(8)}", json.dumps(_story(chance)).encode())[0]
    if kind < 0.87:
        text = shaped(chance.choice(list(SHAPES)), chance.randrange(500, 8_000)) + "."
        return server.send("POST", "/v1/extract", json.dumps({"text": text}).encode())[0]
    if kind < 0.93:
        return server.send("POST", "/v1/extract", nested_page(8_000).encode(), "text/html")[0]
    return server.send("POST", "/v1/extract", b"{" * (n % 50))[0]


def _story(chance: random.Random) -> dict[str, Any]:
    """A story of many articles, or of a few long ones, that no request told before."""
    count, times = chance.choice([(30, 1), (3, 8)])
    texts = (f"Word{chance.randrange(10**9)} fell. " + chance.choice(articles()) * times for _ in range(count))
    return {"documents": [{"text": text, "published_at": PUBLISHED_AT} for text in texts]}
