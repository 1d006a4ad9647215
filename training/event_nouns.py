"""Open English WordNet → ``event_nouns.txt``: nouns that name events by their first sense or derive from a verb.

Source: oewn-lexnames.tsv (Open English WordNet, CC BY 4.0): lemma, part of speech, lexicographer files in sense order,
verbs that the noun derives from. A noun is taken when its first sense is an event or a process, when it is an act
that derives from a verb, or when a verbal suffix and a verb speak for it; the verbs stand behind it, for "the signing"
and "signed" may be one event. Run: ``python -m training.event_nouns IN OUT``.
"""
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

_SUFFIXES = ("ation", "ition", "tion", "sion", "ment", "al", "ance", "ence", "ure", "age", "ery")
_BY_SENSE = ("event", "process")
_WITH_VERB = ("act", "communication", "phenomenon", "state", "possession", "time")
_HEAD = (
    "# Nouns that name events, and the verbs they derive from. From Open English WordNet (CC BY 4.0), by"
    " training/event_nouns.py"
)


def event_nouns(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Lemmas in file order, each with its verbs, separated by commas."""
    for line in lines:
        if line.startswith("#"):
            continue
        lemma, pos, files, verbs, *_ = [*line.rstrip("\n").split("\t"), ""]
        if pos != "n" or not lemma.isalpha() or not lemma.islower() or len(lemma) < 3:
            continue
        first = files.split(",")[0]
        derived = first in _WITH_VERB and verbs and (first == "act" or lemma.endswith(_SUFFIXES))
        if first in _BY_SENSE or derived:
            yield lemma, verbs


def main(source: str, target: str) -> None:
    """Write the table."""
    nouns = sorted(set(event_nouns(Path(source).read_text(encoding="utf-8").splitlines())))
    rows = [f"{noun}\t{verbs}".rstrip() for noun, verbs in nouns]
    Path(target).write_text("\n".join([_HEAD, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
