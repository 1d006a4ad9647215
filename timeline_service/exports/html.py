"""HTML: a timeline as an ordered list that reads without any script or style.

Everything that comes from an article is escaped. ``<time datetime>`` stands only where HTML has a form for the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from timeline_service.exports import words

_VALID = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_templates = Environment(
    loader=PackageLoader("timeline_service.exports"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The ``<ol>`` of a timeline. ``texts`` maps document ids to texts whose sentences may be quoted."""
    titles = {event["id"]: event["title"] for event in timeline["events"]}
    orders: dict[str, list[str]] = {id: [] for id in titles}
    for each in timeline["relations"]:
        if each["origin"] == "stated" and each["source"] in orders and each["target"] in titles:
            orders[each["source"]].append(f"{_VERBS[each['type']]} “{titles[each['target']]}”")
    rows = [
        {
            "event": event,
            "when": words.when(event),
            "datetime": _datetime(event["when"]),
            "status": words.STATUSES[event["status"]],
            "disputed": words.disputed(timeline, event),
            "sources": list(_sources(event, texts)),
            "order": orders[event["id"]],
        }
        for event in timeline["events"]
    ]
    return _templates.get_template("timeline.html").render(rows=rows)


_VERBS = {
    "BEFORE": "before",
    "AFTER": "after",
    "IBEFORE": "right before",
    "IAFTER": "right after",
    "INCLUDES": "during it came",
    "IS_INCLUDED": "during",
    "SIMULTANEOUS": "at the same time as",
    "BEGINS": "at the beginning of",
    "BEGUN_BY": "began with",
    "ENDS": "at the end of",
    "ENDED_BY": "ended with",
}


def _datetime(when: Mapping[str, Any]) -> str | None:
    if when.get("earliest_time") and when["granularity"] == "minute":
        return str(when["earliest_time"])
    return when["edtf"] if when["edtf"] and _VALID.fullmatch(when["edtf"]) else None


def _sources(event: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[Markup]:
    seen = set()
    for mention in event["mentions"]:
        sentence, text = mention["sentence"], texts.get(mention["document"])
        if text is None or (key := (mention["document"], sentence["start"])) in seen:
            continue
        seen.add(key)
        parts = (sentence["start"], mention["start"], mention["end"], sentence["end"])
        before, words_, after = (text[start:end] for start, end in pairwise(parts))
        yield Markup("{}<mark>{}</mark>{}").format(before, words_, after)
