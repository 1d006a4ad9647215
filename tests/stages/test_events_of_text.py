"""Events and their TimeML classes in sentences that the shipped pipeline reads."""

from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.lookups.document_index import is_bare_report
from timeline_service.schemas.article import Article
from timeline_service.service import document_of, read_document

pytestmark = pytest.mark.model


@pytest.mark.parametrize(("sentence", "trigger", "event_class"), [
    ("The firm offered to sell the mill.", "offered", "I_ACTION"),
    ("The firm offered its staff a canteen.", "offered", "OCCURRENCE"),
    ("The minister declined to name the bank.", "declined", "I_ACTION"),
    ("Prices declined in March.", "declined", "OCCURRENCE"),
    ("The board rejected a merger.", "rejected", "I_ACTION"),
    ("An effort to raise the wreck began.", "effort", "I_ACTION"),
    ("The rebels seem to control the bridge.", "seem", "I_STATE"),
    ("The actor appeared in court on Monday.", "appeared", "OCCURRENCE"),
    ("The ferry remained in the harbour.", "remained", "STATE"),
    ("The atlas will be available from Monday.", "available", "STATE"),
])  # fmt: skip
def test_class(sentence: str, trigger: str, event_class: str) -> None:
    document = read_document(document_of(Article().load({"text": sentence}), longest=1_000))
    assert {event.text: event.event_class for event in document.events}[trigger] == event_class


def test_what_is_available_at_no_given_time_is_no_event() -> None:
    document = read_document(
        document_of(Article().load({"text": "Help is available at the town hall."}), longest=1_000)
    )
    assert not document.events


@pytest.mark.parametrize(("sentence", "trigger", "status"), [
    ("The firm insisted that the union agree to cuts.", "agree", "possible"),
    ("The firm insisted that the union had agreed to cuts.", "agreed", "occurred"),
    ("It is vital that he resign.", "resign", "possible"),
])  # fmt: skip
def test_what_is_asked_for_in_the_subjunctive_has_not_happened(sentence: str, trigger: str, status: str) -> None:
    document = read_document(document_of(Article().load({"text": sentence}), longest=1_000))
    assert {event.text: event.status for event in document.events}[trigger] == status


@pytest.mark.parametrize(("sentence", "triggers"), [
    ("The poet often visited the mill.", []),
    ("The village is regularly flooded.", []),
    ("The poet often visited the mill in 1999.", ["visited"]),
    ("The poet will regularly visit the mill.", ["visit"]),
    ("The poet visited the mill twice.", ["visited"]),
    ("Every spring the river floods the meadows.", []),
    ("The king visits the fair annually.", []),
    ("Briefings were held every day.", ["Briefings", "held"]),
    ("The firm has sold a mill every year.", ["sold"]),
    ("A daily newspaper printed the letter.", ["printed"]),
])  # fmt: skip
def test_what_is_done_time_and_again_is_no_event_without_a_date(sentence: str, triggers: list[str]) -> None:
    document = read_document(document_of(Article().load({"text": sentence}), longest=1_000))
    assert [event.text for event in document.events] == triggers


def test_nothing_happens_in_a_raid_that_is_only_played() -> None:
    text = "In a mock raid on Monday, gunmen stormed the station."
    assert not read_document(document_of(Article().load({"text": text}), longest=1_000)).events


def test_pointing_out_only_carries_what_is_said() -> None:
    text = "The mayor pointed out that the bridge was old."
    (event,) = read_document(document_of(Article().load({"text": text}), longest=1_000)).events
    assert is_bare_report(event, languages.load("en").words)


@pytest.mark.parametrize(("sentence", "trigger", "source"), [
    ("The mayor resigned and said that the pool had leaked.", "leaked", "The mayor"),
    ("The mayor left the hall, adding that the pool had leaked.", "leaked", "The mayor"),
    ("The mayor refused to say that the pool had leaked.", "leaked", "The mayor"),
    ("A report saying that the pool had leaked was printed.", "leaked", "A report"),
    ("The swimmers sent a letter saying that the pool had leaked.", "leaked", "The swimmers"),
    ("The plan was condemned by the swimmers, saying the pool had leaked.", "leaked", "the swimmers"),
    ('"I believe that the pool leaked," the mayor said.', "leaked", "the mayor"),
    ("The mayor was quoted as saying that the pool had leaked.", "leaked", "The mayor"),
    ("The guard said he had been told that the pool had leaked.", "leaked", "The guard"),
    ("The mayor was told that the pool had leaked.", "leaked", None),
])  # fmt: skip
def test_the_source_of_a_saying_without_a_subject_of_its_own(sentence: str, trigger: str, source: str | None) -> None:
    document = read_document(document_of(Article().load({"text": sentence}), longest=1_000))
    sources = {event.text: event.attribution and event.attribution.text for event in document.events}
    assert sources[trigger] == source


def test_what_befalls_somebody_in_a_work_is_no_event_and_what_befalls_the_work_is() -> None:
    sentence = "An advert in which a car falls from a bridge was banned on Tuesday."
    document = read_document(document_of(Article().load({"text": sentence}), longest=1_000))
    assert [event.text for event in document.events] == ["banned"]
