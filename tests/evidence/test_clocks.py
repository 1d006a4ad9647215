"""The day of a clock time far behind the last day that the text told."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH
from said import names, story

from timeline_service.evidence import clocks

SUNDAY = "Rebels attacked the port on Sunday."
BETWEEN = ("The mayor is relieved.", "The road is narrow.", "Nobody knows the reason.")


def told(*sentences: str) -> list[tuple[str, str, str, str]]:
    """What is claimed of the last sentence's clock time, which no word beside it puts on a day."""
    made = story(*sentences[:-1], *BETWEEN, sentences[-1])
    (document,) = made.documents
    adrift = tuple(replace(t, anchor="t0") if t.type == "TIME" else t for t in document.timexes)
    made = replace(made, documents=(replace(document, timexes=adrift),))
    words = names(made)
    return [(words[c.source], c.relation, words[c.target], c.because.rule) for c in clocks.claims(made, ENGLISH)]


@pytest.mark.parametrize(("sentence", "event"), [
    ("The gunman walked in at 9:05 a.m.", "walked"),
    ("Officers stormed the bank at 3:30 p.m.", "stormed"),
    ("The roof fell in at 6:20 a.m.", "fell"),
    ("The train left Orsa at 11:15 a.m.", "left"),
    ("Gunfire killed a guard at 7:40 p.m.", "killed"),
])
def test_it_is_the_day_that_the_story_told_last(sentence, event):
    assert (event, "SAME_DAY", "attacked", "clock/story") in told(SUNDAY, sentence)


@pytest.mark.parametrize(("first", "sentence"), [
    (SUNDAY, "The pilot called at 1:12 a.m."),  # the night may be the next
    (SUNDAY, "The bank will reopen at 3:30 p.m."),
    ("The cabinet survived a motion by three votes in March.", "Officers stormed the bank at 3:30 p.m."),
])
def test_a_night_a_plan_and_a_month_say_nothing_of_the_day(first, sentence):
    assert not told(first, sentence)


def test_where_two_days_were_told_either_may_be_meant():
    assert not told(SUNDAY, "The court freed the nurse on Monday.", "Officers stormed the bank at 3:30 p.m.")
