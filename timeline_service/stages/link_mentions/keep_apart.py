"""What keeps two events of one kind in an article apart: an ordinal, "also"; and a plan from what came of it, or not.

A part of ``link_mentions``. The place of one event is named in many ways in an article ("in Nepal", "near Kathmandu"),
so places do not tell events apart here.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline_service.calendar.intervals import Interval
from timeline_service.model import HAPPENED, Document, Event, Token


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a mention stands, and what it says of its number: "a second", "also"."""

    sentence: int
    headline: bool
    ordinals: frozenset[str]
    again: bool


@dataclass(slots=True)
class Times:
    """When the mentions of one event have it: the latest start and the first end of their dates, in minutes; whether
    one is of the news, or of a time long before."""

    start: int | None = None
    end: int | None = None
    old: bool = False
    news: bool = False

    def add(self, date: Interval | None, *, old: bool, news: bool) -> None:
        """Take in what one more mention says."""
        self.old, self.news = self.old or old, self.news or news
        if date is not None:
            self.start = max((each for each in (self.start, date.start) if each is not None), default=None)
            self.end = min((each for each in (self.end, date.end) if each is not None), default=None)

    def meet(self, date: Interval) -> bool:
        """Whether a date shares a minute with the date of each."""
        late = date.start is not None and self.end is not None and self.end <= date.start
        return not late and (date.end is None or self.start is None or self.start < date.end)


def setting(event: Event, document: Document, words: Mapping) -> Setting:
    """The setting of one mention."""
    trigger = document.tokens[event.token]
    near = [trigger, *(document.tokens[p.token] for p in event.participants if p.role != "source")]
    counted = [c for word in (near[1:] if event.pos == "VERB" else near) for c in _phrase(word, document)]
    return Setting(
        sentence=event.sentence,
        headline=document.sentences[event.sentence].kind in ("headline", "heading"),
        ordinals=frozenset(c.text.lower() for c in counted) & words.get("ordinals", frozenset()),
        again=any(c.text.lower() in words.get("again", ()) for c in document.tree[trigger] if c.dep == "advmod"),
    )


def _phrase(head: Token, document: Document) -> Iterator[Token]:
    """The modifiers of a noun, and of the noun that it is of: "the body of a second miner"."""
    for child in document.tree[head]:
        if child.dep in ("amod", "det", "advmod"):
            yield child
        elif child.dep == "nmod":
            yield from (c for c in document.tree[child] if c.dep in ("amod", "det"))


def keeps_apart(one: Setting, other: Setting) -> bool:
    """Whether what two mentions of one kind say of themselves shows that they are two events."""
    later, earlier = (one, other) if one.sentence >= other.sentence else (other, one)
    added = later.again and later.sentence > earlier.sentence
    return not (one.headline or other.headline) and (added or one.ordinals != other.ordinals)


def status_fits(one: Event, other: Event) -> bool:
    """Whether two mentions may be one event by their status."""
    return one.status == other.status or (one.status in HAPPENED and other.status in HAPPENED)
