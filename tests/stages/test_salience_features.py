"""What speaks for and against an entry, by name."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import ENGLISH, parsed, read, untold

from timeline_service.calendar.intervals import Granularity
from timeline_service.model import Document, TLink, When
from timeline_service.stages.select_entries.salience_features import Weighing

VOTED = "The council voted on Monday."
WILL_VOTE = "The council will vote again on Friday."
DAMAGED = "The quake damaged a school."
SAID = "Police said two men had fled before officers arrived."


def speaks(document: Document, trigger: str, **fields: object) -> dict[str, float]:
    """The features of the entry of this trigger."""
    story = replace(untold(document), **fields)  # type: ignore[arg-type]
    entry = next(e for e in story.entries if story.event(e.chain.mentions[0]).text == trigger)
    return Weighing(story, ENGLISH.words).features(entry)


@pytest.mark.parametrize(("sentence", "trigger", "name"), [
    (VOTED, "voted", "relation root"),
    (VOTED, "voted", "tense past"),
    (VOTED, "voted", "verb vote"),
    (VOTED, "voted", "agent"),
    (VOTED, "voted", "subject thing"),
    (VOTED, "voted", "subject with the"),
    (DAMAGED, "damaged", "patient"),
    (DAMAGED, "damaged", "subject event"),
    (DAMAGED, "quake", "noun quake"),
    (DAMAGED, "quake", "det the"),
    (DAMAGED, "quake", "listed noun"),
    (DAMAGED, "quake", "hangs as nsubj"),
    (SAID, "said", "bare report"),
    (SAID, "said", "with ccomp"),
    (SAID, "fled", "ccomp of say"),
    (SAID, "fled", "with had"),
    (SAID, "fled", "framed"),
    (SAID, "fled", "attributed"),
    (SAID, "fled", "aspect perfective"),
    ("The minister did not sign the treaty.", "sign", "negated"),
    ("The minister did not sign the treaty.", "sign", "status denied"),
    ("If talks fail, unions will strike.", "fail", "if"),
    ("If talks fail, unions will strike.", "strike", "then"),
    ("The airline may cut 40 flights.", "cut", "modal"),
    ("“We will appeal the ruling,” Ms. Vale said.", "appeal", "quoted"),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "led", "relation acl:relcl"),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "resigned", "named participant"),
    ("An earthquake struck Almara at dawn on Monday, killing nine people.", "killing", "relation advcl"),
    ("The union threatened to walk out.", "walk", "tense infinitive"),
    ("The union threatened to walk out.", "walk", "xcomp of threaten"),
    ("The union threatened to walk out.", "walk", "subject none"),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "led", "subject who"),
    ("Rosa Quill, who led the inquiry, resigned on Monday.", "resigned", "subject name"),
    ("The bridge was closed by engineers on Monday.", "closed", "passive"),
    ("Protests continue in the capital.", "continue", "plain present"),
    ("Ministers want to raise the toll.", "want", "class i_state"),
    ("The army denied that it had shelled the town.", "shelled", "relation ccomp"),
    ("Envoys held talks in Lirona.", "held", "light verb"),
])
def test_what_an_entry_shows(sentence, trigger, name):
    assert speaks(read(parsed(sentence)), trigger)[name] == 1.0


@pytest.mark.parametrize(("sentence", "trigger", "name"), [
    (VOTED, "voted", "negated"),
    (VOTED, "voted", "bare report"),
    (VOTED, "voted", "dated"),
    (VOTED, "voted", "patient"),
    (VOTED, "voted", "light verb"),
    (VOTED, "voted", "relation ccomp"),
    (SAID, "said", "framed"),
    (SAID, "arrived", "relation root"),
    (DAMAGED, "quake", "relation root"),
    ("If talks fail, unions will strike.", "strike", "if"),
])
def test_what_an_entry_does_not_show(sentence, trigger, name):
    assert name not in speaks(read(parsed(sentence)), trigger)


@pytest.mark.parametrize(("when", "names"), [
    (When(basis="stated", granularity=Granularity.DAY), {"dated", "dated finely", "to the day"}),
    (When(basis="resolved", granularity=Granularity.YEAR), {"dated", "to the year"}),
    (When(basis="inferred", granularity=Granularity.DAY), {"date inferred", "to the day"}),
    (When(), set()),
], ids=["a day", "a year", "inferred", "none"])
def test_a_date_counts_by_how_it_is_known(when, names):
    story = untold(read(parsed(VOTED)))
    entry = replace(story.entries[0], when=when)
    shown = Weighing(story, ENGLISH.words).features(entry)
    assert {name for name in shown if "date" in name or name.startswith("to the")} == names


def test_the_lead_and_the_headline_count():
    document = read(parsed(DAMAGED, VOTED, SAID, WILL_VOTE, headline="Strong quake shakes Almara"))
    assert {"first paragraph", "lead", "headline participant"} <= set(speaks(document, "damaged"))
    assert "first paragraph" not in speaks(document, "voted")
    assert "lead" in speaks(document, "voted")
    assert "lead" not in speaks(document, "vote")


def test_mentions_count_up_to_three():
    story = untold(read(parsed(VOTED)))
    (entry,) = story.entries
    often = replace(entry, chain=replace(entry.chain, mentions=entry.chain.mentions * 9))
    assert Weighing(story, ENGLISH.words).features(often)["mentions"] == 3.0


def test_a_stated_order_counts():
    links = (TLink("c1", "BEFORE", "c2", "stated"),)
    assert "in a stated order" in speaks(read(parsed(VOTED)), "voted", tlinks=links)


def test_an_order_of_dates_alone_is_not_stated():
    links = (TLink("c1", "BEFORE", "c2", "dates"),)
    assert "in a stated order" not in speaks(read(parsed(VOTED)), "voted", tlinks=links)


def test_a_modal_of_what_has_happened_is_a_past():
    history = "The poet would go on to win a prize in 1911."
    told = read(parsed(history, dates={"1911": "1911-07-01"}))
    assert {"tense past", "modal"} & speaks(told, "go").keys() == {"tense past"}
    assert {"tense past", "modal"} & speaks(read(parsed("The airline may cut 40 flights.")), "cut").keys() == {"modal"}
