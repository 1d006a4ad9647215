"""What goes with the word that it hangs from, or not at all: named rules. Part of ``write_titles``.

:mod:`.necessity` says under which labels a phrase is asked them.
"""

from __future__ import annotations

from timeline_service.model import Document
from timeline_service.stages.write_titles.participles import is_done_to_its_noun
from timeline_service.stages.write_titles.phrase import (
    Phrase,
    Words,
    is_date,
    is_first_behind,
    is_of_a_length,
    is_set_off,
)
from timeline_service.stages.write_titles.text import QUOTES, open_alike

_WHICH = ("acl", "acl:relcl")
_CLAUSES = ("advcl", "acl", "acl:relcl", "parataxis")
_DENYING = ("negations", "quantities")
_DENYING_OR_COUNTING = {
    "amod": (*_DENYING, "qualifiers", "superlatives"),
    "advmod": (*_DENYING, "qualifiers"),
}


def denies_or_counts(phrase: Phrase) -> bool:
    """ "Not", "no longer", "twice before", "some", "largest", "alleged"."""
    word, label = phrase.top.text.lower(), phrase.top.dep
    kinds = _DENYING_OR_COUNTING.get(label, _DENYING)
    if any(word in phrase.lexicon.get(kind) for kind in kinds):
        return True
    if label == "advmod" and phrase.below:
        times = phrase.lexicon.get("times")
        if any(child.text.lower() in times for child in phrase.below):
            return True  # "no longer", "twice before"
    return label not in _CLAUSES and phrase.opens_with("denials")


def goes_with_its_noun(phrase: Phrase) -> bool:
    """ "As part of", "in an attempt to": with the phrase around it or not at all."""
    if phrase.above.dep not in ("obl", "nmod"):
        return False
    return phrase.is_infinitive or (phrase.top.dep == "nmod" and phrase.opens_with("of"))


def completes_an_adjective(phrase: Phrase) -> bool:
    """ "An engine capable of flight", "is subject to a fine"."""
    above = phrase.above
    if above.dep == "amod":
        return above.i < phrase.top.i
    said = above.pos == "ADJ" and above.lemma in phrase.lexicon.get("relational")
    return said and phrase.top.dep in ("obl", "nmod") and is_first_behind(phrase.top, above, phrase)


def limits_a_rank(phrase: Phrase) -> bool:
    """ "Since 1992" of "its first loss since 1992", "in a decade" of "its first warning in a decade"."""
    length = is_of_a_length(phrase.top, phrase.document)
    if not phrase.opens_with("rank_limits") and not (length and phrase.opens_with("rank_lengths")):
        return False
    ranks, tree, above = phrase.lexicon.get("superlatives"), phrase.document.tree, phrase.above
    nouns = [above, *(child for child in tree[above] if child.dep == "obj" and child.i < phrase.top.i)]
    nouns += [tree.tokens[above.head]] if above.dep in _WHICH else []  # "the first mayor to resign since 1992"
    return any(child.dep == "amod" and child.text.lower() in ranks for noun in nouns for child in tree[noun])


def stands_behind_its_noun(phrase: Phrase) -> bool:
    """ "The attorney general", "the lawmaker Ann Ode"."""
    return phrase.top.i == phrase.above.i + 1


def completes_the_participle(phrase: Phrase) -> bool:
    """ "Letters exchanged by the two", "a suit filed in 2003", where it is the exchange or the filing that is told; and
    "the 250 required for the work"."""
    verb, top = phrase.above, phrase.top
    if not is_done_to_its_noun(verb, phrase.document.tree):
        return False
    if verb is not phrase.trigger and not tells_which_of_those(phrase.of(verb)):
        return False
    return is_first_behind(top, verb, phrase)


def completes_what_is_told(phrase: Phrase) -> bool:
    """ "For bankruptcy" of "the announcement that the firm had filed for bankruptcy", where it is the filing that is
    told."""
    verb = phrase.above
    told = verb is phrase.trigger and verb is not phrase.head and verb.pos == "VERB"
    return told and phrase.top.dep.startswith(("obl", "nmod", "advcl")) and is_first_behind(phrase.top, verb, phrase)


