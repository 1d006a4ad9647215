"""Numbers in words and digits: one bounded pattern and its value, from the ``[number]`` table of a lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping

from timeline_service.languages.alternation import alternation

_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,6}(?:\.\d{1,2})?(?:[ -]1/2|[ ]?½|[ ]and[ ]a[ ]half)?|½"
VAGUE = "vague"
LINKS = ("and", "a", "half")  # words of a spelled number that are no numbers


class Numbers:
    """Reads "24", "2 1/2", "twenty-four", "two hundred and fifty", "a couple of" (2), "several" (no number: None).

    ``numerals`` compose ("two hundred and fifty"), ``quantities`` stand alone ("a", "several").
    """

    def __init__(self, numerals: Mapping[str, float], quantities: Mapping[str, float | str]) -> None:
        self.words = {**numerals, **quantities}
        first = alternation(w for w, n in numerals.items() if n < 1000)
        more = alternation(numerals)
        link, half = r"(?:[ -]|[ ]and[ ])", r"(?:[ -]and[ -]a[ -]half)?"
        spoken = rf"(?:{first})(?:{link}(?:{more})(?![^\W\d_])){{0,4}}{half}" if numerals else r"(?!)"
        self.pattern = "|".join(p for p in (_DIGITS, alternation(quantities), spoken) if p)

    def value(self, text: str) -> float | None:
        """The number, or None where it is vague; raises ValueError for text that is not a number."""
        text = " ".join(text.lower().split())
        if text in self.words:
            return self._number(text)
        half = 0.5 if re.search(r"(?:1/2|½|and[ -]a[ -]half)$", text) else 0.0
        text = re.sub(r"[ -]?(?:1/2|½|and[ -]a[ -]half)$", "", text)
        if not text:
            return half
        if text[0].isdigit():
            return float(text.replace(",", "")) + half
        total = current = 0.0
        for word in re.split(r"[ -]", text):
            if word == "and":
                continue
            number = self._number(word)
            if number is None:
                return None
            if number >= 1000:
                total, current = total + max(current, 1) * number, 0.0
            elif number == 100:
                current = max(current, 1) * 100
            else:
                current += number
        return total + current + half

    def _number(self, word: str) -> float | None:
        if word not in self.words:
            raise ValueError(f"{word!r} is not a number")
        number = self.words[word]
        return None if number == VAGUE else float(number)
