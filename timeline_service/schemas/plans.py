"""What was planned and has come about is one row; what an earlier article announced of it is told with it."""

from __future__ import annotations

from typing import NamedTuple

from timeline_service.lookups.plans import announcing
from timeline_service.model import Entry, Story, Timex
from timeline_service.schemas.disputes import stated_dates


class Plan(NamedTuple):
    """The first article that told an event as a plan, and the date that it gave, if any."""

    document: str
    timex: Timex | None


def plan_of(story: Story, entry: Entry) -> Plan | None:
    """The plan of what has come about by now; None where no article told it as a plan alone."""
    announced = announcing(story, entry.chain)
    if not announced:
        return None
    first = min(announced, key=lambda id: (_published(story, id), story.place(id)))
    aside = (claim.target for claim in story.plans if claim.source == entry.chain.id)
    stated = (claim.target for claim, _ in stated_dates(story, entry))
    target = next((each for each in (*aside, *stated) if each.startswith(f"{first}/")), None)
    timexes = story.document(first).timexes if target is not None else ()
    return Plan(first, next((timex for timex in timexes if f"{first}/{timex.id}" == target), None))


def _published(story: Story, document: str) -> int:
    dct = story.document(document).dct
    return dct.interval.start or 0 if dct is not None and dct.interval is not None else 0
