"""What was read of the articles of the last stories: a story that grows by one article has one article read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from timeline_service.model import Document, creation_time

_Known = tuple[str, str, str | None, str, str | None]  # all that a reading depends on: id, text, title, language, date


class Readings:
    """Readings that are remembered, of texts of ``most`` code points together; ``read`` makes one that is not."""

    def __init__(self, read: Callable[[Document], Document], *, most: int) -> None:
        self._read, self._most = read, most
        self._known: dict[_Known, Document] = {}  # the last used comes last

    def __contains__(self, text: str) -> bool:
        """Whether anything is kept of a text."""
        return any(text == known for _, known, *_ in self._known)

    def of(self, documents: Sequence[Document]) -> tuple[Document, ...]:
        """The documents of one story, read."""
        story = {_known(document) for document in documents}
        return tuple(self._of_one(document, story) for document in documents)

    def forget(self, texts: Collection[str]) -> None:
        """Keep nothing of these texts."""
        for known in [known for known in self._known if known[1] in texts]:
            self._known.pop(known, None)

    def _of_one(self, document: Document, story: Collection[_Known]) -> Document:
        known = _known(document)
        read = self._known.pop(known, None) or self._read(_bare(*known))
        self._known[known] = read
        self._let_go(story)
        return replace(read, url=document.url, dct_source=document.dct_source, notes=(*document.notes, *read.notes))

    def _let_go(self, story: Collection[_Known]) -> None:
        """Of what is too much, drop other stories first, the longest unused first; of this one keep what came first:
        of a story too long to be held, that much is known when it is read from the beginning again."""
        others = [known for known in self._known if known not in story]
        own = [known for known in self._known if known in story]
        size = sum(len(text) for _, text, *_ in self._known)
        for known in (*others, *reversed(own)):
            if size <= self._most:
                return
            self._known.pop(known, None)
            size -= len(known[1])


def _known(document: Document) -> _Known:
    dct = document.dct.text if document.dct else None
    return document.id, document.text, document.title, document.language, dct


def _bare(id: str, text: str, title: str | None, language: str, dct: str | None) -> Document:
    return Document(id=id, text=text, title=title, language=language, dct=creation_time(dct) if dct else None)
