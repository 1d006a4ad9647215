"""The macro "Event timeline"."""

from __future__ import annotations

from typing import Any

from superdesk_timeline import configuration, embed
from superdesk_timeline.item import article, words
from superdesk_timeline.service import Service


def add_timeline(item: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Store the item as a timeline, or renew the one it has, and put the code that shows it into a custom field."""
    told = configuration.current()
    service = Service(told)
    story = service.keep(f"superdesk:{item['guid']}", article(item, zone=told.zone))
    if told.publish and story["state"] != "published" and story["events"]:
        story = service.publish(story)
    published = story["state"] == "published"
    listed = service.listed(story, as_readers=published)
    shown = embed.followed(service.address, story, listed) if published else embed.still(service.address, listed)
    title = story["title"] or words(item.get("headline") or "")
    extra = dict(item.get("extra") or {})
    extra.pop(told.field, None)
    if story["events"]:
        extra[told.field] = {"embed": shown, "description": title}
    extra[f"{told.field}_id"] = story["id"]
    item["extra"] = extra
    return item


name = "event_timeline"
label = "Event timeline"
callback = add_timeline
access_type = "frontend"
action_type = "direct"
