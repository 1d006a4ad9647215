"""What a title must be: predicates over a candidate, the gravest first. Part of ``write_titles``.

That every word is the article's, and in its order but for names that stand where a pronoun stood, holds of every
candidate by the way it is made.
"""

from __future__ import annotations

from bisect import bisect_left

from timeline_service.model import Token
from timeline_service.stages.write_titles.candidate import Candidate, Law
from timeline_service.stages.write_titles.fragments import is_denied_above, opens_with_a_preposition
from timeline_service.stages.write_titles.other_times import happened_at_another_time
from timeline_service.stages.write_titles.participles import has_a_known_doer, is_headline_passive
from timeline_service.stages.write_titles.quoted import sayings, speaks_for_itself
from timeline_service.stages.write_titles.relative_clauses import (
    is_rivalled,
    is_told_of,
    says_what_happened_there,
    stands_alone,
    stands_behind,
)
from timeline_service.stages.write_titles.room import MAX_WORDS, MIN_WORDS
from timeline_service.stages.write_titles.subjects import lacks_its_auxiliary, told_of
from timeline_service.stages.write_titles.taken import Taken
from timeline_service.stages.write_titles.text import is_cut_off, is_dangling, runs_on

_PARTICIPIAL = ("acl", "advcl", "xcomp")  # whose verb, without a subject, is no finite one, whatever its form
_COMPLEMENTS = ("obj", "iobj", "xcomp", "ccomp", "nsubj", "nsubj:pass", "csubj")


def faults(title: Candidate, taken: Taken) -> tuple[bool, ...]:
    """For each law, the gravest first, whether it is broken."""
    return *title.breaks(GRAVER), taken.has(title.text), *title.breaks(LESSER)


def tells_the_event(title: Candidate) -> bool:
    """The trigger stands in it, and it has no more words than a title may have."""
    return any(token is title.trigger for token in title.line) and len(title.text.split()) <= MAX_WORDS


def keeps_its_condition(title: Candidate) -> bool:
    """No if-clause is told as a fact, and nothing that is denied or only possible without the words that say so."""
    clause = title.document.clause_at.get(title.head.i)
    if is_denied_above(title.head, title.words, title.document, title.lexicon):
        return False
    if clause is None:
        return True
    events = title.document.events
    at = bisect_left(events, title.head.i, key=lambda event: event.token)
    told = (event for event in events[at : at + 1] if event.token == title.head.i)  # what the clause of a noun tells
    doubted = any(e.status in ("denied", "possible") and e.polarity == "POS" for e in (title.event, *told))
    said = bool(clause.modality or clause.negation) or title.head.dep not in ("ccomp", "csubj", "acl")
    openers = title.lexicon.get("conditions", ())
    if any(t.dep == "mark" and t.text.lower() in openers and t.head == title.head.i for t in title.words):
        return True
    conditional = clause.condition == "if" or clause.marker in openers
    return not conditional and (said or not doubted)


def keeps_its_negation(title: Candidate) -> bool:
    """What was not done is not told without a word that says so: "left without paying"."""
    if title.event.polarity != "NEG":
        return True
    deny = set(title.lexicon.get("negations", ()))
    return any(token.text.lower() in deny or token.lemma.lower() in deny for token in title.line)


def keeps_complements(title: Candidate) -> bool:
    """Every verb in it has its object, its complement and its subject; nothing is left of a relative clause's noun."""
    tree, words = title.document.tree, title.words
    for verb in title.words:
        if verb.pos not in ("VERB", "AUX") and (verb is not title.head or _is_without_its_copula(title)):
            continue
        needed = (c for c in tree[verb] if c.dep in _COMPLEMENTS)
        if any(c not in words and not _is_replaced(c, title) for c in needed):
            return False
    if title.head.dep == "parataxis" and _is_bare_saying(title):
        return False
    subject = {t.i for t in title.subject}
    whose = [t for t in title.subject if t.features.poss and t.features.is_wh]
    if any(t.head in subject and title.document.tokens[t.head].head not in subject for t in whose):
        return False  # "whose bridge fell"
    named = bool(title.subject)
    return title.head.dep != "acl:relcl" or stands_alone(title.head, title.document, title.lexicon, named=named)


def _is_without_its_copula(title: Candidate) -> bool:
    """Whether it is what something is said to be, alone: "Kestria's first win" of "this was Kestria's first win"."""
    copulas = {child for child in title.document.tree[title.head] if child.dep == "cop"}
    return title.head is title.trigger and bool(copulas) and copulas.isdisjoint(title.words)


def _is_bare_saying(title: Candidate) -> bool:
    """Whether it tells of a saying and not what was said: "The bank has announced" of "…, the bank has announced"."""
    says = title.head.i in title.document.derived(sayings)
    return says and not any(c.dep in _COMPLEMENTS[:4] for c in title.document.tree[title.head])


def _is_replaced(word: Token, title: Candidate) -> bool:
    """Whether a relative or personal pronoun has given way to its noun; or a subject is not the clause's."""
    if word.is_relative or word.i in title.document.antecedents:
        return True
    return word.head == title.head.i and "subj" in word.dep and word not in title.own_subjects


def is_of_its_time(title: Candidate) -> bool:
    """It does not tell, under the date of the event, of what happened at another time."""
    return not happened_at_another_time(title.head, title.event, title.document, title.lexicon)


def is_sure_of_its_noun(title: Candidate) -> bool:
    """What a relative clause tells of is the noun right before it: not "months" in "months of talks with Canada, which
    raised tariffs". Nor does the title put such a clause behind other words than its noun's."""
    tree, tokens = title.document.tree, title.document.tokens
    for clause in (t for t in title.words if t.dep == "acl:relcl"):
        own = [subject for subject in title.own_subjects if clause is title.head and subject.is_relative]
        noun = told_of(own[0], clause, title.document, title.lexicon) if own else tokens[clause.head]
        alone = clause is title.head
        if alone and noun not in title.words and says_what_happened_there(clause, title.words, tree):
            continue
        if not stands_behind(clause, noun, title.words, title.document):
            return False
        if alone and is_rivalled(clause, noun, title.document):
            return False
    return True


