"""Bits of phrases that went, which no title keeps. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from itertools import groupby

from timeline_service.model import Document, Token
from timeline_service.stages.write_titles.phrase import (
    Words,
    date_of,
    is_a_time,
    is_behind_a_comma,
    is_of_a_length,
)

_YEAR = 4  # digits
_ACTORS = ("nsubj", "nsubj:pass", "aux", "aux:pass", "cop")
_NOMINAL = ("nmod", "obl")
_OPENING = ("case", "det")
_TELLING = ("NOUN", "PROPN", "NUM", "ADJ", "VERB")


def without_stumps(
    kept: Set[Token], whole: Set[Token], head: Token, trigger: Token, document: Document, words: Words
) -> set[Token]:
    """Of the words that are kept of a clause or a noun those that are no bits of what went."""
    tidied = set(kept) - set(_measures_of_what_went(kept, head, document, words))
    tidied -= set(_bits_of_dates(tidied, {head, trigger}, document))
    if gone := whole - tidied:
        tidied -= set(_left_of_phrases(tidied, gone, {head, trigger}, document, words))
    tidied -= {word for word in tidied if word.dep in _OPENING and _is_left_alone(word, tidied, document)}
    if gone := whole - tidied:
        tidied -= set(_cut_through(tidied, gone, {head, trigger}, document))
    if gone := whole - tidied:
        tidied -= set(_empty_clauses(tidied, gone, {head, trigger}, document, words))
    if gone := whole - tidied:
        tidied -= set(_behind_a_clause(tidied, gone, {head, trigger}, document, words))
    return tidied


def _is_left_alone(word: Token, kept: Set[Token], document: Document) -> bool:
    """ "From" of "five cars from (— Orsa and Lund —) were sold", of which all that it opens went."""
    head = document.tokens[word.head]
    behind = document.tokens[word.i + 1 : word.i + 2]
    return head not in kept and word.i < head.i and not any(token in kept for token in behind)


def _empty_clauses(
    kept: Set[Token], gone: Set[Token], bound: Set[Token], document: Document, words: Words
) -> Iterator[Token]:
    """Clauses beside a noun that told no more than when: "who took over" of "Ida Thew, who took over in 2016",
    "scheduled to start" of "the term, scheduled to start on May 5"."""
    tree, deny = document.tree, words.get("negations")
    for top in kept - bound:
        if top.dep not in ("acl", "acl:relcl") or any(tree.covers(top.i, word.i) for word in bound):
            continue
        if not is_behind_a_comma(top, document):
            continue
        below = [word for word in tree.subtree(top.i) if word in kept]
        tells = any(
            word.pos in _TELLING or word.dep == "obj" or word.text.lower() in deny
            for word in below
            if word is not top and word.dep != "xcomp"
        )
        if not tells and any(word in gone and date_of(word, document) for word in tree.subtree(top.i)):
            yield from below


def _behind_a_clause(
    kept: Set[Token], gone: Set[Token], bound: Set[Token], document: Document, words: Words
) -> Iterator[Token]:
    """What stands right behind a clause that went and may well belong to it: "due to debts" of "named a lawyer who left
    due to debts"."""
    tree = document.tree
    for top in kept - bound:
        first = tree.first(top.i)
        before = document.tokens[first - 1] if first else top
        if top.dep not in _NOMINAL or before not in gone or any(tree.covers(top.i, word.i) for word in bound):
            continue
        if tree.case(top) in words.get("completing"):
            continue  # "appointed a judge who had led the inquiry as minister"
        clauses = [above for above in tree.way_up(before.i) if above.dep in ("acl", "acl:relcl") and above in gone]
        if any(not tree.covers(clause.i, top.i) for clause in clauses):
            yield from tree.subtree(top.i)


def _cut_through(kept: Set[Token], gone: Set[Token], bound: Set[Token], document: Document) -> Iterator[Token]:
    """What something stood among that the parse hung elsewhere: "with on board" of "with 239 on board", "children" of
    "in school children" where "school" went."""
    tree, tokens = document.tree, document.tokens
    for top in kept:
        opening = [child for child in tree[top] if child.dep == "case" and child.i < top.i]
        first = min((child.i for child in opening), default=top.i - (top.dep in _NOMINAL))
        between = [t for t in tokens[max(first, 0) : top.i] if t in gone]
        if any(not tree.covers(top.i, t.i) for t in between) and not any(tree.covers(top.i, b.i) for b in bound):
            yield from tree.subtree(top.i)


