"""The AI service "timeline": the events of an item, as tags of the group ``event``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import superdesk
from superdesk.errors import SuperdeskApiError
from superdesk.text_checkers.ai.base import AIServiceBase

from superdesk_timeline import configuration
from superdesk_timeline.item import DATES, Unreadable, article
from superdesk_timeline.service import NotAnswered, Service

SCHEME = "timeline"


class TimelineTags(AIServiceBase):
    """Reads an item, or searches the stored timelines."""

    name = "timeline"
    label = "Event timeline"

    def analyze(self, item: dict[str, Any], tags: dict[str, Any] | None = None) -> dict[str, Any]:
        """The events of an item in their order; ``tags`` are those that it has, and are not needed."""
        told = configuration.current()
        try:
            timeline = Service(told).extract(article({**_dates(item["guid"]), **item}, zone=told.zone))
        except Unreadable:
            return {"event": []}
        except NotAnswered as error:
            raise _refused(error) from error
        return {"event": [_tag(event, f"{item['guid']}#{event['id']}") for event in timeline["events"]]}

    def data_operation(self, verb: str, operation: str, name: str | None, data: dict[str, Any]) -> dict[str, Any]:
        """``search`` for the events of all stored timelines; the service has no others."""
        if operation != "search":
            raise SuperdeskApiError.badRequestError(f"[{self.name}] Events can be searched only, not: {operation}")
        try:
            found = Service(configuration.current()).find(data["term"])
        except NotAnswered as error:
            raise _refused(error) from error
        tags = [_tag(event, f"{event['timeline']}#{event['event']}") for event in found]
        return {"tags": {"event": tags}, "broader": {}}


def _dates(guid: str) -> dict[str, Any]:
    """When and where the archive has an item; the request to the AI endpoint has its text only."""
    stored = superdesk.get_resource_service("archive").find_one(req=None, _id=guid) or {}
    return {name: stored[name] for name in (*DATES, "dateline") if name in stored}


def _refused(error: NotAnswered) -> SuperdeskApiError:
    """422 is about the item, everything else about the service."""
    return (SuperdeskApiError.badRequestError if error.status == 422 else SuperdeskApiError.proxyError)(str(error))


def _tag(event: Mapping[str, Any], qcode: str) -> dict[str, Any]:
    when = event["when"]
    return {
        "name": f"{when['said']}: {event['title']}" if when.get("said") else event["title"],
        "qcode": qcode,
        "scheme": SCHEME,
        "source": "timeline-service",
        "altids": {SCHEME: qcode},
        "description": when["edtf"] or "",
    }
