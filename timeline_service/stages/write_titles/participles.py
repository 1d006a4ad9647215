"""Whose doing a participle tells, where the verb over it has a title of its own: "The share falling 250 points". Part
of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection

from timeline_service.model import Document, Event, Token
from timeline_service.stages.write_titles.other_times import happened
from timeline_service.stages.write_titles.phrase import Words, date_of, is_behind_a_comma
from timeline_service.stages.write_titles.subjects import own_subjects
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import verb_group


def is_done_to_its_noun(verb: Token, tree: Tree) -> bool:
    """ "Signed" in "the accord signed in Orsa", which a tagger may take for a finite verb."""
    if verb.dep != "acl":
        return False
    done = verb.features.is_past_participle or verb.features.is_past
    return done and not own_subjects(verb, tree)


def is_headline_passive(verb: Token, words: Collection[Token], document: Document) -> bool:
    """ "The accord signed in Orsa": a noun and what was done with it, which takes more than the participle; of the
    subject of a clause more than a date: "a poll published on Sunday put the Greens first"."""
    noun = document.tokens[verb.head]
    if not is_done_to_its_noun(verb, document.tree) or noun.pos == "PRON":
        return False
    behind = (child for child in document.tree[verb] if child.i > verb.i and child.dep != "compound:prt")
    subject = noun.dep.startswith("nsubj")
    return any(child in words and not (subject and date_of(child, document)) for child in behind)


def has_a_known_doer(event: Event, told: Collection[int], document: Document, lexicon: Words) -> bool:
    """Whether a participle may stand behind the noun whose doing it tells: it is of the setting of
    what did not happen; or the
    verb over it is ``told``, which is to say has a row, both happened, and there is no doubt who did it."""
    tree, verb = document.tree, document.tokens[event.token]
    participle = verb.features.is_past_participle or verb.features.is_present_participle
    finite = next((a for a in tree.ancestors(verb.i) if a.pos in ("VERB", "AUX")), None)
    if not participle or finite is None:
        return False
    real = document.derived(happened)
    if verb.i in real and finite.i not in real and _is_of_a_setting(verb, finite, document):
        return True
    if finite.i not in told or not {finite.i, verb.i} <= real:
        return False
    if any(child.dep == "aux" or child.features.is_finite for child in verb_group(verb, tree)):
        return False
    openers = {child.text.lower() for child in tree[verb] if child.dep == "mark"}
    if verb.dep == "acl":
        return not openers
    return verb.dep == "advcl" and _is_of_the_subject(verb, finite, openers, document, lexicon)


def _is_of_a_setting(verb: Token, finite: Token, document: Document) -> bool:
    """ "Under a treaty signed on Monday, each side shall …"."""
    noun = document.tokens[verb.head]
    setting = noun.dep in ("obl", "nmod") and noun.i < finite.i
    return verb.dep == "acl" and verb.features.is_past_participle and setting


def _is_of_the_subject(verb: Token, finite: Token, openers: set[str], document: Document, lexicon: Words) -> bool:
    """Whether what a participle tells is the doing of its own subject, or of that of the verb over it: "after" says
    so, and a comma, but not behind a passive: "Two were hurt, bringing the number to six"."""
    tree = document.tree
    if own_subjects(verb, tree):
        return True
    if verb.features.is_past_participle and tree.object(verb) is not None:
        return False
    if openers:
        return openers <= set(lexicon.get("settings", ()))
    return is_behind_a_comma(verb, document) and not any(child.dep == "aux:pass" for child in tree[finite])
