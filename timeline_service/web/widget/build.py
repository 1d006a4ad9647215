"""Put the parts of the widget together: ``python -m timeline_service.web.widget.build`` writes ``event-timeline.js``.

The parts follow each other in one function, with the style, the English strings, the names of the other languages and
what the service holds too as constants. Names and lines stay, so that what ships can be read; the comments stay in the
source.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from timeline_service.stories.background import FOLDED
from timeline_service.web.widget.agreed import AT_ONCE, LOCALES, RIGHT_TO_LEFT, SPARE, languages

HERE = Path(__file__).parent
PARTS = ("read.js", "words.js", "language.js", "draw.js", "element.js")
BUILT = HERE / "event-timeline.js"


def _without_comments(part: str) -> str:
    """The lines of a part without their comments, and without those that are empty then, indented by half as much."""
    lines = [re.sub(r"(^|\s+)//(\s.*)?$", "", line).rstrip() for line in part.splitlines()]
    return "".join(re.sub("^ +", lambda indent: " " * (len(indent[0]) // 2), f"{line}\n") for line in lines if line)


def _style() -> str:
    """The style on one line, without the blanks that part nothing."""
    css = re.sub(r"\s+", " ", (HERE / "src" / "style.css").read_text(encoding="utf-8"))
    return re.sub(r";? ?([{},;]) ?", r"\1", css)


def script() -> str:
    """The widget as one classic script."""
    constants = {
        "STYLE": _style(),
        "ENGLISH": json.loads((LOCALES / "en.json").read_text(encoding="utf-8")),
        "LANGUAGES": languages(),
        "RIGHT_TO_LEFT": RIGHT_TO_LEFT,
        "AT_ONCE": AT_ONCE,
        "SPARE": SPARE,
        "FOLDED": FOLDED,
    }
    lines = [f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in constants.items()]
    parts = [_without_comments((HERE / "src" / name).read_text(encoding="utf-8")) for name in PARTS]
    head = "// <event-timeline>. Apache-2.0. Made by `make widget` from src/ and locales/: change those.\n(() => {\n"
    return head + '"use strict";\n' + "\n".join([*lines, "", *parts]) + "})();\n"


if __name__ == "__main__":
    BUILT.write_text(script(), encoding="utf-8", newline="\n")
