"""HTML: a timeline as an ordered list that reads without any script or style.

Everything that comes from an article is escaped and labelled with its language; the rest is English.
``<time datetime>`` stands only where HTML has a form for the date.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from timeline_service.exports import words
from timeline_service.exports.ends import is_likely
from timeline_service.exports.extent import extent_in_words
from timeline_service.exports.reasons import with_reasons

_VALID = re.compile(r"(?!0000)\d{4}(-(0\d|1[0-2])(-\d\d(T\S+)?)?)?")  # no season, no year before 1
_templates = Environment(
    loader=PackageLoader("timeline_service.exports"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """The ``<ol>`` of a timeline, with an editor's introduction before it, and behind it how many rows were left out.

    ``texts`` maps document ids to texts whose sentences may be quoted.
    """
    rows = [
        {
            "event": event,
            "when": words.when(event),
            "datetime": None if is_likely(event) else _datetime(event["when"]),
            "status": words.STATUSES[event["status"]],
            "speaker": words.speaker(event) if event["attribution"] else "",
            "disputed": words.disputed(timeline, event),
            "sources": list(_sources(event, texts)),
            "reasons": event["reasons"],
        }
        for event in with_reasons(timeline)["events"]
    ]
    known = {
        "language": timeline["language"], "intro": timeline.get("intro"), "prefix": _prefix(timeline),
        "extent": extent_in_words(timeline),
    }  # fmt: skip
    return _templates.get_template("timeline.html").render(rows=rows, **known)


def _prefix(timeline: Mapping[str, Any]) -> str:
    """What tells the ids of one timeline from those of another on the same page."""
    told = "\n".join([timeline["id"] or "", *(document["text_sha256"] for document in timeline["documents"])])
    return f"t{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def _datetime(when: Mapping[str, Any]) -> str | None:
    timed = when["granularity"] == "minute" and when.get("earliest_time")
    date: str = timed or when["edtf"] or ""
    return date if _VALID.fullmatch(date) else None


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
