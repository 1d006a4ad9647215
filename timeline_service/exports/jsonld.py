"""JSON-LD in the words of schema.org: a list of what happened, each with the date that is known and no finer one.

A row is a ``CreativeWork`` with its ``temporalCoverage``, based on the article: search engines read schema.org's
``Event`` as something to attend, and ask for its place and its tickets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from timeline_service.exports import words
from timeline_service.exports.ends import ends, iso


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """An ``ItemList``; ``<`` is escaped, so that it can stand in a ``script`` element."""
    answer: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        **({"name": timeline["title"]} if timeline["title"] else {}),
        **({"description": timeline["intro"]} if timeline.get("intro") else {}),
        "inLanguage": timeline["language"],
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(timeline["events"]),
        "itemListElement": [
            {"@type": "ListItem", "position": event["rank"], "item": _event(timeline, event, texts)}
            for event in timeline["events"]
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def _event(timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    first, last = ends(event) if event["placement"] == "dated" else (None, None)
    source = words.source(timeline, event)
    item: dict[str, Any] = {"@type": "CreativeWork", "name": event["title"]}
    if first:
        item["temporalCoverage"] = f"{iso(first)}/{iso(last)}" if last else iso(first)
    if event["status"] != "occurred":
        item["creativeWorkStatus"] = words.STATUSES[event["status"]]
    parts = [words.when(event), words.STATUSES[event["status"]]]
    if event["attribution"]:
        parts.append(words.according(event))
    if event.get("source"):
        parts.append(f"source: {event['source']}")
    if others := words.disputed(timeline, event):
        parts.append(f"sources differ on the date: {others}")
    if sentence := words.sentence(event, texts):
        parts.append(sentence)
    item["description"] = "; ".join(parts)
    if event.get("text"):
        item["text"] = event["text"]
    if event.get("image"):
        item["image"] = event["image"]["url"]
    if event.get("link"):
        item["citation"] = {"@type": "CreativeWork", "url": event["link"]["url"]}
    if source and source["url"]:
        item["isBasedOn"] = {"@type": "NewsArticle", "url": source["url"]}
    return item
