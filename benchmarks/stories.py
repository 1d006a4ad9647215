"""How well articles become one story: which mentions are joined, which rows repeat, which disputes are false.

  python -m benchmarks.stories [--set held-out training seeds meantime clusters] [--readings FOLDER] [--details]

Each story of the folders is told as one by ``stories.make``, as a stored timeline is. A row tells the marked event that
most of its marked mentions tell; another row shown that tells it too is a duplicate. A dispute is false where no two
articles date that event apart. ``meantime`` is the cross-document coreference of two topics of MEANTIME, 30 articles
each. ``clusters`` are the incidents of EventStoryLine, which marks no coreference: there two mentions count as one
event where they share the word and the annotators anchored both to one day, and a joined pair is wrong where they
anchored its mentions to two days; pairs without anchors count for nothing.
"""
from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from benchmarks import results
from benchmarks.joins import Counts, Marked, b_cubed, pairs, rows_of, told_together
from benchmarks.results import ROOT, save
from benchmarks.shapes import LONGEST
from timeline_service import seeding
from timeline_service.calendar.edtf import parse_edtf
from timeline_service.calendar.intervals import Interval
from timeline_service.model import Document, Span
from timeline_service.schemas.article import Article
from timeline_service.service import document_of
from timeline_service.stories import Identities, Reading, make

FOLDERS = {"held-out": ROOT / "benchmarks" / "held_out_stories", "training": ROOT / "training" / "stories"}
CORPORA = {"meantime": ("meantime", "meantime_crossdoc"), "clusters": ("eventstoryline",)}
SETS = (*FOLDERS, *CORPORA)
_ON = ("IS_INCLUDED", "SIMULTANEOUS", "DURING", "BEGUN_BY")  # what anchors an event to a date
_DAY = 10  # characters of a TIMEX3 value that names a day
_SAME_BEGINNING = 4  # letters
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One story: its articles, and the mentions marked in them."""

    name: str
    documents: tuple[Document, ...]
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated(Case):
    """One story with what an editor expects: event id → what each article that tells it says of it."""

    events: Mapping[str, Sequence[Mapping[str, Any]]]


def annotated(folder: Path) -> Iterator[Annotated]:
    """The stories of a folder, each a folder of seeds."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        documents, marked, events = [], [], defaultdict(list)
        for n, seed in enumerate(seeding.read(place), start=1):
            document = _document(f"d{n}", seed.article)
            documents.append(document)
            for event in seed.events:
                marked += [Marked(document.id, span, event["id"]) for span in seed.spans(event)]
                events[event["id"]].append(event)
        yield Annotated(name=place.name, documents=tuple(documents), marked=tuple(marked), events=events)


def _document(id: str, article: Mapping[str, Any]) -> Document:
    known = {name: value for name, value in article.items() if value}
    try:
        document = document_of(Article().load(known), longest=LONGEST)
    except ValidationError:  # some creation times of the corpora are no dates
        document = document_of(Article().load({**known, "published_at": None}), longest=LONGEST)
    return replace(document, id=id)


def meantime() -> Iterator[Case]:
    """The topics of which MEANTIME marks coreference across articles."""
    texts, chains = (results.rows(results.corpus(name)) for name in CORPORA["meantime"])
    known = {row["id"]: row for row in texts}
    topics: dict[str, list[Marked]] = defaultdict(list)
    for row in chains:
        mentions = (Marked(m["doc"], Span(m["start"], m["end"]), row["instance"]) for m in row["mentions"])
        topics[row["topic"]] += mentions
    for topic, marked in topics.items():
        ids = sorted({each.document for each in marked}, key=lambda id: (known[id]["dct"], id))
        articles = ({"text": known[id]["full_text"], "published_at": known[id]["dct"]} for id in ids)
        documents = tuple(_document(id, article) for id, article in zip(ids, articles, strict=True))
        yield Case(name=topic, documents=documents, marked=tuple(marked))


def clusters() -> Iterator[Case]:
    """The incidents of EventStoryLine; the event of a mention is ``word day``, its beginning and its anchor."""
    topics: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in results.rows(results.corpus("eventstoryline")):
        topics[row["id"].split("_")[0]].append(row)
    for topic, rows in topics.items():
        rows.sort(key=lambda row: (row["dct"] or "", row["id"]))
        documents = (_document(row["id"], {"text": row["text"], "published_at": row["dct"]}) for row in rows)
        marked = tuple(each for row in rows for each in _anchored(row))
        yield Case(name=topic, documents=tuple(documents), marked=marked)


def _anchored(row: Mapping[str, Any]) -> Iterator[Marked]:
    days = {each["tid"]: each["value"] for each in (*row["timexes"], *row.get("empty_timexes", ()))}
    days = {id: value for id, value in days.items() if value and len(value) == _DAY and value.count("-") == 2}
    own: dict[str, set[str]] = defaultdict(set)
    for link in row["tlinks"]:
        event, day = (link["id1"], link["id2"]) if link["id2"] in days else (link["id2"], link["id1"])
        turned = link["rel"] == "INCLUDES" and link["id1"] == day
        if day in days and (turned or (link["rel"] in _ON and link["id1"] == event)):
            own[event].add(days[day])
    for event in row["events"]:
        if len(own[event["eid"]]) == 1:
            word = event["text"].lower()[:_SAME_BEGINNING]
            yield Marked(row["id"], Span(event["start"], event["end"]), f"{word} {min(own[event['eid']])}")


