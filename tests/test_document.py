"""What is looked up in a document: the dates of its words, and the dates and clauses of a stretch of it."""

from __future__ import annotations

from dataclasses import replace

from conllu import ENGLISH, parsed

from timeline_service.model import Document, Span, creation_time
from timeline_service.stages.read_clauses import read_clauses

OPENED = "Ines Corvo opened the hearing on Monday."
VOTED = "The council voted on Monday."


def dated(*spans: Span) -> Document:
    """A document with dates in some places, and one that an editor gave it."""
    document = parsed(OPENED, VOTED)
    there = (
        replace(creation_time("2026-05-04"), id=f"t{n}", text=document.text[span.start : span.end], span=span)
        for n, span in enumerate(spans, start=1)
    )
    return replace(document, timexes=(*there, replace(creation_time("2026-05-05"), id="editor-e1")))


def test_a_word_is_of_the_date_that_it_begins_in() -> None:
    text = parsed(OPENED, VOTED).text
    on, monday = text.index("on Monday"), text.rindex("Monday")
    document = dated(Span(on, on + len("on Mon")), Span(monday + 1, monday + len("Monday")))
    assert {document.tokens[i].text: timex.id for i, timex in document.timex_at.items()} == {"on": "t1", "Monday": "t1"}


def test_the_words_of_a_stretch_are_those_with_a_letter_in_it() -> None:
    document = parsed(OPENED, VOTED)
    corvo = document.text.index("Corvo")
    assert [word.text for word in document.words_in(Span(corvo + 2, corvo + len("Corvo op")))] == ["Corvo", "opened"]
    assert [word.text for word in document.words_in(Span(corvo, corvo + len("Corvo ")))] == ["Corvo"]
    assert not document.words_in(Span(corvo - 1, corvo)) and not document.words_in(Span(0, 0))
    assert [*document.words_in(Span(0, len(document.text)))] == [*document.tokens]


def test_the_dates_of_a_stretch_are_those_that_begin_there_in_the_order_of_the_text() -> None:
    text = parsed(OPENED, VOTED).text
    later, first = text.rindex("Monday"), text.index("Monday")
    document = dated(Span(later, later + 6), Span(first, first + 6))
    assert [timex.id for timex in document.timexes_in(Span(0, len(text)))] == ["t2", "t1"]
    assert [timex.id for timex in document.timexes_in(Span(first, later))] == ["t2"]
    assert not document.timexes_in(Span(first + 1, later))


def test_the_clauses_of_some_words_are_those_whose_predicates_are_among_them() -> None:
    document = read_clauses(parsed(OPENED, VOTED), ENGLISH)
    opened, voted = (clause.head for clause in document.clauses)
    assert [clause.head for clause in document.clauses_in(opened, voted)] == [opened]
    assert [clause.head for clause in document.clauses_in(opened + 1, voted + 1)] == [voted]
    assert not document.clauses_in(opened + 1, voted)
