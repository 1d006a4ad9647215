"""Repairs parses that violate UD constraints.

The parser reads "after the truce took effect" as "after the truce" now and then, and the subject of "a truce for Gaza
was signed" as "Gaza". Universal Dependencies v2 knows no subject with a ``case``: the word is the ``mark`` of the
subject's clause, or the phrase modifies the noun before it. Nor does a verb in the past that nothing joins to a noun
modify it ("a second attempt later failed"), nor has a bare participle a subject of its own ("a recount, ordered on
Monday, was completed"). A date behind a preposition is no part of the name of who acts: "In June Okoro sued"; and what
somebody says is a clause, not a thing: "said a bridge collapsed". Prose has verbs: "The league appealed."

A repair whose outcome is no tree is refused: each goes through :class:`timeline_service.syntax.draft.Draft`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from timeline_service import deadline
from timeline_service.model import Document, Language, Sentence, Token
from timeline_service.stages import stage
from timeline_service.stages.repair_parse.clauses import is_past_form, repair_clauses
from timeline_service.syntax.draft import Draft
from timeline_service.syntax.features import PAST

_PREPOSITION = ("ADP", "SCONJ")
_BEFORE_VERB = ("nsubj", "nsubj:pass", "obl")
_DATES = ("month", "weekday", "part")  # tables of the lexicon
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LOOSE = ("root", "conj", "ccomp", "parataxis")


@stage(needs=("tokens", "sentences"), gives=("tokens",))
def repair_parse(document: Document, language: Language) -> Document:
    """The tokens with those trees put right; the text and all other trees stay."""
    return replace(document, tokens=tuple(repaired(document, language).tokens))


def repaired(document: Document, language: Language, *, without: Collection[str] = ()) -> Draft:
    """The repaired words of a document; ``without`` names repairs that are left out."""
    conjunctions = language.words.get("clauses", {}).get("conjunctions", ())
    saying = language.words.get("clauses", {}).get("saying", ())
    invariant = language.words.get("clauses", {}).get("invariant", ())
    dates = frozenset(word for table in _DATES for word in language.lexicon[table])
    draft = Draft(document.tokens, without=without)
    for sentence in deadline.checked(document.sentences):
        draft.repair(_with_verb, draft, sentence)
        repair_clauses(draft, sentence, saying, conjunctions)
        draft.repair(_as_past, draft, sentence, invariant)
        for i in range(sentence.first, sentence.last):
            draft.repair(_with_its_subject, draft, i, sentence)
            token = draft[i]
            if token.dep == "acl" and token.head == i - 1 and draft[token.head].dep == "obj":
                draft.repair(_as_said, draft, i, saying)
            if draft[i].dep in _BEFORE_VERB and draft[i].head > i:
                draft.repair(_without_date, draft, i, dates)
            if draft[i].dep in ("nsubj", "nsubj:pass") and draft[i].head > i:
                case = _case_before(draft, i)
                if case is not None and draft[case].text.lower() not in conjunctions:
                    i = draft.repair(_raised, draft, i, case) or i
                    case = _case_before(draft, i)
                if case is not None and draft[case].text.lower() in conjunctions:
                    draft.repair(_as_clause, draft, i, case)
                elif case is None:
                    draft.repair(_measured, draft, i)
    return draft


def _with_verb(draft: Draft, sentence: Sentence) -> None:
    """ "The league appealed in January." is no league that was appealed; nor is "The league appealed, and he left"."""
    words = draft.tokens[sentence.first : sentence.last]
    if sentence.kind != "body" or words[-1].text != ".":
        return
    for token in words:
        if token.dep != "acl" or not token.features.is_past_participle or token.head != token.i - 1:
            continue
        noun = draft[token.head]
        above = draft[noun.head]
        if noun.dep == "root" and not _has_verb(words, token):
            _swapped(draft, token.i, noun, "root", "nsubj")
        elif noun.dep == "nsubj" and above.dep == "root" and _begins_anew(words, token, above):
            draft[noun.i] = replace(noun, head=token.i)
            draft[token.i] = replace(token, head=token.i, dep="root")
            draft[above.i] = replace(above, head=token.i, dep="conj")
        else:
            continue
        draft[token.i] = replace(draft[token.i], features=PAST)
        return


def _as_past(draft: Draft, sentence: Sentence, invariant: Collection[str]) -> None:
    """ "Rovers beat City": the news tells what was done; the verbs of ``invariant`` have one form for both tenses."""
    for i in range(sentence.first, sentence.last):
        verb = draft[i]
        told = verb.features.is_present and verb.dep in ("root", "conj") and sentence.kind == "body"
        if told and verb.text.lower() == verb.lemma and verb.lemma in invariant:
            draft[i] = replace(verb, features=PAST)


def _has_verb(words: Sequence[Token], participle: Token) -> bool:
    """Whether a finite verb stands in a sentence before an "and" behind the participle."""
    ends = (t.i for t in words if t.dep == "cc" and t.i > participle.i)
    end = next(ends, words[-1].i)
    return any(t.features.is_finite for t in words if t.i < end)


def _begins_anew(words: Sequence[Token], verb: Token, root: Token) -> bool:
    """Whether "and" and a subject of its own stand between a participle and the verb of the sentence."""
    subject = next((t for t in words if t.head == root.i and t.dep == "nsubj" and t.i > verb.i), None)
    return subject is not None and any(t.dep == "cc" and verb.i < t.i < subject.i and t.head == root.i for t in words)


def _case_before(draft: Draft, noun: int) -> int | None:
    """The preposition in front of a noun."""
    return next((t.i for t in draft.below(noun) if t.i < noun and t.dep == "case" and t.pos in _PREPOSITION), None)


def _without_date(draft: Draft, noun: int, dates: frozenset[str]) -> None:
    """ "On Monday residents left": the date between a preposition and a noun belongs to the verb, the noun acts."""
    case, verb = _case_before(draft, noun), draft[noun].head
    dated = draft[noun].pos == "NUM" or draft[noun].text.lower() in dates
    if case is None or dated or not _is_finite(draft, verb, noun):
        return
    end = case + 1
    while end < noun and (draft[end].text.lower() in dates or _YEAR.fullmatch(draft[end].text)):
        end += 1
    others = [t.i for t in draft.below(verb) if t.i < verb and t.dep.startswith("nsubj")]
    if end == case + 1 or draft[end].pos == "PART" or any(k not in (noun, noun + 1) for k in others):
        return
    first = case + 1
    draft[case] = replace(draft[case], head=first)
    draft[first] = replace(draft[first], head=verb, dep="obl")
    for k in range(first + 1, end):
        draft[k] = replace(draft[k], head=first, dep="nmod:unmarked")
    if noun + 1 in others:
        draft[noun] = replace(draft[noun], head=noun + 1, dep="compound")
    elif noun not in others:
        passive = any(t.dep == "aux:pass" and noun <= t.i < verb for t in draft.below(verb))
        draft[noun] = replace(draft[noun], dep="nsubj:pass" if passive else "nsubj")


def _is_finite(draft: Draft, verb: int, first: int) -> bool:
    group = (t for t in draft.below(verb) if first <= t.i < verb and t.dep.startswith("aux"))
    return any(t.features.is_finite for t in (draft[verb], *group))


def _with_its_subject(draft: Draft, verb: int, sentence: Sentence) -> None:
    """Give a finite verb without a subject the noun that it hangs from, or the one that hangs from a participle."""
    token = draft[verb]
    if not is_past_form(token) or not _is_finite(draft, verb, sentence.first):
        return
    below = draft.below(verb)
    if any(t.dep.startswith(("nsubj", "csubj", "expl", "mark")) or t.features.is_wh for t in below):
        return
    label = "nsubj:pass" if any(t.dep == "aux:pass" for t in below) else "nsubj"
    if token.dep.startswith("acl") and token.head < verb and draft[token.head].dep in _LOOSE:
        _swapped(draft, verb, draft[token.head], draft[token.head].dep, label)
        return
    for part in below:
        own = (t for t in draft.below(part.i) if t.i < part.i and t.dep.startswith("nsubj"))
        subject, bare = next(own, None), part.i < verb and part.features.is_past_participle
        if bare and subject and not _has_auxiliary(draft, part.i, subject.i):
            draft[subject.i] = replace(subject, head=verb, dep=label)
            draft[part.i] = replace(part, head=subject.i, dep="acl")
            return


def _as_said(draft: Draft, verb: int, saying: Collection[str]) -> None:
    """ "Said a bridge collapsed": the object of saying and the participle behind it are a clause of their own."""
    noun = draft[draft[verb].head]
    if is_past_form(draft[verb]) and draft[noun.head].lemma in saying and noun.head < noun.i:
        draft[verb] = replace(draft[verb], features=PAST, head=noun.head, dep="ccomp")
        draft[noun.i] = replace(noun, head=verb, dep="nsubj")


def _has_auxiliary(draft: Draft, verb: int, first: int) -> bool:
    return any(t.dep.startswith("aux") and first <= t.i < verb for t in draft.below(verb))


def _swapped(draft: Draft, verb: int, noun: Token, dep: str, label: str) -> None:
    """A verb that hung from a noun takes its place in the tree, and the noun becomes the verb's subject."""
    root = noun.head == noun.i
    draft[verb] = replace(draft[verb], head=verb if root else noun.head, dep=dep)
    draft[noun.i] = replace(noun, head=verb, dep=label)


