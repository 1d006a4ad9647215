"""What was read of an article, as bytes for the store and back: typed, checked, and nothing that could be executed.

The text itself is not in them; it stands with the document.
"""

from __future__ import annotations

import zlib
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import msgspec

from timeline_service.calendar import expressions
from timeline_service.calendar.units import Unit
from timeline_service.model import Document

_KINDS: dict[str, Any] = {name: kind for name, kind in vars(expressions).items() if isinstance(kind, type)} | {
    "Unit": Unit
}
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Document)


class Unfit(ValueError):
    """Bytes that are no reading as this version writes them."""


def packed(document: Document) -> bytes:
    """The bytes of a document that was read."""
    timexes = tuple(replace(each, expression=_plain(each.expression)) for each in document.timexes)
    return zlib.compress(_ENCODER.encode(replace(document, text="", timexes=timexes)), 1)


def unpacked(data: bytes, *, text: str) -> Document:
    """The document of these bytes, whose text is ``text``; raise :class:`Unfit`."""
    try:
        document = _DECODER.decode(zlib.decompress(data))
        timexes = tuple(replace(each, expression=_whole(each.expression)) for each in document.timexes)
    except (zlib.error, msgspec.DecodeError, LookupError, TypeError, ValueError) as error:
        raise Unfit(type(error).__name__) from None
    return replace(document, text=text, timexes=timexes)


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
