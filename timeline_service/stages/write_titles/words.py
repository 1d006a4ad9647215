"""Which words of a clause tell its event: what belongs to the trigger, what may be added. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from timeline_service.model import Document, Span, Token
from timeline_service.stages.read_clauses import verb_group
from timeline_service.syntax.tree import Tree

NEGATIONS = ("not", "n't", "n’t", "never", "no", "nor", "without", "neither", "nobody", "nothing", "none")
# what belongs to the trigger however short the title, and what is added, in this order, while it stays short enough
_CORE = ("nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "cop", "compound:prt", "obj", "iobj", "expl", "mark")
_MORE = ("xcomp", "obl:agent", "ccomp", "obl", "nmod", "advmod", "obl:unmarked", "nmod:unmarked", "advcl", "acl")
_NOMINAL = ("det", "amod", "compound", "flat", "fixed", "nummod", "nmod:poss", "nmod:desc", "goeswith", "advmod")
_NOMINAL_IF_SHORT = ("nmod", "conj", "cc", "nmod:unmarked")
_SET_OFF = 20  # words between commas, at most, behind which a lost subject is looked for
_SOURCE = ("accord", "according")


def core_words(head: Token, document: Document) -> Iterator[Token]:
    """What belongs to a word however short the title: the verb group, subject and object of a verb, a noun's phrase."""
    if head.pos != "VERB":
        yield from phrase(head, document.tree)
        if not any(child.dep == "cop" for child in document.tree[head]):
            return
    yield head
    yield from verb_group(head, document.tree)
    subject = next((child for child in document.tree[head] if child.dep.startswith("nsubj")), head)
    for child in document.tree[head]:
        if child.dep.startswith("nsubj"):
            if child.i <= subject.i + 1:  # a second one, unless it goes on with the name, is an error of the parse
                yield from _subject(child, head, document)
        elif child.is_relative or child.is_wh_adverb:
            continue
        elif child.dep in _CORE and not (child.dep == "mark" and child.pos != "PART"):
            yield from phrase(child, document.tree)
        elif child.text.lower() in NEGATIONS and child.i < head.i:
            yield child  # behind the verb it speaks of what follows: "not on Monday but on Tuesday"
        elif child.lemma == "due":
            yield from document.tree.subtree(child.i)
    if not any(child.dep in ("nsubj", "nsubj:pass") for child in document.tree[head]):
        borrowed = list(_borrowed_subject(head, document))
        yield from borrowed or _noun_before(head, document)


def _subject(subject: Token, verb: Token, document: Document) -> Iterator[Token]:
    """The subject's phrase; a relative pronoun gives its antecedent's, a personal one the name that it stands for."""
    relative = subject.is_relative
    if relative and verb.dep == "acl:relcl":
        yield from phrase(document.tokens[verb.head], document.tree)
    elif subject.i in document.antecedents and not _has_clitic(subject, document.tokens):
        yield from name_words(document.tokens[document.antecedents[subject.i]], document.tree)
    elif not relative:
        yield from phrase(subject, document.tree)


