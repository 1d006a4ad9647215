"""Words to expressions: extents, overlaps, and time that grows with the text and no faster."""

from __future__ import annotations

import time

import pytest

from timeline_service import languages
from timeline_service.calendar.expressions import Base, Clock, Named, Shift
from timeline_service.model import Document
from timeline_service.stages.find_timexes import find_timexes

ENGLISH = languages.load("en")


def found(text: str) -> list[str]:
    return [t.text for t in find_timexes(Document(id="d1", text=text), ENGLISH).timexes]


@pytest.mark.parametrize(
    ("text", "extents"),
    [
        ("They met on Tuesday and by Friday it was over.", ["Tuesday", "Friday"]),
        ("It lasted for about three days.", ["about three days"]),
        ("It was signed in the early 1980s.", ["the early 1980s"]),
        ("A five year low in a two-year slump.", ["five year", "two-year"]),
        ("He left within two weeks.", ["two weeks"]),
        ("She spoke at 10 p.m. Wednesday, an hour later.", ["10 p.m. Wednesday", "an hour later"]),
        ("from Oct. 13-15, 2025", ["Oct. 13", "15, 2025"]),
        ("on Monday,\nOctober 13", ["Monday,\nOctober 13"]),
        ("On Friday\nOctober 13, 2025", ["Friday", "October 13, 2025"]),
        ("at the end of last year", ["the end of last year"]),
        ("It opens by end-June, at the end June chose.", ["end-June", "June"]),
        ("He sang as recently as July and again recently.", ["July", "recently"]),
        ("He ran for 2 hours, 23 minutes and 31 seconds.", ["2 hours, 23 minutes and 31 seconds"]),
        ("It took two years and three years.", ["two years", "three years"]),
        ("He finished in 2:27:08 on Sunday.", ["Sunday"]),
        ("She is in her thirties, as in the thirties.", ["the thirties"]),
        ("The shop sells after-hours snacks.", []),
        ("The morning sun shone in the morning.", ["the morning"]),
    ],
)
def test_extents(text: str, extents: list[str]) -> None:
    assert found(text) == extents


def test_expressions_keep_what_was_said() -> None:
    document = find_timexes(Document(id="d1", text="Two days after the vote, at 9:30 a.m. GMT on May 3"), ENGLISH)
    gap, clock = (t.expression for t in document.timexes)
    assert isinstance(gap, Shift) and (gap.base, gap.sign, gap.amounts[0].count) == (Base.EVENT, 1, 2)
    assert isinstance(clock, Clock) and (clock.hour, clock.minute, clock.zone) == (9, 30, "0")
    assert isinstance(clock.of, Named) and (clock.of.month, clock.of.day) == (5, 3)


def test_every_timex_says_which_rules_found_it() -> None:
    (timex,) = find_timexes(Document(id="d1", text="Saturday night"), ENGLISH).timexes
    assert [b.rule for b in timex.because] == ["<weekday>", "<part>", "<day> <part>"]
    assert all(b.spans == (timex.span,) for b in timex.because)


def test_a_text_without_words_of_time_costs_nothing_and_gives_nothing() -> None:
    assert found("") == []
    assert found("—" * 1000) == []


@pytest.mark.parametrize(
    "bait", ["Monday ", "1", "2003-04-05-", "May 3-5-7-9 ", "one hundred ", "3 years and 2 ", "10:10:"]
)
def test_time_is_linear_in_the_text(bait: str) -> None:
    def seconds(n: int) -> float:
        text = bait * n
        started = time.process_time()
        found(text)
        return time.process_time() - started

    seconds(50)  # the trigger index reads its first pairs
    short = max(*(seconds(200) for _ in range(3)), 0.002)
    assert min(seconds(2000) for _ in range(3)) < 40 * short


def test_code_points_beyond_the_basic_plane_do_not_shift_extents() -> None:
    text = "😀 On 13 October 2025 😀 and on Friday"
    document = find_timexes(Document(id="d1", text=text), ENGLISH)
    assert [text[t.span.start : t.span.end] for t in document.timexes if t.span] == ["13 October 2025", "Friday"]


def test_letters_that_fold_to_plain_ones_are_read_as_these() -> None:
    (found,) = find_timexes(Document(id="d1", text="It rained 3 day\u017f ago."), languages.load("en")).timexes
    assert (found.text, found.type) == ("3 day\u017f ago", "DATE")
