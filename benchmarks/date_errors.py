"""What kinds of error are left in the dates, counted by rule over the predictions of the last parsed run.

  python -m benchmarks.dates --parsed && python -m benchmarks.date_errors [--write] [--show CLASS]

A class is told by the two values alone, in the order of ``VALUES``; the first that fits has the error. ``--show``
prints the errors of one class, for reading.
"""
from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks import results
from benchmarks.dates import CORPORA, is_notation
from benchmarks.results import ROOT, save

Row = dict[str, Any]


def _same_but_year(gold: str, ours: str) -> bool:
    one, two = re.fullmatch(r"(\d{4})(-.+)", gold), re.fullmatch(r"(\d{4})(-.+)", ours)
    return bool(one and two and one[2] == two[2])


def _other_way_to_write(gold: str, ours: str) -> bool:
    """``2000-W7`` for ``2000-W07``, ``P1DE`` for ``P10Y``, ``198X`` for ``198``, ``1949-XX`` for ``1949``."""
    years = {"DE": 10, "E": 10, "CE": 100, "C": 100, "L": 1000}
    length = re.fullmatch(r"P([\d.]+|X)(DE|CE|E|C|L)", gold)
    if length and length[1] != "X" and ours == f"P{float(length[1]) * years[length[2]]:g}Y":
        return True
    if length and length[1] == "X" and ours in (f"PX{length[2]}", f"PX{length[2]}E", "PXDE", "PXCE"):
        return True
    week = re.sub(r"-W(\d)$", r"-W0\1", gold)
    plain = re.sub(r"(?:-XX)+$|X+$", "", gold)
    return ours in (week, plain) or ("T" not in ours and is_notation(gold, ours)) or {gold, ours} == {"P1D", "PT24H"}


def _is_date(value: str) -> bool:
    return value[:1].isdigit() or value.startswith("BC")


VALUES: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("the same in another notation", _other_way_to_write),
    ("the gold leaves the week, day or quarter open (1989-WXX)", lambda g, o: "X" in g and g[:4] == o[:4]),
    ("one says the part of the day, the other the day", lambda g, o: g[:10] == o[:10] and len(g) >= 10 <= len(o)),
    ("clock times", lambda g, o: bool(re.match(r"\d\d:", g)) or ("T" in g and "T" in o)),
    ("every year's month or day in the gold, a year's in ours", lambda g, o: g.startswith("--")),
    ("vague words: a length or …_REF", lambda g, o: ("REF" in g or g.startswith(("PX", "PTX")))
     and ("REF" in o or o.startswith("P"))),
    ("a length in one, a date in the other", lambda g, o: g.startswith("P") != o.startswith("P")
     and not ("REF" in o or "XX" in o)),
    ("ours unresolved", lambda g, o: "REF" in o or o.startswith("XX") or "XX" in o),
    ("quarters and fiscal years", lambda g, o: "-Q" in g or "-Q" in o or "-H" in g or "-H" in o),
    ("seasons", lambda g, o: bool(re.search(r"-(?:SP|SU|FA|WI)", g + o))),
    ("coarser than the gold", lambda g, o: g.startswith(o)),
    ("finer than the gold", lambda g, o: o.startswith(g)),
    ("the year of a bare date", _same_but_year),
    ("another week or day", lambda g, o: _is_date(g) and _is_date(o) and g[:4] == o[:4]),
    ("another year", lambda g, o: _is_date(g) and _is_date(o)),
    ("lengths", lambda g, o: g.startswith("P") and o.startswith("P")),
    ("other", lambda g, o: True),
)  # fmt: skip


def pairs(gold: Row, found: Row) -> Iterator[tuple[Row | None, Row | None]]:
    """Gold and predicted timexes that overlap, and those without a partner."""
    free = list(found["timexes"])
    for timex in gold["timexes"]:
        over = [t for t in free if t["start"] < timex["end"] and t["end"] > timex["start"]]
        best = max(over, key=lambda t: (t["start"], t["end"]) == (timex["start"], timex["end"]), default=None)
        if best:
            free.remove(best)
        yield timex, best
    yield from ((None, timex) for timex in free)


def errors(corpus: str) -> Iterator[tuple[str, str, str]]:
    """(kind, class, what it is about) of every error of a corpus."""
    found = results.rows(ROOT / "var" / "dates" / f"{corpus}.pred.jsonl")
    for one, other in zip(results.rows(results.corpus(corpus)), found, strict=True):
        for wanted, got in pairs(one, other):
            about = f"{one['id']}: {[(t['text'], t.get('value')) for t in (wanted, got) if t]}"
            if wanted and got:
                value = wanted.get("value")
                if value and value != got["value"]:
                    yield "value", next(n for n, fits in VALUES if fits(value, got["value"])), about
                if (wanted["start"], wanted["end"]) != (got["start"], got["end"]):
                    yield "extent", _extent(wanted, got), about
            elif wanted or got:
                yield "missed" if wanted else "too much", _sort(wanted or got or {}), about


def _extent(wanted: Row, got: Row) -> str:
    if (wanted["start"], wanted["end"]) == (got["start"], got["end"] + 1) or wanted["start"] == got["start"]:
        return "ends elsewhere"
    shorter = wanted["start"] > got["start"]
    return "the gold leaves out an article or modifier" if shorter else "the gold takes in more before"


def _sort(timex: Row) -> str:
    value = timex.get("value") or ""
    if "REF" in value:
        return "words of the present, past, future"
    if timex["type"] in ("DURATION", "SET"):
        return "lengths and repetitions"
    return "dates and times" if _is_date(value) else "dates without a value"


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="keep the figures in benchmarks/results")
    parser.add_argument("--show", metavar="CLASS", help="print the errors of this class")
    options = parser.parse_args(arguments)
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for corpus in CORPORA:
        for kind, name, about in errors(corpus):
            if options.show == name:
                print(f"{corpus} {about}")
            counts.setdefault(kind, {}).setdefault(name, Counter())[corpus] += 1
    for kind, classes in counts.items():
        for name, row in sorted(classes.items(), key=lambda item: -sum(item[1].values())):
            print(f"{kind:9} {name:60}", *(f"{corpus} {row.get(corpus, 0)}" for corpus in CORPORA))
    if options.write:
        gold = map(results.corpus, CORPORA)
        save("date-errors", command="python -m benchmarks.date_errors --write", gold=gold, figures=counts)


if __name__ == "__main__":
    main()
