"""Trees that cannot be are made what they must have meant: a subject has no preposition in front of it.

The parser reads "after the truce took effect" as "after the truce" now and then, and the subject of "a truce for Gaza
was signed" as "Gaza". Universal Dependencies v2 knows no subject with a ``case``: the word is the ``mark`` of the
subject's clause, or the phrase modifies the noun before it. Nor does a verb in the past that nothing joins to a noun
modify it ("a second attempt later failed"), nor has a bare participle a subject of its own ("a recount, ordered on
Monday, was completed"). A date behind a preposition is no part of the name of who acts: "In June Okoro sued"; and what
somebody says is a clause, not a thing: "said a bridge collapsed". Prose has verbs: "The league appealed."
"""
from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from timeline_service.model import Document, Language, Sentence, Token
from timeline_service.stages import stage
from timeline_service.stages.mend_clauses import mend_clauses

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_JOINING = ("WDT", "WP", "WRB", "WP$")
_BEFORE_VERB = ("nsubj", "nsubj:pass", "obl")
_DATES = ("month", "weekday", "part")  # tables of the lexicon
_YEAR = re.compile(r"1\d{3}|20\d\d")
_LOOSE = ("root", "conj", "ccomp", "parataxis")


@stage(needs=("tokens", "sentences"), gives=("tokens",))
def mend_parse(document: Document, language: Language) -> Document:
    """The tokens with those trees put right; the text and all other trees stay."""
    conjunctions = language.words.get("clauses", {}).get("conjunctions", ())
    saying = language.words.get("clauses", {}).get("saying", ())
    invariant = language.words.get("clauses", {}).get("invariant", ())
    dates = frozenset(word for table in _DATES for word in language.lexicon[table])
    tokens = list(document.tokens)
    for sentence in document.sentences:
        _with_verb(tokens, sentence)
        mend_clauses(tokens, sentence, saying, conjunctions)
        _as_past(tokens, sentence, invariant)
        for i in range(sentence.first, sentence.last):
            _with_its_subject(tokens, i, sentence)
            if tokens[i].dep == "acl" and tokens[i].head == i - 1 and tokens[tokens[i].head].dep == "obj":
                _as_said(tokens, i, saying)
            if tokens[i].dep in _BEFORE_VERB and tokens[i].head > i:
                _without_date(tokens, i, sentence, dates)
            if tokens[i].dep in ("nsubj", "nsubj:pass") and tokens[i].head > i:
                case = _case_before(tokens, i, sentence)
                if case is not None and tokens[case].text.lower() not in conjunctions:
                    i = _raised(tokens, i, case) or i
                    case = _case_before(tokens, i, sentence)
                if case is not None and tokens[case].text.lower() in conjunctions:
                    _as_clause(tokens, i, case, sentence)
                elif case is None:
                    _measured(tokens, i, sentence)
    return replace(document, tokens=tuple(tokens))


def _with_verb(tokens: list[Token], sentence: Sentence) -> None:
    """ "The league appealed in January." is no league that was appealed; nor is "The league appealed, and he left"."""
    words = tokens[sentence.first : sentence.last]
    if sentence.kind != "body" or words[-1].text != ".":
        return
    for token in words:
        if token.dep != "acl" or token.tag != "VBN" or token.head != token.i - 1:
            continue
        noun = tokens[token.head]
        above = tokens[noun.head]
        if noun.dep == "root" and not _has_verb(words, token):
            _swapped(tokens, token.i, noun, "root", "nsubj")
        elif noun.dep == "nsubj" and above.dep == "root" and _begins_anew(words, token, above):
            tokens[noun.i] = replace(noun, head=token.i)
            tokens[token.i] = replace(token, head=token.i, dep="root")
            tokens[above.i] = replace(above, head=token.i, dep="conj")
        else:
            continue
        tokens[token.i] = replace(tokens[token.i], tag="VBD")
        return


def _as_past(tokens: list[Token], sentence: Sentence, invariant: Collection[str]) -> None:
    """ "Rovers beat City": the news tells what was done; the verbs of ``invariant`` have one form for both tenses."""
    for i in range(sentence.first, sentence.last):
        told = tokens[i].tag == "VBP" and tokens[i].dep in ("root", "conj") and sentence.kind == "body"
        if told and tokens[i].lemma in invariant:
            tokens[i] = replace(tokens[i], tag="VBD")


