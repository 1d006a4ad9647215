"""How often each rule of evidence/ is right, on the links of TimeBank-Dense, TimeBank and AQUAINT.

  python -m benchmarks.evidence [--documents N] [--errors RULE]
  python -m benchmarks.evidence --write

The second counts over the annotated articles that may teach and TimeBank-Dense, keeps the counts in
``results/evidence.json`` and the precisions that follow from them where the program reads them.

Every event is a chain of its own here, so that what is measured is the rule and not the linking of mentions. A claim
counts where the gold standard links the same two things: right, wrong, or vague (TimeBank-Dense alone says VAGUE).
"""
from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from benchmarks import results
from benchmarks.article_evidence import judged
from benchmarks.results import ROOT, SHARED, need, save
from benchmarks.timelines import cases_in
from timeline_service import languages
from timeline_service.evidence import CLOSURE, EVIDENCE
from timeline_service.model import Chain, Claim, Document, Event, MentionRef, Story, Timex
from timeline_service.pipeline import read
from timeline_service.schemas.article import Article
from timeline_service.service import document_of

# TimeML relation → sign of start(source) − start(target), where it has one
_STARTS = {
    "BEFORE": -1, "IBEFORE": -1, "INCLUDES": -1, "ENDED_BY": -1, "AFTER": 1, "IAFTER": 1, "IS_INCLUDED": 1, "ENDS": 1,
    "SIMULTANEOUS": 0, "IDENTITY": 0, "DURING": 0, "BEGINS": 0, "BEGUN_BY": 0,
}  # fmt: skip
_BACK = {
    "BEFORE": "AFTER", "IBEFORE": "IAFTER", "INCLUDES": "IS_INCLUDED", "ENDED_BY": "ENDS", "BEGINS": "BEGUN_BY",
    "SIMULTANEOUS": "SIMULTANEOUS", "IDENTITY": "IDENTITY", "DURING": "DURING", "VAGUE": "VAGUE",
}
_BACK |= {value: key for key, value in _BACK.items()}
_INSIDE = ("IS_INCLUDED", "SIMULTANEOUS", "IDENTITY", "DURING", "BEGINS", "BEGUN_BY", "ENDS")


def documents(corpus: str) -> Iterator[dict[str, Any]]:
    """The annotated documents of a corpus, with links between event and timex ids."""
    timebank = {d["id"]: d for d in results.rows(results.corpus("timebank"))}
    if corpus == "timebank_dense":
        for dense in results.rows(results.corpus(corpus)):
            base = timebank.get(dense["id"])
            if base is not None:
                links = [(link["eid1"], link["rel"], link["eid2"]) for link in dense["tlinks"]]
                yield {**base, "links": links}
        return
    for base in timebank.values() if corpus == "timebank" else results.rows(results.corpus(corpus)):
        eid = {event["eiid"]: event["eid"] for event in base["events"]}
        links = [(eid.get(a["id1"], a["id1"]), a["rel"], eid.get(a["id2"], a["id2"])) for a in base["tlinks"]]
        yield {**base, "links": links}


def verdict(claim: Claim, gold: str) -> str:
    """right, wrong or vague."""
    if gold == "VAGUE":
        return "vague"
    relation = claim.relation
    if relation in ("STARTS_WITHIN", "WITHIN", "ENDS_WITHIN"):
        return "right" if gold in _INSIDE or (relation == "ENDS_WITHIN" and gold == "ENDED_BY") else "wrong"
    if relation == "STARTS_BY":
        return "wrong" if gold in ("AFTER", "IAFTER") else "right"
    if relation == "STARTS_FROM":
        return "wrong" if gold in ("BEFORE", "IBEFORE", "INCLUDES") else "right"
    if relation == "STARTS_PAST":
        return "right" if gold in ("AFTER", "IAFTER") else "wrong"
    if relation in ("BEFORE", "AFTER", "STARTS_BEFORE", "STARTS_AFTER"):
        return "right" if _STARTS.get(gold) == (-1 if relation.endswith("BEFORE") else 1) else "wrong"
    if relation == "OVERLAPS":
        return "wrong" if gold in ("BEFORE", "AFTER", "IBEFORE", "IAFTER") else "right"
    if relation == "STARTS_WITH":
        return "right" if _STARTS.get(gold) == 0 else "wrong"
    return "other"