def _measures_of_what_went(kept: Set[Token], head: Token, document: Document, words: Words) -> Iterator[Token]:
    """ "A year" of "died a year after the fire" where the fire went, and of "a year after leaving"."""
    openers = words.get("settings")
    for top in kept:
        if top.dep not in ("obl:unmarked", "nmod:unmarked") or top is head:
            continue
        if not is_a_time(top, document):
            continue  # "reached 2,020 points"
        measure = list(document.tree.subtree(top.i))
        behind = document.tokens[max(word.i for word in measure) + 1 :][:1]
        if behind and behind[0] not in kept and behind[0].text.lower() in openers:
            yield from measure


def _left_of_phrases(
    kept: Set[Token], gone: Set[Token], bound: Set[Token], document: Document, words: Words
) -> Iterator[Token]:
    """ "As early" of "as early as Thursday", "held" of "held since Friday", "in response" of "in response to the
    claim", where what follows went."""
    tree = document.tree
    for top in kept - bound:
        before = document.tokens[top.i - 1]
        lost = [c for c in tree[top] if c in gone]
        measure = [*lost, *([before] if before in gone else ())]  # "the evening before"
        endless = _is_endless_length(top, gone, document, words)
        if not measure and not endless:
            continue
        left = [c for c in tree[top] if c in kept]
        paired = any(c.lemma in words.get("as") and c.dep == "advmod" for c in left)
        compared = paired and top.dep in ("advmod", "amod", "obl")
        hangs = tree.tokens[top.head] if top.dep == "conj" else top  # "hosted by the firm, held"
        verbal = bool(top.features.tense) or top.features.is_present_participle  # no "can" that is no verb
        bare = hangs.dep in ("advcl", "acl") and verbal and not any(c.i > top.i or c.dep in _ACTORS for c in left)
        due = top.dep in ("amod", "acl") and top.pos == "ADJ" and not any(c.i > top.i or c.dep == "mark" for c in left)
        due = due and any(c.dep.startswith("obl") for c in lost)  # "originally due" of "originally due in May"
        due |= top.dep == "advmod" and any(tree.case(c) in words.get("of") for c in lost)  # "west" of "west of Orsa"
        hollow = top.dep in ("obl", "nmod") and top.pos == "NOUN" and all(child.dep == "case" for child in left)
        hollow = hollow and top.features.number != "Plur"  # "of incentives" of "of incentives for nurses" stands alone
        opened = hollow and bool(left) and any(tree.case(child) in words.get("bound") for child in lost)
        opened |= top.dep == "conj" and top.is_noun and _says_half(top, lost, document, words)
        measured = top.dep == "advmod" and any(c.dep.endswith(":unmarked") for c in measure)
        measured |= endless
        if measured or opened or (lost and (compared or bare or due)):
            yield from tree.subtree(top.i)


def _says_half(noun: Token, lost: Collection[Token], document: Document, words: Words) -> bool:
    """Whether what a noun is of that is joined to another went from right behind it: "and the roof" of "the yard and
    the roof of the mill"; not of two that "both" announces."""
    tree, of = document.tree, words.get("of")
    behind = (child for child in lost if child.dep == "nmod" and tree.first(child.i) == noun.i + 1)
    paired = any(child.dep == "cc:preconj" for child in tree.children[noun.head])
    return not paired and any(tree.case(child) in of and date_of(child, document) is None for child in behind)


def _is_endless_length(top: Token, gone: Set[Token], document: Document, words: Words) -> bool:
    """Whether a length of time has lost the date that says which: "in the three months to September"."""
    if top.dep not in _NOMINAL or not is_of_a_length(top, document):
        return False
    behind = document.tokens[top.i + 1 : top.i + 3]
    ended = len(behind) == 2 and behind[0].text.lower() in words.get("range_ends")
    return ended and gone >= {*behind} and date_of(behind[1], document) is not None


def _bits_of_dates(words: Collection[Token], kept: Collection[Token], document: Document) -> Iterator[Token]:
    """Words of dates that are there by half, without a preposition: "minutes" of "minutes later", "31" of "Oct. 31"."""
    for date, there in groupby(sorted(words, key=lambda token: token.i), lambda token: date_of(token, document)):
        bits = list(there)
        bound = any(token in kept or token.dep.startswith(("nsubj", "nmod:poss")) for token in bits)
        if date is None or bound or len(bits) >= len(date.text.split()):
            continue
        if all(token.text.isdigit() and len(token.text) < _YEAR for token in bits):  # of a day
            yield from (c for token in bits for c in (token, *document.tree[token]) if c is token or c.dep == "case")
        if not any(child in words for token in bits for child in document.tree[token] if child.dep == "case"):
            yield from bits