def _has_verb(words: Sequence[Token], participle: Token) -> bool:
    """Whether a finite verb stands in a sentence before an "and" behind the participle."""
    ends = (t.i for t in words if t.dep == "cc" and t.i > participle.i)
    end = next(ends, words[-1].i)
    return any(t.tag in _FINITE for t in words if t.i < end)


def _begins_anew(words: Sequence[Token], verb: Token, root: Token) -> bool:
    """Whether "and" and a subject of its own stand between a participle and the verb of the sentence."""
    subject = next((t for t in words if t.head == root.i and t.dep == "nsubj" and t.i > verb.i), None)
    return subject is not None and any(t.dep == "cc" and verb.i < t.i < subject.i and t.head == root.i for t in words)


def _case_before(tokens: Sequence[Token], noun: int, sentence: Sentence) -> int | None:
    """The preposition in front of a noun."""
    inside = range(sentence.first, noun)
    cases = (k for k in inside if tokens[k].head == noun and tokens[k].dep == "case")
    return next((k for k in cases if tokens[k].tag == "IN"), None)


def _without_date(tokens: list[Token], noun: int, sentence: Sentence, dates: frozenset[str]) -> None:
    """ "On Monday residents left": the date between a preposition and a noun belongs to the verb, the noun acts."""
    case, verb = _case_before(tokens, noun, sentence), tokens[noun].head
    dated = tokens[noun].tag == "CD" or tokens[noun].text.lower() in dates
    if case is None or dated or not _is_finite(tokens, verb, noun):
        return
    end = case + 1
    while end < noun and (tokens[end].text.lower() in dates or _YEAR.fullmatch(tokens[end].text)):
        end += 1
    others = [k for k in range(sentence.first, verb) if tokens[k].head == verb and tokens[k].dep.startswith("nsubj")]
    if end == case + 1 or tokens[end].tag == "POS" or any(k not in (noun, noun + 1) for k in others):
        return
    first = case + 1
    tokens[case] = replace(tokens[case], head=first)
    tokens[first] = replace(tokens[first], head=verb, dep="obl")
    for k in range(first + 1, end):
        tokens[k] = replace(tokens[k], head=first, dep="nmod:unmarked")
    if noun + 1 in others:
        tokens[noun] = replace(tokens[noun], head=noun + 1, dep="compound")
    elif noun not in others:
        passive = any(t.head == verb and t.dep == "aux:pass" for t in tokens[noun:verb])
        tokens[noun] = replace(tokens[noun], dep="nsubj:pass" if passive else "nsubj")


def _is_finite(tokens: Sequence[Token], verb: int, first: int) -> bool:
    group = [verb, *(k for k in range(first, verb) if tokens[k].head == verb and tokens[k].dep.startswith("aux"))]
    return any(tokens[k].tag in _FINITE for k in group)


def _with_its_subject(tokens: list[Token], verb: int, sentence: Sentence) -> None:
    """Give a finite verb without a subject the noun that it hangs from, or the one that hangs from a participle."""
    token = tokens[verb]
    if token.tag not in ("VBD", "VBN") or not _is_finite(tokens, verb, sentence.first):
        return
    below = [t for t in tokens[sentence.first : sentence.last] if t.head == verb and t.i != verb]
    if any(t.dep.startswith(("nsubj", "csubj", "expl", "mark")) or t.tag in _JOINING for t in below):
        return
    label = "nsubj:pass" if any(t.dep == "aux:pass" for t in below) else "nsubj"
    if token.dep.startswith("acl") and token.head < verb and tokens[token.head].dep in _LOOSE:
        _swapped(tokens, verb, tokens[token.head], tokens[token.head].dep, label)
        return
    for part in below:
        own = (t for t in tokens[sentence.first : part.i] if t.head == part.i and t.dep.startswith("nsubj"))
        subject = next(own, None)
        if part.i < verb and part.tag == "VBN" and subject and not _has_auxiliary(tokens, part.i, subject.i):
            tokens[subject.i] = replace(subject, head=verb, dep=label)
            tokens[part.i] = replace(part, head=subject.i, dep="acl")
            return


