"""Markdown (CommonMark): a numbered list to paste into a story or a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from timeline_service.exports import words
from timeline_service.exports.extent import extent_in_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~]|&(?=#?\w{1,32};))")
_MARKER = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+=]))([-+=.)])")  # what would begin a list or underline a heading
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+")
_BEHIND = ".,;:!?'’"  # what stands behind an address, and is no part of it
_BRACKETS = {")": "(", "]": "["}


def write(timeline: Mapping[str, Any], *, texts: Mapping[str, str]) -> str:
    """A heading, an editor's introduction and a numbered list, and behind it how many rows were left out.

    Sentences are quoted where ``texts`` has the document.
    """
    parts = [f"# {_text(timeline['title'])}\n"] if timeline["title"] else []
    parts += [f"{_text(timeline['intro'])}\n"] if timeline.get("intro") else []
    parts += [_item(f"{event['rank']}. ", _row(timeline, event, texts)) for event in timeline["events"]]
    if extent := extent_in_words(timeline):
        parts.append(f"\n{extent}")
    return "\n".join(parts) + "\n"


def _item(number: str, lines: list[str]) -> str:
    """An item whose lines all belong to it: they are indented as far as its number reaches."""
    indent = " " * len(number)
    return number + "\n".join([lines[0], *(f"{indent}{line}" if line else "" for line in lines[1:])])


def _row(timeline: Mapping[str, Any], event: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    row = words.line(timeline, event, text=_text, strong="**{}**".format)
    return [row, *_own(event), *([f"> {_text(sentence)}"] if (sentence := words.sentence(event, texts)) else [])]


def _own(event: Mapping[str, Any]) -> Iterator[str]:
    """What the newsroom has written of an event, a paragraph each."""
    if event.get("text"):
        yield from ("", _text(event["text"]))
    if event.get("source"):
        yield from ("", f"Source: {_text(event['source'])}")
    if link := event.get("link"):
        label = f"{_text(link['label'])}: " if link.get("label") else ""
        yield from ("", f"{label}<{link['url']}>")
    if image := event.get("image"):
        credit = f" ({_text(image['credit'])})" if image.get("credit") else ""
        yield from ("", f"![{_escaped(' '.join(image['alt'].split()))}](<{image['url']}>){credit}")


def _text(text: str) -> str:
    """Words of an article as they are, and addresses as links that no renderer changes."""
    line = " ".join(text.split())
    pieces, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = _without_end(found.group())
        pieces += [_escaped(line[at : found.start()]), f"<{address}>"]
        at = found.start() + len(address)
    return _MARKER.sub(r"\1\\\2", "".join([*pieces, _escaped(line[at:])]))


def _without_end(address: str) -> str:
    """An address without the punctuation of its sentence: a bracket is its own where it opened one."""
    while address[-1] in _BEHIND or address.count(address[-1]) > address.count(_BRACKETS.get(address[-1], address[-1])):
        address = address[:-1]
    return address


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)
