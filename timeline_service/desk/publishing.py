"""Publishing: at once, at a time that was planned, and taken back; what the history says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from timeline_service.desk.documents import is_canceled
from timeline_service.desk.transactions import Desk, NoTimeline
from timeline_service.faults import InputError
from timeline_service.store import StoredTimeline, due
from timeline_service.store.records import State

CANCELED = "The sender canceled its article. Add another article, or a new version of it."
_QUOTES = {"sentence": "the sentences of the articles shown to readers", "none": "no sentences of the articles shown"}


class Unpublishable(InputError):
    """What a timeline is to become does not fit; ``field`` says which of it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class _NotDue(Exception):
    """Somebody else published it, or changed the plan."""


def altered(timeline: StoredTimeline, wanted: Mapping[str, Any], *, by: str, now: datetime) -> StoredTimeline:
    """The timeline with another ``state``, ``quotes`` or ``publish_at``; raise :class:`Unpublishable`.

    Whoever publishes it or takes it back ends the plan to publish it. Where all is so already it is given as it was.
    """
    after = replace(timeline, **{name: wanted[name] for name in ("state", "quotes") if name in wanted})
    at = wanted.get("publish_at")
    if (at is not None or wanted.get("state") == "published") and any(map(is_canceled, timeline.documents)):
        raise Unpublishable("state" if at is None else "publish_at", CANCELED)
    if at is not None and after.state == "published":
        raise Unpublishable("publish_at", "It is published already. Only a draft can be published later.")
    if at is not None and at <= now:
        raise Unpublishable("publish_at", "This time is past. To publish it now, set its state.")
    if at is not None:
        after = replace(after, publish_at=at.astimezone(UTC), publish_by=by)
    elif {"state", "publish_at"} & set(wanted):
        after = replace(after, publish_at=None, publish_by=None)
    return timeline if after == timeline else replace(after, updated_at=now)


def told(before: StoredTimeline, after: StoredTimeline) -> str:
    """What :func:`altered` did, in words for the history."""
    said = []
    if after.state != before.state:
        said.append("published" if after.state == "published" else "taken back: a draft again")
    if after.quotes != before.quotes:
        said.append(_QUOTES[after.quotes])
    if after.publish_at is not None and (after.publish_at, after.publish_by) != (before.publish_at, before.publish_by):
        said.append(f"to be published on {_in_words(after.publish_at)}")
    if before.publish_at is not None and after.publish_at is None and after.state == "draft":
        said.append(f"no longer to be published on {_in_words(before.publish_at)}")
    return "; ".join(said)


def publish_due(desk: Desk, *, now: datetime, failed: Callable[[str, Exception], None]) -> int:
    """Publish the drafts whose time has come; give how many.

    Several servers over one store may call it at once: each draft is published by one of them, in one version. What its
    sender canceled meanwhile stays a draft, and the plan ends. One that cannot be published keeps no other from it:
    ``failed`` is told its id and why, and it is tried again the next time.
    """
    with desk.store.reading() as session:
        waiting = due(session, now=now)
    published = 0
    for id, newsroom in waiting:
        try:
            published += _published(desk, id, newsroom, now=now)
        except Exception as error:
            failed(id, error)
    return published


def _published(desk: Desk, id: str, newsroom: str, *, now: datetime) -> bool:
    def check(timeline: StoredTimeline) -> None:
        if timeline.state == "published" or timeline.publish_at is None or timeline.publish_at > now:
            raise _NotDue

    def make(timeline: StoredTimeline) -> StoredTimeline:
        state: State = "draft" if any(map(is_canceled, timeline.documents)) else "published"
        return replace(timeline, state=state, publish_at=None, updated_at=now)

    def what(before: StoredTimeline, after: StoredTimeline) -> str:
        assert before.publish_at is not None
        if after.state == "draft":
            return f"not published as planned: {CANCELED}"
        return f"published as planned for {_in_words(before.publish_at)}"

    try:
        planned = desk.own(id, newsroom=newsroom)
        by = planned.publish_by or ""
        desk.change(id, make, newsroom=newsroom, by=by, what=what, size=None, check=check, exact=False)
    except (_NotDue, NoTimeline):
        return False
    return True


def _in_words(at: datetime) -> str:
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
