"""How much a clause needs a phrase: named rules, the first that holds counts; else what was learned of titles by hand.
Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from timeline_service.logistic import log_odds
from timeline_service.stages.write_titles import belonging, calling, conjoined
from timeline_service.stages.write_titles.phrase import Phrase, date_of, is_date, is_limit_of_a_date, is_set_off
from timeline_service.stages.write_titles.phrase_features import features
from timeline_service.stages.write_titles.subjects import own_subjects

NEVER, LAST = 99.0, 9.0  # what no title loses; what goes only where there is no room for it
APART, IDLE, OUT = -0.7, -9.0, -99.0  # what is lost unless the title is short, what before all, what in any case
ROLE = APART + 0.01  # what goes first where room is wanted
JOINT = APART + 1.5  # "that", which goes sooner than what is said is cut
WHICH = APART + 2.0  # what tells of some that it is not told of all
_ASIDES = ("discourse", "parataxis", "vocative", "dislocated", "list", "dep", "orphan")
_BOUND = ("det", "case", "aux", "aux:pass", "mark", "cop", "cc", "flat", "compound", "fixed", "goeswith")
_OF_ROLES = ("amod", "compound")
_SPARE = (  # labels of what a clause may do without
    "acl:relcl", "advcl", "advcl:relcl", "acl", "advmod", "obl:unmarked", "nmod:unmarked", "obl", "nmod", "amod",
    "appos", "obl:agent", "conj",
)  # fmt: skip


def need(phrase: Phrase) -> float:
    """How much a clause needs a phrase: the lower, the sooner it goes."""
    ruled = by_rule(phrase)
    return log_odds(features(phrase), phrase.lexicon.weights) if ruled is None else ruled


def by_rule(phrase: Phrase) -> float | None:
    """What a rule says of it, or its label; None where that is left to what was learned."""
    label = phrase.top.dep
    if label in _BOUND:
        return JOINT if _opens_what_is_said(phrase) else NEVER
    for degree, holds in _rules_for(label):
        if holds(phrase):
            return degree
    return None if label in _SPARE else NEVER


@lru_cache(maxsize=128)
def _rules_for(label: str) -> Sequence[tuple[float, Callable[[Phrase], bool]]]:
    """The rules that a phrase under a label is asked, in their order."""
    return [(degree, holds) for degree, holds, labels in _RULES if labels is None or label in labels]


def _opens_what_is_said(phrase: Phrase) -> bool:
    """ "That" with no more than a date between it and its verb: "said on Monday that the port was shut"."""
    word, clause, tree = phrase.top, phrase.above, phrase.document.tree
    if word.dep != "mark" or clause.dep != "ccomp" or word.lemma.lower() not in phrase.lexicon.get("contents", ()):
        return False
    between = [child for child in tree.children[clause.head] if clause.head < child.i < word.i]
    if any(word.i < child.i and child.dep == "advcl" for child in tree[clause] if child.i < clause.i):
        return False  # "said that to win they would need"
    return clause.head < word.i and all(is_date(phrase.of(child)) for child in between)


def _names_the_source(phrase: Phrase) -> bool:
    return any(child.lemma.lower() in phrase.lexicon.get("sources") for child in phrase.below)


def _is_idle(phrase: Phrase) -> bool:
    if phrase.top.text.lower() not in phrase.lexicon.get("idle"):
        return False
    paired = any(child.lemma in phrase.lexicon.get("contrasting") for child in phrase.document.tree[phrase.above])
    degree = phrase.above.pos in ("ADJ", "ADV") and phrase.above.i > phrase.top.i  # "too big"
    before = phrase.document.tokens[max(phrase.top.i - 1, 0)]
    stands_for = f"{before.lemma} {phrase.top.text.lower()}" in phrase.lexicon.get("proforms")  # "do so"
    return not paired and not degree and not stands_for


def _is_aside(phrase: Phrase) -> bool:
    return phrase.top.dep in _ASIDES


def _has_a_row(phrase: Phrase) -> bool:
    """A clause of time or cause that has a title of its own."""
    return phrase.top.i in phrase.told and (phrase.opens_with("settings") or phrase.opens_with("circumstances"))


def _quotes_somebody(phrase: Phrase) -> bool:
    """ "By saying, 'It flies well'"."""
    said = (phrase.document.clause_at.get(token.i) for token in phrase.below if token.dep == "ccomp")
    return any(clause is not None and clause.quoted for clause in said)


def _stands_before_the_subject(phrase: Phrase) -> bool:
    top, head = phrase.top, phrase.head
    if top.head != head.i or top.i > head.i or not top.dep.startswith(("obl", "advcl", "advmod")):
        return False
    subjects = own_subjects(head, phrase.document.tree)
    return bool(subjects) and not any(subject.i < top.i for subject in subjects)


def _says_what(phrase: Phrase) -> bool:
    """ "The fact that it left", "the fact it left", "on the grounds that it left", "orders for it to leave"."""
    return phrase.opens_with("contents") or bool(own_subjects(phrase.top, phrase.document.tree))


def _is_role_of_a_person(phrase: Phrase) -> bool:
    """ "Finance Minister" of "Finance Minister Rosa Quill"; not "president" of "former president Rosa Quill" where the
    parse hangs "former" from the name."""
    name, below = phrase.above, phrase.document.tree[phrase.above]
    if any(child.dep in _OF_ROLES and child.i < phrase.top.i for child in below):
        return False
    labels = {child.dep for child in below}
    bare = "flat" in labels and not labels & {"det", "nmod:poss"} and name.dep != "appos"
    return name.entity == "PERSON" and bare


def _says_of_what(phrase: Phrase) -> bool:
    """ "Accused of dumping oil", "prevented from leaving"."""
    return phrase.opens_with("gerunds")


def _is_condition(phrase: Phrase) -> bool:
    return phrase.opens_with("conditions")


def _hangs_loose(phrase: Phrase) -> bool:
    """A participle behind a comma that has lost what it told: "shut again, tweeting"."""
    participle = phrase.top.features.is_present_participle or phrase.top.features.is_past_participle
    return len(phrase.words) == 1 and participle and phrase.top.i > phrase.head.i and is_set_off(phrase)


def _is_told_of_its_day(phrase: Phrase) -> bool:
    """ "Yesterday's" of "Yesterday's protest shut the port", which stands beside its date."""
    first = phrase.document.tokens[phrase.document.tree.first(phrase.top.i)]
    opens = first.i == min(word.i for word in phrase.whole) and date_of(first, phrase.document) is not None
    return opens and first.text.lower() in phrase.lexicon.get("deictic")


def _stands_behind_a_stop(phrase: Phrase) -> bool:
    """What a semicolon sets off: "Gunmen free three; more releases due"."""
    if phrase.top.i < phrase.head.i or phrase.top.dep in ("amod", "compound", "advmod"):
        return False
    first = min(word.i for word in phrase.document.tree.subtree(phrase.top.i) if word.dep != "punct")
    return first > 0 and phrase.document.tokens[first - 1].text == ";"


_Labels = tuple[str, ...] | None  # those under which a phrase is asked a rule; None for all
_RULES: tuple[tuple[float, Callable[[Phrase], bool], _Labels], ...] = (
    (OUT, _is_told_of_its_day, ("nmod:poss",)),
    (NEVER, belonging.is_of_an_amount, ("nmod", "obl")),
    (NEVER, belonging.completes_the_participle, None),
    (NEVER, belonging.limits_a_rank, ("nmod", "obl")),
    (NEVER, belonging.is_part_of_a_word, ("amod", "advmod")),
    (NEVER, belonging.calls_for_its_article, ("amod", "compound", "advmod")),
    (IDLE, is_date, None),
    (IDLE, is_limit_of_a_date, ("obl", "advmod")),
    (NEVER, belonging.denies_or_counts, None),
    (NEVER, belonging.is_one_of_a_pair, ("conj",)),
    (NEVER, conjoined.closes_a_pair, ("conj", "nmod")),
    (NEVER, conjoined.makes_several_of_one, ("conj", "nmod")),
    (NEVER, conjoined.is_of_all, ("conj",)),
    (NEVER, conjoined.is_an_alternative, ("conj",)),
    (OUT, conjoined.has_its_own_row, ("conj",)),
    (LAST, conjoined.is_told_in_one_breath, ("conj",)),
    (NEVER, belonging.is_one_of_a_list, ("conj",)),
    (NEVER, belonging.excepts, ("obl", "nmod", "advcl", "acl")),
    (OUT, _names_the_source, None),
    (IDLE, _is_idle, ("advmod",)),
    (IDLE, _is_aside, None),
    (NEVER, belonging.lacks_its_preposition, ("nmod",)),
    (NEVER, belonging.is_of_an_owner, None),
    (NEVER, belonging.goes_with_its_noun, ("acl", "advcl", "nmod")),
    (NEVER, belonging.completes_an_adjective, None),
    (NEVER, belonging.stands_behind_its_noun, ("amod", "appos")),
    (NEVER, belonging.is_of_a_name, ("amod", "appos")),
    (NEVER, belonging.ends_a_name, ("nmod",)),
    (NEVER, belonging.is_joined_to_a_part, ("conj",)),
    (NEVER, belonging.tells_which_of_those, None),
    (NEVER, belonging.is_compared, None),
    (NEVER, belonging.belongs_to_a_word, None),
    (ROLE, _is_role_of_a_person, ("nmod:desc",)),
    (LAST, _is_condition, ("advcl",)),
    (LAST, _says_what, ("acl",)),
    (WHICH, belonging.says_which_of_all, ("acl", "acl:relcl")),
    (LAST, _says_of_what, ("advcl",)),
    (LAST, belonging.completes_what_is_told, None),
    (LAST, calling.says_as_what, ("obl", "advcl")),
    (LAST, calling.says_which_it_is, ("nmod",)),
    (LAST, calling.says_what_is_meant, ("acl",)),
    (LAST, calling.is_called_for, ("obl", "nmod", "advcl", "acl")),
    (LAST, calling.is_asked_of_somebody, ("advcl", "obl")),
    (LAST, calling.completes_an_infinitive, ("obl",)),
    (APART, _has_a_row, ("advcl",)),
    (APART, _quotes_somebody, ("advcl",)),
    (IDLE, _hangs_loose, ("advcl",)),
    (APART, _stands_before_the_subject, None),
    (IDLE, _stands_behind_a_stop, None),
    (NEVER, belonging.shares_the_subject, ("conj",)),
    (NEVER, belonging.stands_among_others, None),
)
