"""How much a clause needs a phrase: named rules, the first that holds counts, then the label. Part of
``write_titles``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline_service.model import Document, Span, Token
from timeline_service.stages.write_titles.subjects import own_subjects

# what no title loses; what is likely a complement; how much more a quantity is needed; what is lost unless it is short
NEVER, COMPLEMENT, QUANTITY, APART = 99, 13, 9, 2
# what a clause does without by its label, the least necessary first; what is not here it cannot do without
_NEED: Mapping[str, int] = {
    "discourse": 0, "parataxis": 0, "vocative": 0, "dislocated": 0, "list": 0, "dep": 0, "orphan": 0,
    "acl:relcl": 5, "advcl": 4, "advcl:relcl": 1, "acl": 6, "advmod": 8, "obl:unmarked": 5, "nmod:unmarked": 5,
    "obl": 10, "nmod": 11, "amod": 9, "appos": 7, "obl:agent": 13, "conj": 12,
}  # fmt: skip
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Phrase:
    """The word ``top`` with what hangs from it, in a title of the predicate or noun ``head``."""

    top: Token
    head: Token
    document: Document
    lexicon: Mapping[str, Collection[str]]
    told: Collection[int] = ()

    @property
    def above(self) -> Token:
        """The word that the phrase hangs from."""
        return self.document.tokens[self.top.head]

    @property
    def below(self) -> Sequence[Token]:
        """What hangs from the top of the phrase."""
        return self.document.tree[self.top]

    @cached_property
    def openers(self) -> set[str]:
        """The words that open the phrase: prepositions, conjunctions, adverbs."""
        return {child.text.lower() for child in self.below if child.dep in ("case", "mark", "advmod")}

    @property
    def is_infinitive(self) -> bool:
        """Whether it is a clause with "to"."""
        to = any(child.dep == "mark" and child.pos == "PART" for child in self.below)
        return to and self.top.dep in ("acl", "advcl")

    def opens_with(self, kind: str) -> bool:
        """Whether it begins with a word of the lexicon."""
        return bool(self.openers & set(self.lexicon.get(kind, ())))


def need(phrase: Phrase) -> int:
    """How much a clause needs a phrase: the lower, the sooner it goes."""
    for degree, holds in _RULES:
        if holds(phrase):
            return degree
    counted = any(child.dep == "nummod" for child in phrase.below)
    return _NEED.get(phrase.top.dep, NEVER) + QUANTITY * counted


def _is_date(phrase: Phrase) -> bool:
    """A date stands beside the title; not one that is part of a name or a subject, or that of a charge "brought in
    2002"."""
    top, above = phrase.top, phrase.above
    if not top.dep.startswith(("obl", "nmod", "advmod", "advcl", "amod")) or "nmod:poss" in (top.dep, above.dep):
        return False
    whole = (s for s in dates(phrase.document) if s.start <= top.start < s.end)
    return above.dep != "acl" and any(not s.start <= above.start < s.end for s in whole)


def dates(document: Document) -> Iterator[Span]:
    """Where the dates and times of a document stand."""
    return (t.span for t in document.timexes if t.span is not None and t.type in ("DATE", "TIME"))


def _denies_or_counts(phrase: Phrase) -> bool:
    kinds = ("negations", "quantities", *(("qualifiers",) if phrase.top.dep in ("amod", "advmod") else ()))
    words = {word for kind in kinds for word in phrase.lexicon.get(kind, ())}
    counting = {"no", *phrase.lexicon.get("times", ())}  # "no longer", "twice before"
    adverb = phrase.top.dep == "advmod" and any(child.text.lower() in counting for child in phrase.below)
    clause = phrase.top.dep in ("advcl", "acl", "acl:relcl", "parataxis")
    return phrase.top.text.lower() in words or adverb or (not clause and bool(phrase.openers & {"no", "not"}))


def _names_the_source(phrase: Phrase) -> bool:
    return any(child.lemma.lower() in phrase.lexicon.get("sources", ()) for child in phrase.below)


