"""What is joined by "and" or "or" and would say something else alone. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.model import Token
from timeline_service.stages.write_titles.phrase import Phrase, Words
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import verb_group

_ARGUMENTS = ("nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "cop", "mark", "obj", "ccomp", "xcomp")
_NUMBERS = ("NUM", "SYM")
_BESIDE = ("nmod", "obl", "acl", "acl:relcl")


def is_in_one_breath(verb: Token, tree: Tree, words: Words) -> bool:
    """Whether a verb in the passive is joined to the one before it with nothing between: "was shot and killed", not
    "was shot but survived"."""
    first = tree.tokens[verb.head]
    between = tree.tokens[first.i + 1 : verb.i]
    if verb.dep != "conj" or verb.pos != "VERB" or [word.dep for word in between] != ["cc"]:
        return False
    if between[0].lemma in words.get("contrasting") or not verb.features.is_past_participle:
        return False
    passive = any(child.dep == "aux:pass" for child in tree[first])
    return passive and not any(child.dep in _ARGUMENTS for child in tree[verb])


def shares_what_follows(noun: Token, tree: Tree) -> bool:
    """Whether what tells of a noun stands behind those that are joined to it: "the murder and robbery of a man"."""
    joined = [child.i for child in tree[noun] if child.dep == "conj"]
    return bool(joined) and any(child.dep in _BESIDE and child.i > joined[0] for child in tree[noun])


def is_one_of_two(verb: Token, tree: Tree, words: Words) -> bool:
    """Whether "or" joins a verb to the one before it, which may not have happened: "have been sold or rented"."""
    return verb.dep == "conj" and any(_opens_another(child, words) for child in tree[verb])


def is_of_all(phrase: Phrase) -> bool:
    """ "Bo Ode" of "the bodies of Ann and Bo Ode", which are not those of one."""
    noun, tree = phrase.above, phrase.document.tree
    of = noun.dep == "nmod" and tree.case(noun) in phrase.lexicon.get("of")
    return of and tree.tokens[noun.head].features.number == "Plur" and phrase.top.is_noun


def is_an_alternative(phrase: Phrase) -> bool:
    """ "Or the yard" of "will close the mill or the yard"; not another measure: "a mile or 1.6 kilometres"."""
    measured = phrase.top.pos in _NUMBERS or any(child.dep == "nummod" for child in phrase.below)
    opening = [child.i for child in phrase.below if _opens_another(child, phrase.lexicon)]
    if measured or not opening:
        return False
    tree, top = phrase.document.tree, phrase.top.i
    return all(tree.covers(top, i) for i in range(opening[0], top))  # not "or [left] the yard"


def _opens_another(word: Token, words: Words) -> bool:
    return word.dep == "cc" and word.lemma.lower() in words.get("alternatives")


def closes_a_pair(phrase: Phrase) -> bool:
    """ "And four others" of "between the attack on Ann Ode and four others", wherever the parse hangs it."""
    joins = phrase.top.dep == "conj" or any(word.dep == "conj" for word in phrase.words)
    return joins and any(_lacks_its_other(above, phrase) for above in _nouns_above(phrase))


def makes_several_of_one(phrase: Phrase) -> bool:
    """ "And the storm" of "the fire at the mill and the storm were": what makes a subject plural, wherever it hangs."""
    tree = phrase.document.tree
    subject = next((above for above in tree.way_up(phrase.top.i) if above.dep.startswith("nsubj")), None)
    joins = phrase.top.dep == "conj" or any(word.dep == "conj" for word in phrase.words)
    if subject is None or not joins or subject.features.number != "Sing" or subject.head == subject.i:
        return False
    verb = tree.tokens[subject.head]
    finite = [word for word in (verb, *verb_group(verb, tree)) if word.features.is_finite]
    several = min(finite, key=lambda word: word.i).features.number == "Plur" if finite else False
    return several and not any(child.dep == "conj" for child in tree[subject])


def _nouns_above(phrase: Phrase) -> Iterator[Token]:
    for above in phrase.document.tree.ancestors(phrase.top.i):
        if not above.is_noun or above is phrase.head:
            return
        yield above


def _lacks_its_other(noun: Token, phrase: Phrase) -> bool:
    """Whether a noun is one of two, and nothing is joined to it itself: "between the attack"."""
    tree = phrase.document.tree
    one = noun.features.number == "Sing" and tree.case(noun) in phrase.lexicon.get("pairing")
    return one and not any(child.dep == "conj" for child in tree[noun])


def is_told_in_one_breath(phrase: Phrase) -> bool:
    """ "And killed" of "was shot and killed"."""
    return phrase.above is phrase.head and is_in_one_breath(phrase.top, phrase.document.tree, phrase.lexicon)


def has_its_own_row(phrase: Phrase) -> bool:
    """The same where it is told by itself."""
    return phrase.top.i in phrase.told and is_told_in_one_breath(phrase)
