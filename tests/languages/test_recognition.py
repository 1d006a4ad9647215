"""A text that is plainly in another language than it is read as."""

from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.languages.recognition import is_other_than

ENGLISH = (
    "The truce was signed in Cairo on October 13, two days before strikes on the city killed a hundred people.",
    "Ferry sinks off Ardmoyle, 12 dead",  # a headline does without small words
    "Xi met Merkel at the Große Halle of Straßburg, said Ärzte ohne Grenzen, which has its seat there.",
    "13, 14 … 15.",
)
OTHER = (
    "Der Vertrag wurde am 13. Oktober unterzeichnet. Zwei Tage später kamen in der Stadt hundert Menschen ums Leben.",
    "Le traité a été signé le 13 octobre au Caire. Deux jours plus tard, des frappes ont tué cent personnes.",
    "Het bestand is op 13 oktober in Caïro ondertekend. Twee dagen later kwamen in de stad honderd mensen om.",
    "La tregua se firmó el 13 de octubre en El Cairo, según el gobierno, que no ha dado más detalles.",
    "Перемирие было подписано 13 октября.",
    "停火协议于10月13日在开罗签署。",
)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_english(text: str) -> None:
    assert not is_other_than(languages.load("en"), text)


@pytest.mark.parametrize("text", OTHER)
def test_others_are_not(text: str) -> None:
    assert is_other_than(languages.load("en"), text)
    assert not is_other_than(languages.load("de"), text), "nothing is said where the small words are not known"