def _is_idle(phrase: Phrase) -> bool:
    paired = any(child.lemma == "but" for child in phrase.document.tree[phrase.above])  # "but also"
    return phrase.top.dep == "advmod" and phrase.top.text.lower() in phrase.lexicon.get("idle", ()) and not paired


def _goes_with_its_noun(phrase: Phrase) -> bool:
    """ "As part of", "in an attempt to": with the phrase around it or not at all."""
    genitive = phrase.top.dep == "nmod" and "of" in phrase.openers
    return (phrase.is_infinitive or genitive) and phrase.above.dep in ("obl", "nmod")


def _completes_an_adjective(phrase: Phrase) -> bool:
    """ "An engine capable of flight"."""
    return phrase.above.dep == "amod" and phrase.above.i < phrase.top.i


def _is_of_a_name(phrase: Phrase) -> bool:
    """ "United States"; "politician Wong Kwok-hing"."""
    top, above = phrase.top, phrase.above
    named = top.text[:1].isupper() or (bool(top.entity) and top.entity == above.entity)
    beside = top.dep == "appos" and top.pos == "PROPN" and not _is_set_off(phrase)
    return beside or (named and top.dep == "amod")


def _is_joined_to_a_part(phrase: Phrase) -> bool:
    """ "Food and Drug Administration", "search and rescue operation", "between 36 and 40"."""
    return phrase.top.dep == "conj" and phrase.above.dep in ("compound", "flat", "nummod", "nmod:poss")


def _is_of_an_amount(phrase: Phrase) -> bool:
    """ "Most of the day"."""
    amount = phrase.above.pos in ("NUM", "ADJ", "PRON", "DET") and phrase.above.dep not in ("amod", "nummod")
    return phrase.top.dep in ("nmod", "obl") and "of" in phrase.openers and amount


def _says_of_what(phrase: Phrase) -> bool:
    """ "The possibility of the firm leaving", "the claim that it left"."""
    opens = bool(phrase.openers & {"of", "that", "to"})
    return opens and phrase.top.dep == "acl" and phrase.above.dep in ("obj", "nsubj")


def _calls_for_its_article(phrase: Phrase) -> bool:
    """ "An additional loan", which would be "a loan"; "an important car fair", of which "car" may go as well."""
    top, tokens = phrase.top, phrase.document.tokens
    first = min(word.i for word in phrase.document.tree.subtree(top.i))
    if top.dep not in ("amod", "compound", "advmod") or not 0 < first <= top.i < len(tokens) - 1:
        return False
    article, behind = tokens[first - 1], (tokens[top.i + 1], phrase.above)
    vowel = tokens[first].text[:1].lower() in _VOWELS
    differs = any((word.text[:1].lower() in _VOWELS) != vowel for word in behind)
    return article.lemma == "a" and article.dep == "det" and differs


def _is_one_of_a_pair(phrase: Phrase) -> bool:
    """ "Not only the mill but also the yard", "neither the mill nor the yard"."""
    if phrase.top.dep != "conj":
        return False
    before = [word.text.lower() for word in phrase.document.tree.subtree(phrase.above.i) if word.i < phrase.top.i]
    joined = {child.text.lower() for child in phrase.below if child.dep == "cc"}
    paired = any(child.dep == "cc:preconj" for child in phrase.document.tree[phrase.above])
    return paired or ("but" in joined and "not" in before)


def _excepts(phrase: Phrase) -> bool:
    """ "Every share other than that of the bank"."""
    return phrase.top.dep in ("obl", "nmod", "advcl", "acl") and phrase.opens_with("exceptions")


def _has_a_row(phrase: Phrase) -> bool:
    """A clause of time or cause that has a title of its own."""
    told = phrase.top.dep == "advcl" and phrase.top.i in phrase.told
    return told and (phrase.opens_with("settings") or phrase.opens_with("circumstances"))


