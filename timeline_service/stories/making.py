"""Documents and corrections → the timeline, by the stages of ``TELL``, with what editors said between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from timeline_service.exports.reasons import with_reasons, with_reasons_of
from timeline_service.ingest import language_of
from timeline_service.model import Document, Language, Span, Story
from timeline_service.pipeline import TELL, tell_alone
from timeline_service.schemas.answers import Answer, left_out, timeline
from timeline_service.service import read_document, reader_version
from timeline_service.stages.gather_claims import gather_claims
from timeline_service.stages.select_entries import select_entries
from timeline_service.stages.write_titles import write_titles
from timeline_service.stories.by_hand import rows, with_rows
from timeline_service.stories.corrections import Correction, claimed, regrouped, restated
from timeline_service.stories.identity import Identities, identify
from timeline_service.stories.own_words import in_own_words
from timeline_service.stories.readings import Reading, Readings

MOST_EVENTS = 300
MOST_REMEMBERED = 300_000  # code points, of 130 to 330 bytes each: 100 MB a worker
_LINKING = TELL[: TELL.index(gather_claims)]
_ORDERING = TELL[TELL.index(gather_claims) : TELL.index(select_entries)]
_AFTER_SELECTION = TELL[TELL.index(select_entries) + 1 :]


def _read(document: Document) -> Document:
    """An article, read, with what it tells by itself."""
    return tell_alone(read_document(document), language_of(document))


READINGS = Readings(_read, most=MOST_REMEMBERED, reader=reader_version)


@dataclass(frozen=True)
class Made:
    """A timeline in the contract's shape, and what the next time needs: ids of events, readings."""

    answer: Answer
    identities: Identities
    readings: Mapping[str, Reading]
    rest: Callable[[], list[Answer]] = field(repr=False, compare=False)

    @cached_property
    def left_out(self) -> tuple[Answer, ...]:
        """The rows that were found and not kept; they are worded when somebody asks for them."""
        return tuple(self.rest())


def make(
    documents: Sequence[Document],
    corrections: Sequence[Correction],
    identities: Identities,
    readings: Mapping[str, Reading],
    *,
    id: str,
) -> Made:
    """The timeline of a story, whose articles are read only where nothing, or nothing that holds, is in ``readings``.

    Corrections of events that are not there any more have no effect.
    """
    language = language_of(documents[0])
    least = next((each.value for each in reversed(corrections) if each.kind == "min_salience"), None)
    read, keep = READINGS.of(documents, readings)
    story = Story(documents=read, max_events=MOST_EVENTS, min_salience=least)
    story = replace(story, rows={(d, Span(a, b)): id for id, own in identities.anchors.items() for d, a, b in own})
    for stage in _LINKING:
        story = stage(story, language)
    chains, known = identify(story, identities)
    story = with_rows(replace(story, chains=chains), language, corrections, known.anchors)
    story = regrouped(story, corrections)
    story = claimed(restated(story, corrections), corrections)
    for stage in _ORDERING:
        story = stage(story, language)
    story = _selected(story, language, corrections)
    for stage in _AFTER_SELECTION:
        story = stage(story, language)
    told = story

    def rest() -> list[Answer]:
        entries = write_titles(replace(told, entries=told.left_out), language).entries
        return list(with_reasons_of(answer, left_out(replace(told, left_out=entries))))

    answer = with_reasons(in_own_words(timeline(story, id=id), corrections))
    return Made(answer, known, keep, rest)


def _selected(story: Story, language: Language, corrections: Sequence[Correction]) -> Story:
    """What an editor would keep, with what is pinned or made by hand and without what is hidden."""
    hidden = {each.event for each in corrections if each.kind == "hidden" and each.value}
    pinned = {each.event for each in corrections if each.kind == "pinned" and each.value} | set(rows(corrections))
    everything = {entry.chain.id: entry for entry in story.entries}
    story = select_entries(story, language)
    kept = {entry.chain.id: entry for entry in story.entries}
    shown = [kept.get(id, entry) for id, entry in everything.items() if id in kept or id in pinned]
    ranked = [entry for entry in shown if entry.chain.id not in hidden]
    entries = tuple(replace(entry, rank=rank) for rank, entry in enumerate(ranked, start=1))
    apart = {entry.chain.id for entry in shown}  # what an editor hid is not left out, but taken out
    return replace(story, entries=entries, left_out=tuple(e for e in story.left_out if e.chain.id not in apart))
