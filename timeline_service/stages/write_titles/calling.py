"""What a verb or a noun calls for, so that it goes last: named rules. Part of ``write_titles``.

:mod:`.necessity` says under which labels a phrase is asked them.
"""

from __future__ import annotations

from timeline_service.stages.write_titles.phrase import Phrase, is_first_behind
from timeline_service.stages.write_titles.subjects import own_subjects

_OBJECTS = ("obj", "iobj", "ccomp", "xcomp")
_OF_A_NOUN = ("det", "det:predet", "amod", "nummod", "compound", "nmod:poss", "nmod:desc", "advmod", "acl")


def completes_an_infinitive(phrase: Phrase) -> bool:
    """ "Around the ruling" of "ways to get around the ruling", "at the mill" of "urged them to look at the mill", where
    nothing else says what is to be done."""
    verb = phrase.of(phrase.above)
    objects = any(child.dep in _OBJECTS for child in verb.below)
    return verb.is_infinitive and not objects and is_first_behind(phrase.top, phrase.above, phrase)


def is_asked_of_somebody(phrase: Phrase) -> bool:
    """ "To keep still" of "the mayor urged the nurses to keep still", right behind those who are to; "to go" of "called
    for the mayor to go"."""
    tree, verb = phrase.document.tree, phrase.above
    opener = ("case", "ADP") if phrase.top.pos == "VERB" and phrase.top.dep == "obl" else ("mark", "PART")
    asked = any((child.dep, child.pos) == opener for child in phrase.below)
    those = [child for child in tree[verb] if child.dep in ("obj", "iobj", "obl") and verb.i < child.i < phrase.top.i]
    if not asked or not those or tree.first(phrase.top.i) != tree.last(those[-1].i) + 1:
        return False
    last = phrase.of(those[-1])
    return is_called_for(last) if last.top.dep == "obl" else last.top.lemma.lower() in phrase.lexicon.people


def says_as_what(phrase: Phrase) -> bool:
    """ "As the Old Mill" of "became known as the Old Mill", "as its coach" of "named Ann Ode as its coach"."""
    verb = phrase.above
    calls = verb.i < phrase.top.i and verb.lemma.lower() in phrase.lexicon.get("naming")
    return calls and phrase.opens_with("as") and not own_subjects(phrase.top, phrase.document.tree)


def says_which_it_is(phrase: Phrase) -> bool:
    """ "Of the mayor" of "commuted the sentence of the mayor", where nothing but "the" stands before the noun; "of its
    ferries" of "sold 14 of its ferries". A subject is less in need of it."""
    noun, definite = phrase.above, phrase.lexicon.get("definite")
    if noun.pos == "NUM":
        return phrase.opens_with("of")
    if noun.head == phrase.head.i and noun.dep.startswith("nsubj"):
        return False
    before = [child for child in phrase.document.tree[noun] if child.i < noun.i and child.dep in _OF_A_NOUN]
    alone = [child.lemma.lower() in definite for child in before] == [True]
    return alone and phrase.opens_with("of") and is_first_behind(phrase.top, noun, phrase)


def says_what_is_meant(phrase: Phrase) -> bool:
    """ "To sell the mill" of "announced plans to sell the mill", "of leaving" of "as a result of leaving"."""
    meant = phrase.is_infinitive and phrase.above.lemma.lower() in phrase.lexicon.get("intending")
    plain = all(child.dep != "amod" for child in phrase.document.tree[phrase.above])
    gerund = plain and phrase.opens_with("of") and phrase.above.dep in ("obl", "nmod")
    return (meant or gerund) and is_first_behind(phrase.top, phrase.above, phrase)


def is_called_for(phrase: Phrase) -> bool:
    """ "With the order" of "comply with the order", "to the files" of "gained access to the files", "on saving" of
    "focus on saving"; "to it" of "put an end to it", whatever the parse hangs it from."""
    above, tree = phrase.above, phrase.document.tree
    opener = next((c.text.lower() for c in phrase.below if c.dep in ("case", "mark") and c.i < phrase.top.i), "")
    before = [child for child in tree[above] if child.dep == "obj" and above.i < child.i < phrase.top.i]
    behind = [noun for noun in before if tree.last(noun.i) + 1 == tree.first(phrase.top.i)]
    calling = phrase.lexicon.get("calling")
    return above.i < phrase.top.i and any(f"{word.lemma.lower()} {opener}" in calling for word in (above, *behind))