def _raised(draft: Draft, phrase: int, case: int) -> int | None:
    """ "A truce for Gaza was signed": the noun before the phrase becomes the subject of the verb that hung from it."""
    verb = draft[phrase].head
    noun = draft[verb].head
    above = draft[noun]
    described = draft[verb].dep == "acl" and noun < case and above.pos in ("NOUN", "PROPN")
    if not described or not _is_finite(draft, verb, phrase) or above.dep not in ("root", "obl", *_LOOSE):
        return None
    _swapped(draft, verb, above, "advcl" if above.dep == "obl" else above.dep, draft[phrase].dep)
    draft[phrase] = replace(draft[phrase], head=noun, dep="nmod")
    return noun


def _as_clause(draft: Draft, subject: int, word: int) -> None:
    """ "After the report became public, he resigned": the word marks the clause, what stands before it measures it."""
    verb = draft[subject].head
    if not _is_finite(draft, verb, subject):
        return
    draft[word] = replace(draft[word], head=verb, dep="mark")
    _measured(draft, subject)
    if draft[verb].head == verb:
        _with_main_clause(draft, verb)
    elif draft[verb].dep in _LOOSE and draft[verb].head > verb:
        draft[verb] = replace(draft[verb], dep="advcl")
    elif draft[verb].dep in _LOOSE and draft[verb].head < word:
        above = draft[verb].head
        conjuncts = (k for k in range(word - 1, above, -1) if draft[k].dep == "conj" and draft[k].pos == "VERB")
        draft[verb] = replace(draft[verb], head=next(conjuncts, above), dep="advcl")


def _measured(draft: Draft, subject: int) -> None:
    """ "Two years after a fire killed 72": what stands before the mark of a clause does not belong to its subject."""
    verb = draft[subject].head
    mark = next((t.i for t in draft.below(verb) if t.i < subject and t.dep == "mark"), -1)
    for t in draft.below(subject):
        if t.i < mark and t.dep.startswith("nmod"):
            draft[t.i] = replace(t, head=verb, dep="obl:unmarked")


def _with_main_clause(draft: Draft, verb: int) -> None:
    """Where the first clause was taken for the main one, the next that has a subject is."""
    main = next((
        t.i for t in draft.below(verb)
        if t.i > verb and t.dep in _LOOSE and _is_finite(draft, t.i, verb)
        and any(c.i > verb and c.dep in ("nsubj", "nsubj:pass") for c in draft.below(t.i))
    ), None)  # fmt: skip
    if main is not None:
        draft[main] = replace(draft[main], head=main, dep="root")
        draft[verb] = replace(draft[verb], head=main, dep="advcl")
