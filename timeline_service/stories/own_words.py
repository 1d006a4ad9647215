"""What an editor writes and no article says: titles, texts, pictures, links; and the order of an answer with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline_service.model import Correction

OF_A_ROW = ("title", "text", "link", "image", "source")
OF_THE_STORY = {"headline": "title", "intro": "intro"}  # kind of correction → field of the answer


def in_own_words(answer: dict[str, Any], corrections: Iterable[Correction]) -> dict[str, Any]:
    """The answer with what editors wrote: of two words on one thing the later stands, and empty words take it back."""
    said = {(each.event, each.kind): each.value for each in corrections}
    whole = {field: said["", kind] for kind, field in OF_THE_STORY.items() if said.get(("", kind))}

    def own(row: dict[str, Any]) -> dict[str, Any]:
        words = {kind: said[row["id"], kind] for kind in OF_A_ROW if said.get((row["id"], kind))}
        return row | words

    return answer | whole | {"events": [own(row) for row in answer["events"]]}
