"""A timeline as an Atom feed (RFC 4287), for readers who follow it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from timeline_service.exports import words
from timeline_service.ingest.characters import held_by_xml

_ATOM = "http://www.w3.org/2005/Atom"


def write(answer: Mapping[str, Any], *, address: str, by: str, updated: Mapping[str, datetime], at: datetime) -> bytes:
    """The feed of an answer for readers, published ``by`` somebody.

    ``updated`` says when the row of each event was last changed. The entry that changed last comes first. Ids are
    addresses: they stay while the event does. A title says too who says so, and of what did not happen, or has not yet,
    that it is so: readers of feeds see it alone.
    """
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", answer["language"])
    _add(feed, "id", address)
    _add(feed, "title", answer["title"] or "Timeline")
    if answer.get("intro"):
        _add(feed, "subtitle", answer["intro"])
    _add(feed, "updated", at.isoformat())
    _add(_add(feed, "author"), "name", by)
    _add(feed, "link", rel="self", href=f"{address}.atom", type="application/atom+xml")
    _add(feed, "link", rel="alternate", href=address, type="text/html")
    for event in sorted(answer["events"], key=lambda each: (updated.get(each["id"], at), -each["rank"]), reverse=True):
        entry = _add(feed, "entry")
        _add(entry, "id", f"{address}#{event['id']}")
        _add(entry, "title", words.headline(event))
        _add(entry, "updated", updated.get(event["id"], at).isoformat())
        _add(entry, "link", rel="alternate", href=f"{address}#{event['id']}", type="text/html")
        said = f"Source: {event['source']}" if event.get("source") else None
        told = [words.line(answer, event), event.get("text"), said]
        _add(entry, "content", "\n".join(filter(None, told)), type="text")
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = None if text is None else held_by_xml(text)
    return child