def stands_among_others(phrase: Phrase) -> bool:
    """ "Senior" of "the Department of Health and Senior Services" where the parse hangs it from what comes later."""
    tree, top = phrase.document.tree, phrase.top.i
    numbers = [word.i for word in phrase.words]
    before, behind = min(numbers) - 1, max(numbers) + 1
    if before < 0 or behind >= len(tree.tokens) or tree.covers(before, top) or tree.covers(behind, top):
        return False
    around = next((above for above in tree.way_up(before) if tree.covers(above.i, behind)), None)
    return around is not None and not tree.covers(around.i, top)


def is_of_a_name(phrase: Phrase) -> bool:
    """ "United States"; "politician Wong Kwok-hing"."""
    top, above = phrase.top, phrase.above
    if top.dep == "appos":
        return top.pos == "PROPN" and not is_set_off(phrase)
    return top.text[:1].isupper() or (bool(top.entity) and top.entity == above.entity)


def ends_a_name(phrase: Phrase) -> bool:
    """ "Of Orsa" of "the Bank of Orsa", "for Health" of "the Trust for Health"; not "of Lund" of "Ann Ode of Lund"."""
    named, name = phrase.above, phrase.top
    if named.pos != "PROPN" or named.entity == "PERSON" or not is_first_behind(name, named, phrase):
        return False
    capitals = named.text[:1].isupper() and name.text[:1].isupper()
    one = all(t.entity and not t.entity_start for t in phrase.document.tokens[named.i + 1 : name.i + 1])
    return capitals and (one or phrase.opens_with("of"))


def is_of_an_owner(phrase: Phrase) -> bool:
    """ "Of Orsa" of "the Bank of Orsa's vaults", which would be "the Bank 's vaults"."""
    owner, top = phrase.above, phrase.top
    endings = (child for child in phrase.document.tree[owner] if child.dep == "case" and child.pos == "PART")
    return any(owner.i < top.i < ending.i for ending in endings)


def is_joined_to_a_part(phrase: Phrase) -> bool:
    """ "Food and Drug Administration", "search and rescue operation", "between 36 and 40", "Ms Ode and Miss Lund"."""
    return phrase.above.dep in ("compound", "flat", "nummod", "nmod:poss", "nmod:desc")


def is_of_an_amount(phrase: Phrase) -> bool:
    """ "Most of the day", "a score of jets", "four to one", "70 jobs in Orsa and 20 in Lund"."""
    if phrase.above.pos == "NUM":
        return (phrase.top.pos == "NUM" or phrase.above.dep == "conj") and not is_date(phrase)
    amount = phrase.above.pos in ("NUM", "ADJ", "PRON", "DET") and phrase.above.dep not in ("amod", "nummod")
    amount |= phrase.above.lemma.lower() in phrase.lexicon.get("amounts")
    return amount and phrase.opens_with("of")


def is_part_of_a_word(phrase: Phrase) -> bool:
    """ "So" of "a so-called truce"."""
    behind = phrase.document.tokens[phrase.top.i + 1 : phrase.top.i + 3]
    hyphened = len(behind) == 2 and behind[0].text == "-"
    return hyphened and phrase.top.end == behind[0].start and behind[0].end == behind[1].start


def calls_for_its_article(phrase: Phrase) -> bool:
    """ "An additional loan", which would be "a loan"; "an important car fair", of which "car" may go as well."""
    top, tokens = phrase.top, phrase.document.tokens
    first = phrase.document.tree.first(top.i)
    opening = tokens[first]
    while 0 < first and tokens[first - 1].text in QUOTES:
        first -= 1
    if not 0 < first <= top.i < len(tokens) - 1:
        return False
    article, behind = tokens[first - 1], (tokens[top.i + 1], phrase.above)
    if article.dep != "det" or article.lemma not in phrase.lexicon.get("indefinite"):
        return False
    return not all(open_alike(word, opening) for word in behind)


def lacks_its_preposition(phrase: Phrase) -> bool:
    """ "Officials" of "of US and Kestrian officials" where the parse takes that for two phrases."""
    bare = phrase.top.is_noun and not any(child.dep == "case" for child in phrase.below)
    before = phrase.document.tokens[phrase.document.tree.first(phrase.top.i) - 1]
    return bare and phrase.top.i > phrase.above.i and before.pos != "PUNCT" and not is_date(phrase)


