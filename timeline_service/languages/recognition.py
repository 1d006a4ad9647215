"""Whether a text is in the language that it is read as: a quick look at its letters and its smallest words."""

from __future__ import annotations

import re

from timeline_service.model import Language

LOOKED_AT = 20_000  # code points; an article is in one language from its beginning
FEWEST_WORDS = 12  # below this nothing is said: a headline may do without small words
LEAST_LATIN = 0.5  # share of the letters
LEAST_FUNCTION_WORDS = 0.08  # share of the words; English articles have twice that and more, others hardly any
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]+")


def is_other_than(language: Language, text: str) -> bool:
    """Whether ``text`` is plainly in another language; False too for a language whose small words are not known."""
    known = language.words.get("recognition")
    if known is None:
        return False
    text = text[:LOOKED_AT]
    words = _WORD.findall(text)
    letters, latin = sum(map(len, words)), sum(map(len, _LATIN.findall(text)))
    if letters and latin / letters < LEAST_LATIN:
        return True
    if len(words) < FEWEST_WORDS:
        return False
    return sum(word.lower() in known["function_words"] for word in words) / len(words) < LEAST_FUNCTION_WORDS