def measure(gold: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(rule, verdict, what it said) of every claim that the gold standard speaks of."""
    language = languages.load("en")
    document = document_of(Article().load({"text": gold["text"], "published_at": gold["dct"]}), longest=10**6)
    document = replace(read(document, language), id="d1")
    chains = tuple(Chain(event.id, (MentionRef("d1", event.id),)) for event in document.events)
    story = Story(documents=(document,), chains=chains)
    names = _names(document, gold)
    said = {(a, b): rel for a, rel, b in gold["links"]} | {(b, a): _BACK.get(rel, "") for a, rel, b in gold["links"]}
    for evidence in EVIDENCE:
        for claim in evidence(story, language):
            rel = said.get((names.get(claim.source, "?"), names.get(claim.target, "?")))
            if rel:
                yield claim.because.rule, verdict(claim, rel), f"{claim.because.note}  [{claim.relation}; gold {rel}]"


def _names(document: Document, gold: dict[str, Any]) -> dict[str, str]:
    """Our chain ids and timex ids → the gold ids of what stands at the same place."""
    names = {"d1/t0": "t0"}
    events = (document.events, "", "events", "eid")
    timexes = (document.timexes, "d1/", "timexes", "tid")
    for ours, prefix, theirs, key in (events, timexes):
        for mark in gold[theirs]:
            if mark.get("start") is None:
                continue
            for mine in ours:  # type: ignore[attr-defined]
                if _overlap(mine, mark["start"], mark["end"]):
                    names.setdefault(prefix + mine.id, mark[key])
    return names


def _overlap(mine: Event | Timex, start: int, end: int) -> bool:
    return mine.span is not None and mine.span.start < end and start < mine.span.end


# articles that rules are measured on; those that measure the whole, held out and of real dev, say nothing here
MEASURED = {
    "own": ROOT / "training" / "articles",
    "modelled": ROOT / "training" / "modelled",
    "newsroom": SHARED / "newsroom" / "dev",
    "seed": SHARED / "newsroom" / "seed",
    "real-train": SHARED / "newsroom" / "real" / "train",
    "wikinews-read": ROOT / "training" / "wikinews",
}
PRECISIONS = ROOT / "timeline_service" / "evidence" / "precisions.json"
# The gold orders what surely did not begin together, so it says nothing of how often a mere order of telling is one.
_ONLY_SHOWN = ("narrative/next", "aspect/begins", "aspect/continues")
# What follows from a status is as sure as the status. The gold says so of nearly every event, but where a stated date
# contradicts it, the date must be heard first.
_LAWS = {"status/occurred": 0.93, "status/ongoing": 0.88, "status/planned": 0.82,
         "status/possible": 0.82}  # fmt: skip
_PRIOR, _WEIGHT = 0.8, 10  # a rule with few claims judged is taken to be about as good as the rest


def write() -> None:
    """Count every claim, keep the counts, and write what each rule's precision is taken to be."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    firing: dict[str, set[str]] = defaultdict(set)
    gold_files = set()
    for name, folder in MEASURED.items():
        for id, request, path in cases_in(need(folder)):
            gold_files.add(path)
            for claim, result in judged(request, json.loads(path.read_text(encoding="utf-8"))):
                firing[claim.because.rule].add(id)
                if result in ("right", "wrong", "vague"):
                    counts[claim.because.rule][name][result] += 1
    for gold in documents("timebank_dense"):
        for rule, result, _ in measure(gold):
            firing[rule].add(gold["id"])
            if result in ("right", "wrong", "vague"):
                counts[rule]["timebank-dense"][result] += 1
    figures = {rule: _figures(counts[rule], len(firing[rule])) for rule in sorted(firing)}
    save("evidence", command="python -m benchmarks.evidence --write", gold=gold_files, figures=figures)
    precisions = {rule: precision_of(rule, figures[rule]) for rule in figures}
    PRECISIONS.write_text(json.dumps(precisions, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _figures(by_set: Mapping[str, Counter[str]], fires: int) -> dict[str, Any]:
    total = sum(by_set.values(), Counter())
    return {"documents": fires, "right": total["right"], "wrong": total["wrong"], "vague": total["vague"],
            "sets": {name: dict(sorted(found.items())) for name, found in sorted(by_set.items())}}  # fmt: skip


def precision_of(rule: str, figures: Mapping[str, Any]) -> float:
    """The share of a rule's judged claims that are right, drawn to that of all rules where few were judged."""
    if rule in _LAWS:
        return _LAWS[rule]
    share = (figures["right"] + _PRIOR * _WEIGHT) / (figures["right"] + figures["wrong"] + _WEIGHT)
    return round(min(share, CLOSURE - 0.1) if rule in _ONLY_SHOWN else share, 2)


def main() -> None:
    """Print a table: rule, share right of right and wrong, share right of all, counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", action="append", choices=("timebank_dense", "timebank", "aquaint"))
    parser.add_argument("--documents", type=int, default=None, help="at most so many a corpus")
    parser.add_argument("--errors", help="print the wrong claims of a rule")
    parser.add_argument("--write", action="store_true", help="keep the counts and the precisions")
    options = parser.parse_args()
    if options.write:
        write()
        return
    for corpus in options.corpus or ("timebank_dense", "timebank", "aquaint"):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for gold in list(documents(corpus))[: options.documents]:
            for rule, result, note in measure(gold):
                counts[rule][result] += 1
                if rule == options.errors and result != "right":
                    print(f"{gold['id']}: {result}: {note}")
        print(f"\n{corpus}\n{'rule':24} right/said  right/all   right wrong vague")
        for rule, found in sorted(counts.items()):
            said = found["right"] + found["wrong"]
            print(
                f"{rule:24} {found['right'] / max(said, 1):9.3f} {found['right'] / max(sum(found.values()), 1):10.3f}"
                f" {found['right']:7} {found['wrong']:5} {found['vague']:5}"
            )


if __name__ == "__main__":
    main()
