"""What the words around a date say of its side, in the text alone: the word that leads it, then the nearest verb.

The verb is a guess for where there is no parse; ``governing_tense.py`` asks the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline_service.calendar.resolve import Direction
from timeline_service.languages.lexicon import Lexicon
from timeline_service.model import Span
from timeline_service.stages.anchor_timexes.sentence_ends import SentenceEnds

SIDES = {"PAST": Direction.PAST, "FUTURE": Direction.FUTURE, "PRESENT": Direction.NEAREST}  # by the tense of a verb
_LEAD = 40  # characters before a date in which a word that leads it is looked for
_NEAR = 40  # characters behind a date in which a verb that looks back is looked for
_REACH = 160  # characters to either side in which a verb is looked for
_MODIFIERS = ("before_any", "before_date", "before_duration")  # tables of the lexicon


@dataclass(frozen=True, slots=True)
class WordsAround:
    """Answers for one text."""

    text: str
    lexicon: Lexicon
    ends: SentenceEnds
    _leads: dict[Span, str | None] = field(default_factory=dict)
    _sides: dict[Span, Direction | None] = field(default_factory=dict)

    def lead(self, span: Span) -> str | None:
        """What the words that lead a date say of it, as the lexicon has it: "by", "as of", "until at least"."""
        if span not in self._leads:
            self._leads[span] = self._read_lead(span)
        return self._leads[span]

    def side(self, span: Span) -> Direction | None:
        """The side of the nearest verb of the sentence; None where there is none."""
        if span not in self._sides:
            self._sides[span] = self._of_nearest(span) if self.lexicon["verb"] else self._of_form(span)
        return self._sides[span]

    def say_habit(self, span: Span) -> bool:
        """Whether a word of the sentence says that something is so each time."""
        before, after = self._sentence(span)
        words = self.lexicon.derived(_patterns).habit
        return bool(words.search(before) or words.search(after))

    def look_back(self, span: Span) -> bool:
        """Whether a verb close behind looks back from the time that is told."""
        _, after = self._sentence(span)
        return self.lexicon.derived(_patterns).looks_back.search(after[:_NEAR]) is not None

    def _read_lead(self, span: Span) -> str | None:
        text = self.text[max(0, span.start - _LEAD) : span.start].lower()
        before = self.lexicon.derived(_patterns).modifiers.sub(" ", text).split()
        for words in (before[-3:], before[-2:], before[-1:]):
            found = self.lexicon["lead"].get(" ".join(words))
            if found:
                return found
        return None

    def _of_nearest(self, span: Span) -> Direction | None:
        before, after = self._sentence(span)
        pattern = self.lexicon.derived(_patterns).verbs
        left = list(pattern.finditer(before))
        right = pattern.search(after)
        if left and (right is None or len(before) - left[-1].end() <= right.start() + 8):
            return _side(left[-1])
        return _side(right) if right else None

    def _of_form(self, span: Span) -> Direction | None:
        """Future where a verb of the sentence has a form of the future; a language without rules knows no more."""
        future = self.lexicon.derived(_patterns).future
        return Direction.FUTURE if future.search(" … ".join(self._sentence(span))) else None

    def _sentence(self, span: Span) -> tuple[str, str]:
        """The sentence of a date, or its part between semicolons, before and behind it, as far as words are looked
        for."""
        before, after = self.ends.around(span, _REACH)
        return before.rpartition(";")[2], after.partition(";")[0]


class _Patterns(NamedTuple):
    """What is looked for with a lexicon; ``modifiers`` stand at the end of a text: "until at least"."""

    modifiers: re.Pattern[str]
    habit: re.Pattern[str]
    looks_back: re.Pattern[str]
    verbs: re.Pattern[str]
    future: re.Pattern[str]


def _patterns(lexicon: Lexicon) -> _Patterns:
    modifiers = _any_of(re.escape(word) for table in _MODIFIERS for word in lexicon[table])
    return _Patterns(
        modifiers=re.compile(rf"(?:\s{modifiers})+\s*$"),
        habit=re.compile(rf"\b{_any_of(map(re.escape, lexicon['habit']))}\b", re.IGNORECASE),
        looks_back=re.compile(rf"\b{_any_of(map(re.escape, lexicon['looks_back']))}\b", re.IGNORECASE),
        verbs=re.compile(_verbs(lexicon), re.IGNORECASE),
        future=re.compile(rf"\b{_any_of(lexicon['future'])}\b", re.IGNORECASE),
    )


def _any_of(patterns: Iterable[str]) -> str:
    """A pattern of any of them; where there are none, one that fits nothing."""
    return f"(?:{'|'.join(patterns) or '(?!)'})"


def _verbs(lexicon: Lexicon) -> str:
    words = sorted(lexicon["verb"].items(), key=lambda item: (-len(item[0]), item))
    of = {t: "|".join(re.escape(w) for w, kind in words if kind == t) for t in SIDES}
    inside = rf"{lexicon.any_of('verb_group', 'WORD')}|\w+{lexicon.any_of('verb_group', 'ENDING')}"
    rest = rf"(?: (?:{inside})){{0,3}}(?: \w+)?"
    ended = (rf"|(?<!\b{re.escape(word)} )[a-z]{{2,20}}{end}\b" for end, word in lexicon["past_ending"].items())
    past = rf"(?:{of['PAST']})\b{''.join(ended)}"
    return rf"\b(?P<FUTURE>{of['FUTURE']})\b{rest}|\b(?P<PAST>{past})|\b(?P<PRESENT>{of['PRESENT']})\b"


def _side(match: re.Match[str]) -> Direction:
    return next(side for tense, side in SIDES.items() if match[tense] is not None)
