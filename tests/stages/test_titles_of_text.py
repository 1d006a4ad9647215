"""Titles of sentences as reporters write them, read by the shipped pipeline: a sentence that an editor prints."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, untold

from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read
from timeline_service.stages.write_titles import MAX_WORDS, write_titles

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("pipeline")]


def title(text: str, trigger: str) -> str:
    """The title of an event where it has a row and no other event has one."""
    document = read(Document(id="d1", text=text, dct=creation_time("2026-05-06")), ENGLISH)
    story = untold(document)
    (entry,) = (e for e in story.entries if story.event(e.chain.mentions[0]).text == trigger)
    return write_titles(replace(story, entries=(entry,)), ENGLISH).entries[0].title


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("Bank chairman Olav Brun announced on Monday that two branches in Orsa would close.", "announced", "would close"),
    ("The regulator responded on Tuesday by offering a refund.", "responded", "by offering a refund"),
    ("On Monday the parents tried to have their son released.", "tried", "tried to have their son released"),
    ("Luis Maro, brother of Rosa Maro, was sentenced for her murder to life in prison.", "sentenced", "to life"),
    ("The relatives of the jailed former finance minister blocked the court entrance.", "blocked", "of the jailed"),
    ("Some of the parrots living at the zoo died in the fire.", "died", "Some of the parrots"),
    ("The company introduced a train capable of 400 kilometres an hour.", "introduced", "capable of 400 kilometres"),
    ("The minister told the council on Friday that the pier was sold.", "told", "that the pier was sold"),
])  # fmt: skip
def test_what_makes_it_true_is_kept(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "In a letter sent to the mayor, the union rejected the offer.", "sent",
        "In a letter sent to the mayor, the union rejected the offer",
    ),
    (
        "Tom Arle, a farmer intending to sell his herd, watched the auction.", "intending",
        "Tom Arle, a farmer intending to sell his herd, watched the auction",
    ),
    (
        "The council hired two engineers to inspect the dam.", "inspect",
        "The council hired two engineers to inspect the dam",
    ),
    (
        "The ferry turned back after being hit by a wave.", "hit",
        "The ferry turned back after being hit by a wave",
    ),
    (
        "Arriving at the port, the crew found the gates locked.", "Arriving",
        "Arriving at the port, the crew found the gates locked",
    ),
])  # fmt: skip
def test_a_fragment_gives_way_to_its_sentence(text, trigger, expected):
    assert title(text, trigger) == expected


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    (
        "The deal follows months of talks with Kestria, which introduced steel tariffs in October.", "introduced",
        "Kestria introduced steel tariffs",
    ),
    (
        "The ringleaders, whose families were told on Monday, were freed.", "told",
        "The ringleaders, whose families were told, were freed",
    ),
    ("Anna Berg, the mayor of Lund, and her aide, Nils Holm, were charged by a prosecutor.", "charged", None),
    (
        "The Treaty of Orsa, which ended the war, was signed here.", "ended",
        "The Treaty of Orsa, which ended the war, was signed here",
    ),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "led", "Rosa Quill led the inquiry"),
])  # fmt: skip
def test_a_subject_is_the_right_one_and_whole(text, trigger, expected):
    found = title(text, trigger)
    assert found == expected if expected else not found.startswith("Anna Berg were")


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("Kestria said on Monday it would expel two diplomats.", "expel", "Kestria said it would expel"),
    ("The probe lifted off in 2019. It reached the comet on Monday.", "reached", "The probe reached"),
    ("Ines Corvo opened the hearing. She called two witnesses. She left at noon.", "left", "Ines Corvo left"),
    ("Striking drivers blocked the bridge. They left at dusk.", "left", "Striking drivers left"),
    ("The mayor and the abbot met. They signed a lease.", "signed", "The mayor and the abbot signed"),
    ("Rosa Maro claims that she was held for a week.", "held", "Rosa Maro claims that she was held"),
    ("Olav Brun was born in Orsa. He studied law there. He became a judge in 1990.", "became", "Olav Brun became"),
])  # fmt: skip
def test_a_pronoun_gives_way_to_a_name_that_is_known(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("The judge praised the nurse. She left early on Monday.", "left", "She left"),
    ("The bank sued the port. The port denied the claim. It was rejected on Monday.", "rejected", "It was"),
    ("The nurse and the judge spoke. She called two witnesses.", "called", "She called"),
    ("The crew reached the shore. It rained on Monday.", "rained", "It rained"),
    ("The mayor praised the nurses and the guards. They left at dusk.", "left", "They left"),
])  # fmt: skip
def test_a_pronoun_in_doubt_stays(text, trigger, start):
    assert title(text, trigger).startswith(start)


@pytest.mark.parametrize(("text", "trigger", "kept"), [
    ("The union will strike if the board sells the yard.", "sells", "if the board sells the yard"),
    ("The court asked whether the guard had left the gate open.", "left", "whether the guard had left"),
    ("The army denied that it had shelled the town.", "shelled", "denied that"),
    (
        "Key questions remain, including whether the ferry line will be allowed to keep its port.", "keep",
        "Whether the ferry line will be allowed to keep its port",
    ),
    ("Unless the pier is repaired, the ferry will stop.", "repaired", "Unless the pier is repaired"),
    ("The bridge would close if the river rose further.", "rose", "if the river rose"),
])  # fmt: skip
def test_a_condition_is_not_told_as_a_fact(text, trigger, kept):
    assert kept in title(text, trigger)


@pytest.mark.parametrize(("text", "trigger"), [
    (
        "Prosecutors alleging that the firm had hidden an additional loan of 60 million crowns from its auditors and "
        "from the tax office charged its former chairman on Monday with fraud.", "charged",
    ),
    (
        "Finance ministers of the seven largest economies, ending a summit in Orsa, issued a communique on Saturday "
        "vowing to implement a plan to diversify supply chains by the end of the year.", "issued",
    ),
    (
        "In the worst storm for twenty years, more than four hundred houses along the northern coast of the island "
        "lost their roofs, and the power failed in nine towns and villages.", "lost",
    ),
    (
        "The airline, which has flown between the islands since 1962, said on Friday that it would cut forty of its "
        "two hundred flights a week and close its office in the capital.", "said",
    ),
    (
        "The bank, which lost a third of its deposits within days, needs an additional loan of 60 million crowns, its "
        "chairman told a committee of the upper house of parliament.", "needs",
    ),
])  # fmt: skip
def test_a_long_sentence_is_shortened_to_a_whole_one(text, trigger):
    found = title(text, trigger)
    assert 4 <= len(found.split()) <= MAX_WORDS
    assert trigger in found
    assert found.split()[-1] not in "a an and at by for from in its of on the to with".split()
    assert " an 60" not in found


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("Police arrested and questioned the student.", "questioned", "Police questioned the student"),
    ("Soldiers surrounded, then stormed the studio.", "stormed", "Soldiers stormed the studio"),
    ("The club was fined and relegated on Monday.", "relegated", "The club was relegated"),
    ("The firm closed a mill and sold two ships.", "sold", "The firm sold two ships"),
    ("The judge heard the case and adjourned at noon.", "adjourned", "The judge adjourned"),
])  # fmt: skip
def test_verbs_that_are_joined_share_what_they_share(text, trigger, expected):
    assert title(text, trigger).startswith(expected)


@pytest.mark.parametrize(("text", "trigger", "start"), [
    ("The bill, passed by the senate in March, would lapse.", "passed", "The bill, passed by the senate"),
    ("Rosa Quill, 19, a nurse from Orsa, was freed on Monday.", "freed", "Rosa Quill"),
    ("The index, which fell in May, rose by 3%, or 90 points.", "rose", "The index rose by 3%, or 90 points"),
    ('"The port will reopen," said the mayor.', "said", "The port will reopen, said the mayor"),
])  # fmt: skip
def test_a_comma_that_opens_is_closed(text, trigger, start):
    found = title(text, trigger)
    assert found.startswith(start)
    assert ", 19 was" not in found


@pytest.mark.parametrize(("text", "planned", "expected"), [
    ("Airline managers decided to close the northern base.", "close", "Airline managers to close the northern base"),
    ("The two sides agreed on Friday to open a crossing.", "open", "The two sides to open a crossing"),
    ("The council has agreed to sell the old harbour.", "sell", "The council to sell the old harbour"),
])  # fmt: skip
def test_what_is_decided_is_told_as_headlines_do_where_the_deciding_is_a_row(text, planned, expected):
    document = read(Document(id="d1", text=text, dct=creation_time("2026-05-06")), ENGLISH)
    story = write_titles(untold(document), ENGLISH)
    found = {story.event(e.chain.mentions[0]).text: (e.status, e.title) for e in story.entries}
    assert found[planned] == ("planned", expected)
    assert sum(title == expected for _, title in found.values()) == 1


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("The union threatened to close the mill.", "close", "The union threatened to close the mill"),
    ("The minister refused to resign on Tuesday.", "refused", "The minister refused to resign"),
])  # fmt: skip
def test_what_is_only_threatened_or_refused_keeps_its_verb(text, trigger, expected):
    assert title(text, trigger).startswith(expected)
