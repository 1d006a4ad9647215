"""Rows that repeat a weightier one in other words. A part of ``select_entries``.

Such rows are not joined: a chain shares its date, and a date shared in error does more harm than a row too many.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline_service.model import Entry, Story
from timeline_service.stages.annotate import load_sameness
from timeline_service.stages.link_mentions.likeness import Likeness, View, view_of

_REPEATS = 0.0  # log-odds, with the lenience of chains, from which a row counts as a repeat
_DONE = ("occurred", "ongoing")


class _Row:
    """An entry with what the heads saw of its main mention."""

    def __init__(self, entry: Entry, story: Story) -> None:
        ref = entry.chain.mentions[0]
        self.entry = entry
        self.view: View | None = view_of(story.event(ref), story.document(ref.document))


def without_repeats(entries: Iterable[Entry], story: Story, language: str) -> Iterator[Entry]:
    """The entries, the weightiest first, but for those that tell what one before them tells."""
    likeness, kept = Likeness(load_sameness(language)), list[_Row]()
    for entry in entries:
        row = _Row(entry, story)
        rivals = [other for other in kept if _may_be_one(entry, other.entry)]
        if not rivals or likeness.log_odds(row, rivals).max() <= _REPEATS:
            kept.append(row)
            yield entry


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Whether status and date let two entries be one event."""
    fits = one.status == other.status or (one.status in _DONE and other.status in _DONE)
    return fits and one.when.bounds.meets(other.when.bounds)
