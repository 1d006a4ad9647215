"""Chosen words of an article as a line of text. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline_service.model import Token

_JOINING = ("PUNCT", "CCONJ", "SCONJ", "ADP", "PART")
_OPENING = ("case", "mark", "cc", "cc:preconj", "det", "det:predet", "punct")
_WRITTEN_TO = (",", ":", ";")  # the word before
_QUOTES = ('"', "“", "”", "«", "»")
_NEVER_JOINTS = '()[]{}"“”«»;.!?'


def line(words: Iterable[Token], tokens: Sequence[Token], subject: int | None = None) -> list[Token]:
    """The words in text order with the marks that stand between two of them, without a dangling end.

    ``subject`` is where the subject begins; the comma before it stays though words before that were left out.
    """
    chosen = sorted({token.i for token in words})
    found: list[Token] = []
    opened = False  # whether a comma waits for the one that closes what it sets off
    for n, behind in zip(chosen, [*chosen[1:], None], strict=True):
        found.append(tokens[n])
        if behind is not None and (mark := _joint(tokens[n : behind + 1], opened=opened, fronted=behind == subject)):
            found.append(mark)
            opened ^= mark.text == "," and behind != subject
    while found and is_dangling(found[-1]):
        found.pop()
    while found and found[0].pos in ("PUNCT", "CCONJ"):
        found.pop(0)
    return found


def _joint(stretch: Sequence[Token], *, opened: bool, fronted: bool) -> Token | None:
    """The mark between the first and the last of a stretch of words, where those between them are left out.

    A comma that closes what was cut short stays, "the bill, passed [in March], became law"; not one of the two that
    set off what was left out.
    """
    quoted = stretch[-2].text in _QUOTES and sum(t.text in _QUOTES for t in stretch[1:-1]) == 1
    if quoted and (mark := next((t for t in reversed(stretch[1:-1]) if t.text in (",", ":")), None)):
        return mark  # '"We will move," said the mayor'
    between = [token for token in stretch[1:-1] if token.text not in _NEVER_JOINTS]
    if not between:
        return None
    if len(stretch) == 3 and stretch[0].end == stretch[1].start and stretch[1].end == stretch[2].start:
        return between[0]
    if all(token.pos == "PUNCT" for token in between):
        return between[0]
    return between[-1] if between[-1].text == "," and (fronted or opened) else None


def is_dangling(word: Token) -> bool:
    """Whether no title may end with a word: one that opens a phrase or a clause, or points to what does not follow."""
    pointing = word.features.pron_type == "Dem" and word.pos == "PRON"
    particle = word.dep in ("compound:prt", "advmod")
    opens = word.dep in _OPENING or (word.pos in _JOINING and not particle) or bool(word.features.poss)
    return opens or pointing or word.is_relative or word.is_wh_adverb


def printed(words: Iterable[Token]) -> list[str]:
    """The words as they are counted: what is written together counts as one."""
    return text(sorted(words, key=lambda token: token.i)).split()


def text(tokens: Sequence[Token]) -> str:
    """The words as they stand, joined as in the article, with a capital."""
    made = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        joined = before is None or before.end == token.start or token.text in _WRITTEN_TO
        made += token.text if joined else f" {token.text}"
    return made[:1].upper() + made[1:]
