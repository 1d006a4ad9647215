"""``timeline-service batch`` over made articles: speed by processes, memory, the same on Dask; docs/sizing.md.

  python -m benchmarks.batches [--articles 400] [--workers 1 2 4] [--no-dask]

Articles are those of ``benchmarks.archive``. Rates need a machine that does nothing else; every share is of one run.
The bare reader pass is spaCy over the same texts, without any stage of ours, in CPU time of one thread; beside it the
same pass over many articles at once, sorted by length and not, which is what batches across articles could gain.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from benchmarks import report
from benchmarks.archive import archive
from benchmarks.results import ROOT, save
from benchmarks.shapes import LONGEST
from timeline_service.languages import load as load_language
from timeline_service.reader.loading import load_pipeline
from timeline_service.service import document_of, extract
from timeline_service.stages.find_blocks import find_blocks

COMMAND = (sys.executable, "-c", "from timeline_service.cli import main; main()")
SHARD = 50  # articles
PASSED = 100  # articles, of the bare reader pass
MANY = 256  # texts in a batch across articles


def passes(count: int) -> dict[str, float]:
    """CPU milliseconds an article: the reader alone by article, by many at once, and the whole extraction."""
    nlp, english = load_pipeline("en"), load_language("en")
    assert nlp is not None
    articles = list(islice(archive(count), count))
    known = [{name: each[name] for name in ("text", "published_at")} for each in articles]
    documents = [find_blocks(document_of(each, longest=LONGEST), english) for each in known]
    texts = [[each.text[block.span.start : block.span.end] for block in each.blocks] for each in documents]
    flat = [text for each in texts for text in each]
    extract(known[0], longest=LONGEST)
    jobs = {
        "by article": lambda: [list(nlp.pipe(each)) for each in texts],
        "many articles at once": lambda: list(nlp.pipe(flat, batch_size=MANY)),
        "many, sorted by length": lambda: list(nlp.pipe(sorted(flat, key=len), batch_size=MANY)),
        "whole extraction": lambda: [extract(each, longest=LONGEST) for each in known],
    }
    return {name: min(_cpu(job) for _ in range(2)) * 1_000 / count for name, job in jobs.items()}


def _cpu(job: Any) -> float:
    started = time.process_time()
    job()
    return time.process_time() - started


def run(path: Path, out: Path, *words: str) -> dict[str, Any]:
    """A batch: seconds of the clock, articles a second, the hash of its results, memory of its processes by quarter."""
    with path.open("rb") as file:
        count = sum(1 for _ in file)
    command = [*COMMAND, "batch", str(path), "--out", str(out), "--shard-size", str(SHARD), *words]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    memory: list[tuple[int, float]] = []
    while process.poll() is None:
        done = _done(out)
        memory += ((done, mb) for mb in _resident(process.pid))
        time.sleep(0.25)
    took = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"not measured: {' '.join(command)} ended with {process.returncode}")
    shards = max(1, len(list(out.glob("shard-*"))))
    return {"seconds": took, "rate": count / took, "hash": fingerprint(out), "quarters": quarters(memory, shards)}


def quarters(memory: Sequence[tuple[int, float]], shards: int) -> list[float | None]:
    """The most memory in each quarter of a batch, of samples (shards done, MB); None for a quarter without a sample."""
    return [max((mb for done, mb in memory if 4 * done // shards == n), default=None) for n in range(4)]


def _done(out: Path) -> int:
    return len(list(out.glob("shard-*"))) if out.exists() else 0


def _resident(pid: int) -> list[float]:
    """MB of each process of a tree: what is resident, shared or not."""
    found = []
    with suppress(psutil.NoSuchProcess):
        parent = psutil.Process(pid)
        for each in (parent, *parent.children(recursive=True)):
            found.append(each.memory_info().rss / 1e6)
    return found


def fingerprint(out: Path) -> str:
    """SHA-256 over all results of a batch."""
    digest = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            digest.update(path.relative_to(out).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a Dask cluster on loopback."""
    with socket() as free, TemporaryDirectory() as folder:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        address = f"tcp://127.0.0.1:{port}"
        host = ("--host", "127.0.0.1")
        scheduler = ("scheduler", *host, "--port", str(port), "--no-dashboard")
        worker = ("worker", address, *host, "--nworkers", str(workers), "--nthreads", "1", "--no-dashboard")
        running = [
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
                cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
            )
            for words in (scheduler, worker)
        ]  # fmt: skip
        try:
            yield address
        finally:
            for each in reversed(running):
                each.terminate()
                each.wait(timeout=60)


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--no-dask", action="store_true")
    chosen = parser.parse_args(arguments)
    figures: dict[str, Any] = {
        "articles": chosen.articles,
        "characters": sum(len(each["text"]) for each in archive(chosen.articles)) / chosen.articles,
        "cores": len(os.sched_getaffinity(0)),
        "load": os.getloadavg()[0],
        "passes": passes(min(PASSED, chosen.articles)),
        "local": {},
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "archive.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in archive(chosen.articles))
        for workers in chosen.workers:
            figures["local"][workers] = run(path, folder / f"local-{workers}", "--workers", str(workers))
            print(f"local, {workers} processes: {figures['local'][workers]}", flush=True)
        if not chosen.no_dask:
            with cluster(2) as address:
                words = ("--engine", "dask", "--scheduler", address)
                run(_first(path, folder), folder / "warm", *words)  # the workers have loaded the pipeline
                figures["dask"] = run(path, folder / "dask", *words)
                print(f"Dask, 2 workers: {figures['dask']}", flush=True)
    hashes = {each["hash"] for each in (*figures["local"].values(), *([figures["dask"]] if "dask" in figures else []))}
    figures["same_bytes"] = len(hashes) == 1
    command = " ".join(["python -m benchmarks.batches", *sys.argv[1:]])
    save("batches", command=command, gold=sorted((ROOT / "seeds").glob("*.toml")), figures=figures)
    report.main()


def _first(path: Path, folder: Path) -> Path:
    """The first articles of an archive, as an archive."""
    few = folder / "few.jsonl"
    with path.open("rb") as whole:
        few.write_bytes(b"".join(islice(whole, 2 * SHARD)))
    return few


if __name__ == "__main__":
    main()
