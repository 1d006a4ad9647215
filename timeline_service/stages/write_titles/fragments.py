"""What shows that a title is torn from its sentence: it opens with a preposition, or tells what its sentence denies
above it. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from timeline_service.model import Document, Token
from timeline_service.stages.write_titles.phrase import Words
from timeline_service.stages.write_titles.text import is_hyphen


def opens_with_a_preposition(line: Sequence[Token], head: Token, document: Document) -> bool:
    """Whether the first word is the preposition of the subject of ``head``: "Of Ann Ode a liar deserved it" of
    "thought of Ann Ode as a liar who deserved it"."""
    if not line or line[0].dep != "case" or line[0].pos != "ADP":
        return False
    noun, behind = document.tokens[line[0].head], document.tokens[line[0].i + 1 : line[0].i + 2]
    if any(is_hyphen(mark, document.tokens) for mark in behind):
        return False  # "by-elections"
    told = head.dep.startswith("acl") and document.tree.covers(head.head, noun.i)
    return told or noun.dep.startswith("nsubj")


def is_denied_above(head: Token, words: Collection[Token], document: Document, lexicon: Words) -> bool:
    """Whether a clause stands below a verb that the title lacks and that is denied: "does not think that it will"."""
    above, deny = document.tokens[head.head], lexicon.get("negations")
    if head.dep not in ("ccomp", "csubj") or above in words:
        return False
    return any(child.lemma.lower() in deny or child.text.lower() in deny for child in document.tree[above])