def _has_clitic(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether the word behind is written to this one: "he'd", which a name cannot take the place of."""
    behind = tokens[token.i + 1 : token.i + 2]
    return bool(behind) and behind[0].start == token.end and behind[0].pos in ("AUX", "VERB")


def _borrowed_subject(head: Token, document: Document) -> Iterator[Token]:
    """The subject of the clause that an infinitive, a participle or a conjunct hangs from."""
    at = head
    for _ in range(4):
        if at.dep == "acl":
            yield from phrase(document.tokens[at.head], document.tree)
            return
        if at.dep not in ("xcomp", "conj", "advcl") or at.head == at.i:
            return
        at = document.tokens[at.head]
        for child in document.tree[at]:
            if child.dep.startswith("nsubj"):
                if child.i < head.i:  # not "Arrested in January, she was held"
                    yield from _subject(child, at, document)
                return


def _noun_before(head: Token, document: Document) -> Iterator[Token]:
    """Where the parse lost the subject of a finite verb: the noun before it, or before what commas set off between."""
    tokens = document.tokens
    group = [head, *verb_group(head, document.tree)]
    first = min(token.i for token in group)
    if not tokens[first].features.is_finite or first == 0:
        return
    at, opening = first - 1, max(first - _SET_OFF, 0)
    if tokens[at].text == ",":
        at = next((i - 1 for i in range(at - 1, opening, -1) if tokens[i].text == ","), -1)
    if at >= 0 and tokens[at].pos in ("NOUN", "PROPN") and _one_sentence(tokens[at], head, document):
        name = tokens[at]
        while name.dep in ("flat", "compound") and name.head < name.i:
            name = tokens[name.head]
        if not _within(name, [timex.span for timex in document.timexes if timex.span]):
            yield from phrase(name, document.tree)


def _one_sentence(one: Token, other: Token, document: Document) -> bool:
    return any(sentence.first <= one.i <= other.i < sentence.last for sentence in document.sentences)


def phrase(head: Token, tree: Tree, *, case: bool = False) -> Iterator[Token]:
    """A word with its determiners, adjectives, names and short genitives, without clauses; its preposition if asked."""
    waiting = [(head, case)]
    while waiting:
        at, cased = waiting.pop()
        yield at
        first = min((c.i for c in tree[at] if c.dep == "case"), default=0)
        for child in tree[at]:
            if child.dep == "nmod:unmarked" and child.i < first:
                continue  # "two years after the fire"
            counted = at.pos == "NUM" and child.dep == "nmod"  # "nineteen of the train's 104 cars"
            short = child.dep in _NOMINAL_IF_SHORT and _is_short(child, tree)
            if (child.dep in _NOMINAL and not (child.features.is_wh and child.features.poss)) or counted or short:
                waiting.append((child, True))
            elif child.dep == "case" and cased:
                waiting.append((child, False))


def name_words(noun: Token, tree: Tree) -> Iterator[Token]:
    """The noun that a pronoun stands for, as short as it can be told apart: a name, or the noun with its article."""
    yield noun
    yield from (c for c in tree[noun] if c.dep in ("flat", "compound", "det", "nmod:poss") and c.i < noun.i + 3)


def _is_short(token: Token, tree: Tree) -> bool:
    return sum(1 for _ in islice(tree.subtree(token.i), 5)) <= 4


def extensions(
    head: Token,
    trigger: Token,
    core: set[Token],
    document: Document,
    dates: list[Span],
    idle: Collection[str],
) -> Iterator[list[set[Token]]]:
    """Further dependents, most telling label first: each whole or, where that is too long, its core or its kernel.

    Dates are left out, they stand beside the title; so is what stands before the subject, and idle adverbs.
    """
    start = min(token.i for token in core)
    wanted = [
        c for label in _MORE for c in document.tree[head]
        if c.dep == label and c.i > start and not c.is_wh_adverb and not _is_lost(c, document.tree)
    ]  # fmt: skip
    for child in wanted:
        dated = _within(child, dates)
        sourced = any(c.lemma.lower() in _SOURCE for c in document.tree[child])  # the attribution says who says so
        if not dated and not sourced and not _is_set_off(child, document) and child.text.lower() not in idle:
            whole = {t for t in document.tree.subtree(child.i) if t.dep != "punct" and not _of_date(t, document, dates)}
            yield [whole, _part(child, document), _kernel(child, document.tree)]
    for noun in (c for c in document.tree[head] if c.dep == "obj"):
        below = (child for child in document.tree[noun] if child.dep == "nmod")
        yield from ([{t for t in document.tree.subtree(c.i) if t.dep != "punct"}] for c in below)
    if head is not trigger:
        yield [_kernel(trigger, document.tree) or set(phrase(trigger, document.tree))]


def _is_lost(child: Token, tree: Tree) -> bool:
    """Whether the parse has lost the verb of a clause: "when soldiers overran the station", read without "overran"."""
    if child.dep != "advcl" or child.pos in ("VERB", "AUX"):
        return False
    opened = any(c.is_wh_adverb for c in tree[child])
    return opened and not any(c.dep == "cop" or c.dep.startswith("nsubj") for c in tree[child])


def words_above(head: Token, document: Document) -> set[Token]:
    """A noun in a phrase with the word that the phrase hangs from: "14 hours of talks"; nothing for other words."""
    if head.pos == "VERB" or head.dep not in ("nmod", "obl"):
        return set()
    above = document.tokens[head.head]
    return {*phrase(above, document.tree), *core_words(above, document), *phrase(head, document.tree, case=True)}


def _part(child: Token, document: Document) -> set[Token]:
    """The core of a clause with the word that opens it, or of a phrase with its preposition."""
    if child.pos != "VERB":
        return set(phrase(child, document.tree, case=True))
    openers = {c for c in document.tree[child] if c.dep == "mark" or c.is_wh_adverb}
    return {child, *core_words(child, document), *openers}


def _kernel(verb: Token, tree: Tree) -> set[Token]:
    """The least that an infinitive can say: "to end the war"; nothing for other words."""
    to = {child for child in tree[verb] if child.dep == "mark" and child.pos == "PART"}
    things = (child for child in tree[verb] if child.dep == "obj")
    return {verb, *to, *(word for thing in things for word in name_words(thing, tree))} if to else set()


def _is_set_off(child: Token, document: Document) -> bool:
    """Whether a clause of a noun stands behind a comma: "a hearing, scheduled for Monday"."""
    first = min(word.i for word in document.tree.subtree(child.i) if word.dep != "punct")
    return child.dep.startswith("acl") and document.tokens[first - 1].text == ","


def _within(token: Token, dates: list[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in dates)


def _of_date(token: Token, document: Document, dates: list[Span]) -> bool:
    """Whether a word is a date's or hangs from one: its preposition, "not", "at least"; a date as subject stays."""
    at = token
    for _ in range(3):
        if _within(at, dates):
            return not at.dep.startswith("nsubj")
        if at.dep not in ("case", "advmod", "cc", "obl", "fixed", "nmod"):
            return False
        at = document.tokens[at.head]
    return False
