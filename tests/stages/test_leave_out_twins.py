"""Two rows of an article with one title: one is left out, and never one that an editor wants."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, parsed, read, untold

from timeline_service.calendar.edtf import parse_edtf
from timeline_service.model import Correction, Story, When
from timeline_service.schemas.article import Article
from timeline_service.service import extract
from timeline_service.stages.leave_out_twins import leave_out_twins

SAID = "Police said two men had fled before officers arrived."
VOTED = "The council voted on Monday."


def titled(*sentences: str, **titles: str) -> Story:
    """A story of one article with an entry for each trigger that has a title here, all of one weight."""
    story = untold(read(parsed(*sentences)))
    known = {story.event(entry.chain.mentions[0]).text: entry for entry in story.entries}
    rows = [replace(known[word], title=title.replace("_", " "), salience=0.5) for word, title in titles.items()]
    return replace(story, entries=tuple(replace(row, rank=n) for n, row in enumerate(rows, start=1)))


def shown(story: Story) -> list[str]:
    return [story.event(entry.chain.mentions[0]).text for entry in leave_out_twins(story, ENGLISH).entries]


TWINS = titled(SAID, VOTED, fled="Police said two men had fled", said="Police said two men had fled", voted="A vote")


def test_of_one_title_the_word_that_governs_stays():
    assert shown(TWINS) == ["said", "voted"]


def test_what_is_left_out_is_told_and_ranks_close_up():
    told = leave_out_twins(TWINS, ENGLISH)
    assert [entry.rank for entry in told.entries] == [1, 2]
    assert [told.event(entry.chain.mentions[0]).text for entry in told.left_out] == ["fled"]


@pytest.mark.parametrize(("longer", "left"), [
    ("Police said two men had fled before officers arrived", ["said"]),
    ("POLICE said two men had fled", ["said"]),
    ("Police said two men had fledged", ["fled", "said"]),
    ("Two men had fled before officers arrived", ["fled", "said"]),
])  # fmt: skip
def test_a_title_that_begins_as_another_says_it_again(longer, left):
    assert shown(titled(SAID, fled=longer, said="Police said two men had fled")) == left


def test_of_words_that_hang_as_high_the_heavier_row_stays():
    both = titled("The quake damaged a school.", VOTED, damaged="One title of four", voted="One title of four")
    first, second = both.entries
    assert shown(replace(both, entries=(first, replace(second, salience=0.9)))) == ["voted"]
    assert shown(replace(both, entries=(replace(first, salience=0.9), second))) == ["damaged"]


def test_rows_whose_dates_exclude_each_other_both_stay():
    days = [When(bounds=parse_edtf(day), edtf=day) for day in ("2025-10-13", "2025-10-14")]
    entries = tuple(replace(entry, when=when) for entry, when in zip(TWINS.entries, days, strict=False))
    assert shown(replace(TWINS, entries=entries)) == ["fled", "said"]


def test_what_an_editor_pinned_or_made_stays_and_what_is_there_for_that_alone_takes_nothing_away():
    fled, said = (entry.chain.id for entry in TWINS.entries[:2])
    for wanted in (Correction(kind="pinned", event=fled, value=True), Correction(kind="added", event=fled, value="x")):
        assert shown(replace(TWINS, said=(wanted,))) == ["fled", "said", "voted"]
    pinned = replace(TWINS, said=(Correction(kind="pinned", event=said, value=True),))
    assert shown(pinned) == ["said", "voted"]
    assert shown(replace(pinned, insisted=frozenset((said,)))) == ["fled", "said", "voted"]


@pytest.mark.parametrize(("word", "left", "left_out"), [("said", ["voted"], ["fled"]), ("fled", ["said", "voted"], [])])
def test_the_twin_of_a_row_that_an_editor_hid_does_not_come_in_its_place(word, left, left_out):
    event = {TWINS.event(entry.chain.mentions[0]).text: entry.chain.id for entry in TWINS.entries}[word]
    hidden = replace(TWINS, said=(Correction(kind="hidden", event=event, value=True),))
    assert shown(hidden) == left
    told = leave_out_twins(hidden, ENGLISH)
    assert [told.event(entry.chain.mentions[0]).text for entry in told.left_out] == left_out
    assert [entry.rank for entry in told.entries] == [*range(1, len(left) + 1)]


def test_who_asks_for_every_row_over_a_line_gets_them():
    assert shown(replace(TWINS, min_salience=0.0)) == ["fled", "said", "voted"]


@pytest.mark.parametrize(("status", "left"), [("cancelled", ["gave"]), ("planned", ["gave", "host"])])
def test_what_came_to_nothing_is_told_by_the_word_that_says_so_whatever_its_date(status, left):
    title = "Marle gave up plans to host the fair"
    gave, host = titled("Marle gave up plans to host the fair.", gave=title, host=title).entries
    days = [When(bounds=parse_edtf(day), edtf=day) for day in ("2025-10-13", "2031")]
    entries = (replace(gave, when=days[0]), replace(host, when=days[1], status=status))
    story = titled("Marle gave up plans to host the fair.", gave=title, host=title)
    assert shown(replace(story, entries=entries)) == left


def test_what_a_noun_is_about_needs_a_date_of_its_own_to_be_a_row_beside_it():
    pledge, pay = "A June 2 pledge by the firm to pay its drivers", "This follows a June 2 pledge by the firm to pay"
    story = titled("This follows a June 2 pledge by the firm to pay its drivers.", pledge=pledge, pay=pledge)
    days = [When(bounds=parse_edtf(day), edtf=day) for day in ("2025-06-02", "2025-10")]
    entries = [replace(entry, when=when) for entry, when in zip(story.entries, days, strict=True)]
    assert shown(replace(story, entries=tuple(entries))) == ["pledge"]
    entries[1] = replace(entries[1], title=pay, when=replace(days[1], timex=entries[1].chain.mentions[0]))
    assert shown(replace(story, entries=tuple(entries))) == ["pledge", "pay"]


def test_what_a_row_is_only_likened_to_is_none():
    text = "A fire killed two men on Monday, a year after a similar fire."
    both = titled(text, killed="A fire killed two men", fire="A similar fire")
    assert shown(both) == ["killed"]


@pytest.mark.parametrize(("status", "dated", "left"), [
    ("possible", False, ["said"]), ("occurred", False, ["fled"]), ("occurred", True, ["fled"]),
])  # fmt: skip
def test_of_a_saying_and_what_is_said_one_row_stays(status, dated, left):
    said, fled = titled(SAID, said="Police said two men had fled", fled="Two men had fled").entries
    day = When(bounds=parse_edtf("2025-10"), edtf="2025-10", timex=fled.chain.mentions[0] if dated else None)
    story = titled(SAID, said="Police said two men had fled", fled="Two men had fled")
    assert shown(replace(story, entries=(said, replace(fled, status=status, when=day)))) == left


@pytest.mark.model
@pytest.mark.parametrize(("text", "triggers"), [
    ("The mayor vowed to find the thieves.", ["vowed"]),
    ("The mayor promised to pay the miners by July.", ["promised", "pay"]),
    ("Wharf announced plans in March to close 14 offices.", ["announced", "close"]),
    ("The county has made sweeping changes at a bridge in Pell, the agency announced Tuesday.", ["announced"]),
    ("In March, Orsa expelled five sailors and a cook, a newspaper reported Thursday.", ["expelled"]),
    ("Former keepers have alleged that wardens received cash from smugglers.", ["alleged"]),
    ("Marlow was freed on Monday, according to a statement today by the mayor.", ["freed"]),
])  # fmt: skip
def test_what_is_told_with_its_telling_has_one_row(text, triggers):
    told = extract(Article().load({"text": text, "published_at": "2022-05-12"}), longest=1_000)
    assert [event["mentions"][0]["text"] for event in told["events"]] == triggers
