"""Rows that repeat a weightier one of their article in other words. A part of ``select_entries``.

Whether one does is weighed by a logistic regression over the features of ``repeat_features``; its weights are data
(``languages/<xx>/repeats.toml``, learned by ``training/repeats.py`` from articles where people marked which words tell
one event). Such rows are not joined: a chain shares its date, and a date shared in error does more harm than a row too
many.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from timeline_service import deadline
from timeline_service.logistic import probability
from timeline_service.model import HAPPENED, Entry, Language, Story
from timeline_service.stages.annotate import load_sameness
from timeline_service.stages.link_mentions.keep_apart import keeps_apart, setting
from timeline_service.stages.link_mentions.likeness import Likeness
from timeline_service.stages.select_entries.repeat_features import Comparing, Row

_REPEATS, _LIGHTEST = 0.8, 0.44  # a row goes if it repeats likelier than this much of its salience, or of the least


def without_repeats(entries: Iterable[Entry], story: Story, language: Language) -> Iterator[Entry]:
    """The entries, the weightiest first, but for those that tell what one before them tells in the same article.

    Of two articles nothing says so here: what they tell alike is joined.
    """
    words: Mapping[str, Any] = language.words
    likeness, weights = Likeness(load_sameness(language.code)), words.get("repeats", {})
    ordered = {frozenset((link.source, link.target)) for link in story.tlinks if link.connected}
    kept, comparing = defaultdict[str, list[Row]](list), dict[str, Comparing]()
    for entry in entries:
        deadline.check()
        row = Row(entry, story, words)
        document = row.document.id
        if document not in comparing:
            comparing[document] = Comparing(row.document, likeness)
        rivals = [other for other in kept[document] if {entry.chain.id, other.entry.chain.id} not in ordered]
        comparing[document].see(row, [other for other in rivals if _may_repeat(row, other)])
        same = words.get("same", {})
        if not any(
            _repeats(row, other, comparing[document], weights) and not _is_another(row, other, same) for other in rivals
        ):
            kept[document].append(row)
            yield entry


def _repeats(row: Row, kept: Row, comparing: Comparing, weights: Mapping[str, float]) -> bool:
    if not _may_repeat(row, kept):
        return False
    if _is_argument(row, kept):
        return True
    if not weights:
        return False
    least = _REPEATS * max(row.entry.salience, _LIGHTEST)
    return probability(comparing.features(kept, row), weights) > least


def _may_repeat(row: Row, kept: Row) -> bool:
    return row.entry.when.bounds.meets(kept.entry.when.bounds) and not _in_a_row(row, kept)


def _is_another(one: Row, other: Row, same: Mapping[str, Any]) -> bool:
    """Whether a word says that it is one more of its kind: "also began", "a second bomb"."""
    return keeps_apart(*(setting(row.event, row.document, same) for row in (one, other)))


def _in_a_row(one: Row, other: Row) -> bool:
    """Whether verbs are joined by "and": "arrived and opened the talks" are two events."""
    tokens = one.document.tokens
    pair = (tokens[one.event.token], tokens[other.event.token])
    return any(a.dep == "conj" and a.head == b.i for a, b in (pair, pair[::-1]))


def _is_argument(one: Row, other: Row) -> bool:
    """Whether one row is told by a noun alone, and the other by the verb that says how real that is.

    "The treaty shall enter into force" is one plan.
    """
    for noun, verb in ((one, other), (other, one)):
        if noun.event.pos != "NOUN" or verb.event.pos != "VERB" or len(noun.entry.chain.mentions) > 1:
            continue
        governed = noun.entry.status == verb.entry.status and noun.entry.status not in HAPPENED
        if governed and noun.entry.when.edtf == verb.entry.when.edtf:
            token = noun.document.tokens[noun.event.token]
            if token.head == verb.event.token and token.dep in ("nsubj", "nsubj:pass", "obj"):
                return True
    return False
