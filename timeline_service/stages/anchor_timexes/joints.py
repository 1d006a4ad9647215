"""The words that stand between two dates, or before the first, as a language's lexicon has them: patterns.

A dash joins dates in any language; in one without such words it is all that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline_service.languages.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Joints:
    """Patterns of what stands between the one and the other; ``opened`` and ``between`` are of what ends before one."""

    stretch: re.Pattern[str]  # "from Monday to Wednesday", "1–2"
    loose_stretch: re.Pattern[str]  # "from May to early June"
    up_to: re.Pattern[str]  # a stretch in words
    listed: re.Pattern[str]  # "May 3 and 5"
    of_one_year: re.Pattern[str]  # any of these, or "or", or a slash
    opened: re.Pattern[str]  # "from" a date on
    between: re.Pattern[str]
    going_on: re.Pattern[str]  # the words that end with "until"
    ended: re.Pattern[str]  # a length and its last date; ``word`` is a phrase of [ended]
    edge: re.Pattern[str]  # the words of a length that is a part of a date; ``word`` is a phrase of [edge]
    of_whole: re.Pattern[str]  # such a part and its date
    apposed: re.Pattern[str]  # "that night, on Oct. 3"
    back: re.Pattern[str]  # words that put the second time before the first
    new_sentence: re.Pattern[str]  # begins one behind the dot of "a.m."


def joints(lexicon: Lexicon) -> Joints:
    """The patterns of a language."""
    return lexicon.derived(_made)


def _made(lexicon: Lexicon) -> Joints:
    to, join = lexicon.any_of("joint", "TO", "UNTIL"), lexicon.any_of("joint")
    listed, the = lexicon.any_of("joint", "AND"), lexicon.any_of("article", "DEFINITE")
    loosely = f"{lexicon.any_of('before_date')}[ -]"
    return Joints(
        stretch=re.compile(rf" ?[-–—] ?| {to} "),
        loose_stretch=re.compile(rf" ?[-–—] ?| {to} (?:{loosely})?"),
        up_to=re.compile(rf" {to} "),
        listed=re.compile(rf" {listed} "),
        of_one_year=re.compile(rf" ?[-–—/] ?(?:{loosely})?| {join} (?:{loosely}|{the} )?"),
        opened=re.compile(rf"\b{lexicon.any_of('range', 'FROM')} $", re.IGNORECASE),
        between=re.compile(rf"\b{lexicon.any_of('range', 'BETWEEN')} $", re.IGNORECASE),
        going_on=re.compile(rf"\b{lexicon.any_of('joint', 'UNTIL')} $"),
        ended=re.compile(rf" (?P<word>{lexicon.any_of('ended')})(?: {lexicon.any_of('preposition')})? (?:{loosely})?"),
        edge=re.compile(rf"(?:{the} )?(?P<word>{lexicon.any_of('edge')}) "),
        of_whole=re.compile(rf" {lexicon.any_of('of_whole')} (?:{the} )?"),
        apposed=re.compile(rf", (?:{lexicon.any_of('preposition', 'DAY')} )?"),
        back=re.compile(rf"\b{lexicon.any_of('back')}\b", re.IGNORECASE),
        new_sentence=re.compile(rf"\s[A-Z](?!\w* {lexicon.any_of('of_zone')}\b)"),
    )
