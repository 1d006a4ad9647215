"""Whether a text is in the language that it is read as: a quick look at its letters and its smallest words.

Which language it is in instead is asked of py3langid, whose model is in the package: nothing is looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from timeline_service.model import Language

LOOKED_AT = 20_000  # code points; an article is in one language from its beginning
FEWEST_WORDS = 12  # below this nothing is said: a headline may do without small words
LEAST_LATIN = 0.5  # share of the letters
LEAST_FUNCTION_WORDS = 0.08  # share of the words; English articles have twice that and more, others hardly any
LEAST_SURE = 0.9  # probability from which on a guess is used
GUESSED = ("ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it",
           "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi", "zh")  # fmt: skip
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


def guess(text: str) -> str | None:
    """The ISO 639-1 code of the language that ``text`` is in, of those in ``GUESSED``; None where that is not sure."""
    code, sure = _identifier().classify(text[:LOOKED_AT])
    return str(code) if sure >= LEAST_SURE else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # 0.2 s, and few articles need it

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(GUESSED))
    return identifier
