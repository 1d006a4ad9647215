"""The sections of docs/evaluation.md about timelines, stories, annotations and the pipeline."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks import sets
from benchmarks.joins import told_together
from benchmarks.pages import measured_by, percent, provenance, share, table
from benchmarks.results import Result, is_measured, read, read_all


def timelines() -> str:
    """The newsroom cases, the seed article and the articles held out, beside a second annotator and a floor."""
    found = {name: r for name, r in read_all("timelines").items() if "metrics" in r["figures"]}
    columns = ("usable", "usable_strict", "key_recall", "precision", "f1", "key_at_k", "date_exact", "date_exact_dated",
               "bounds_sound", "status", "order_right", "order_wrong_of_asserted", "title_faith")  # fmt: skip
    figures = {name: r["figures"] for name, r in found.items()}
    text = (
        "USABLE is the harmonic mean of F1, exact dates, right order and status; strict counts dated gold events and"
        " all order pairs alone."
    )
    if is_measured("references"):
        found["references"] = read("references")
        held_against = found["references"]["figures"]
        figures |= {f"floor, {name}": floor for name, floor in held_against["floor"].items()}
        figures["a second annotator"] = held_against["second"]
        figures["the same, by first readings alone"] = held_against["second_alone"]
        text += (
            " *Floor*: every word in lower case that ends in -ed is an event that occurred, in the order of the text"
            f" and without a date. *A second annotator*: {held_against['second']['articles']} articles of"
            " Wikinews were marked twice, each time without a look at the other marks; the second timelines"
            " are scored as answers, by the dates and statuses that the first accept (as all rows here), and by their"
            " first readings alone."
        )
    rows = [[name, *(share(f["metrics"][c]) for c in columns)] for name, f in figures.items()]
    head = ("set", *(c.replace("_", " ") for c in columns))
    return f"## Timelines\n\n{text}\n\n{table(head, rows)}\n\n{provenance(found)}\n"


def ablation() -> str:
    """What each head and each module of evidence is worth."""
    found = read_all("ablation")
    columns = ("usable", "usable_strict", "f1", "dup_rate", "date_exact_dated", "order_right",
               "order_wrong_of_asserted", "key_at_k")  # fmt: skip
    parts = []
    for name, result in found.items():
        rows = [[part, *(share(figures[c]) for c in columns)] for part, figures in result["figures"].items()]
        whole = [row for row in rows if row[0] == "nothing"]
        rest = sorted(row for row in rows if row[0] != "nothing")
        parts.append(f"{name}:\n\n{table(('without', *(c.replace('_', ' ') for c in columns)), whole + rest)}")
    tables = "\n\n".join(parts)
    return f"## What each part is worth\n\n{tables}\n\n{provenance(found)}\n"


def timeset() -> str:
    """The salient events that people chose in Wikinews articles, and their order."""
    found = {name: r for name, r in read_all("timelines").items() if "tau" in r["figures"]}
    columns = ("recall", "recall_at_k", "right", "wrong", "wrong_of_asserted", "tau", "text_tau", "same_wrong")
    rows = [[name, *(share(r["figures"][c]) for c in columns)] for name, r in found.items()]
    head = ("set", *(c.replace("_", " ") for c in columns))
    return f"## TimeSET\n\n{table(head, rows)}\n\n{provenance(found)}\n"


def stories() -> str:
    """Many articles told as one story."""
    found = read_all("stories")
    told = [row for name, result in found.items() for row in _stories_of(name, result["figures"])]
    rows = []
    for name, f in told:
        pairs, b_cubed = f["pairs"], f.get("b_cubed", {})
        rows.append(
            [name, str(pairs["gold"]), str(pairs["joined"]), *(share(pairs[c]) for c in ("precision", "recall", "f1")),
             share(f.get("marked_found")), *(share(b_cubed.get(c)) for c in ("precision", "recall")),
             str(f.get("rows", "–")), share(f.get("duplicates")), str(f.get("false_disputes", "–")),
             share(f.get("date_exact"))]
        )  # fmt: skip
    head = ("set", "pairs", "joined", "precision", "recall", "F1", "marked found", "B³ precision", "B³ recall", "rows",
            "duplicates", "false disputes", "date exact")  # fmt: skip
    text = (
        "Pairs of marked mentions in two articles that stand in one row; of a pair of which one was not found, none is"
        " joined. *Marked found* is the share of the marked mentions that stand in any row; B³ is over those alone, so"
        " what was not found costs nothing there. *clusters* (EventStoryLine) mark no coreference: a pair of one word"
        " and one day counts as right there, a pair of two days as wrong, and it leans to repeated words."
    )
    return f"## Stories of many articles\n\n{text}\n\n{table(head, rows)}\n\n{provenance(found)}\n"


def _stories_of(name: str, figures: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """The rows of one result: a set of which not all stories taught has one for those that did and one for the rest."""
    untaught = sets.use_of(name, "stories").untaught
    if not untaught:
        return [(name, figures)]
    parts: dict[bool, list[Mapping[str, Any]]] = {True: [], False: []}
    for story, counted in figures["stories"].items():
        parts[story not in untaught].append(counted)
    return [
        (f"{name}, {len(parts[taught])} that {'taught' if taught else 'did not teach'}", told_together(parts[taught]))
        for taught in (True, False)
        if parts[taught]
    ]


def timeml() -> str:
    """TIMEX3 and EVENT, F1 in per cent."""
    found = read_all("annotations")
    columns = (("timex", "strict"), ("timex", "relaxed"), ("timex", "type"), ("timex", "value"),
               ("event", "strict"), ("event", "class"), ("event", "tense"), ("event", "aspect"),
               ("event", "polarity"))  # fmt: skip
    rows = [
        [name, *(percent(r["figures"][a][b]["f1"]) for a, b in columns),
         percent(r["figures"]["tlink"]["awareness"]["f1"])]
        for name, r in found.items()
    ]  # fmt: skip
    head = ("corpus", *(f"{a} {b}" for a, b in columns), "tlink awareness")
    text = (
        "TLINK of *timebank* is no figure of unseen links: what each rule of evidence weighs was counted, among others,"
        " on the denser links of 27 of these articles (TimeBank-Dense)."
    )
    return f"## TimeML annotation, F1 in per cent\n\n{text}\n\n{table(head, rows)}\n\n{provenance(found)}\n"


def pipeline() -> str:
    """The shipped English pipeline on the treebanks' test sets, raw text in, F1 in per cent."""
    result = read("pipeline")
    figures = result["figures"]
    columns = ("tokens", "sentences", "tags", "upos", "features", "lemmas", "uas", "las")
    treebanks = {**figures["syntax"], "gum-test, news": figures["by_genre"]["news"]}
    rows = [[name, *(f"{scores[c]:.1f}" for c in columns)] for name, scores in treebanks.items()]
    types = ("PERSON", "ORG", "LOC", "all")
    names = [[name, *(f"{scores[c]:.1f}" for c in types)] for name, scores in figures["names"].items()]
    cost = (
        f"{figures['size_bytes'] / 1e6:.1f} MB, loaded in {figures['load_seconds']} s; one core reads"
        f" {figures['words_per_second']:,} words a second; the tokenizer alone"
        f" {figures['words_per_second_tokenizer_alone']:,}."
    )
    tables = f"{table(('set', *columns), rows)}\n\n{table(('names', *types), names)}"
    return f"## The English pipeline\n\n{cost}\n\n{tables}\n\n{provenance({'pipeline': result})}\n"


def attack() -> str:
    """What hostile callers get from a server on a machine with nothing else to do, where that was measured."""
    head = "## A server under attack"
    if not is_measured("attack"):
        told = "Not measured yet on a machine with nothing else to do (`python -m benchmarks.attack --save`)."
        return f"{head}\n\n{told}\n"
    result: Result = read("attack")
    figures = result["figures"]
    columns = ("what", "expected", "seen")
    rows = [[*(row[c] for c in columns), "yes" if row["right"] else "NO"] for row in figures["rows"]]
    told = f"{figures['cores']} cores, load average {figures['load']} before."
    return f"{head}\n\n{told}\n\n{table((*columns, 'right'), rows)}\n\n{measured_by(result)}"
