"""Verbs that take hold of a part of another event: began, resumed, continued, ended.

The relations are those of TimeML's ALINK (Saurí et al., TimeML annotation guidelines 1.2.1, 2006, section 2.5).
"""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import indexes
from timeline_service.model import Claim, Language, Story

PRECISION = measured(
    "aspect/begins",
    "aspect/continues",
    "aspect/ends",
    "aspect/cancels",  # "a session due on Monday was called off": by Monday
)
# what the event that is begun, continued or ended is to the beginning, the going on and the end of it
_RELATION = {"begins": "STARTS_WITH", "continues": "STARTS_BEFORE", "ends": "STARTS_BEFORE"}


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """Claims between an aspectual verb and the event that it takes hold of."""
    for index in indexes(story, language):
        for verb in deadline.checked(index.document.events):
            part = next((p for p, name in (("begins", "beginning"), ("continues", "continuing"), ("ends", "ending"))
                         if verb.pos == "VERB" and index.listed(verb.lemma, name)), None)  # fmt: skip
            if part is None:
                continue
            labels = ("xcomp", "obj") if any(index.below(verb.token, "xcomp", "obj")) else ("nsubj",)
            for child in index.below(verb.token, *labels):
                whole = index.event_at.get(child.i)
                if whole is not None and verb.polarity == "POS":
                    undone = part == "ends" and whole.status in ("cancelled", "planned")
                    rule = "aspect/cancels" if undone else f"aspect/{part}"
                    yield from index.claim(
                        whole, "STARTS_AFTER" if undone else _RELATION[part], verb, rule=rule,
                        precision=PRECISION[rule], note=f"{verb.text} {whole.text}", spans=(verb.span, whole.span),
                    )  # fmt: skip
                    break
