"""Invalid characters, which would break later steps: lone surrogates and NUL, and what XML cannot hold."""

from __future__ import annotations

import re

from timeline_service.faults import InputError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no Char of XML 1.0, section 2.2
_REFERENCE = re.compile("&#(?:[xX]0*([0-9A-Fa-f]{1,4})(?![0-9A-Fa-f])|0*([0-9]{1,5})(?![0-9]));?")


class Unreadable(InputError):
    """An article that cannot be read; ``field`` names the part of the request that is at fault."""

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(message)
        self.field = field


def sound_text(text: str) -> str:
    """Give ``text`` back; raise InputError, saying what and where, if it holds a NUL or half of a surrogate pair."""
    if (at := text.find("\0")) >= 0:
        raise InputError(f"Character {at} is NUL (U+0000). Send the text of the article, without control bytes.")
    if found := _LONE_SURROGATE.search(text):
        code = f"U+{ord(found.group()):04X}"
        raise InputError(f"Character {found.start()} is half of a surrogate pair ({code}). Send whole characters.")
    return text


def held_by_xml(text: str) -> str:
    """Text without control characters, lone surrogates and whatever else no XML holds, nor a tree of lxml.

    A vertical tab or a form feed parts words and becomes a space; the others go.
    """
    return NOT_XML.sub(lambda found: " " if found[0] in "\v\f" else "", text)


def held_by_a_tree(markup: str) -> str:
    """The same of HTML, in which a reference to any of them becomes a space."""
    return _REFERENCE.sub(_held, held_by_xml(markup))


def _held(reference: re.Match[str]) -> str:
    hexadecimal, decimal = reference.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return " " if NOT_XML.match(chr(code)) else reference.group()


def decode(body: bytes) -> str:
    """UTF-8 to text, newlines untouched, a byte order mark dropped; raise InputError that names the first bad byte."""
    try:
        return sound_text(body.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise InputError(f"Byte {error.start} is not UTF-8. Convert the text to UTF-8 and send it again.") from None
