"""Text → blocks: paragraphs and lone lines, each told apart as headline, dateline, heading, body or page furniture.

The date at the head of an entry of a list is a block of its own, a label, and what it labels is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from timeline_service.calendar.expressions import Clock
from timeline_service.model import Block, BlockKind, Document, Language, Span
from timeline_service.stages import stage
from timeline_service.stages.find_blocks.labels import Label, Mark, labels

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BULLET = re.compile(r"[ \t]*(?:[•‣◦▪●*·]|[-–—](?=\s))\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_WORD = re.compile(r"\w+")
# WASHINGTON (AP) _ · CAIRO, Oct. 24 (Agency) — · LONDON —
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'’ -]{2,30}(?:, [^()\n–—_]{1,30})?(?: ?\([^()\n]{1,40}\) ?[-–—_]+|,? ?(?:[–—_]|--)) ?(?=\S)"
)
_WRAP_WIDTH = 120  # characters; text set wider than this is not hard-wrapped
_SHORT = 25  # words; longer blocks are never headlines or furniture
_HEADING = 12  # words
_PROSE = 12  # words of a sentence that is prose even after the article's end
_NONE: frozenset[str] = frozenset()


@stage(needs=("text", "title", "markup"), gives=("blocks",))
def find_blocks(document: Document, language: Language) -> Document:
    """Blocks in text order; together they hold every character that is not white space or a bullet."""
    furniture = language.words.get("furniture", {})
    blocks: list[Block] = []
    seen: set[BlockKind] = set()
    closed = False
    lines = _lines(document.text)
    marked = [mark.span for mark in document.markup]
    scenes = language.words.get("lists", {}).get("scenes", ())
    titled = _plain(document.title or "")  # "2024 budget: the vote" labels nothing
    heads = [
        _without_bullet(document.text, line)
        for line in lines if not titled or _plain(document.text[line.start : line.end]) != titled
    ]  # fmt: skip
    labelled = labels(document.text, heads, language.rules, marked, scenes)
    labelled = _without_dateline(document.text, lines, labelled)
    for span, bullet in _paragraphs(document.text, lines, labelled):
        text = document.text[span.start : span.end]
        label = labelled.get(span.start)
        if label is not None:
            found = list(_entry(document.text, span, label, bullet))
            seen |= {block.kind for block in found}
            blocks += found
            continue
        words, ended = len(_WORD.findall(text)), bool(_SENTENCE_END.search(text))
        kind = _kind(text, bullet, document.title, furniture, words=words, ended=ended, seen=seen)
        closes = not ended and words <= _HEADING and _opens(text.lower(), furniture.get("closing", _NONE))
        closed = closed or (closes and "body" in seen)
        if closed and not (ended and words >= _PROSE):
            kind = "furniture"
        found = _split_dateline(document.text, Block(span, kind, bullet))
        seen |= {block.kind for block in found}
        blocks += found
    return replace(document, blocks=tuple(blocks))


def _lines(text: str) -> list[Span]:
    lines = [_trim(text, Span(*match.span())) for match in _LINE.finditer(text)]
    return [line for line in lines if line.end > line.start]


def _without_bullet(text: str, line: Span) -> Span:
    return Span(line.start + _bullet(text, line), line.end)


def _without_dateline(text: str, lines: list[Span], labelled: dict[int, Label]) -> dict[int, Label]:
    """A date that stands alone above the text is the article's own, where the others have entries on their lines."""
    first = next((start for line in lines if (start := _without_bullet(text, line).start) in labelled), None)
    if first is None or labelled[first].mark is not Mark.LINE or all(e.mark is Mark.LINE for e in labelled.values()):
        return labelled
    above = [line for line in lines if line.start < first]
    prose = any(len(_WORD.findall(text[line.start : line.end])) > _HEADING for line in above)
    dated = sum(label.mark is Mark.LINE for label in labelled.values()) > 1
    return labelled if prose or dated else {start: label for start, label in labelled.items() if start != first}


def _entry(text: str, span: Span, label: Label, bullet: bool) -> Iterator[Block]:
    """The label of an entry, and what stands behind it on its line: its title, where the entry goes on below it."""
    yield Block(label.span, "label", bullet)
    end = span.end - 1 if text[span.end - 1] == "|" else span.end  # of a row of a table
    rest = _trim(text, Span(label.end, end))
    if rest.end > rest.start:
        words = text[rest.start : rest.end]
        titled = label.mark is Mark.NONE and not _SENTENCE_END.search(words) and len(_WORD.findall(words)) <= _HEADING
        yield Block(rest, "heading" if titled and isinstance(label.expression, Clock) else "body", bullet)
    if end < span.end and end >= label.end:
        yield Block(Span(end, span.end), "furniture", bullet)


