"""TLINKs as TimeML writes them, of a story made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from story import DOCUMENT, STORY

from timeline_service.model import Because, Chain, Claim, Conflict, MentionRef, Story
from timeline_service.schemas.links import instance, tlinks


def links(story: Story) -> set[tuple[str, str, str]]:
    return {(link["id1"], link["rel"], link["id2"]) for link in tlinks(story)}


def dated(relation: str, gap: tuple[int, int] | None = None) -> Claim:
    return Claim(source="c1", relation=relation, target="d1/t1", precision=0.9, because=Because("date/clause"), gap=gap)


def test_an_event_has_one_instance() -> None:
    assert instance("e7") == "ei7"


@pytest.mark.parametrize(
    ("relation", "written"),
    [("STARTS_WITHIN", "IS_INCLUDED"), ("ENDS_WITHIN", "ENDED_BY"), ("BEFORE", "BEFORE"), ("AFTER", "AFTER")],
)
def test_an_event_and_its_date(relation: str, written: str) -> None:
    assert ("ei1", written, "t1") in links(replace(STORY, claims=(dated(relation),)))


def test_a_refused_date_is_no_link() -> None:
    claim = dated("STARTS_WITHIN")
    refused = replace(STORY, claims=(claim,), conflicts=(Conflict(claim, ()),))
    assert not any(target == "t1" for _, _, target in links(refused))


def test_a_date_counted_from_is_not_the_date() -> None:
    counted = replace(STORY, claims=(dated("STARTS_WITHIN", gap=(0, 10)),))
    assert not any(target == "t1" for _, _, target in links(counted))


def test_what_the_text_orders_stands_between_instances() -> None:
    assert ("ei1", "BEFORE", "ei2") in links(STORY)


def test_mentions_of_one_event_are_simultaneous() -> None:
    chain = Chain("c1", (MentionRef("d1", "e1"), MentionRef("d1", "e2")))
    assert ("ei1", "SIMULTANEOUS", "ei2") in links(replace(STORY, chains=(chain,), tlinks=()))


@pytest.mark.parametrize(
    ("fields", "relation"),
    [
        ({"tense": "PAST"}, "BEFORE"),
        ({"tense": "PRESENT", "aspect": "PERFECTIVE"}, "BEFORE"),
        ({"tense": "FUTURE"}, "AFTER"),
        ({"tense": "PRESENT", "aspect": "PROGRESSIVE"}, "INCLUDES"),
        ({"tense": "PRESENT", "event_class": "REPORTING"}, "IS_INCLUDED"),
        ({"tense": "PRESENT"}, None),
        ({"tense": "PAST", "polarity": "NEG"}, None),
        ({"tense": "PAST", "pos": "NOUN"}, None),
    ],
)
def test_a_verb_and_the_creation_time(fields: dict[str, str], relation: str | None) -> None:
    event = replace(DOCUMENT.events[0], **fields)  # type: ignore[arg-type]
    story = Story(documents=(replace(DOCUMENT, events=(event,)),))
    assert links(story) == ({("ei1", relation, "t0")} if relation else set())


def test_without_a_publication_date_tense_says_nothing() -> None:
    assert links(Story(documents=(replace(DOCUMENT, dct=None),))) == set()


def test_a_pair_is_linked_once() -> None:
    told = replace(STORY, claims=(dated("STARTS_WITHIN"), dated("BEFORE")))
    pairs = [{link["id1"], link["id2"]} for link in tlinks(told)]
    assert all(pairs.count(pair) == 1 for pair in pairs)
