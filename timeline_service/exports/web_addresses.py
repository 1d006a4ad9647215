"""A timeline without addresses that are none of the web: articles may come with ``javascript:`` or ``data:``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline_service.addresses import is_web_address

_OWN = ("link", "image")


def with_web_addresses(timeline: Mapping[str, Any]) -> dict[str, Any]:
    """The same timeline; ``url`` of a document is None, ``link`` and ``image`` of an event are left out, else."""
    documents = [
        {**document, "url": document["url"] if is_web_address(document.get("url") or "") else None}
        for document in timeline["documents"]
    ]
    return {**timeline, "documents": documents, "events": [_event(event) for event in timeline["events"]]}


def _event(event: Mapping[str, Any]) -> Mapping[str, Any]:
    wrong = [name for name in _OWN if event.get(name) and not is_web_address(event[name].get("url") or "")]
    return {name: value for name, value in event.items() if name not in wrong} if wrong else event
