"""Date readers side by side, in one run: TIMEX3 of two corpora, speed, and fifty kinds of expression.

  python -m benchmarks.peers --peers FOLDER [--write]

FOLDER is an environment of the peers' own, made as ``benchmarks/peers.txt`` says; a reader that is not in it is named
as missing. ``python -m benchmarks.peers`` without it measures ours alone and keeps nothing.
"""
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.dates import creation, read_parsed, row, scores
from benchmarks.results import ROOT, save
from timeline_service import languages, pipeline
from timeline_service.model import Document

CORPORA = ("timebank", "aquaint")
KINDS = ROOT / "benchmarks" / "peer_kinds.toml"
PUBLISHED = "2025-10-24"
PEERS = ("dateparser.search", "parsedatetime", "timexy", "Recognizers-Text", "chrono")
_PACKAGES = {"dateparser.search": "dateparser", "parsedatetime": "parsedatetime", "timexy": "timexy",
             "Recognizers-Text": "recognizers-text-suite"}  # fmt: skip
Rows = list[dict[str, Any]]
Read = tuple[Rows, float]  # a prediction a document, CPU seconds for all


def ours(documents: Rows, reader: Callable[..., Document]) -> Read:
    """Our own reading, warmed up."""
    english = languages.load("en")

    def one(document: Mapping[str, Any]) -> dict[str, Any]:
        made = Document(id=document["id"], text=document["text"], dct=creation(document["dct"]))
        return {"id": document["id"], "timexes": [row(t) for t in reader(made, english).timexes]}

    for document in documents[:30]:
        one(document)
    started = time.process_time()
    return [one(document) for document in documents], time.process_time() - started


def peer(name: str, documents: Rows, folder: Path) -> Read | None:
    """A peer's reading, or None where it is not installed or cannot start."""
    here = ROOT / "benchmarks"
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC", "NODE_PATH": str(folder / "node_modules")}
    command = [str(folder / "bin" / "python"), str(here / "peer_readers.py"), name]
    if name == "chrono":
        command = ["node", str(here / "peer_chrono.js")]
    given = "".join(json.dumps(document) + "\n" for document in documents)
    done = subprocess.run(command, input=given, capture_output=True, text=True, env=environment)
    if done.returncode:
        print(f"{name}: {done.stderr.strip().splitlines()[-1]}", file=sys.stderr)
        return None
    *rows, last = (json.loads(line) for line in done.stdout.splitlines())
    return rows, last["seconds"]


def version(name: str, folder: Path) -> str | None:
    """What is installed of a peer."""
    if name == "chrono":
        package = folder / "node_modules" / "chrono-node" / "package.json"
        return json.loads(package.read_text(encoding="utf-8"))["version"] if package.exists() else None
    code = f"import importlib.metadata as m; print(m.version({_PACKAGES[name]!r}))"
    done = subprocess.run([str(folder / "bin" / "python"), "-c", code], capture_output=True, text=True)
    return done.stdout.strip() or None


def gold(corpus: str) -> tuple[Path, Rows]:
    """The gold file of a corpus and its documents as readers get them."""
    path = results.corpus(corpus)
    return path, [{"id": r["id"], "text": r["text"], "dct": r["dct"]} for r in results.rows(path)]


def measured(read: Read, corpus: str, out: Path) -> dict[str, Any]:
    """Scores and speed of one reading of a corpus."""
    path, documents = gold(corpus)
    texts = {document["id"]: document for document in documents}
    rows, seconds = read
    prediction = out / f"{corpus}.jsonl"
    whole = ({**texts[r["id"]], **r, "events": [], "tlinks": []} for r in rows)
    prediction.write_text("".join(json.dumps(r) + "\n" for r in whole), encoding="utf-8")
    timex = scores(path, prediction)
    words = sum(len(document["text"].split()) for document in documents)
    return {
        "f1": {k: timex[k]["f1"] for k in ("strict", "relaxed", "type", "value")},
        "value_accuracy": timex["value"]["accuracy"], "articles_a_second": round(len(rows) / seconds, 1),
        "words_a_second": round(words / seconds), "failed": sum(bool(r.get("failed")) for r in rows),
    }  # fmt: skip


def kinds() -> list[dict[str, Any]]:
    """The table of kinds, as its file has it."""
    return tomllib.loads(KINDS.read_text(encoding="utf-8"))["kind"]


def verdicts(rows: Rows) -> Iterator[str]:
    """For each kind ``yes`` (the value), ``near`` (a day within what is meant), or ``no``."""
    for kind, found in zip(kinds(), rows, strict=True):
        values = [timex["value"] or "" for timex in found["timexes"]]
        if "value" not in kind:
            yield "no" if values else "yes"
        elif kind["value"] in values:
            yield "yes"
        else:
            first, last = kind.get("within", ("~", "~"))
            yield "near" if any(first <= value[:10] <= last for value in values) else "no"


def compare(folder: Path | None, out: Path) -> dict[str, Any]:
    """Everything of one run: by reader, then by kind."""
    sentences = [{"id": str(n), "text": kind["text"], "dct": PUBLISHED} for n, kind in enumerate(kinds())]
    readers: dict[str, Callable[[Rows], Read | None]] = {
        "ours, without the parse": lambda documents: ours(documents, pipeline.read_dates),
        "ours, with the parse": lambda documents: ours(documents, read_parsed),
    }
    if folder:
        readers |= {name: lambda documents, name=name: peer(name, documents, folder) for name in PEERS}  # type: ignore[misc]
    found: dict[str, Any] = {}
    for name, read in readers.items():
        told = read(sentences)
        installed = version(name, folder) if folder and name in PEERS else None
        result: dict[str, Any] = {"version": installed, "missing": told is None}
        if told is not None:
            result["kinds"] = list(verdicts(told[0]))
            result["corpora"] = {c: measured(whole, c, out) for c in CORPORA if (whole := read(gold(c)[1])) is not None}
        found[name] = result
        print(name, json.dumps(result))
    return {"kinds": [kind["name"] for kind in kinds()], "readers": found}


def main() -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", type=Path, help="the environment of the peers")
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results")
    options = parser.parse_args()
    out = ROOT / "var" / "peers"
    out.mkdir(parents=True, exist_ok=True)
    figures = compare(options.peers, out)
    if options.write and options.peers:
        command = "python -m benchmarks.peers --peers PEERS --write"
        save("peers", command=command, gold=[gold(corpus)[0] for corpus in CORPORA], figures=figures)


if __name__ == "__main__":
    main()
