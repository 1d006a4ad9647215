"""Chosen words of an article as a line of text. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from timeline_service.model import Token
from timeline_service.syntax.tree import Tree

_VOWELS = "aeiou"
_JOINING = ("PUNCT", "CCONJ", "SCONJ", "ADP", "PART")
_OPENING = ("case", "mark", "cc", "cc:preconj", "det", "det:predet", "punct")
_WRITTEN_TO = (",", ":", ";")  # the word before
_HYPHENS = ("-", "‐", "‑")
_LISTING = (",", "—", "–")
QUOTES = ('"', "“", "”", "«", "»")
_TYPED_QUOTES = ("'", "`", "‘", "’", "``", "''")
_NEVER_JOINTS = frozenset((*_TYPED_QUOTES, *QUOTES, *"()[]{};.!?"))
_BEFORE_ITS_HEAD = (
    "compound", "amod", "nummod", "det", "nmod:poss", "nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "advmod",
)  # fmt: skip
_AUXILIARIES = ("aux", "aux:pass", "cop")
_SET_OFF = ("advcl", "acl", "acl:relcl", "conj", "parataxis")  # clauses that keep the comma before them


def line(words: Iterable[Token], head: Token, tree: Tree, subject: int | None = None) -> list[Token]:
    """The words in text order with the marks that stand between two of them, without a dangling end.

    ``head`` is the predicate; ``subject`` is where the subject begins; the comma before it stays though words before
    that were left out.
    """
    tokens, chosen = tree.tokens, sorted({token.i for token in words})
    found: list[Token] = []
    opened, commas = False, 0  # whether a comma waits for the one that closes what it sets off
    passed: tuple[int, Token] | None = None  # the last comma of the subject that was left out, and its place
    for n, behind in zip(chosen, [*chosen[1:], None], strict=True):
        found.append(tokens[n])
        if behind is None:
            continue
        clause = _clause_from(behind, n, head, tree)
        begins = behind == subject or clause is not None
        listed = clause is not None and clause.dep == "conj"
        opening = behind
        if behind == subject:
            opening = min((t.i for t in noun_phrase(tokens[behind], tree) if t.i > n), default=behind)
        stretch = (*tokens[n:opening], tokens[behind])
        mark = _joint(stretch, opened=opened, fronted=begins, listed=listed)
        if behind == head.i and not commas:  # none between a subject and its verb: "a bridge built in 1969"
            after_subject = subject is not None and subject <= n
            quoting = after_subject and any(token.text in QUOTES for token in tokens[n + 1 : behind])
            mark = None if quoting or head.dep == "acl" else mark
        begins_predicate = behind == head.i or (tokens[behind].head == head.i and tokens[behind].dep in _AUXILIARIES)
        if mark and mark.text == "," and _parts_a_subject(mark, behind, found, tree):
            mark = None
        if mark and mark.text == "," and passed and begins_predicate and not commas:
            found.insert(*passed)  # what this one closes
        if mark is None and opened and commas == 1 and head.i in (behind, tokens[behind].head):
            mark = next((token for token in tokens[n:behind] if token.text == ","), None)
        if mark is None and subject is not None and subject <= n:
            comma = next((token for token in tokens[n + 1 : behind] if token.text == ","), None)
            passed = (len(found), comma) if comma else passed
        if mark:
            commas += mark.text == ","
            found.append(mark)
            if mark.text == "," and behind != subject and not listed:
                opened = not opened or clause is not None  # one that closes a phrase may open a clause
    while found and is_dangling(found[-1]):
        found.pop()
    while found and found[0].pos in ("PUNCT", "CCONJ") and found[0].dep != "cc:preconj":
        found.pop(0)
    return found


def noun_phrase(noun: Token, tree: Tree) -> Iterator[Token]:
    """A noun with what hangs from it, but for a participle before it: "Born in Lund, Ann Ode left"."""
    before = [child.i for child in tree[noun] if child.dep == "acl" and child.i < noun.i]
    return (token for token in tree.subtree(noun.i) if not any(tree.covers(i, token.i) for i in before))


def _clause_from(i: int, before: int, head: Token, tree: Tree) -> Token | None:
    """The clause or the conjunct that begins with a word and hangs from what stands before it; no infinitive, nor what
    "and" joins, nor what the predicate stands in, nor what the word ``before`` it in the title stands in."""
    top = tree.tokens[i]
    if (top.dep == "mark" and top.pos == "PART") or top.dep == "cc":
        return None
    while tree.tokens[top.head].i > i and top.head != top.i:
        top = tree.tokens[top.head]
    if top.head >= i or top.dep not in _SET_OFF or tree.covers(top.i, head.i):
        return None
    if tree.tokens[i].is_wh_adverb and before < i - 2:
        return None  # "began [in May], when a patrol fled"
    return None if tree.covers(top.i, before) else top


def _parts_a_subject(comma: Token, i: int, found: Sequence[Token], tree: Tree) -> bool:
    """Whether a comma before a word would stand alone between its subject and the verb of a clause inside: it closes
    what went, as of "Ann Ode [, 44,] of Lund, was seen, the paper reported"."""
    verb = tree.tokens[tree.tokens[i].head] if tree.tokens[i].dep in _AUXILIARIES else tree.tokens[i]
    subject = tree.subject(verb)
    if subject is None or verb.dep != "ccomp" or not tree.covers(subject.i, found[-1].i):
        return False
    return not any(word.text == "," and subject.i < word.i < comma.i for word in found)


def _joint(stretch: Sequence[Token], *, opened: bool, fronted: bool, listed: bool) -> Token | None:
    """The mark between the first and the last of a stretch of words, where those between them are left out.

    A comma that closes what was cut short stays, "the bill, passed [in March], became law"; not one of the two that
    set off what was left out, unless a conjunct follows: "to Orsa, [then] Lund and Brill".
    """
    if len(stretch) == 2:
        return None
    quoted = stretch[-2].text in QUOTES and sum(t.text in QUOTES for t in stretch[1:-1]) == 1
    if quoted and (mark := next((t for t in reversed(stretch[1:-1]) if t.text in (",", ":")), None)):
        return mark  # '"We will move," said the mayor'
    between = [token for token in stretch[1:-1] if token.text not in _NEVER_JOINTS]
    if not between:
        return None
    if len(stretch) == 3 and stretch[0].end == stretch[1].start and stretch[1].end == stretch[2].start:
        return between[0]
    if all(token.pos == "PUNCT" for token in between):
        return between[0]
    if listed:
        return next((token for token in reversed(between) if token.text in _LISTING), None)
    return between[-1] if between[-1].text == "," and (fronted or opened) else None


def is_dangling(word: Token) -> bool:
    """Whether no title may end with a word: one that opens a phrase or a clause, or points to what does not follow."""
    pointing = word.features.pron_type == "Dem" and word.pos == "PRON"
    particle = word.dep in ("compound:prt", "advmod")
    opens = word.dep in _OPENING or (word.pos in _JOINING and not particle) or bool(word.features.poss)
    return opens or pointing or word.is_relative or word.is_wh_adverb


def is_cut_off(word: Token, words: Collection[Token], tokens: Sequence[Token]) -> bool:
    """Whether the last word belongs to one behind it that is not there: "the eight-year-old" of "… sister"."""
    above = tokens[word.head]
    return above.i > word.i and above not in words and word.dep in _BEFORE_ITS_HEAD


def is_hyphen(mark: Token, tokens: Sequence[Token]) -> bool:
    """Whether a mark stands inside a word: the one of "al-Amin"."""
    around = tokens[max(mark.i - 1, 0)], tokens[min(mark.i + 1, len(tokens) - 1)]
    return mark.text in _HYPHENS and around[0].end == mark.start and mark.end == around[1].start


def open_alike(one: Token, other: Token) -> bool:
    """Whether "a" stands before both of two words, or "an"."""
    return (one.text[:1].lower() in _VOWELS) == (other.text[:1].lower() in _VOWELS)


def runs_on(words: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether words go over a semicolon, a colon or the end of a sentence that they do not have."""
    return any(
        token.text in (";", ":") or (token.text in ".!?" and token.pos == "PUNCT")
        for before, behind in pairwise(words)
        for token in tokens[before.i + 1 : behind.i]
    )


