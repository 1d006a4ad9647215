"""Words of an article that may be a title, and how they are put on a line. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from timeline_service.model import Document, Event, Token
from timeline_service.stages.write_titles.names import with_names
from timeline_service.stages.write_titles.phrase import Words
from timeline_service.stages.write_titles.quoted import with_marks
from timeline_service.stages.write_titles.shorten import title_subject
from timeline_service.stages.write_titles.subjects import own_subjects
from timeline_service.stages.write_titles.text import line, noun_phrase, text
from timeline_service.syntax.verbs import verb_group


@dataclass(frozen=True)
class Candidate:
    """Words of an article that may be the title of one of its events: those of ``head`` and around ``trigger``."""

    head: Token
    trigger: Token
    words: frozenset[Token]
    event: Event
    document: Document
    lexicon: Words
    told: Collection[int] = ()  # the triggers of its sentence that have rows
    _broken: dict[tuple[Law, ...], tuple[bool, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def own_subjects(self) -> list[Token]:
        """The tops of the subjects that ``head`` has itself."""
        return own_subjects(self.head, self.document.tree)

    @cached_property
    def group(self) -> list[Token]:
        """``head`` with its auxiliaries."""
        return [self.head, *verb_group(self.head, self.document.tree)]

    @cached_property
    def line(self) -> list[Token]:
        """The words and marks in the order of the text, with pronouns inside and without quotation marks."""
        own = self.own_subjects
        opening = min((t.i for s in own for t in noun_phrase(s, self.document.tree) if t in self.words), default=None)
        return line(self.words, self.head, self.document.tree, opening)

    @cached_property
    def wording(self) -> list[Token]:
        """The line with names for the pronouns inside, and with the marks of what is quoted whole."""
        return self.worded(self.line)

    def worded(self, words: Sequence[Token]) -> list[Token]:
        """The same of some of the words."""
        return with_names(with_marks(words, self.document), self.subject, self.document, self.lexicon)

    @cached_property
    def text(self) -> str:
        """The title."""
        return text(self.wording)

    @cached_property
    def subject(self) -> list[Token]:
        """The words of the subject of ``head``."""
        return [t for t in title_subject(self.head, self.trigger, self.document, self.lexicon) if t in self.words]

    def breaks(self, laws: tuple[Law, ...]) -> tuple[bool, ...]:
        """For each of some laws whether it is broken, asked once."""
        if laws not in self._broken:
            self._broken[laws] = tuple(not law(self) for law in laws)
        return self._broken[laws]


Law = Callable[[Candidate], bool]
