"""How much a clause needs a phrase: named rules, the first that holds counts, then the label. Part of
``write_titles``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from timeline_service.stages.write_titles import belonging
from timeline_service.stages.write_titles.phrase import Phrase, is_date, is_set_off
from timeline_service.stages.write_titles.subjects import own_subjects

# what no title loses; what is likely a complement; how much more a quantity is needed; what is lost unless it is short;
# what is lost in any case
NEVER, COMPLEMENT, QUANTITY, APART, OUT = 99, 13, 9, 2, -1
# what a clause does without by its label, the least necessary first; what is not here it cannot do without
_NEED: Mapping[str, int] = {
    "discourse": 0, "parataxis": 0, "vocative": 0, "dislocated": 0, "list": 0, "dep": 0, "orphan": 0,
    "acl:relcl": 5, "advcl": 4, "advcl:relcl": 1, "acl": 6, "advmod": 8, "obl:unmarked": 5, "nmod:unmarked": 5,
    "obl": 10, "nmod": 11, "amod": 9, "appos": 7, "obl:agent": 13, "conj": 12,
}  # fmt: skip


def need(phrase: Phrase) -> int:
    """How much a clause needs a phrase: the lower, the sooner it goes."""
    for degree, holds in _RULES:
        if holds(phrase):
            return degree
    counted = any(child.dep == "nummod" for child in phrase.below)
    return _NEED.get(phrase.top.dep, NEVER) + QUANTITY * counted


def _names_the_source(phrase: Phrase) -> bool:
    return any(child.lemma.lower() in phrase.lexicon.get("sources", ()) for child in phrase.below)


def _is_idle(phrase: Phrase) -> bool:
    if phrase.top.dep != "advmod" or phrase.top.text.lower() not in phrase.lexicon.get("idle", ()):
        return False
    paired = any(child.lemma == "but" for child in phrase.document.tree[phrase.above])  # "but also"
    degree = phrase.above.pos in ("ADJ", "ADV") and phrase.above.i > phrase.top.i  # "too big"
    return not paired and not degree


def _says_of_what(phrase: Phrase) -> bool:
    """ "The possibility of the firm leaving", "the claim that it left"."""
    opens = bool(phrase.openers & {"of", "that", "to"})
    return opens and phrase.top.dep == "acl" and phrase.above.dep in ("obj", "nsubj", "obl")


def _has_a_row(phrase: Phrase) -> bool:
    """A clause of time or cause that has a title of its own."""
    told = phrase.top.dep == "advcl" and phrase.top.i in phrase.told
    return told and (phrase.opens_with("settings") or phrase.opens_with("circumstances"))


def _is_condition(phrase: Phrase) -> bool:
    return phrase.top.dep == "advcl" and phrase.opens_with("conditions")


def _stands_before_the_subject(phrase: Phrase) -> bool:
    top, head = phrase.top, phrase.head
    fronted = top.head == head.i and top.i < head.i and top.dep.startswith(("obl", "advcl", "advmod"))
    subjects = own_subjects(head, phrase.document.tree)
    return fronted and bool(subjects) and not any(subject.i < top.i for subject in subjects)


def _stands_behind_a_stop(phrase: Phrase) -> bool:
    """What a semicolon sets off: "Gunmen free three; more releases due"."""
    if phrase.top.i < phrase.head.i or phrase.top.dep in ("amod", "compound", "advmod"):
        return False
    first = min(word.i for word in phrase.document.tree.subtree(phrase.top.i) if word.dep != "punct")
    return first > 0 and phrase.document.tokens[first - 1].text == ";"


def _is_conjoined_clause(phrase: Phrase) -> bool:
    verbal = phrase.top.pos == "VERB" or any(child.dep == "cop" for child in phrase.below)
    return phrase.top.dep == "conj" and verbal


def _tells_which(phrase: Phrase) -> bool:
    """An adjective of the subject or the object, or whose something is."""
    main = phrase.above.head == phrase.head.i and phrase.above.dep in ("nsubj", "nsubj:pass", "obj")
    return (phrase.top.dep == "amod" and main) or (phrase.top.dep == "nmod" and "of" in phrase.openers)


def _is_setting(phrase: Phrase) -> bool:
    return phrase.top.dep == "obl" and phrase.opens_with("settings")


def _says_what_for(phrase: Phrase) -> bool:
    return phrase.is_infinitive and phrase.top.dep == "advcl"


def _is_infinitive_of_its_verb(phrase: Phrase) -> bool:
    """ "Voted to leave", "called for the firm to be sold", "responded by leaving": of a verb without other
    complements."""
    verb, tree = phrase.above, phrase.document.tree
    opens = phrase.is_infinitive or bool({"for", "by"} & phrase.openers)
    if phrase.top.dep != "advcl" or not opens or phrase.top.i < verb.i:
        return False
    between = (c for c in tree[verb] if verb.i < c.i < phrase.top.i)
    return all(c.dep in ("punct", "compound:prt") or is_date(replace(phrase, top=c)) for c in between)


def _says_what(phrase: Phrase) -> bool:
    return phrase.is_infinitive and phrase.top.dep == "acl"


def _is_first_behind_its_verb(phrase: Phrase) -> bool:
    verb, passed = phrase.above, ("punct", "advmod", "compound:prt", "aux", "cop")
    children = (c for c in phrase.document.tree[verb] if c.i > verb.i and c.dep not in passed)
    behind = (c for c in children if not (c.dep == "obj" and c.pos == "PRON"))  # "divested itself of the mill"
    return phrase.top.dep == "obl" and next(behind, None) is phrase.top


_RULES: tuple[tuple[int, Callable[[Phrase], bool]], ...] = (
    (NEVER, belonging.is_of_an_amount),
    (0, is_date),
    (NEVER, belonging.denies_or_counts),
    (NEVER, belonging.is_one_of_a_pair),
    (NEVER, belonging.excepts),
    (OUT, _names_the_source),
    (0, _is_idle),
    (NEVER, belonging.goes_with_its_noun),
    (NEVER, belonging.completes_an_adjective),
    (NEVER, belonging.is_of_a_name),
    (NEVER, belonging.is_joined_to_a_part),
    (NEVER, belonging.calls_for_its_article),
    (NEVER, belonging.belongs_to_a_word),
    (COMPLEMENT + 1, _is_condition),
    (APART, _has_a_row),
    (1, _stands_before_the_subject),
    (APART, is_set_off),
    (0, _stands_behind_a_stop),
    (3, _is_conjoined_clause),
    (NEVER, belonging.shares_the_subject),
    (COMPLEMENT, _tells_which),
    (4, _is_setting),
    (COMPLEMENT, _is_infinitive_of_its_verb),
    (7, _says_what_for),
    (12, _says_what),
    (COMPLEMENT, _says_of_what),
    (COMPLEMENT, _is_first_behind_its_verb),
)
