"""Rows that repeat a weightier one in other words. A part of ``select_entries``.

Such rows are not joined: a chain shares its date, and a date shared in error does more harm than a row too many.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from timeline_service.model import Entry, Story
from timeline_service.stages.annotate import load_sameness
from timeline_service.stages.link_mentions.likeness import Likeness, View, view_of

_REPEATS = 0.0  # log-odds from which a row counts as a repeat
_DONE = ("occurred", "ongoing")


class _Row:
    """An entry with what the heads saw of its main mention."""

    def __init__(self, entry: Entry, story: Story) -> None:
        ref = entry.chain.mentions[0]
        self.entry, self.alone = entry, len(entry.chain.mentions) == 1
        self.event, self.document = story.event(ref), story.document(ref.document)
        self.view: View | None = view_of(story.event(ref), story.document(ref.document))


def without_repeats(entries: Iterable[Entry], story: Story, language: str) -> Iterator[Entry]:
    """The entries, the weightiest first, but for those that tell what one before them tells in the same article.

    Of two articles nothing says so here: what they tell alike is joined.
    """
    likeness, kept = Likeness(load_sameness(language)), defaultdict[str, list[_Row]](list)
    for entry in entries:
        row = _Row(entry, story)
        rivals = [other for other in kept[row.document.id] if _may_be_one(entry, other.entry)]
        if any(_is_argument(row, other) for other in rivals):
            continue
        if not rivals or likeness.log_odds(row, rivals).max() <= _REPEATS:
            kept[row.document.id].append(row)
            yield entry


def _is_argument(one: _Row, other: _Row) -> bool:
    """Whether one row is told by a noun alone, and the other by the verb that says how real that is.

    "The treaty shall enter into force" is one plan.
    """
    for noun, verb in ((one, other), (other, one)):
        if noun.event.pos != "NOUN" or verb.event.pos != "VERB" or not noun.alone:
            continue
        governed = noun.entry.status == verb.entry.status and noun.entry.status not in _DONE
        if governed and noun.entry.when.edtf == verb.entry.when.edtf:
            token = noun.document.tokens[noun.event.token]
            if token.head == verb.event.token and token.dep in ("nsubj", "nsubj:pass", "obj"):
                return True
    return False


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Whether status and date let two entries be one event."""
    fits = one.status == other.status or (one.status in _DONE and other.status in _DONE)
    return fits and one.when.bounds.meets(other.when.bounds)