def is_statement(title: Candidate) -> bool:
    """It has a subject before a finite verb, or "to" and an infinitive as headlines do; or is a noun for an event, or
    for a plan: "Plans to shut the mill"."""
    tree = title.document.tree
    if opens_with_a_preposition(title.line, title.head, title.document):
        return False
    bare = len(title.group) == 1 or _is_without_its_copula(title)
    if bare and title.head is title.trigger and title.event.pos == "NOUN":
        return True
    if title.event.status == "planned" and title.trigger.dep == "acl" and _is_told_of(title):
        return True
    headline = title.document.sentences[title.event.sentence].kind == "headline"
    decided = title.head is title.trigger and title.head.dep == "xcomp" and title.event.status == "planned"
    to = any(c.dep == "mark" and c.pos == "PART" and c in title.words for c in tree[title.head])
    if (
        title.head is title.trigger
        and any(token.i < title.head.i for token in title.subject)
        and (
            is_headline_passive(title.head, title.words, title.document)
            or has_a_known_doer(title.event, title.told, title.document, title.lexicon)
        )
    ):
        return True
    if title.line and title.line[0].features.is_finite and title.line[0] in title.group:
        return False
    if not title.subject or (not title.own_subjects and title.head.dep in _PARTICIPIAL and not (to and decided)):
        return False
    return (to and (headline or decided)) or any(t.features.is_finite and t in title.words for t in title.group)


def is_statement_or_noun(title: Candidate) -> bool:
    """It is a statement, or a noun with the clause that tells the event: "Ten sailors whose boat sank"."""
    return is_statement(title) or _is_told_of(title)


def _is_told_of(title: Candidate) -> bool:
    return is_told_of(title.head, title.trigger, title.line, title.document)


def has_its_auxiliary(title: Candidate) -> bool:
    """ "Two men were held and released", of which "two men released" would say that they let somebody go."""
    return not lacks_its_auxiliary(title.head, title.document.tree)


def is_one_sentence(title: Candidate) -> bool:
    """It does not run on where the article has a stop."""
    clause = title.document.clause_at.get(title.head.i)
    sentence = title.document.sentences[title.event.sentence]
    shown = [token for token in title.line if sentence.first <= token.i < sentence.last]  # no name for a pronoun
    return (clause is not None and clause.quoted) or not runs_on(shown, title.document.tokens)


def agrees(title: Candidate) -> bool:
    """A plural verb has a plural subject or one that is joined by "and", as far as the forms tell."""
    finite = [token for token in title.group if token.features.is_finite]
    verb, own = min(finite, key=lambda token: token.i, default=None), title.own_subjects
    if verb is None or not verb.features.number or (own and own[-1] in title.words):
        return True  # the article's own
    plural = any(t.dep == "conj" or t.features.number == "Plur" for t in title.subject)
    return verb.features.number != "Plur" or plural or not title.subject


def is_whole(title: Candidate) -> bool:
    """Its last word is not one that opens what does not follow."""
    last = max(title.words, key=lambda token: token.i)
    return not is_dangling(last) and not is_cut_off(last, title.words, title.document.tokens)


def names_its_subject(title: Candidate) -> bool:
    """Its subject is no pronoun and not "her party", which "Anna Berg and her party" is not."""
    named = min((token.i for token in title.subject if token.pos == "PROPN"), default=len(title.document.tokens))
    shown = title.wording
    owned = not title.subject and bool(shown) and bool(shown[0].features.poss) and shown[0].pos == "PRON"  # "its fall"
    return not owned and not any(_points(token) and token.i < named and token in shown for token in title.subject)


def _points(token: Token) -> bool:
    pointing = token.features.pron_type in ("Prs", "Dem") and token.pos == "PRON"
    return pointing and (token.dep.startswith("nsubj") or bool(token.features.poss))


def keeps_its_speaker(title: Candidate) -> bool:
    """What somebody says of himself is told as said: "Ines Corvo claims that she was held"."""
    own = title.own_subjects
    noun = title.document.antecedents.get(own[-1].i) if own else None
    if noun is None or title.head.dep != "ccomp":
        return True
    said = title.document.tree.subject(title.document.tokens[title.head.head])
    return said is None or noun != title.document.antecedents.get(said.i, said.i)


def is_told_by_the_article(title: Candidate) -> bool:
    """No "we" or "my" of somebody who is quoted stands in it without the marks: "She pledged to do all we can"."""
    return not speaks_for_itself(title.line, title.document)


def names_what_it_means(title: Candidate) -> bool:
    """It does not point to what only the text before has: "the latter"."""
    return not any(token.text.lower() in title.lexicon.get("pointing", ()) for token in title.line)


def is_long_enough(title: Candidate) -> bool:
    """Four words."""
    return len(title.text.split()) >= MIN_WORDS


GRAVER: tuple[Law, ...] = (
    tells_the_event,
    keeps_its_condition,
    keeps_its_negation,
    keeps_complements,
    is_of_its_time,
    is_sure_of_its_noun,
    is_whole,
    is_one_sentence,
    is_long_enough,
    is_statement_or_noun,
    has_its_auxiliary,
    agrees,
)
# between them stands that no other row of the story is called so, or nearly so
LESSER: tuple[Law, ...] = (
    is_statement,
    names_its_subject,
    keeps_its_speaker,
    is_told_by_the_article,
    names_what_it_means,
)
