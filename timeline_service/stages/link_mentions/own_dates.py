"""Dates that hang from a mention itself. A part of ``link_mentions``."""
from __future__ import annotations

from timeline_service.calendar.intervals import Interval
from timeline_service.model import Document, Timex


def own_dates(document: Document) -> dict[int, Interval]:
    """Token → the date that hangs from it: "Monday's vote", "struck on Oct. 7"; or it from: "1987, when it struck"."""
    found: dict[int, Timex] = {}
    inside = {i: t for i, t in document.timex_at.items() if t.interval is not None and t.type != "DURATION"}
    for token in document.tokens:
        if token.dep == "acl:relcl" and token.head < token.i and token.head in inside:
            found.setdefault(token.i, inside[token.head])
        before = token.i - 2 if token.i and document.tokens[token.i - 1].text == "," else token.i - 1
        if token.is_wh_adverb and token.head > token.i and before in inside:
            found.setdefault(token.head, inside[before])
        if token.i in inside and inside.get(token.head) is not inside[token.i]:
            found.setdefault(token.head, inside[token.i])
    return {i: timex.interval for i, timex in found.items() if timex.interval is not None}
