"""Signals: the words that state an order, and TimeML's relation from the event above them to what they introduce."""
from __future__ import annotations

import pytest
from conllu import ENGLISH, parsed

from timeline_service.stages.find_signals import find_signals


def signals(*sentences: str) -> list[tuple[str, str]]:
    return [(signal.text, signal.relation) for signal in find_signals(parsed(*sentences), ENGLISH).signals]


@pytest.mark.parametrize(("sentence", "text", "relation"), [
    ("Police said two men had fled before officers arrived.", "before", "BEFORE"),
    ("Two guards were fired prior to the trial.", "prior to", "BEFORE"),
    ("Ferries will stay in port until Friday.", "until", "BEFORE"),
    ("Miners have been striking since May.", "since", "AFTER"),
    ("The port shut following the attack.", "following", "AFTER"),
    ("The port reopened in the wake of the storm.", "in the wake of", "AFTER"),
    ("Crews were searching the harbour when the storm hit.", "when", "SIMULTANEOUS"),
    ("The strike began as talks collapsed.", "as", "SIMULTANEOUS"),
])
def test_a_signal_and_its_relation(sentence, text, relation):
    assert signals(sentence) == [(text, relation)]


@pytest.mark.parametrize("sentence", [
    "The council voted on Monday.",
    "An earlier truce collapsed in March.",
    "The jury left without reaching a verdict.",
    "Rosa Quill once served as mayor.",
])
def test_other_words_are_no_signals(sentence):
    assert signals(sentence) == []


def test_signals_are_numbered_in_text_order():
    first, second = "The strike began as talks collapsed.", "Ferries will stay in port until Friday."
    found = find_signals(parsed(first, second), ENGLISH).signals
    assert [(signal.id, signal.text) for signal in found] == [("s1", "as"), ("s2", "until")]


def test_span_and_token_are_those_of_the_phrase_and_its_first_word():
    document = find_signals(parsed("The port reopened in the wake of the storm."), ENGLISH)
    (signal,) = document.signals
    assert document.text[signal.span.start : signal.span.end] == "in the wake of"
    assert document.tokens[signal.token].text == "in"
