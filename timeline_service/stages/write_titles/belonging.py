"""What goes with the word that it hangs from, or not at all: named rules. Part of ``write_titles``."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.model import Token
from timeline_service.stages.write_titles.participles import is_done_to_its_noun
from timeline_service.stages.write_titles.phrase import Phrase, is_date, is_set_off

_VOWELS = "aeiou"
_WHICH = ("acl", "acl:relcl")
_MARKS = ("punct", "cc", "compound:prt")


def denies_or_counts(phrase: Phrase) -> bool:
    """ "Not", "no longer", "twice before", "some", "largest", "alleged"."""
    word, label = phrase.top.text.lower(), phrase.top.dep
    told = {"amod": ("qualifiers", "superlatives"), "advmod": ("qualifiers",)}
    kinds = ("negations", "quantities", *told.get(label, ()))
    if any(word in phrase.lexicon.get(kind, ()) for kind in kinds):
        return True
    if label == "advmod" and any(c.text.lower() in ("no", *phrase.lexicon.get("times", ())) for c in phrase.below):
        return True  # "no longer", "twice before"
    return label not in ("advcl", "acl", "acl:relcl", "parataxis") and bool(phrase.openers & {"no", "not"})


def goes_with_its_noun(phrase: Phrase) -> bool:
    """ "As part of", "in an attempt to": with the phrase around it or not at all."""
    genitive = phrase.top.dep == "nmod" and "of" in phrase.openers
    return (phrase.is_infinitive or genitive) and phrase.above.dep in ("obl", "nmod")


def completes_an_adjective(phrase: Phrase) -> bool:
    """ "An engine capable of flight"."""
    return phrase.above.dep == "amod" and phrase.above.i < phrase.top.i


def completes_the_participle(phrase: Phrase) -> bool:
    """ "Letters exchanged by the two", "a suit filed in 2003", where it is the exchange or the filing that is told; and
    "the 250 required for the work"."""
    verb, top = phrase.above, phrase.top
    if not is_done_to_its_noun(verb, phrase.document.tree):
        return False
    if verb is not phrase.trigger and not tells_which_of_those(replace(phrase, top=verb)):
        return False
    return _is_first_behind(top, verb, phrase)


def completes_what_is_told(phrase: Phrase) -> bool:
    """ "For bankruptcy" of "the announcement that the firm had filed for bankruptcy", where it is the filing that is
    told."""
    verb = phrase.above
    told = verb is phrase.trigger and verb is not phrase.head and verb.pos == "VERB"
    return told and phrase.top.dep.startswith(("obl", "nmod", "advcl")) and _is_first_behind(phrase.top, verb, phrase)


def _is_first_behind(top: Token, verb: Token, phrase: Phrase) -> bool:
    behind = (child for child in phrase.document.tree[verb] if child.i > verb.i and child.dep not in _MARKS)
    return next(behind, None) is top


def stands_among_others(phrase: Phrase) -> bool:
    """ "Senior" of "the Department of Health and Senior Services" where the parse hangs it from what comes later."""
    tree, tokens = phrase.document.tree, phrase.document.tokens
    first, last = (end(word.i for word in phrase.words) for end in (min, max))
    if not 0 < first <= last < len(tokens) - 1:
        return False
    around = next((above for above in tree.way_up(first - 1) if tree.covers(above.i, last + 1)), None)
    return around is not None and not tree.covers(around.i, phrase.top.i)


def is_of_a_name(phrase: Phrase) -> bool:
    """ "United States"; "politician Wong Kwok-hing"."""
    top, above = phrase.top, phrase.above
    named = top.text[:1].isupper() or (bool(top.entity) and top.entity == above.entity)
    beside = top.dep == "appos" and top.pos == "PROPN" and not is_set_off(phrase)
    return beside or (named and top.dep == "amod")


def is_joined_to_a_part(phrase: Phrase) -> bool:
    """ "Food and Drug Administration", "search and rescue operation", "between 36 and 40"."""
    return phrase.top.dep == "conj" and phrase.above.dep in ("compound", "flat", "nummod", "nmod:poss")


def is_of_an_amount(phrase: Phrase) -> bool:
    """ "Most of the day", "a score of jets", "four to one", "70 jobs in Orsa and 20 in Lund"."""
    if phrase.above.pos == "NUM" and phrase.top.dep in ("nmod", "obl"):
        return (phrase.top.pos == "NUM" or phrase.above.dep == "conj") and not is_date(phrase)
    amount = phrase.above.pos in ("NUM", "ADJ", "PRON", "DET") and phrase.above.dep not in ("amod", "nummod")
    amount |= phrase.above.lemma.lower() in phrase.lexicon.get("amounts", ())
    return phrase.top.dep in ("nmod", "obl") and "of" in phrase.openers and amount


def calls_for_its_article(phrase: Phrase) -> bool:
    """ "An additional loan", which would be "a loan"; "an important car fair", of which "car" may go as well."""
    top, tokens = phrase.top, phrase.document.tokens
    if top.dep not in ("amod", "compound", "advmod"):
        return False
    first = min(word.i for word in phrase.document.tree.subtree(top.i))
    if not 0 < first <= top.i < len(tokens) - 1:
        return False
    article, behind = tokens[first - 1], (tokens[top.i + 1], phrase.above)
    vowel = tokens[first].text[:1].lower() in _VOWELS
    differs = any((word.text[:1].lower() in _VOWELS) != vowel for word in behind)
    return article.lemma == "a" and article.dep == "det" and differs


def is_one_of_a_pair(phrase: Phrase) -> bool:
    """ "Not only the mill but also the yard", "neither the mill nor the yard", "between 12 and 20 million"."""
    if phrase.top.dep != "conj":
        return False
    before = [word.text.lower() for word in phrase.document.tree.subtree(phrase.above.i) if word.i < phrase.top.i]
    joined = {child.text.lower() for child in phrase.below if child.dep == "cc"}
    paired = any(child.dep == "cc:preconj" for child in phrase.document.tree[phrase.above])
    return paired or "between" in before or ("but" in joined and "not" in before)


def is_one_of_a_list(phrase: Phrase) -> bool:
    """ "Three ports: Orsa, Lund and Ulvsund"; "the firms Vela and Orsa Line"; "guests, including Ann and Bo"."""
    above = phrase.above
    if phrase.top.dep != "conj":
        return False
    opening = {child.text.lower() for child in phrase.document.tree[above] if child.dep in ("case", "mark")}
    some = bool(opening & set(phrase.lexicon.get("examples", ())))
    return some or (above.dep == "appos" and (above.pos == "PROPN" or is_set_off(replace(phrase, top=above))))


def excepts(phrase: Phrase) -> bool:
    """ "Every share other than that of the bank"."""
    return phrase.top.dep in ("obl", "nmod", "advcl", "acl") and phrase.opens_with("exceptions")


def tells_which_of_those(phrase: Phrase) -> bool:
    """ "Those who left", "anyone with a ticket", "the 250 required", "the first time that it fell", "it was Orsa that
    fell": what is left open without."""
    above = phrase.above
    if phrase.top.i < above.i or is_set_off(phrase):
        return False
    below = phrase.document.tree[above]
    the = any(child.dep == "det" and child.lemma.lower() == "the" for child in below)
    ranks = phrase.lexicon.get("superlatives", ())
    ranked = any(child.dep == "amod" and child.text.lower() in ranks for child in below)
    clause = phrase.top.dep in _WHICH
    alone = above.pos in ("NUM", "ADJ") and above.dep not in ("amod", "nummod") and phrase.top.dep in (*_WHICH, "nmod")
    cleft = clause and any(child.dep == "cop" for child in below) and any(c.text.lower() == "it" for c in below)
    open_ = cleft or (above.pos in ("PRON", "DET") and above.features.pron_type not in ("Prs", "Rel"))
    return open_ or (the and (alone or (ranked and clause)))


def is_compared(phrase: Phrase) -> bool:
    """ "Less fuel than similar ships", where "than ships" would say something else."""
    tree, openers = phrase.document.tree, phrase.lexicon.get("comparisons", ())
    within = (above for above in tree.ancestors(phrase.top.i) if tree.covers(phrase.head.i, above.i))
    return any(child.lemma.lower() in openers for above in within for child in tree[above])


def belongs_to_a_word(phrase: Phrase) -> bool:
    """ "Almost all", "when it fell"."""
    return phrase.top.is_wh_adverb or (phrase.top.dep == "advmod" and phrase.top.head != phrase.head.i)


def shares_the_subject(phrase: Phrase) -> bool:
    """ "Anna Berg and her aide were charged"."""
    above = phrase.above
    beside = phrase.document.tokens[above.head] if above.dep == "appos" else above  # "the lawyers A and B were"
    return phrase.top.dep == "conj" and beside.dep.startswith("nsubj")
