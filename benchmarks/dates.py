"""How well and how fast dates are read: the TIMEX3 scorer over the corpora, articles a second, hostile input.

  python benchmarks/dates.py [--corpus NAME ...] [--parsed] [--corpora FOLDER] [--scorer FILE]
  python benchmarks/dates.py --hostile

The corpora and the scorer stand beside the repository, in ``../shared``; without them the accuracy part says so and
ends. Results go to ``benchmarks/results/dates*.json`` with the commit, the hash of the gold and the command.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from timeline_service import languages, pipeline
from timeline_service.model import Document, Language, Timex, creation_time

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
CORPORA = ("timebank", "aquaint", "wikiwars", "gum_dates", "meantime")
_WARM_UP = 30  # documents read before the clock starts: the trigger index fills with the first texts
HOSTILE: dict[str, Callable[[int], str]] = {
    "Monday ": lambda n: "Monday " * n,
    "digits": lambda n: "1" * n * 7,
    "2003-04-05-": lambda n: "2003-04-05-" * n,
    "May 3-5-7-9 ": lambda n: "May 3-5-7-9 " * n,
    "from 1 to ": lambda n: "from 1 to " * n,
    "the first of the ": lambda n: "the first of the " * n,
    "two and twenty ": lambda n: "two and twenty " * n,
    "last last ": lambda n: "last last " * n,
    "one hundred ": lambda n: "one hundred " * n,
    "the end of the end of ": lambda n: "the end of the end of " * n,
    "3 years and 2 months and ": lambda n: "3 years and 2 months and " * n,
    "1/1/1/1/": lambda n: "1/1/1/1/" * n,
    "spaces": lambda n: "in " + " " * n * 7 + "May",
    "10:10:": lambda n: "10:10:" * n,
}


def predictions(path: Path, read: Callable[..., Document]) -> Iterator[dict]:
    """One prediction for each document of a corpus, in the scorer's form."""
    english = languages.load("en")
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        dct = gold.get("dct")
        document = Document(id=gold["id"], text=gold["text"], dct=_creation(dct))
        timexes = read(document, english).timexes
        yield {
            "id": gold["id"],
            "dct": dct,
            "text": gold["text"],
            "timexes": [_row(t) for t in timexes],
            "events": [],
            "tlinks": [],
        }


def read_parsed(document: Document, language: Language) -> Document:
    """The timexes as ``read`` finds them, with sentences and clauses, without what comes after."""
    for stage in pipeline.READ[: pipeline.READ.index(pipeline.DATES[-1]) + 1]:
        document = stage(document, language)
    return document


def _creation(text: str | None) -> Timex | None:
    """The gold has one publication date that no reader of ISO 8601 accepts: that article is read without."""
    try:
        return creation_time(text) if text else None
    except ValueError:
        return None


def _row(timex: Timex) -> dict:
    assert timex.span
    return {"tid": timex.id, "start": timex.span.start, "end": timex.span.end, "text": timex.text, "type": timex.type,
            "value": timex.value, "mod": timex.mod}  # fmt: skip


def measure(name: str, *, corpora: Path, scorer: Path, parsed: bool, out: Path) -> dict:
    """Scores of one corpus, with what it takes to repeat them."""
    gold = corpora / f"{name}.jsonl"
    read = read_parsed if parsed else pipeline.read_dates
    prediction = out / f"{name}.pred.jsonl"
    for _ in islice(predictions(gold, read), _WARM_UP):
        pass
    started = time.process_time()
    rows = list(predictions(gold, read))
    seconds = time.process_time() - started
    prediction.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, str(scorer), str(gold), str(prediction), "--json"]
    scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["timex"]
    characters = sum(len(row["text"]) for row in rows)
    return {
        "corpus": name, "parsed": parsed, "gold_sha256": hashlib.sha256(gold.read_bytes()).hexdigest(),
        "documents": len(rows), "characters": characters, "cpu_seconds": round(seconds, 3),
        "articles_a_second": round(len(rows) / seconds, 1), "timex": scores,
    }  # fmt: skip


def show(result: dict) -> str:
    """One line of a result."""
    t = result["timex"]
    figures = " / ".join(f"{100 * t[k]['f1']:5.2f}" for k in ("strict", "relaxed", "type", "value"))
    return (f"{result['corpus']:10} {figures}  value accuracy {100 * t['value']['accuracy']:5.2f}  "
            f"relaxed recall {100 * t['relaxed']['r']:5.2f}  mod {100 * t['mod']['accuracy']:5.2f}  "
            f"{result['articles_a_second']:7.1f} articles/s")  # fmt: skip


def hostile() -> list[dict]:
    """Seconds by length for text that baits pattern matchers; linear: ten times the text, ten times the time."""
    english = languages.load("en")
    dct = creation_time("2025-10-24")
    rows = []
    for name, make in HOSTILE.items():
        seconds = {}
        for n in (100, 1000, 10_000):
            started = time.process_time()
            pipeline.read_dates(Document(id="hostile", text=make(n), dct=dct), english)
            seconds[n] = round(time.process_time() - started, 4)
        rows.append({"text": name, "seconds": seconds})
    return rows


def main() -> int:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", nargs="+", default=list(CORPORA), choices=CORPORA)
    parser.add_argument("--parsed", action="store_true", help="with the parse, as extract and annotate read")
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    parser.add_argument("--scorer", type=Path, default=ROOT.parent / "shared" / "score_timeml.py")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "dates", help="where predictions go")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results")
    options = parser.parse_args()
    if options.hostile:
        rows = hostile()
        for row in rows:
            print(f"{row['text']!r:28}", "  ".join(f"×{n}: {s:.4f} s" for n, s in row["seconds"].items()))
        results, name = rows, "dates-hostile.json"
    else:
        if not options.scorer.exists() or not options.corpora.exists():
            print(
                f"no corpora at {options.corpora} or no scorer at {options.scorer}: nothing measured", file=sys.stderr
            )
            return 2
        options.out.mkdir(parents=True, exist_ok=True)
        results = []
        for corpus in options.corpus:
            results.append(
                measure(corpus, corpora=options.corpora, scorer=options.scorer, parsed=options.parsed, out=options.out)
            )
            print(show(results[-1]), flush=True)
        name = "dates-parsed.json" if options.parsed else "dates.json"
    if options.write:
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.strip()
        arguments = sys.argv[1:]
        record = {
            "command": shlex.join(["python", "benchmarks/dates.py", *arguments]),
            "commit": commit,
            "results": results,
        }
        RESULTS.mkdir(parents=True, exist_ok=True)
        (RESULTS / name).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