def _as_said(tokens: list[Token], verb: int, saying: Collection[str]) -> None:
    """ "Said a bridge collapsed": the object of saying and the participle behind it are a clause of their own."""
    noun = tokens[tokens[verb].head]
    if tokens[verb].tag in ("VBN", "VBD") and tokens[noun.head].lemma in saying and noun.head < noun.i:
        tokens[verb] = replace(tokens[verb], tag="VBD", head=noun.head, dep="ccomp")
        tokens[noun.i] = replace(noun, head=verb, dep="nsubj")


def _has_auxiliary(tokens: Sequence[Token], verb: int, first: int) -> bool:
    return any(token.head == verb and token.dep.startswith("aux") for token in tokens[first:verb])


def _swapped(tokens: list[Token], verb: int, noun: Token, dep: str, label: str) -> None:
    """A verb that hung from a noun takes its place in the tree, and the noun becomes the verb's subject."""
    root = noun.head == noun.i
    tokens[verb] = replace(tokens[verb], head=verb if root else noun.head, dep=dep)
    tokens[noun.i] = replace(noun, head=verb, dep=label)


def _raised(tokens: list[Token], phrase: int, case: int) -> int | None:
    """ "A truce for Gaza was signed": the noun before the phrase becomes the subject of the verb that hung from it."""
    verb = tokens[phrase].head
    noun = tokens[verb].head
    above = tokens[noun]
    described = tokens[verb].dep == "acl" and noun < case and above.pos in ("NOUN", "PROPN")
    if not described or not _is_finite(tokens, verb, phrase) or above.dep not in ("root", "obl", *_LOOSE):
        return None
    _swapped(tokens, verb, above, "advcl" if above.dep == "obl" else above.dep, tokens[phrase].dep)
    tokens[phrase] = replace(tokens[phrase], head=noun, dep="nmod")
    return noun


def _as_clause(tokens: list[Token], subject: int, word: int, sentence: Sentence) -> None:
    """ "After the report became public, he resigned": the word marks the clause, what stands before it measures it."""
    verb = tokens[subject].head
    if not _is_finite(tokens, verb, subject):
        return
    tokens[word] = replace(tokens[word], head=verb, dep="mark")
    _measured(tokens, subject, sentence)
    if tokens[verb].head == verb:
        _with_main_clause(tokens, verb, sentence)
    elif tokens[verb].dep in _LOOSE and tokens[verb].head > verb:
        tokens[verb] = replace(tokens[verb], dep="advcl")
    elif tokens[verb].dep in _LOOSE and tokens[verb].head < word:
        above = tokens[verb].head
        conjuncts = (k for k in range(word - 1, above, -1) if tokens[k].dep == "conj" and tokens[k].pos == "VERB")
        tokens[verb] = replace(tokens[verb], head=next(conjuncts, above), dep="advcl")


def _measured(tokens: list[Token], subject: int, sentence: Sentence) -> None:
    """ "Two years after a fire killed 72": what stands before the mark of a clause does not belong to its subject."""
    verb = tokens[subject].head
    marks = (k for k in range(sentence.first, subject) if tokens[k].head == verb and tokens[k].dep == "mark")
    mark = next(marks, sentence.first)
    for k in range(sentence.first, mark):
        if tokens[k].head == subject and tokens[k].dep.startswith("nmod"):
            tokens[k] = replace(tokens[k], head=verb, dep="obl:unmarked")


def _with_main_clause(tokens: list[Token], verb: int, sentence: Sentence) -> None:
    """Where the first clause was taken for the main one, the next that has a subject is."""
    subjects = {token.head for token in tokens[verb + 1 : sentence.last] if token.dep in ("nsubj", "nsubj:pass")}
    main = next((
        k for k in range(verb + 1, sentence.last)
        if tokens[k].head == verb and tokens[k].dep in _LOOSE and k in subjects and _is_finite(tokens, k, verb)
    ), None)  # fmt: skip
    if main is not None:
        tokens[main] = replace(tokens[main], head=main, dep="root")
        tokens[verb] = replace(tokens[verb], head=main, dep="advcl")
