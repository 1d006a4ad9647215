"""What the widget and the service have to agree on; ``build.py`` writes it into the script as constants."""

from __future__ import annotations

AT_ONCE = 10  # rows before "show all": the weightiest, and those with a text or a picture of the newsroom
SPARE = 2  # so many more are shown too, where that is all of them