def _belongs_to_a_word(phrase: Phrase) -> bool:
    """ "Almost all", "when it fell"."""
    return phrase.top.is_wh_adverb or (phrase.top.dep == "advmod" and phrase.top.head != phrase.head.i)


def _is_condition(phrase: Phrase) -> bool:
    return phrase.top.dep == "advcl" and phrase.opens_with("conditions")


def _stands_before_the_subject(phrase: Phrase) -> bool:
    top, head = phrase.top, phrase.head
    fronted = top.head == head.i and top.i < head.i and top.dep.startswith(("obl", "advcl", "advmod"))
    subjects = own_subjects(head, phrase.document.tree)
    return fronted and bool(subjects) and not any(subject.i < top.i for subject in subjects)


def _is_set_off(phrase: Phrase) -> bool:
    """ "A hearing, scheduled for Monday"; also behind a dash, a colon or a bracket."""
    if phrase.top.dep not in ("acl", "acl:relcl", "advcl", "appos", "obl"):
        return False
    document = phrase.document
    first = min(word.i for word in document.tree.subtree(phrase.top.i) if word.dep != "punct")
    before = document.tokens[first - 1] if first else None
    if before is None or before.pos != "PUNCT":
        return False
    return before.text in ",:;—–([" or (before.text == "-" and before.end < document.tokens[first].start)


def _is_conjoined_clause(phrase: Phrase) -> bool:
    verbal = phrase.top.pos == "VERB" or any(child.dep == "cop" for child in phrase.below)
    return phrase.top.dep == "conj" and verbal


def _shares_the_subject(phrase: Phrase) -> bool:
    """ "Anna Berg and her aide were charged"."""
    return phrase.top.dep == "conj" and phrase.above.dep.startswith("nsubj")


def _tells_which(phrase: Phrase) -> bool:
    """An adjective of the subject or the object, or whose something is."""
    main = phrase.above.head == phrase.head.i and phrase.above.dep in ("nsubj", "nsubj:pass", "obj")
    return (phrase.top.dep == "amod" and main) or (phrase.top.dep == "nmod" and "of" in phrase.openers)


def _is_setting(phrase: Phrase) -> bool:
    return phrase.top.dep == "obl" and phrase.opens_with("settings")


def _says_what_for(phrase: Phrase) -> bool:
    return phrase.is_infinitive and phrase.top.dep == "advcl"


def _says_what(phrase: Phrase) -> bool:
    return phrase.is_infinitive and phrase.top.dep == "acl"


def _is_first_behind_its_verb(phrase: Phrase) -> bool:
    verb, passed = phrase.above, ("punct", "advmod", "compound:prt", "aux", "cop")
    behind = (c for c in phrase.document.tree[verb] if c.i > verb.i and c.dep not in passed)
    return phrase.top.dep == "obl" and next(behind, None) is phrase.top


_RULES: tuple[tuple[int, Callable[[Phrase], bool]], ...] = (
    (NEVER, _is_of_an_amount),
    (0, _is_date),
    (NEVER, _denies_or_counts),
    (NEVER, _is_one_of_a_pair),
    (NEVER, _excepts),
    (0, _names_the_source),
    (0, _is_idle),
    (NEVER, _goes_with_its_noun),
    (NEVER, _completes_an_adjective),
    (NEVER, _is_of_a_name),
    (NEVER, _is_joined_to_a_part),
    (NEVER, _calls_for_its_article),
    (NEVER, _belongs_to_a_word),
    (COMPLEMENT + 1, _is_condition),
    (APART, _has_a_row),
    (1, _stands_before_the_subject),
    (APART, _is_set_off),
    (3, _is_conjoined_clause),
    (NEVER, _shares_the_subject),
    (COMPLEMENT, _tells_which),
    (4, _is_setting),
    (7, _says_what_for),
    (12, _says_what),
    (COMPLEMENT, _says_of_what),
    (COMPLEMENT, _is_first_behind_its_verb),
)