def printed(words: Iterable[Token]) -> list[list[Token]]:
    """The words as they are counted: what is written together, if with a hyphen, counts as one."""
    found: list[list[Token]] = []
    for token in sorted(words, key=lambda token: token.i):
        if found and _is_written_to(found[-1][-1], token):
            found[-1].append(token)
        else:
            found.append([token])
    return found


def _is_written_to(last: Token, token: Token) -> bool:
    hyphened = token.i - last.i == 2 and token.start - last.end == 1
    return last.end == token.start or hyphened or token.text in _WRITTEN_TO


def text(tokens: Sequence[Token]) -> str:
    """The words as they stand, joined as in the article, with a capital but for a name that is written without."""
    made, quoting = "", False
    for before, token in zip([None, *tokens], tokens, strict=False):
        mark = token.text in QUOTES
        opened = quoting and before is not None and before.text in QUOTES
        joined = before is None or before.end == token.start or token.text in _WRITTEN_TO
        joined = joined or opened or (mark and quoting)
        quoting ^= mark
        made += token.text if joined else f" {token.text}"
    opening = 1 if made[:1] in QUOTES else 0
    spelled = made[opening : opening + 1].islower() and made[opening + 1 : opening + 2].isupper()
    return made if spelled else made[:opening] + made[opening : opening + 1].upper() + made[opening + 1 :]
