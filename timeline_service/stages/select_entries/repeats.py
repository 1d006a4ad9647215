"""Rows that repeat a weightier one of their article in other words. A part of ``select_entries``.

How likely one does is weighed by a logistic regression over the features of ``repeat_features``; its weights are data
(``languages/<xx>/repeats.toml``, learned by ``training/repeats.py`` from articles where people marked which words tell
one event). Such rows are not joined: a chain shares its date, and a date shared in error does more harm than a row too
many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nsmallest

from timeline_service.logistic import log_odds
from timeline_service.model import HAPPENED, Language, Story
from timeline_service.reader.loading import load_sameness
from timeline_service.stages.link_mentions.keep_apart import keeps_apart
from timeline_service.stages.link_mentions.likeness import Likeness
from timeline_service.stages.select_entries.repeat_features import Comparing, Row
from timeline_service.stages.select_entries.told_apart import are_of_others

_SURE = 9.0  # log-odds of what a law says
_COMPARED = 64  # rows shown that one is held against, at most, those that share most with it: few articles have as many


class _Shown:
    """The rows of one document that are shown, and where among them those with a trait are, of each the first."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._with: dict[str, list[int]] = defaultdict(list)

    def add(self, row: Row) -> None:
        for trait in row.traits:
            if len(self._with[trait]) < _COMPARED:
                self._with[trait].append(len(self.rows))
        self.rows.append(row)

    def near(self, row: Row) -> list[Row]:
        """Those that a row is held against, in the order in which they were shown."""
        if len(self.rows) <= _COMPARED:
            return self.rows
        shared = Counter(n for trait in row.traits for n in self._with.get(trait, ()))
        most = nsmallest(_COMPARED, shared, key=lambda n: (-shared[n], n))
        return [self.rows[n] for n in sorted(most)]


class Repeats:
    """The rows shown so far, and how likely one more tells again what one of them tells.

    Of two articles nothing says so here: what they tell alike is joined.
    """

    def __init__(self, story: Story, language: Language) -> None:
        self._weights: Mapping[str, float] = language.words.get("repeats", {})
        self._likeness = Likeness(load_sameness(language.code))
        self._ordered = {frozenset((link.source, link.target)) for link in story.tlinks if link.connected}
        self._shown, self._comparing = defaultdict[str, _Shown](_Shown), dict[str, Comparing]()

    def show(self, row: Row) -> None:
        """Put a row among those shown."""
        self._shown[row.document.id].add(row)

    def shown(self, document: str) -> int:
        """How many rows of a document are shown so far."""
        return len(self._shown[document].rows)

    def log_odds(self, row: Row) -> list[float]:
        """One number for each row shown that this one may repeat, of many for those that are most like it."""
        document = row.document.id
        if document not in self._comparing:
            self._comparing[document] = Comparing(row.document, self._likeness)
        comparing = self._comparing[document]
        rivals = [other for other in self._shown[document].near(row) if self._may_repeat(row, other)]
        if self._weights:
            comparing.see(row, rivals)
        return [self._of_pair(row, other, comparing) for other in rivals]

    def _of_pair(self, row: Row, shown: Row, comparing: Comparing) -> float:
        if _is_argument(row, shown):
            return _SURE
        return log_odds(comparing.features(shown, row), self._weights) if self._weights else -_SURE

    def _may_repeat(self, row: Row, shown: Row) -> bool:
        meet = row.entry.when.bounds.meets(shown.entry.when.bounds) or _is_argument(row, shown)
        if not meet or keeps_apart(row.setting, shown.setting) or are_of_others(row, shown):
            return False
        return {row.entry.chain.id, shown.entry.chain.id} not in self._ordered


def _is_argument(one: Row, other: Row) -> bool:
    """Whether one row is told by a noun alone, and the other by the verb that says how real that is, or how far on.

    "The treaty shall enter into force" is one plan, and "a trial is set to begin on Monday" one beginning.
    """
    for noun, verb in ((one, other), (other, one)):
        if noun.event.pos == "NOUN" and verb.event.pos == "VERB" and len(noun.entry.chain.mentions) == 1:
            governed = noun.entry.status == verb.entry.status and noun.entry.status not in HAPPENED
            phase = verb.event.event_class == "ASPECTUAL" and noun.entry.when.timex is None
            if (phase or (governed and noun.entry.when.edtf == verb.entry.when.edtf)) and _hangs_from(noun, verb):
                return True
    return False


def _hangs_from(noun: Row, verb: Row) -> bool:
    """Whether a noun is the subject or the object of a verb, also of one that another hangs from: "is set to begin"."""
    argument, token = (row.document.tokens[row.event.token] for row in (noun, verb))
    verbs = {token.i, token.head} if token.dep == "xcomp" else {token.i}
    return argument.head in verbs and argument.dep in ("nsubj", "nsubj:pass", "obj")
