"""What an editor says of a stored timeline: each function takes one and gives the changed one, stored by nobody yet.

What was said is kept, not what came of it: the timeline is made again from its texts and all corrections.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from timeline_service import desk
from timeline_service.exports.corrections import in_words
from timeline_service.faults import InputError
from timeline_service.model import Anchor
from timeline_service.schemas.corrections import OF_THE_STORY
from timeline_service.store import StoredCorrection, StoredTimeline
from timeline_service.stories import Identities, grouped, is_apart, retouched

Said = Mapping[str, Any]  # one item of a request: kind → value, and the event
_MANY = ("before", "after", "split")  # kinds of which an event can have several
_OTHERS = ("merge", "before", "after")  # kinds whose value is another event
_TURNED = {"before": "after", "after": "before"}


class NoSuchEvent(InputError):
    """A correction of an event that the timeline does not have."""


class NoSuchCorrection(InputError):
    """A correction that is to be taken back and that the timeline does not have."""


class Unfit(InputError):
    """A correction that does not fit the timeline; ``kind`` is its field."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def corrected(
    timeline: StoredTimeline, said: Iterable[Said], *, by: str, now: datetime, given: int = 0
) -> StoredTimeline:
    """The timeline with corrections, all of them or none; their numbers are greater than ``given``.

    A later correction of a kind takes the place of an earlier one of the same event. Raises :class:`NoSuchEvent` and
    :class:`Unfit`.
    """
    before = timeline
    for each in said:
        given = max((given, *(known.number for known in timeline.corrections)))
        timeline = _with(timeline, each, by=by, now=now, given=given)
    old = {each.number for each in before.corrections}
    new = [desk.correction_of(stored) for stored in timeline.corrections if stored.number not in old]
    if (answer := retouched(before.answer, new, desk.corrections(timeline))) is not None:
        return replace(timeline, answer=answer, updated_at=now)
    return desk.remade(timeline, now=now)


def undone(timeline: StoredTimeline, numbers: Iterable[int], *, now: datetime) -> StoredTimeline:
    """The timeline without some corrections; raise :class:`NoSuchCorrection`."""
    gone = set(numbers)
    if missing := gone - {each.number for each in timeline.corrections}:
        raise NoSuchCorrection(f"No correction of this timeline has the number {min(missing)}.")
    rest = tuple(each for each in timeline.corrections if each.number not in gone)
    return desk.remade(replace(timeline, corrections=rest), now=now)


def changed(
    timeline: StoredTimeline, said: Collection[Said], undo: Collection[int], *, by: str, now: datetime
) -> StoredTimeline:
    """The timeline without some corrections, and then with others: all of it or nothing, as the two above.

    With neither it is the timeline as it was.
    """
    rest = undone(timeline, undo, now=now) if undo else timeline
    given = max((each.number for each in timeline.corrections), default=0)
    return corrected(rest, said, by=by, now=now, given=given) if said else rest


def events(timeline: StoredTimeline) -> dict[str, tuple[Anchor, ...]]:
    """The ids of its events, and where each is mentioned, after merges and splits; those too that are not shown."""
    known = Identities.of_data(timeline.identities).anchors
    return grouped(known, desk.corrections(timeline), place=lambda anchor: anchor)


def told(before: StoredTimeline, after: StoredTimeline) -> str:
    """What was corrected, and what it replaced, in words for the history."""
    kept = {each.number for each in after.corrections}
    old = {each.number for each in before.corrections}
    titles = desk.titles_of(before) | desk.titles_of(after)
    added = [each for each in after.corrections if each.number not in old]
    new = [in_words(asdict(each), titles, was=_was(before, each)) for each in added]
    replaced = {(each.kind, each.event) for each in added}
    gone = [
        f"taken back: {in_words(asdict(each), titles)}"
        for each in before.corrections
        if each.number not in kept and (each.kind, each.event) not in replaced
    ]
    return "; ".join([*new, *gone])


def _was(before: StoredTimeline, correction: StoredCorrection) -> Any:
    """What was shown before: of the event, else of the whole story."""
    answer = before.answer
    if not correction.event:
        return answer.get({"headline": "title"}.get(correction.kind, correction.kind))
    event = next((each for each in answer.get("events", ()) if each["id"] == correction.event), None)
    if event is None:
        return None
    return event if correction.kind == "date" else event.get(correction.kind)


def _with(timeline: StoredTimeline, said: Said, *, by: str, now: datetime, given: int) -> StoredTimeline:
    changes = {kind: value for kind, value in said.items() if kind not in ("event", "added")}
    corrections, event = list(timeline.corrections), str(said.get("event", ""))
    identities = Identities.of_data(timeline.identities)
    if "added" in said:
        event, added = _added(timeline, said["added"])
        if event not in identities.anchors:
            identities = _given(identities, event, added)
        changes = {"added": added, **changes}
    elif not set(changes) <= set(OF_THE_STORY):
        _check(timeline, event, changes)
    for number, (kind, value) in enumerate(changes.items(), start=given + 1):
        if kind == "split":
            identities = replace(identities, given=identities.given + 1)
            value = {**value, "id": f"e{identities.given}"}
        corrections = [each for each in corrections if not _is_replaced(each, kind, event, value)]
        corrections.append(StoredCorrection(number=number, kind=kind, event=event, value=value, by=by, at=now))
    return replace(timeline, corrections=tuple(corrections), identities=identities.as_data())


def _is_replaced(old: StoredCorrection, kind: str, event: str, value: Any) -> bool:
    """Whether an earlier correction gives way: the same kind of the same event, or the same pair in the other order."""
    if kind in _TURNED:
        pair = (old.event, old.value) if old.kind == kind else (old.value, old.event)
        return old.kind in _TURNED and pair in ((event, value), (value, event))
    return kind not in _MANY and (old.kind, old.event) == (kind, event)


def _check(timeline: StoredTimeline, event: str, changes: Said) -> None:
    known = events(timeline)
    if event not in known:
        raise NoSuchEvent(f"No event of this timeline has the id {event}.")
    for kind in _OTHERS:
        if kind in changes and (changes[kind] not in known or changes[kind] == event):
            raise Unfit(kind, "Not another event of this timeline.")
    if "split" in changes and {is_apart(anchor, changes["split"]) for anchor in known[event]} != {True, False}:
        raise Unfit("split", "Not one of several mentions of this event.")


def _added(timeline: StoredTimeline, words: Mapping[str, Any] | None) -> tuple[str, dict[str, Any]]:
    """The id of a row and what to keep of it; words of one event, found or once made by hand, are that event again."""
    new = f"e{Identities.of_data(timeline.identities).given + 1}"
    if words is None:
        return new, {}
    text = timeline.texts.get(words["document"])
    chosen = text[words["start"] : words["end"]] if text is not None and words["end"] <= len(text) else ""
    if text is None or not chosen.strip():
        raise Unfit("added", "These words are not in a document of this timeline.")
    start = words["start"] + len(chosen) - len(chosen.lstrip())
    end = words["end"] - len(chosen) + len(chosen.rstrip())
    inside = [
        id
        for id, anchors in events(timeline).items()
        if any(document == words["document"] and start <= first and last <= end for document, first, last in anchors)
    ]
    event = inside[0] if len(inside) == 1 else new
    return event, {"document": words["document"], "start": start, "end": end, "text": text[start:end]}


def _given(identities: Identities, event: str, added: Mapping[str, Any]) -> Identities:
    anchors: Sequence[Anchor] = [(added["document"], added["start"], added["end"])] if added else []
    return replace(identities, given=identities.given + 1, anchors={**identities.anchors, event: tuple(anchors)})
