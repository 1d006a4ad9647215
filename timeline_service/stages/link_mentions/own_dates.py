"""Dates that hang from a mention itself. A part of ``link_mentions``."""
from __future__ import annotations

from timeline_service.calendar.intervals import Interval
from timeline_service.model import Document


def own_dates(document: Document) -> dict[int, Interval]:
    """Token → the date that hangs from it: "Monday's vote", "struck on Oct. 7"; or it from: "1987, when it struck"."""
    found: dict[int, Interval] = {}
    told = [(t.span, t.interval) for t in document.timexes if t.span and t.interval and t.type != "DURATION"]
    told.sort(key=lambda date: date[0], reverse=True)
    inside: dict[int, Interval] = {}
    for token in document.tokens:
        while told and told[-1][0].end <= token.start:
            told.pop()
        head = document.tokens[token.head]
        if token.dep == "acl:relcl" and token.head in inside:
            found.setdefault(token.i, inside[token.head])
        before = token.i - 2 if token.i and document.tokens[token.i - 1].text == "," else token.i - 1
        if token.is_wh_adverb and token.head > token.i and before in inside:
            found.setdefault(token.head, inside[before])
        if not told or token.start < told[-1][0].start:
            continue
        span, inside[token.i] = told[-1]
        if not span.start <= head.start < span.end:
            found.setdefault(head.i, inside[token.i])
    return found
