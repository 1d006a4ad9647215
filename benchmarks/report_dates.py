"""The sections of docs/evaluation.md about dates."""
from __future__ import annotations

from collections.abc import Mapping

from benchmarks.pages import percent, provenance, table
from benchmarks.results import Result, read

_DATES = {"dates": "without the parse", "dates-parsed": "with the parse"}
_CORPORA = ("timebank", "aquaint", "wikiwars", "gum_dates", "meantime")
_TIMEX = ("strict", "relaxed", "type", "value")
_MARKS = {"yes": "yes", "near": "near", "no": "–"}


def dates() -> str:
    """TIMEX3 alone, F1 in per cent: without the parse, as ``/v1/dates`` reads, and with it; seconds for bait."""
    found = {name: read(name) for name in _DATES}
    rows = []
    for name, result in found.items():
        for corpus in _CORPORA:
            row = result["figures"][corpus]
            valued = row["valued"]
            shares = (valued["equal"] / valued["matched"], (valued["equal"] + valued["notation"]) / valued["matched"])
            rows.append(
                [_DATES[name], corpus, *(percent(row["timex"][k]["f1"]) for k in _TIMEX),
                 percent(row["timex"]["value"]["accuracy"]), *map(percent, shares), f"{row['articles_a_second']:.0f}"]
            )  # fmt: skip
    head = ("read", "corpus", *_TIMEX, "value accuracy", "where valued", "but for notation", "articles/s")
    text = (
        "Value accuracy is that of the matched expressions; *where valued* leaves out those to which the gold gives no"
        " value, *but for notation* counts as right what differs in notation alone: GUM writes 10:30:00 for a clock"
        " time of any day, -480 for a year, and the day for a night."
    )
    bait = read("dates-hostile")
    sizes = ("100", "1000", "10000")
    seconds = [[f"`{name}`", *(f"{row[n]:.4f}" for n in sizes)] for name, row in bait["figures"].items()]
    baited = table(("text, repeated", *(f"{int(n):,} times, s" for n in sizes)), seconds)
    return (
        f"## Dates\n\n{text}\n\n{table(head, rows)}\n\n{provenance(found)}\n\n"
        f"Text that baits pattern matchers, read without the parse:\n\n{baited}\n\n{provenance({'bait': bait})}\n"
    )


def date_errors() -> str:
    """The classes of error that are left in the dates."""
    result = read("date-errors")
    rows = [
        [kind, name, *(str(row.get(corpus, 0)) for corpus in _CORPORA)]
        for kind in ("value", "extent", "missed", "too much")
        for name, row in sorted(result["figures"][kind].items(), key=lambda item: (-sum(item[1].values()), item[0]))
    ]
    text = (
        "With the parse; counted by rule (`benchmarks/date_errors.py`), each error in the first class that fits. The"
        " errors in value were read by hand, in all five corpora, before the last round of changes. Where the gold"
        " leaves the week open, takes a night for its day or a length for a date, or leaves out modifiers, it does so"
        " in some articles and not in others: these classes are its own. Ours are the side and the year of bare dates,"
        " quarters of fiscal years that do not begin in January, dates counted from an event, and winters."
    )
    classes = table(("error", "class", *_CORPORA), rows)
    return f"## Errors left in the dates\n\n{text}\n\n{classes}\n\n{provenance({'dates': result})}\n"


def peers() -> str:
    """Other readers of dates on the same text, in one run."""
    result = read("peers")
    figures = result["figures"]
    ordered = sorted(figures["readers"].items(), key=lambda item: (not item[0].startswith("ours"), item[0].lower()))
    readers: Mapping[str, Result] = {name: r for name, r in ordered if not r["missing"]}
    absent = [name for name, r in ordered if r["missing"]]
    rows = [
        [f"{name} {r['version'] or ''}".strip(), corpus, *(percent(row["f1"][k]) for k in _TIMEX),
         percent(row["value_accuracy"]), f"{row['articles_a_second']:,}", f"{row['words_a_second']:,}",
         str(row["failed"])]
        for corpus in ("timebank", "aquaint") for name, r in readers.items() for row in [r["corpora"][corpus]]
    ]  # fmt: skip
    head = ("reader", "corpus", *_TIMEX, "value accuracy", "articles/s", "words/s", "failed on")
    marks = [
        [kind, *(_MARKS[r["kinds"][n]] for r in readers.values())]
        for n, kind in enumerate(figures["kinds"])
    ]  # fmt: skip
    sums = [f"**{sum(v == 'yes' for v in r['kinds'])}**, {r['kinds'].count('near')} near" for r in readers.values()]
    text = (
        "Other readers of dates, each in its own process on one core, loading not counted; they are installed as"
        " `benchmarks/peers.txt` says. What they give is written as TIMEX3 where it says enough: of two readings the"
        " past one, a moment without more as its day."
        + (f" Not installed: {', '.join(absent)}." if absent else "")
    )  # fmt: skip
    favours = (
        "The comparison favours ours:\n\n"
        "- Both corpora are ones whose errors we read and mended our rules by; nobody did so for the others here.\n"
        "- The gold is TIMEX3, which ours writes. Of the others only timexy and Recognizers-Text write something like"
        " it, and the others give moments: relaxed (found at all) says more about them than strict, type or value.\n"
        "- They were not made for news: some read what people type into a form or a chat, most read other languages"
        " too, and timexy takes no publication date. Each runs with its defaults, but for English, the publication"
        " date, and dates in the past where it has a setting for that.\n"
        "- Ours has read thirty articles of the corpus before the clock starts, the others one sentence.\n"
        "- The fifty kinds below and their sentences are our own, and ours is known to read every one."
    )
    said = (
        "Fifty kinds of expression (`benchmarks/peer_kinds.toml`), published on Friday 2025-10-24: *yes* is the TIMEX3"
        " value, *near* a day or moment that lies within what is meant."
    )
    kinds = table(("kind", *readers), [*marks, ["all fifty", *sums]])
    return (
        f"## Date readers side by side\n\n{text}\n\n{favours}\n\n{table(head, rows)}\n\n{said}\n\n{kinds}\n\n"
        f"{provenance({'peers': result})}\n"
    )
