"""What a row gives who reads the rows shown before it. A part of ``select_entries``.

A row is key, or one that can be spared; or it repeats another, or tells no event. How likely each is, is weighed by a
multinomial logistic regression over few features: what the row weighs by itself, what the reader's heads saw, how
likely it repeats a row shown before it, and how many those are. Its weights are data (``languages/<xx>/gains.toml``,
learned by ``training/gains.py``). A row gives the more, the less those before it told already (J. Carbonell & J.
Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998), and graded as readers grade it (K. Järvelin & J.
Kekäläinen, "Cumulated gain-based evaluation of IR techniques", TOIS 2002).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import exp, log, prod
from typing import NamedTuple

from timeline_service.logistic import Features, outcomes
from timeline_service.model import Entry, Language, Story
from timeline_service.stages.select_entries.repeat_features import Row
from timeline_service.stages.select_entries.repeats import Repeats
from timeline_service.stages.select_entries.salience_features import of_reader

OUTCOMES = ("key", "spare", "repeat")
"""What a row may turn out to be, besides no event at all."""
_OF_A_SPARE_ROW = 1 / 3  # what it gives, where a key one gives 1
_OF_A_REPEAT = -2 / 3  # who reads it must see that it is one
_FARTHEST = 6.0  # log-odds beyond which nothing more is learned
_NEVER = 0.001


class Gain(NamedTuple):
    """``salience`` in [0, 1] says what a row is worth if nobody told it yet; ``gain`` takes off what is told twice."""

    salience: float
    gain: float
    repeat: float


class Gains:
    """The rows of a story, each weighed beside those shown before it in its article; the weightiest come first.

    The salience of the entries is what each weighs by itself.
    """

    def __init__(self, weighed: Iterable[Entry], story: Story, language: Language) -> None:
        self._story, self._words = story, language.words
        self._repeats = Repeats(story, language)
        self._rows: dict[str, Row] = {}
        self._alone: dict[str, Features] = {}
        self._expected: dict[str, float] = defaultdict(float)
        for entry in weighed:
            self._expected[entry.chain.mentions[0].document] += entry.salience

    def show(self, entry: Entry) -> None:
        """Put a row among those shown."""
        self._repeats.show(self._row(entry))

    def _row(self, entry: Entry) -> Row:
        if entry.chain.id not in self._rows:
            self._rows[entry.chain.id] = Row(entry, self._story, self._words)
        return self._rows[entry.chain.id]

    def of(self, entry: Entry, *, compared: bool) -> Gain:
        """What a row would give; held against those shown, or as if it repeated none of them."""
        likely = outcomes(self.features(entry, compared=compared), self._words.get("gains", {}))
        key, spare, repeat = (likely.get(outcome, 0.0) for outcome in OUTCOMES)
        salience = key + _OF_A_SPARE_ROW * spare
        return Gain(salience, salience + _OF_A_REPEAT * repeat, repeat)

    def features(self, entry: Entry, *, compared: bool) -> Features:
        """What speaks for each outcome, by name; absent means 0."""
        document = entry.chain.mentions[0].document
        odds = self._repeats.log_odds(self._row(entry)) if compared else []
        before = self._repeats.shown(document)
        found = self._by_itself(entry) | {
            "likeliest repeat": _clipped(max(odds, default=-_FARTHEST)),
            "repeats none": prod(1 / (1 + exp(_clipped(each))) for each in odds),
            "rows before": log(1 + before),
            "share of rows before": before / (1 + self._expected[document]),
        }
        return {name: value for name, value in found.items() if value}

    def _by_itself(self, entry: Entry) -> Features:
        """What an entry shows, whatever is shown before it; read once."""
        if entry.chain.id not in self._alone:
            event, seen = self._story.event(entry.chain.mentions[0]), of_reader(entry, self._story)
            self._alone[entry.chain.id] = {
                "weight by itself": _clipped(log(max(entry.salience, _NEVER) / max(1 - entry.salience, _NEVER))),
                "worth a row": _clipped(seen.get("best worth a row", 0.0)),
                "worth a key row": _clipped(seen.get("best worth a key row", 0.0)),
                "mentions": log(len(entry.chain.mentions)),
                "noun": float(event.pos != "VERB"),
                "planned": float(entry.status == "planned"),
                f"date {entry.when.basis}": 1.0,
            }
        return self._alone[entry.chain.id]


def _clipped(odds: float) -> float:
    return max(-_FARTHEST, min(_FARTHEST, odds))