def told(case: Case, readings: Path | None) -> tuple[Answer, list[Answer]]:
    """The answer and the rows left out; what is read of the articles is kept in ``readings`` while the reader stays."""
    store = readings / case.name if readings else None
    kept = {}
    if store and store.exists():
        for path in store.glob("*.reading"):
            reader, article, data = path.read_bytes().split(b"\n", 2)
            kept[path.stem] = Reading(reader=reader.decode(), article=article.decode(), data=data)
    made = make(case.documents, [], Identities({}), kept, id=case.name)
    if store:
        store.mkdir(parents=True, exist_ok=True)
        for id, each in made.readings.items():
            head = f"{each.reader}\n{each.article}\n".encode()
            (store / f"{id}.reading").write_bytes(head + each.data)
    return made.answer, list(made.left_out)


def measure(name: str, readings: Path | None, *, details: bool) -> Answer:
    """The figures of one set of stories."""
    if name in FOLDERS:
        return _measure_annotated(annotated(FOLDERS[name]), readings, details=details)
    total = Counts(0, 0, 0)
    for case in meantime() if name == "meantime" else clusters():
        answer, rest = told(case, readings)
        home = rows_of([*answer["events"], *rest], case.marked)
        counts = _weakly(pairs(case.marked, home), home) if name == "clusters" else pairs(case.marked, home)
        total += counts
        if details:
            print(case.name, counts)
            _list(case, home)
    return {"pairs": total.figures()}


def _weakly(counts: Counts, home: Mapping[Marked, str]) -> Counts:
    """What is joined of one day under two words is neither right nor wrong."""
    days = {each: _of_its_day(each) for each in home}
    apart = pairs(list(days.values()), {days[each]: row for each, row in home.items()})
    return Counts(counts.right + apart.joined - apart.right, counts.right, counts.gold)


def _of_its_day(each: Marked) -> Marked:
    """The mention as one of its day, under any word."""
    return each._replace(event=each.event.rsplit(" ", 1)[-1])


def _measure_annotated(cases: Iterator[Annotated], readings: Path | None, *, details: bool) -> Answer:
    stories = {}
    for case in cases:
        answer, rest = told(case, readings)
        home = rows_of([*answer["events"], *rest], case.marked)
        counts, own = pairs(case.marked, home), _counted(case, answer, home)
        stories[case.name] = {"pairs": counts.figures(), **own}
        if details:
            print(case.name, counts.figures(), dict(own))
            _list(case, home)
    return {**told_together(stories.values()), "stories": stories}


def _counted(case: Annotated, answer: Answer, home: Mapping[Marked, str]) -> Counter[str]:
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for each, row in home.items():
        told[row][each.event] += 1
    rows = {row["id"]: row for row in answer["events"]}
    tells = {id: told[id].most_common(1)[0][0] for id in rows if id in told}
    precision, recall = b_cubed(home, {each: each.event for each in home})
    found: Counter[str] = Counter({
        "rows": len(rows), "telling": len(tells), "repeating": len(tells) - len(set(tells.values())),
        "marked": len(case.marked), "marked_found": len(home), "b_precision": precision, "b_recall": recall,
    })  # fmt: skip
    for id, row in rows.items():
        disputed = bool(row["disputed"])
        found["disputes"] += disputed
        found["false_disputes"] += disputed and not (id in tells and _dated_apart(case.events[tells[id]]))
        if id in tells:
            fine = {edtf for event in case.events[tells[id]] for edtf in _readings(event)}
            dated = any(event.get("granularity") for event in case.events[tells[id]])
            found["dated"] += dated
            found["exact"] += dated and row["when"]["edtf"] in fine
    return found


def _readings(event: Mapping[str, Any]) -> Iterator[str]:
    yield from (event["when"],) if event.get("when") else ()
    yield from event.get("when_also", ())


def _dated_apart(events: Sequence[Mapping[str, Any]]) -> bool:
    """Whether two articles date an event so that no day is common to both."""
    dates: list[Interval] = [parse_edtf(event["when"]) for event in events if event.get("when")]
    return any(not one.meets(other) for n, one in enumerate(dates) for other in dates[n + 1 :])


def _list(case: Case, home: Mapping[Marked, str]) -> None:
    """Rows that mix events, and events that are spread over rows, with their words."""
    texts = {document.id: document.text for document in case.documents}
    rows, events = defaultdict(list), defaultdict(list)
    for each, row in home.items():
        rows[row].append(each)
        events[each.event].append(each)

    def words(each: Marked) -> str:
        return f"{each.document}:{texts[each.document][each.span.start - 20 : each.span.end + 20]!r}"

    for row, mentions in rows.items():
        if len({each.event for each in mentions}) > 1:
            print(f"  mixed {row}: ", *(f"{each.event} {words(each)}" for each in mentions), sep="\n      ")
    for event, mentions in events.items():
        if len({home[each] for each in mentions}) > 1:
            print(f"  apart {event}: ", *(f"{home[each]} {words(each)}" for each in mentions), sep="\n      ")


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", nargs="+", default=list(SETS), choices=SETS)
    parser.add_argument("--readings", type=Path, help="keep what was read of the articles in this folder")
    parser.add_argument("--details", action="store_true", help="every row that mixes events, every event apart")
    chosen = parser.parse_args(arguments)
    for name in chosen.set:
        figures = measure(name, chosen.readings, details=chosen.details)
        print(name, json.dumps({key: value for key, value in figures.items() if key != "stories"}))
        gold = sorted(FOLDERS[name].rglob("*.toml")) if name in FOLDERS else map(results.corpus, CORPORA[name])
        save(f"stories-{name}", command=f"python -m benchmarks.stories --set {name}", gold=gold, figures=figures)


if __name__ == "__main__":
    main()
