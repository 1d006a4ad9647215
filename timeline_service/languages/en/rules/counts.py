"""Numbers that are no dates: amounts, scores, race times, groups of digits; halves of a match, a quarter of a town."""

from __future__ import annotations

import re
from itertools import chain

from timeline_service.calendar.expressions import Base, Clock, Expression, Named, This
from timeline_service.calendar.units import Unit
from timeline_service.languages.base import Place
from timeline_service.languages.en import en

_YEAR_LEADS = frozenset(
    "in of since by until till from for during to through before after between and the a an his her its their early "
    "late mid circa about around or this last next year fiscal that our at on with as against under no".split()
)
_NOT_COUNTED = frozenset(
    "onwards afterwards was has does says goes marks shows sees remains gives brings begins starts ends results "
    "sales earnings profits revenues figures levels prices losses elections olympics games".split()
)
_COUNTED = re.compile(r" (?:([a-z]+) )?([a-z]{3,}s)\b")
_PEOPLE_AFTER = re.compile(r" [A-Z][a-z]+s\b")
_MORE = re.compile(r"\b(?:more|fewer|less) than $", re.IGNORECASE)
_OFFSET_BEFORE = re.compile(r"\b(?:UTC|GMT) ?[+\u2212-]$")
_GROUP_BEFORE = re.compile(r"(?:^|[^\w.,])\+?\d{3,}[ ]$|(?:^|[^\w.,])(?:[1-9]\d? )$")
_GROUP_AFTER = re.compile(r" \d{2,}(?![\w.,%-]| [a-z])| \d{3}\b")
_SPORT_BEFORE = re.compile(
    r"\b(?:won|wins?|lost|beat|beats|beaten|drew|lead(?:s|ing)?|led|trail(?:ed|ing)|ahead|down|victory|defeat|scored?|"
    r"clock(?:ed|ing)|ran|swam|rowed|finished|timed|times? of|record(?: is| of)?|behind|margin|gap(?: was| of)?|by|"
    r"running|was)(?: (?:is|was|of|at|in|the \w+|by))? $",
    re.IGNORECASE,
)
_PLAY_AFTER = re.compile(r" (?:into|of) the (?:(?:first|second|third|fourth|final) )?(?:half|period|game|match)\b")
_WITH = re.compile(r"\bwith(?: (?:just|only|about|still))? $", re.IGNORECASE)
_LEFT_AFTER = re.compile(r" (?:left|remaining|to (?:go|play))\b")
_CLOCK_BEFORE = re.compile(
    r"\b(?:at|from|until|till|by|around|about|before|after|since|to|between|and|past)(?: about)? $", re.I
)
_TIMED_BEFORE = re.compile(r"\b(?:in|of|clocked|ran|time) \d:\d\d:\d\d\b[^.;]*$")  # of the one who came before
_OF_WHAT = re.compile(
    r" of (?:the |an? |his |her |their |its |this |that |last |\w+['’]s )?((?:[\w-]+ ){0,2}?[\w'’-]+)"
)
_OF_TIME = re.compile(
    r"\b(?:year|years|month|months|decade|century|fiscal|calendar|week|\d{2,4}s?|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|[\w-]*ies|period|season)\b",
    re.IGNORECASE,
)
_NEAR = 160  # characters to either side whose words tell a match from a report
_WORD = re.compile(r"[A-Za-z-]+|%")
_PLACE_AFTER = re.compile(r"(?:,| (?:around|near|where|behind|who|fled|is home|was home)\b| of (?:the )?[A-Z])")
_PEOPLE_BEFORE = re.compile(
    r"\b(?:residents|people|streets|houses|families|inhabitants|neighbours|shops|part|heart) of $"
)


@en.veto(
    "a count",
    examples=(
        "He carved 1950 spoons.",
        "The choir has 1989 singers.",
        "It drew 1960 eager dancers.",
        "More than 1500 Kestrians left.",
    ),
)
def count(place: Place) -> bool:
    if not _is_bare_year(place):
        return False
    if _MORE.search(place.before()) and _PEOPLE_AFTER.match(place.after()):
        return True
    counted = _COUNTED.match(place.after())
    if counted is None or counted[2].endswith(("ss", "us", "is")) or counted[2] in _NOT_COUNTED:
        return False
    if counted[1] and (counted[1] in place.lexicon["small_word"] or counted[1].endswith(("ed", "ing"))):
        return False
    before = place.before().lower().split()[-1:]
    return bool(before) and before[0].isalpha() and before[0] not in _YEAR_LEADS and not before[0].endswith("ing")


