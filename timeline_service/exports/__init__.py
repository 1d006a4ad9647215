"""A timeline in the formats of others: one file each, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from timeline_service.exports import csv_rows, html, ical, jsonld, markdown, ninjs, plain_json, timelinejs
from timeline_service.exports.web_addresses import with_web_addresses
from timeline_service.ingest import NINJS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Export(NamedTuple):
    """A format: its name, the extension of its files, its media type, and what writes it."""

    name: str
    extension: str
    media_type: str
    writer: Callable[..., Any]

    def write(self, timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> Any:
        """The text, of a workbook the bytes, of a timeline as the API answers it.

        No other addresses leave than those of the web. Sentences are quoted from ``texts``, by document id.
        """
        return self.writer(with_web_addresses(timeline), texts=texts)


def _workbook(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> bytes:
    from timeline_service.exports import xlsx  # openpyxl is loaded where somebody wants a workbook

    return xlsx.write(timeline, texts=texts)


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
FILES = (*EXPORTS, Export("xlsx", "xlsx", XLSX, _workbook))

__all__ = ["EXPORTS", "FILES", "XLSX", "Export", "with_web_addresses"]
