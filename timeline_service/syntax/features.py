"""Morphological features in the terms of Universal Dependencies v2, as far as the stages ask for them.

``Mood=Ind|Tense=Past|VerbForm=Fin`` is what a treebank, a pipeline and the tests write. Where a pipeline gives Penn
tags alone, :func:`of_tag` has the features that a tag stands for.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one word; empty where one does not apply. A modal is finite and has no tense."""

    verb_form: str = ""  # Fin Inf Part Ger
    tense: str = ""  # Past Pres
    mood: str = ""  # Ind Imp Sub
    voice: str = ""  # Pass
    number: str = ""  # Sing Plur
    person: str = ""  # 1 2 3
    pron_type: str = ""  # Prs Rel Int Dem Art …
    poss: str = ""  # Yes

    @property
    def is_finite(self) -> bool:
        """Whether a verb has a tense or is a modal; an order ("Call us") is none."""
        return self.verb_form == "Fin" and self.mood != "Imp"

    @property
    def is_past(self) -> bool:
        """Whether a finite verb is in the past."""
        return self.verb_form == "Fin" and self.tense == "Past"

    @property
    def is_present(self) -> bool:
        """Whether a finite verb is in the present."""
        return self.verb_form == "Fin" and self.tense == "Pres"

    @property
    def is_base_form(self) -> bool:
        """Whether a verb stands in the form that infinitives and orders have."""
        return self.verb_form == "Inf" or self.mood == "Imp"

    @property
    def is_past_participle(self) -> bool:
        """ "signed" in "was signed"."""
        return self.verb_form == "Part" and self.tense == "Past"

    @property
    def is_present_participle(self) -> bool:
        """ "signing", as participle or as gerund."""
        return self.verb_form == "Ger" or (self.verb_form == "Part" and self.tense != "Past")

    @property
    def is_personal(self) -> bool:
        """ "they", and "their"."""
        return self.pron_type == "Prs"

    @property
    def is_wh(self) -> bool:
        """ "who", "which", "when": asks or relates."""
        return self.pron_type in ("Rel", "Int")


PAST = Features(verb_form="Fin", tense="Past", mood="Ind")
PAST_PARTICIPLE = Features(verb_form="Part", tense="Past")
_NAMES = {
    "VerbForm": "verb_form", "Tense": "tense", "Mood": "mood", "Voice": "voice", "Number": "number",
    "Person": "person", "PronType": "pron_type", "Poss": "poss",
}  # fmt: skip
_OF_TAG: Mapping[str, str] = {
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
    "VB": "VerbForm=Inf",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "NN": "Number=Sing", "NNP": "Number=Sing", "NNS": "Number=Plur", "NNPS": "Number=Plur",
    "PRP": "PronType=Prs", "PRP$": "Poss=Yes|PronType=Prs",
    "WP": "PronType=Rel", "WDT": "PronType=Rel", "WP$": "Poss=Yes|PronType=Rel", "WRB": "PronType=Int",
}  # fmt: skip


@lru_cache(maxsize=4_096)
def features(written: str) -> Features:
    """What ``Name=Value|Name=Value`` says; other names are left out."""
    pairs = (pair.partition("=") for pair in written.split("|"))
    return Features(**{_NAMES[name]: value for name, _, value in pairs if name in _NAMES})


def of_tag(tag: str) -> Features:
    """The features that a Penn tag stands for."""
    return features(_OF_TAG.get(tag, ""))
