"""What the widget and the service have to agree on; ``build.py`` writes it into the script as constants."""

from __future__ import annotations

from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
AT_ONCE = 10  # rows before "show all": what most articles tell and weighs most, and what has a text or a picture
SPARE = 2  # so many more are shown too, where that is all of them
RIGHT_TO_LEFT = ("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi")  # languages


def languages() -> list[str]:
    """The languages that there are words for, English aside."""
    return sorted(path.stem for path in LOCALES.glob("*.json") if path.stem != "en")


def direction(language: str) -> str:
    """The direction in which a language is written, as HTML has it; ``language`` is a BCP 47 tag."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