@en.veto("a group of digits", examples=("The account is 1998 2013 2025 77.", "Call 0800 2025 1999."))
def group(place: Place) -> bool:
    if not _is_bare_year(place):
        return False
    if place.before(1) == "+" or _GROUP_BEFORE.search(place.before(12)):
        return True
    led = place.before(8).lower().endswith(("in ", "since ", "by ", "of ", "from "))
    return not led and _GROUP_AFTER.match(place.after()) is not None


def _is_bare_year(place: Place) -> bool:
    expression = place.expression
    return (
        isinstance(expression, Named)
        and expression.unit is Unit.YEAR
        and place.words.isdigit()
        and len(place.words) == 4
    )


@en.veto("an offset from UTC", examples=("It counts in local time (UTC-03:00).", "Clocks there are at GMT +05:30."))
def offset(place: Place) -> bool:
    clock = place.expression
    return isinstance(clock, Clock) and clock.of is None and _OFFSET_BEFORE.search(place.before(8)) is not None


@en.veto(
    "a race or a score",
    examples=(
        "He clocked 9:58 and she ran 10:43.",
        "They won 25:19, 25:21.",
        "The gap was 1:45.",
        "The record is 2:00:35.",
        "She won in 1:58:23, ahead of a rival at 1:59:02.",
        "With 4:12 left in the match, Orsa tied.",
        "Tarn led with only 2:30 to play.",
        "Ode struck 6:45 into the second period.",
    ),
)
def race(place: Place) -> bool:
    clock, words = place.expression, place.words
    if not isinstance(clock, Clock) or clock.of is not None or not re.fullmatch(r"\d\d?:\d\d(?::\d\d)?", words):
        return False
    if not clock.of_twelve and int(words.partition(":")[0]) <= 12:
        return False  # something told the half of the day
    before = place.before()
    if _PLAY_AFTER.match(place.after()) or (_WITH.search(before) and _LEFT_AFTER.match(place.after())):
        return True
    if _SPORT_BEFORE.search(before) and not _CLOCK_BEFORE.search(before.replace("time of ", "")):
        return True
    timed = words.count(":") == 2 and (
        re.search(r"\b(?:in|of|is) $", before) or _TIMED_BEFORE.search(place.before(_NEAR))
    )
    if timed or re.search(r"\d:\d\d, $", before):
        return True
    return re.match(r" (?:scale|ratio|odds|draw|win|defeat|victory|lead|loss)\b", place.after()) is not None


def _is_part(expression: Expression) -> bool:
    if not isinstance(expression, Named) or expression.year is not None or expression.short_year is not None:
        return False
    return expression.half is not None or (expression.unit is Unit.QUARTER and expression.quarter is not None)


@en.veto(
    "a part of a match",
    examples=(
        "He scored in the first half of the match.",
        "The striker missed a penalty in the second half.",
        "A touchdown in the fourth quarter sealed it.",
        "The second half of the film drags.",
    ),
)
def part_of_match(place: Place) -> bool:
    if not _is_part(place.expression) or place.words[:1] in "QH1234":
        return False
    whole = _OF_WHAT.match(place.after())
    if whole is not None:
        return not _OF_TIME.search(whole[0])
    words = [w.lower() for w in _WORD.findall(place.before(_NEAR) + place.after(_NEAR))]
    sport = sum(word in place.lexicon["sport"] for word in words)
    report = sum(word in place.lexicon["business"] or word == "%" for word in words)
    return sport > report


@en.veto(
    "a quarter of a town", examples=("Residents of the quarter fled.", "Shots rang out in the quarter around the port.")
)
def part_of_town(place: Place) -> bool:
    expression = place.expression
    if not isinstance(expression, This) or expression.of is not Unit.QUARTER or expression.base is not Base.NARRATED:
        return False
    if place.words.lower() != "the quarter":
        return False
    words = chain(_WORD.findall(place.before(_NEAR)), _WORD.findall(place.after(_NEAR)))
    if any(word.lower() in place.lexicon["business"] or word == "%" for word in words):
        return False
    return bool(_PLACE_AFTER.match(place.after()) or _PEOPLE_BEFORE.search(place.before().lower()))
