"""How well and how fast dates are read: the TIMEX3 scorer over the corpora, articles a second, hostile input.

  python -m benchmarks.dates [--corpus NAME ...] [--parsed] [--write]
  python -m benchmarks.dates --hostile [--write]

The corpora and the scorer stand beside the repository, in ``../shared``; without them the accuracy part says so and
ends. Results go to ``benchmarks/results/dates*.json``.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.results import ROOT, SHARED, need, save
from timeline_service import languages, pipeline
from timeline_service.model import Document, Language, Timex, creation_time

CORPORA = ("timebank", "aquaint", "wikiwars", "gum_dates", "meantime")
SCORER = SHARED / "score_timeml.py"
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


def predictions(path: Path, read: Callable[..., Document]) -> Iterator[dict[str, Any]]:
    """One prediction for each document of a corpus, in the scorer's form."""
    english = languages.load("en")
    for gold in results.rows(path):
        document = Document(id=gold["id"], text=gold["text"], dct=creation(gold.get("dct")))
        timexes = [row(timex) for timex in read(document, english).timexes]
        yield {"id": gold["id"], "dct": gold.get("dct"), "text": gold["text"], "timexes": timexes,
               "events": [], "tlinks": []}  # fmt: skip


def read_parsed(document: Document, language: Language) -> Document:
    """The timexes as ``read`` finds them, with sentences and clauses, without what comes after."""
    for stage in pipeline.READ[: pipeline.READ.index(pipeline.DATES[-1]) + 1]:
        document = stage(document, language)
    return document


def creation(text: str | None) -> Timex | None:
    """The gold has one publication date that no reader of ISO 8601 accepts: that article is read without."""
    try:
        return creation_time(text) if text else None
    except ValueError:
        return None


def row(timex: Timex) -> dict[str, Any]:
    """A timex in the scorer's form."""
    assert timex.span
    return {"tid": timex.id, "start": timex.span.start, "end": timex.span.end, "text": timex.text, "type": timex.type,
            "value": timex.value, "mod": timex.mod}  # fmt: skip


def scores(gold: Path, prediction: Path) -> dict[str, Any]:
    """What the scorer says of the timexes of a prediction."""
    command = [sys.executable, str(need(SCORER)), str(gold), str(prediction), "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["timex"]


def measure(gold: Path, *, parsed: bool, out: Path) -> dict[str, Any]:
    """Scores and speed of one corpus."""
    read = read_parsed if parsed else pipeline.read_dates
    prediction = out / f"{gold.stem}.pred.jsonl"
    for _ in islice(predictions(gold, read), _WARM_UP):
        pass
    started = time.process_time()
    rows = list(predictions(gold, read))
    seconds = time.process_time() - started
    prediction.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return {
        "documents": len(rows), "characters": sum(len(row["text"]) for row in rows), "cpu_seconds": round(seconds, 3),
        "articles_a_second": round(len(rows) / seconds, 1), "timex": scores(gold, prediction),
        "valued": valued(gold, rows),
    }  # fmt: skip


# Values where the gold has one -------------------------------------------------------------------------------------


def valued(gold: Path, rows: list[dict[str, Any]]) -> dict[str, int]:
    """Of the matched timexes whose gold has a value: how many, how many equal, how many equal but for the notation."""
    counts = Counter(matched=0, equal=0, notation=0)
    wanted = {g["id"]: g["timexes"] for g in results.rows(gold)}
    for predicted in rows:
        found = list(predicted["timexes"])
        for timex in sorted(wanted[predicted["id"]], key=lambda t: t["start"]):
            over = [t for t in found if t["start"] < timex["end"] and t["end"] > timex["start"]]
            if not over:
                continue
            best = max(over, key=lambda t: (t["start"], t["end"]) == (timex["start"], timex["end"]))
            found.remove(best)
            if timex.get("value"):
                counts["matched"] += 1
                equal = timex["value"] == best["value"]
                counts["equal"] += equal
                counts["notation"] += not equal and is_notation(timex["value"], best["value"])
    return dict(counts)


def is_notation(gold: str, ours: str) -> bool:
    """Whether two values say the same in two notations: GUM writes ISO 8601 as TEI has it, not TIMEX3.

    ``10:30:00`` is any day's ``T10:30``, ``--10`` October of any year,
    ``2007-03-03`` stands for a night of that day, ``-480`` for ``BC0480``.
    """
    if re.fullmatch(r"\d\d:\d\d:\d\d", gold):
        return ours.endswith("T" + gold[:5])
    if gold.startswith("--"):
        return ours == f"XXXX-{gold[2:]}"
    if re.fullmatch(r"-\d+", gold):
        return ours == f"BC{gold[1:]:0>4}"
    if re.fullmatch(r"\d{1,3}", gold):
        return ours == f"{gold:0>4}"
    if len(gold) == len("2007-03-03T10:30:00") and gold.endswith(":00"):
        return ours == gold[:16]
    return re.sub(r"T(?:MO|MI|AF|EV|NI|DT)$", "", ours) == gold


def show(corpus: str, result: dict[str, Any]) -> str:
    """One line of a result."""
    t, v = result["timex"], result["valued"]
    figures = " / ".join(f"{100 * t[k]['f1']:5.2f}" for k in ("strict", "relaxed", "type", "value"))
    return (f"{corpus:10} {figures}  value accuracy {100 * t['value']['accuracy']:5.2f}  "
            f"where valued {100 * v['equal'] / v['matched']:5.2f} ({v['notation']} more but for the notation)  "
            f"{result['articles_a_second']:7.1f} articles/s")  # fmt: skip


def hostile() -> dict[str, dict[int, float]]:
    """Seconds by length for text that baits pattern matchers; linear: ten times the text, ten times the time."""
    english = languages.load("en")
    dct = creation_time("2025-10-24")
    rows: dict[str, dict[int, float]] = {}
    for name, make in HOSTILE.items():
        pipeline.read_dates(Document(id="hostile", text=make(10), dct=dct), english)  # fills the trigger index
        rows[name] = {}
        for n in (100, 1000, 10_000):
            started = time.process_time()
            pipeline.read_dates(Document(id="hostile", text=make(n), dct=dct), english)
            rows[name][n] = round(time.process_time() - started, 4)
        print(f"{name!r:28}", "  ".join(f"×{n}: {s:.4f} s" for n, s in rows[name].items()))
    return rows


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", nargs="+", default=list(CORPORA), choices=CORPORA)
    parser.add_argument("--parsed", action="store_true", help="with the parse, as extract and annotate read")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "dates", help="where predictions go")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results")
    options = parser.parse_args(arguments)
    name = "dates-hostile"
    figures: dict[str, Any] = {}
    gold: list[Path] = []
    if options.hostile:
        figures = dict(hostile())
    else:
        name = "dates-parsed" if options.parsed else "dates"
        options.out.mkdir(parents=True, exist_ok=True)
        for corpus in options.corpus:
            gold.append(results.corpus(corpus))
            figures[corpus] = measure(gold[-1], parsed=options.parsed, out=options.out)
            print(show(corpus, figures[corpus]), flush=True)
    if options.write:
        save(name, command=shlex.join(["python", "-m", "benchmarks.dates", *arguments]), gold=gold, figures=figures)


if __name__ == "__main__":
    main()
