"""What keeps two events of one kind apart: place, day, an ordinal, "also"; and a plan from what came of it, or not.

A part of ``link_mentions``. Within an article the place of one event is named in many ways ("in Nepal", "near
Kathmandu"), so places tell events apart only across articles; there the dates may also contradict each other.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.model import Document, Event, Token

_COMMITTED = ("occurred", "ongoing")
_AHEAD = ("planned", "possible")
_DISPUTED = 4 * MINUTES_A_DAY  # further apart, two articles do not date one event
_PLACES = ("GPE", "LOC")
_PHRASES = ("obl", "nmod", "nmod:desc", "appos", "compound")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a mention sets its event, and what it says of its number: "a second", "also".

    ``at`` is the publication of its article, minutes; ``names`` are lower-case names of who takes part.
    """

    document: str
    at: int | None
    sentence: int
    headline: bool
    date: Interval | None
    places: frozenset[str]
    names: frozenset[str]
    ordinals: frozenset[str]
    again: bool


def setting(event: Event, document: Document, date: Interval | None, words: Mapping) -> Setting:
    """The setting of one mention."""
    dct = document.dct.interval if document.dct else None
    near = [document.tokens[event.token], *(document.tokens[p.token] for p in event.participants if p.role != "source")]
    under = [c for word in near for c in document.tree[word]]
    heads = near[1:] if event.pos == "VERB" else near
    counted = [c for word in heads for c in _phrase(word, document)]
    return Setting(
        document=document.id,
        at=dct.start if dct else None,
        sentence=event.sentence,
        headline=document.sentences[event.sentence].kind in ("headline", "heading"),
        date=date,
        places=frozenset(_name(c, document) for c in under if _is_place(c, document, words)),
        names=frozenset(
            word.lemma.lower() for head in near[1:] for word in (head, *document.tree[head])
            if word.pos == "PROPN" and word.entity not in _PLACES
        ),
        ordinals=frozenset(c.text.lower() for c in counted) & words.get("ordinals", frozenset()),
        again=any(c.text.lower() in words.get("again", ()) for c in document.tree[near[0]] if c.dep == "advmod"),
    )  # fmt: skip


def _name(head: Token, document: Document) -> str:
    parts = (head, *(c for c in document.tree[head] if c.dep in ("flat", "compound") and c.pos == "PROPN"))
    return " ".join(part.lemma.lower() for part in sorted(parts, key=lambda part: part.i))


def _is_place(word: Token, document: Document, words: Mapping) -> bool:
    """A place by its kind, or a name behind a preposition of place: "died on Mount Orl"."""
    if not word.dep.startswith(_PHRASES):
        return False
    case = next((c.text.lower() for c in document.tree[word] if c.dep == "case"), "")
    named = word.pos == "PROPN" and word.entity not in ("PERSON", "ORG") and case in words.get("placing", ())
    return word.entity in _PLACES or (named and not any(t.span and t.span.covers(word.span) for t in document.timexes))


def _phrase(head: Token, document: Document) -> Iterator[Token]:
    """The modifiers of a noun, and of the noun that it is of: "the body of a second miner"."""
    for child in document.tree[head]:
        if child.dep in ("amod", "det", "advmod"):
            yield child
        elif child.dep == "nmod":
            yield from (c for c in document.tree[child] if c.dep in ("amod", "det"))


def keeps_apart(one: Setting, other: Setting) -> bool:
    """Whether what two mentions of one kind say of themselves shows that they are two events."""
    if one.document == other.document:
        later, earlier = (one, other) if one.sentence >= other.sentence else (other, one)
        added = later.again and later.sentence > earlier.sentence
        return not (one.headline or other.headline) and (added or one.ordinals != other.ordinals)
    shared = not one.places.isdisjoint(other.places) or not one.names.isdisjoint(other.names)
    if one.places and other.places and not shared:
        return True
    apart, unsure = _between(one.date, other.date)
    return apart > max(_DISPUTED, unsure)


def _between(one: Interval | None, other: Interval | None) -> tuple[int, int]:
    """Minutes between two dates, and how long the longer of them is: sources err by a day, or by a year."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return 0, 0
    gaps = ((other.start or 0) - (one.end or 0), (one.start or 0) - (other.end or 0))
    return max(0, *gaps), max((each.end or 0) - (each.start or 0) for each in (one, other))


def status_fits(one: Event, other: Event, where: Setting, there: Setting) -> bool:
    """Whether two mentions may be one event by their status; what one article plans, a later one may tell as done."""
    if one.status == other.status or (one.status in _COMMITTED and other.status in _COMMITTED):
        return True
    pairs = ((one, where, other, there), (other, there, one, where))
    return any(_comes_true(plan, before, done, after) for plan, before, done, after in pairs)


def _comes_true(plan: Event, before: Setting, done: Event, after: Setting) -> bool:
    if plan.status not in _AHEAD or done.status not in _COMMITTED or before.document == after.document:
        return False
    if before.at is None or after.at is None or before.at > after.at or before.date is None:
        return False
    if after.date is not None:
        return before.date.meets(after.date)
    return before.date.start is not None and before.date.start <= after.at