def is_one_of_a_pair(phrase: Phrase) -> bool:
    """ "Not only the mill but also the yard", "neither the mill nor the yard", "between 12 and 20 million"."""
    before = {word.text.lower() for word in phrase.document.tree.subtree(phrase.above.i) if word.i < phrase.top.i}
    joined = {child.text.lower() for child in phrase.below if child.dep == "cc"}
    paired = any(child.dep == "cc:preconj" for child in phrase.document.tree[phrase.above])
    lists = phrase.lexicon
    contrasted = not joined.isdisjoint(lists.get("contrasting")) and not before.isdisjoint(lists.get("contrasted"))
    return paired or contrasted or not before.isdisjoint(lists.get("pairing"))


def is_one_of_a_list(phrase: Phrase) -> bool:
    """ "Three ports: Orsa, Lund and Ulvsund"; "the firms Vela and Orsa Line"; "guests, including Ann and Bo"."""
    above = phrase.above
    opening = {child.text.lower() for child in phrase.document.tree[above] if child.dep in ("case", "mark")}
    some = not opening.isdisjoint(phrase.lexicon.get("examples"))
    return some or (above.dep == "appos" and (above.pos == "PROPN" or is_set_off(phrase.of(above))))


def says_which_of_all(phrase: Phrase) -> bool:
    """ "Found unsafe" of "boats found unsafe will be broken up", "who left" of "a number of families who left": what is
    told of some, of several without an article."""
    above, top, tokens = phrase.above, phrase.top, phrase.document.tokens
    if above.pos != "NOUN" or above.features.number != "Plur" or top.i < above.i or is_set_off(phrase):
        return False
    counted = above.dep == "nmod" and tokens[above.head].lemma.lower() in phrase.lexicon.get("amounts")
    needed = counted or above.dep.startswith("nsubj") or above.dep in ("obj", "iobj")
    return needed and all(c.i > above.i or c.dep in ("case", "cc", "punct") for c in phrase.document.tree[above])


def excepts(phrase: Phrase) -> bool:
    """ "Every share other than that of the bank"."""
    return phrase.opens_with("exceptions")


def tells_which_of_those(phrase: Phrase) -> bool:
    """ "Those who left", "anyone with a ticket", "the 250 required", "the first time that it fell", "it was Orsa that
    fell": what is left open without."""
    above, clause = phrase.above, phrase.top.dep in _WHICH
    open_ = above.pos in ("PRON", "DET") and above.features.pron_type not in ("Prs", "Rel")
    alone = above.pos in ("NUM", "ADJ") and above.dep not in ("amod", "nummod") and (clause or phrase.top.dep == "nmod")
    if not (open_ or alone or clause) or phrase.top.i < above.i or is_set_off(phrase):
        return False
    below = phrase.document.tree[above]
    cleft = clause and any(child.dep == "cop" for child in below)
    if open_ or (cleft and any(child.text.lower() in phrase.lexicon.get("cleft") for child in below)):
        return True
    ranks = phrase.lexicon.get("superlatives")
    ranked = clause and any(child.dep == "amod" and child.text.lower() in ranks for child in below)
    definite = phrase.lexicon.get("definite")
    return (alone or ranked) and any(child.dep == "det" and child.lemma.lower() in definite for child in below)


def is_compared(phrase: Phrase) -> bool:
    """ "Less fuel than similar ships", where "than ships" would say something else; "as" of "as long as the bridge"."""
    if phrase.top.dep == "advmod" and phrase.top.lemma in phrase.lexicon.get("as"):
        return any(phrase.of(child).opens_with("as") for child in phrase.document.tree[phrase.above])
    tree, comparing = phrase.document.tree, phrase.document.derived(_comparing, phrase.lexicon)
    return bool(comparing) and any(
        above.i in comparing and tree.covers(phrase.head.i, above.i) for above in tree.ancestors(phrase.top.i)
    )


def _comparing(document: Document, lexicon: Words) -> set[int]:
    """The words of a document from which one hangs that compares."""
    openers = lexicon.get("comparisons")
    return {token.head for token in document.tokens if token.lemma.lower() in openers and token.head != token.i}


def belongs_to_a_word(phrase: Phrase) -> bool:
    """ "Almost all", "when it fell"."""
    return phrase.top.is_wh_adverb or (phrase.top.dep == "advmod" and phrase.top.head != phrase.head.i)


def shares_the_subject(phrase: Phrase) -> bool:
    """ "Anna Berg and her aide were charged"."""
    above = phrase.above
    beside = phrase.document.tokens[above.head] if above.dep == "appos" else above  # "the lawyers A and B were"
    return beside.dep.startswith("nsubj")
