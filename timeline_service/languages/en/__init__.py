"""English: ``lexicon.toml`` holds the words, ``rules/`` a file for each family, ``corpus.toml`` phrases and values."""

from __future__ import annotations

from pathlib import Path

from timeline_service.languages.base import Rules
from timeline_service.languages.lexicon import Lexicon

en = Rules(Lexicon.load(Path(__file__).parent / "lexicon.toml"))
