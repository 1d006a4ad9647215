"""How fast it is: the time by stage over 700-word articles, against the bare spaCy pass and tokenizer of the same run.

  python -m benchmarks.speed [--articles 10] [--rounds 5]

Stages and spaCy are measured in CPU time of one thread, all in one process and in the round of several that took
least; the network and the start too, each the best of three; the requests over HTTP in seconds of the clock and of the
server's CPU, on a server of its own with one worker.
"""
from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from spacy.tokenizer import Tokenizer

from benchmarks import network, report
from benchmarks.calls import ask, server
from benchmarks.results import ROOT, save
from benchmarks.shapes import LONGEST, PUBLISHED_AT, WORDS, article_of
from timeline_service import languages
from timeline_service.ingest import from_text
from timeline_service.model import Document, Story
from timeline_service.pipeline import READ, TELL
from timeline_service.reader.loading import load_pipeline
from timeline_service.schemas.answers import timeline
from timeline_service.schemas.canonical import canonical

EVENTS = 600
REQUESTS = 20
_COLD = f"""
import time, os
started = time.process_time()
from timeline_service import service
service.extract({{"text": "The bridge was closed on Tuesday.", "published_at": "{PUBLISHED_AT}"}}, longest={LONGEST})
print(time.process_time() - started)
"""


def by_stage(text: str) -> dict[str, float]:
    """CPU seconds of each stage over one article, by name."""
    took: dict[str, float] = {}

    def timed(name: str, job: Callable[..., Any], *arguments: Any) -> Any:
        started = process_time()
        result = job(*arguments)
        took[name] = process_time() - started
        return result

    english = languages.load("en")
    known: dict[str, Any] = {"published_at": PUBLISHED_AT, "title": None, "url": None, "language": "en"}
    document: Document = timed("ingest", lambda: from_text(text, **known))
    for stage in READ:
        document = timed(stage.__name__, stage, document, english)
    story = Story(documents=(document,))
    for stage in TELL:
        story = timed(stage.__name__, stage, story, english)
    timed("answer", lambda: canonical(timeline(story)))
    return took


def yardsticks(text: str) -> dict[str, float]:
    """CPU seconds of spaCy alone: the whole pass, and the tokenizer with an empty and with a full cache."""
    nlp = load_pipeline("en")
    assert nlp is not None
    old = nlp.tokenizer
    fresh = Tokenizer(
        nlp.vocab, old.rules, old.prefix_search, old.suffix_search, old.infix_finditer, old.token_match, old.url_match
    )
    took = {}
    for name, job in (("pass", nlp), ("tokenizer_cold", fresh), ("tokenizer_warm", nlp.tokenizer)):
        started = process_time()
        job(text)
        took[name] = process_time() - started
    return took


def best(rounds: int, texts: list[str], job: Callable[[str], dict[str, float]]) -> dict[str, float]:
    """Milliseconds an article by name, all of one round: that of several which took least."""
    found = []
    for _ in range(rounds):
        total: dict[str, float] = defaultdict(float)
        for text in texts:
            for name, seconds in job(text).items():
                total[name] += seconds * 1_000 / len(texts)
        found.append(dict(total))
    return min(found, key=lambda took: sum(took.values()))


def over_http(texts: list[str]) -> tuple[list[float], float]:
    """Warm requests, one after the other: seconds of the clock of each, and CPU seconds of the server for one."""
    with server() as (address, process):
        for text in texts:
            _asked(address, text)
        before = _cpu(process)
        took = [_asked(address, texts[n % len(texts)]) for n in range(REQUESTS)]
        return took, (_cpu(process) - before) / REQUESTS


def _cpu(process: int) -> float:
    """CPU seconds of a process and its children so far, as Linux counts them."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    lines = (Path(f"/proc/{n}/stat").read_text(encoding="utf-8") for n in (process, *children))
    fields = (line.rpartition(")")[2].split() for line in lines)
    return sum(int(each[11]) + int(each[12]) for each in fields) / os.sysconf("SC_CLK_TCK")


def _asked(address: str, text: str) -> float:
    answer = ask(address, "/v1/extract", json.dumps({"text": text, "published_at": PUBLISHED_AT}).encode())
    if answer.status != 200:
        sys.exit(f"not measured: the server answered {answer.status}")
    return answer.seconds


def load_seconds() -> float:
    """CPU seconds from a new interpreter's start to the first answer."""
    command = [sys.executable, "-c", _COLD]
    runs = (subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True) for _ in range(3))
    return min(float(run.stdout) for run in runs)


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    bulk = article_of(WORDS * chosen.articles).split("\n\n")
    size = len(bulk) // chosen.articles
    texts = ["\n\n".join(bulk[n * size : (n + 1) * size]) for n in range(chosen.articles)]
    words = round(statistics.mean(len(text.split()) for text in texts))
    best(1, texts, by_stage)
    gc.collect()
    gc.freeze()
    both = best(chosen.rounds, texts, lambda text: {**by_stage(text), **yardsticks(text)})
    spacys = {name: both.pop(name) for name in ("pass", "tokenizer_cold", "tokenizer_warm")}
    own = sum(took for name, took in both.items() if name != "annotate")
    requests, served = over_http(texts)
    admitted = max(min(network.seconds(shape, EVENTS)[0] for _ in range(3)) for shape in network.SHAPES)
    rows = (
        ("whole extraction, of the bare spaCy pass", sum(both.values()) / spacys["pass"], "×", 1.5),
        ("our stages, of the bare tokenizer, its cache empty", own / spacys["tokenizer_cold"], "×", 15),
        ("our stages, of the bare tokenizer, every word seen before", own / spacys["tokenizer_warm"], "×", 15),
        (f"{EVENTS} events in the network, the worst of three shapes", admitted, "s", 0.5),
        (f"a warm article of {words} words over HTTP: CPU of the server", served, "s", 0.5),
        ("the same by the clock of this machine, whatever else it does: median", statistics.median(requests), "s", 0.5),
        ("the same, the fastest", min(requests), "s", 0.5),
        ("from a new process to its first answer", load_seconds(), "s", 2.0),
    )
    bars = [dict(zip(("what", "found", "unit", "bar"), row, strict=True)) for row in rows]
    figures = {"words": words, "stages": both, **spacys, "bars": bars}
    for bar in bars:
        print(f"{bar['what']:70} {bar['found']:8.2f} {bar['unit']:2} (bar {bar['bar']:g})")
    save("speed", command="python -m benchmarks.speed", gold=sorted((ROOT / "seeds").glob("*.toml")), figures=figures)
    report.main()


if __name__ == "__main__":
    main()
