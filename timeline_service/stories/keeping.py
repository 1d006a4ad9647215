"""What was read of an article, as bytes for the store and back: typed, checked, and nothing that could be executed.

The text itself is not in them; it stands with the document.
"""

from __future__ import annotations

import zlib
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from timeline_service.calendar import expressions
from timeline_service.calendar.units import Unit
from timeline_service.model import Document, Views

_KINDS: dict[str, Any] = {name: kind for name, kind in vars(expressions).items() if isinstance(kind, type)} | {
    "Unit": Unit
}
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Document, tuple[bytes, bytes] | None])


class Unfit(ValueError):
    """Bytes that are no reading as this version writes them."""


def packed(document: Document) -> bytes:
    """The bytes of a document that was read."""
    timexes = tuple(replace(each, expression=_plain(each.expression)) for each in document.timexes)
    plain = replace(document, text="", timexes=timexes, views=None)
    return zlib.compress(_ENCODER.encode((plain, _rows_of_events(document))), 1)


def unpacked(data: bytes, *, text: str) -> Document:
    """The document of these bytes, whose text is ``text``; raise :class:`Unfit`."""
    try:
        document, views = _DECODER.decode(zlib.decompress(data))
        timexes = tuple(replace(each, expression=_whole(each.expression)) for each in document.timexes)
        seen = Views(*(_array(rows, document) for rows in views)) if views is not None else None
    except (zlib.error, msgspec.DecodeError, LookupError, TypeError, ValueError) as error:
        raise Unfit(type(error).__name__) from None
    return replace(document, text=text, timexes=timexes, views=seen)


def _rows_of_events(document: Document) -> tuple[bytes, bytes] | None:
    """What the heads saw, as bytes: of the triggers alone, since nobody asks for other words once events are found."""
    if document.views is None:
        return None
    other = np.ones(len(document.tokens), bool)
    other[[event.token for event in document.events]] = False
    kept = [np.where(other[:, None], np.float16(0), each) for each in (document.views.worth, document.views.same)]
    return kept[0].tobytes(), kept[1].tobytes()


def _array(rows: bytes, document: Document) -> NDArray[np.float16]:
    found = np.frombuffer(rows, np.float16)
    return found.reshape(len(document.tokens), -1) if len(found) else np.zeros((len(document.tokens), 0), np.float16)


def _plain(value: Any) -> Any:
    """An expression as lists that name their kinds: several kinds of dataclass in one field are told apart so."""
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if is_dataclass(value) and not isinstance(value, type):
        known = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return [type(value).__name__, known]
    if isinstance(value, tuple):
        return ["tuple", [_plain(each) for each in value]]
    return value


def _whole(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    name, inner = value
    if name == "tuple":
        return tuple(_whole(each) for each in inner)
    kind = _KINDS[name]
    if issubclass(kind, Enum):
        return kind(inner)
    return kind(**{field: _whole(each) for field, each in inner.items()})
