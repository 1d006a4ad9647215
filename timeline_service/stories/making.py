"""Documents and corrections → the timeline of a story that is kept, by the same ``tell`` as one article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from timeline_service.exports.reasons import with_reasons, with_reasons_of
from timeline_service.ingest import language_of
from timeline_service.model import Correction, Document, Identities, Span, Story
from timeline_service.pipeline import tell, tell_alone
from timeline_service.schemas.answers import Answer, left_out, timeline
from timeline_service.service import read_document
from timeline_service.stages.write_titles import write_titles
from timeline_service.stories.own_words import in_own_words
from timeline_service.stories.reader_version import reader_version
from timeline_service.stories.readings import Reading, Readings

MOST_EVENTS = 300
MOST_REMEMBERED = 300_000  # code points, of up to 500 bytes each: 150 MB a worker


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
    read, keep = READINGS.of(documents, readings)
    rows = {(d, Span(a, b)): id for id, own in identities.anchors.items() for d, a, b in own}
    story = Story(
        documents=read, max_events=MOST_EVENTS, said=tuple(corrections), identities=identities, rows=rows
    )
    told = tell(story, language)
    known = told.identities or identities

    def rest() -> list[Answer]:
        entries = write_titles(replace(told, entries=told.left_out), language).entries
        return list(with_reasons_of(answer, left_out(replace(told, left_out=entries))))

    answer = with_reasons(in_own_words(timeline(told, id=id), corrections))
    return Made(answer, known, keep, rest)