def _paragraphs(text: str, lines: list[Span], labelled: dict[int, Label]) -> Iterator[tuple[Span, bool]]:
    """Spans of paragraphs without outer white space, and whether they are items of a list."""
    wrapped = _is_hard_wrapped(text, lines)
    start: int | None = None
    for n, line in enumerate(lines):
        start = line.start if start is None else start
        follows = lines[n + 1] if n + 1 < len(lines) else None
        item = follows and (_bullet(text, follows) or follows.start in labelled)
        if wrapped and follows and _is_soft_break(text[line.end : follows.start]) and not item:
            continue
        marker = _bullet(text, Span(start, line.end))
        body = Span(start + marker, line.end)
        if body.end > body.start:
            yield body, marker > 0
        start = None


def _trim(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _bullet(text: str, span: Span) -> int:
    """Length of the list marker at the start of a span."""
    match = _BULLET.match(text, span.start, span.end)
    return match.end() - span.start if match else 0


def _is_soft_break(gap: str) -> bool:
    return gap.replace("\r\n", "\n").count("\n") + gap.count("\r") - gap.count("\r\n") <= 1


def _is_hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether single line breaks stand inside sentences: no long line, and most lines that go on lack an end mark."""
    if any(line.end - line.start > _WRAP_WIDTH for line in lines):
        return False
    inner = [
        line
        for line, after in pairwise(lines)
        if _is_soft_break(text[line.end : after.start]) and not _bullet(text, after)
    ]
    unfinished = [line for line in inner if not _SENTENCE_END.search(text[line.start : line.end])]
    long = [line for line in inner if line.end - line.start >= 45]
    return bool(inner) and len(unfinished) > len(inner) / 2 and len(long) > len(inner) / 2


def _kind(
    text: str, bullet: bool, title: str | None, furniture: dict, *, words: int, ended: bool, seen: set[BlockKind]
) -> BlockKind:
    if title and _plain(text) == _plain(title):
        return "headline"
    if words == 0 or (words <= _SHORT and _is_furniture(text, furniture, ended=ended)):
        return "furniture"
    if bullet:
        return "body" if words >= 4 or (ended and words > 1) else "furniture"
    if _is_date_line(text, words):
        return "dateline"
    if not ended and words <= _SHORT and "body" not in seen and "headline" not in seen:
        return "headline" if words >= 4 else "heading"
    if words <= _HEADING and (not ended or (text.endswith("?") and words <= 8)):
        return "heading"
    return "body"


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _is_furniture(text: str, furniture: dict, *, ended: bool) -> bool:
    lowered = text.lower()
    credited = any(credit in text for credit in furniture.get("credits", ()))
    if credited or text.count(" | ") >= 2 or any(mark in lowered for mark in furniture.get("anywhere", ())):
        return True
    if _opens(lowered, furniture.get("opening", _NONE)):
        return True
    if ended:
        return False
    byline = lowered.startswith(tuple(furniture.get("bylines", ())))
    aside = text.startswith("(") and text.endswith(")")
    closing = _opens(lowered, furniture.get("closing", _NONE))
    return byline or aside or closing or _phrases(furniture.get("unended", _NONE)).search(lowered) is not None


def _opens(text: str, phrases: frozenset[str]) -> bool:
    """Whether the first words of a text, in lower case, are one of the phrases."""
    first = _WORD.search(text)
    return first is not None and _phrases(phrases).match(f"{text}:", first.start()) is not None


@cache
def _phrases(phrases: frozenset[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words."""
    ended = (re.escape(phrase) + r"(?!\w)" * phrase[-1].isalnum() for phrase in sorted(phrases))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ended)})" if phrases else "(?!)")


def _is_date_line(text: str, words: int) -> bool:
    return words <= 6 and bool(re.search(r"\b(1[5-9]|20)\d\d$", text)) and not text.endswith(".")


def _split_dateline(text: str, block: Block) -> list[Block]:
    """``CAIRO, Oct. 24 (Agency) — Mediators met`` stands as two blocks."""
    match = _DATELINE.match(text, block.span.start, block.span.end) if block.kind == "body" else None
    if not match or block.bullet:
        return [block]
    return [
        Block(Span(block.span.start, len(text[: match.end()].rstrip())), "dateline"),
        Block(Span(match.end(), block.span.end), block.kind),
    ]
