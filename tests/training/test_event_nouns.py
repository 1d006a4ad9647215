"""Which nouns of Open English WordNet go into the table of event nouns."""

from __future__ import annotations

import pytest

from training.event_nouns import event_nouns


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("quake\tn\tevent\tquake", ("quake", "quake")),
        ("accident\tn\tevent,event\t", ("accident", "")),
        ("visit\tn\tact,act\tvisit", ("visit", "visit")),
        ("approval\tn\tcognition,act\tapprove", None),
        ("announcement\tn\tcommunication\tannounce", ("announcement", "announce")),
        ("talk\tn\tcommunication\ttalk", None),
        ("visit\tv\tsocial\t", None),
        ("coup d'etat\tn\tevent\t", None),
        ("# a comment", None),
    ],
)
def test_first_sense_suffix_and_verb_decide(line: str, row: tuple[str, str] | None) -> None:
    assert list(event_nouns([line])) == ([row] if row else [])
