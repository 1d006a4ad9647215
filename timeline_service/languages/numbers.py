"""Numbers in words and digits: one bounded pattern and its value, from the ``[number]`` table of a lexicon."""
from __future__ import annotations

import re
from collections.abc import Mapping

_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,6}(?:\.\d{1,2})?(?:[ -]1/2|[ ]?½|[ ]and[ ]a[ ]half)?|½"
VAGUE = "vague"


class Numbers:
    """Reads "24", "2 1/2", "twenty-four", "two hundred and fifty", "a couple of" (2), "several" (no number: None)."""

    def __init__(self, words: Mapping[str, float | str]) -> None:
        self.words = words
        phrases = sorted((w for w in words if " " in w), key=len, reverse=True)
        single = "|".join(re.escape(w) for w in sorted((w for w in words if " " not in w), key=len, reverse=True))
        link = r"(?:[ -]|[ ]and[ ])"
        spoken = rf"(?:{single})(?:{link}(?:{single})(?![^\W\d_])){{0,4}}(?:[ ]and[ ]a[ ]half)?" if single else r"(?!)"
        fixed = "|".join(re.escape(p) for p in phrases)
        self.pattern = "|".join(p for p in (_DIGITS, fixed, spoken) if p)

    def value(self, text: str) -> float | None:
        """The number, or None where it is vague; raises ValueError for text that is no number."""
        text = " ".join(text.lower().split())
        if text in self.words:
            return self._number(text)
        half = 0.5 if re.search(r"(?:1/2|½|and a half)$", text) else 0.0
        text = re.sub(r"[ -]?(?:1/2|½|and a half)$", "", text)
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
            raise ValueError(f"{word!r} is no number")
        number = self.words[word]
        return None if number == VAGUE else float(number)
