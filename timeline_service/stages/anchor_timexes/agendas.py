"""Agendas in prose: "On Tuesday jurors retire, and Kessia elects a president on Friday" tells of days to come.

One such sentence may be the caption of a picture; two days of the week, and no verb in the past among them, are a plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.calendar.expressions import Named
from timeline_service.model import Clause, Document

_FEWEST = 2  # days of the week


def is_to_come(clause: Clause) -> bool:
    """The future, or the present of an appointment."""
    plain = clause.is_plain_present and clause.modality in ("", "is to")
    return clause.tense == "FUTURE" or plain


def agendas(document: Document) -> frozenset[int]:
    """Numbers of the clauses of paragraphs that, with those beside them, say what comes on which day of the week."""
    block_of = {i: s.block for s in document.sentences if s.kind == "body" for i in range(s.first, s.last)}
    clauses: dict[int, list[Clause]] = {}
    for clause in document.clauses:
        if clause.head in block_of:
            clauses.setdefault(block_of[clause.head], []).append(clause)
    days = _weekdays(document)
    found: set[int] = set()
    run: list[int] = []
    for block in (*sorted(clauses), None):
        verbs = [c for c in clauses[block] if c.is_main] if block is not None else []
        if block is not None and verbs and all(map(is_to_come, verbs)) and block in days:
            run.append(block)
            continue
        if len({day for each in run for day in days[each]}) >= _FEWEST:
            found |= {clause.i for each in run for clause in clauses[each]}
        run = []
    return frozenset(found)


def _weekdays(document: Document) -> dict[int, set[int]]:
    """Block → the days of the week that it names without a date."""
    found: dict[int, set[int]] = {}
    for block, day in _named(document):
        found.setdefault(block, set()).add(day)
    return found


def _named(document: Document) -> Iterator[tuple[int, int]]:
    at = 0
    for timex in document.timexes:
        said = timex.expression
        if timex.span is None or not isinstance(said, Named) or said.weekday is None or said.day or said.month:
            continue
        while at < len(document.blocks) and document.blocks[at].span.end <= timex.span.start:
            at += 1
        yield at, said.weekday
