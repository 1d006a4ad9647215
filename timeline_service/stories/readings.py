"""What was read of articles: remembered for the last stories, and kept in the store for all.

A story that grows by one article has one article read; one that is corrected, none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline_service.model import Document, MarkedDate, Note, creation_time
from timeline_service.stories.keeping import Unfit, packed, unpacked

_Markup = tuple[MarkedDate, ...]
_Known = tuple[str, str, str | None, str, str | None, _Markup]  # what a reading depends on: id, text, title, language …


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of an article, as bytes; ``reader`` and ``article`` are hashes of what read, and of what was read.

    ``stored``: the store has it already.
    """

    reader: str
    article: str
    data: bytes
    stored: bool = False


class Readings:
    """Readings that are remembered, of texts of ``most`` code points together; ``read`` makes one that is not.

    ``reader`` gives the version of what reads: one that another version made is made again.
    """

    def __init__(self, read: Callable[[Document], Document], *, most: int, reader: Callable[[], str]) -> None:
        self._read, self._most, self._reader = read, most, reader
        self._known: dict[_Known, Document] = {}  # the last used comes last

    def __contains__(self, text: str) -> bool:
        """Whether anything is remembered of a text."""
        return any(text == known for _, known, *_ in self._known)

    def forget(self, texts: Collection[str]) -> None:
        """Remember nothing of these texts."""
        for known in [known for known in self._known if known[1] in texts]:
            self._known.pop(known, None)

    def of(
        self, documents: Sequence[Document], kept: Mapping[str, Reading]
    ) -> tuple[tuple[Document, ...], dict[str, Reading]]:
        """The documents of one story, read, and what to keep of that by the ids of the documents.

        ``kept`` is what was kept before; of it, what still holds is used and given again.
        """
        story = {_known(document) for document in documents}
        reader, keep = self._reader(), {}
        size = sum(len(text) for _, text, *_ in self._known)
        read = []
        for document in documents:
            known = _known(document)
            article = hashlib.sha256(repr(known).encode()).hexdigest()
            before = kept.get(document.id)
            if before is not None and (before.reader, before.article) != (reader, article):
                before = None
            one = self._known.pop(known, None)
            size += len(document.text) * (one is None)
            one = one or _unpacked(before, document.text)
            if one is None:
                before, one = None, self._read(_bare(*known))
            keep[document.id] = before or Reading(reader=reader, article=article, data=packed(one))
            self._known[known] = one
            if size > self._most:
                size = self._let_go(story)
            read.append(one.derived(_as_sent, document.url, document.dct_source, document.notes))
        return tuple(read), keep

    def _let_go(self, story: Collection[_Known]) -> int:
        """Of what is too much, drop other stories first, the longest unused first; of this one keep what came first:
        of a story too long to be held, that much is known when it is read from the beginning again. What is left of
        texts, in code points."""
        others = [known for known in self._known if known not in story]
        own = [known for known in self._known if known in story]
        size = sum(len(text) for _, text, *_ in self._known)
        for known in (*others, *reversed(own)):
            if size <= self._most:
                break
            self._known.pop(known, None)
            size -= len(known[1])
        return size


def _as_sent(read: Document, url: str | None, dct_source: str | None, notes: tuple[Note, ...]) -> Document:
    """What was read, with what came with the article and has no part in reading."""
    return replace(read, url=url, dct_source=dct_source, notes=(*notes, *read.notes))


def _unpacked(reading: Reading | None, text: str) -> Document | None:
    if reading is None:
        return None
    try:
        return unpacked(reading.data, text=text)
    except Unfit:
        return None


def _known(document: Document) -> _Known:
    dct = document.dct.text if document.dct else None
    return document.id, document.text, document.title, document.language, dct, document.markup


def _bare(id: str, text: str, title: str | None, language: str, dct: str | None, markup: _Markup) -> Document:
    created = creation_time(dct) if dct else None
    return Document(id=id, text=text, title=title, language=language, dct=created, markup=markup)
