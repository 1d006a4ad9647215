"""A timeline in the formats of others: one file each, and one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from timeline_service.exports import csv_rows, html, ical, jsonld, markdown, ninjs, plain_json, timelinejs
from timeline_service.ingest import NINJS


class Export(NamedTuple):
    """``write(timeline, texts=…)`` gives the text: the timeline as the API answers it, texts by document id."""

    name: str
    extension: str
    media_type: str
    write: Callable[..., str]


EXPORTS = (
    Export("json", "json", "application/json", plain_json.write),
    Export("html", "html", "text/html", html.write),
    Export("markdown", "md", "text/markdown", markdown.write),
    Export("csv", "csv", "text/csv", csv_rows.write),
    Export("timelinejs", "timelinejs.json", "application/vnd.timelinejs+json", timelinejs.write),
    Export("jsonld", "jsonld", "application/ld+json", jsonld.write),
    Export("ical", "ics", "text/calendar", ical.write),
    Export("ninjs", "ninjs.json", NINJS, ninjs.write),
)

__all__ = ["EXPORTS", "Export"]
