"""Third-person pronouns → the noun they stand for, where the text leaves little doubt; the others are left alone.

Number, gender, life and binding shut nouns out (:mod:`.candidates`); of those left, weights that were learned from
marked articles say how likely each is meant, or none (``antecedents.toml``). A noun within reach that could be meant
too takes of the likelihood of the other, so that what stays likely stands out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from timeline_service import deadline
from timeline_service.logistic import shares
from timeline_service.lookups.quotations import quoted_words
from timeline_service.model import Document, Language, Sentence, Token
from timeline_service.stages import stage
from timeline_service.stages.resolve_pronouns.article import Article, Words
from timeline_service.stages.resolve_pronouns.candidates import Candidate, Pronoun
from timeline_service.stages.resolve_pronouns.nouns import Thing, things_of

_KINDS = ("person", "many", "thing")
_OF_NOUNS = ("people", "groups", "male", "female")
_LISTS = (
    "people", "people_end_in", "groups", "male", "female", "male_forms", "female_forms", "measures", "thought",
    "seeming", "new",
)  # fmt: skip
_LIKELY, _ABOVE_A_NAME, _STANDS_OUT, _NEVER = 0.6, 0.87, 0.93, 2.0
_WITH_THOSE_BEFORE = 0.8  # how likely at most it must be that it and all pronouns before it mean one and the same
_SPEAKER, _WITHIN, _BEFORE = 0.5, 0.6, 0.75  # for "it"
_CENTRAL = ("subject", "subject below", "object")
Choice = Callable[[Pronoun, Sequence[Candidate]], Candidate | None]


@stage(needs=("text", "tokens", "sentences", "clauses"), gives=("antecedents",))
def resolve_pronouns(document: Document, language: Language) -> Document:
    """``antecedents`` maps the token of a pronoun to the token of the head noun it stands for."""
    weights: Mapping[str, float] = language.words.get("antecedents", {})

    def likeliest(pronoun: Pronoun, candidates: Sequence[Candidate]) -> Candidate | None:
        odds = shares([*(candidate.features for candidate in candidates), pronoun.none()], weights)
        likely, best = max(zip(odds, candidates, strict=False), key=lambda pair: pair[0])
        sure = likely * best.thing.sure  # what "he" stands for is as sure as what the "he" before did
        least = likelihood_needed(pronoun, best)
        if likely < least or sure < min(least, _WITH_THOSE_BEFORE):
            return None
        best.thing.sure = sure
        return best

    return replace(document, antecedents=antecedents(document, language, likeliest))


def antecedents(document: Document, language: Language, choose: Choice) -> dict[int, int]:
    """Each pronoun outside quotations with the noun of the candidate that is chosen for it, in the order of the text:
    what one stands for is a mention of its thing for those behind it."""
    words = _words(language)
    quoted = quoted_words(document)
    sayings = {c.head: document.clauses[c.frame].head for c in document.clauses if c.frame is not None}
    outside = (s.i for s in document.sentences if not quoted.issuperset(_words_of(s, document)))
    spoken = {sentence.i for sentence in document.sentences} - set(outside)
    article = Article(document, words, sayings, quoted, spoken, frozenset(sayings.values()))
    things = things_of(document, words["measures"], words["new"])
    for each in set(things.values()):
        each.kinds = _kinds(each, words)
    found: dict[int, int] = {}
    for sentence in document.sentences:
        for token in deadline.checked(document.tokens[sentence.first : sentence.last]):
            thing = things.get(token.i)
            kind = _kind(token, words) if thing is None and sentence.kind == "body" and token.i not in quoted else ""
            if kind:
                pronoun = Pronoun(token, kind, article)
                candidates = [] if pronoun.is_empty else pronoun.candidates(things)
                best = choose(pronoun, candidates) if candidates else None
                if best is not None and best.thing.noun is not None:
                    thing = things[token.i] = best.thing
                    found[token.i] = best.thing.noun.i
                    thing.forms.add(token.text.lower())
            if thing is not None and sentence.i not in spoken:
                thing.read(token)
    return found


def _words_of(sentence: Sentence, document: Document) -> Iterator[int]:
    return (t.i for t in document.tokens[sentence.first : sentence.last] if t.dep != "punct")


def _words(language: Language) -> Words:
    words, lexicon = language.words.get("pronouns", {}), language.lexicon
    times = {*lexicon["unit"], *lexicon["weekday"], *lexicon["month"]}
    saying = language.words.get("reporting", {}).get("verbs", ())
    lists = {name: frozenset(words.get(name, ())) for name in (*_LISTS, *_KINDS)}
    status = language.words.get("status", {})
    put_off = {*status.get("cancelling_verbs", ()), *status.get("moving", ())}
    events = {*language.words.get("event_nouns", ()), *language.words.get("nouns", {}).get("events", ())}
    return lists | {"measures": lists["measures"] | times, "saying": saying, "events": events, "put off": put_off}


def _kinds(thing: Thing, words: Words) -> set[str]:
    """The lists that a noun for a thing is in; people are also known by how their nouns end."""
    found = {kind for kind in _OF_NOUNS if not thing.roles.isdisjoint(words[kind])}
    if any(role.endswith(tuple(words["people_end_in"])) for role in thing.roles):
        found.add("people")
    return found


def _kind(token: Token, words: Words) -> str:
    if token.pos != "PRON" or token.dep == "expl":
        return ""
    return next((kind for kind in _KINDS if token.text.lower() in words[kind]), "")


def likelihood_needed(pronoun: Pronoun, best: Candidate) -> float:
    """How likely a noun must be, more so where another that fits was named since, most where as subject or object; "it"
    stands for the speaker, for a body, for what its sentence is about, or for the subject of the sentence before."""
    if pronoun.kind != "thing":
        if not best.rivalled or best.thing.is_hero:
            return _LIKELY
        return _STANDS_OUT if best.has_central_rival or pronoun.kind == "many" else _ABOVE_A_NAME
    if best.speaks:
        return _SPEAKER
    if best.thing.entity == "ORG":
        return _LIKELY
    if best.role not in _CENTRAL or best.rivalled:
        return _NEVER
    if best.back == 0 or pronoun.is_of_an_event:
        return _WITHIN if best.passed == 0 else _NEVER
    return _BEFORE if best.role == "subject" and best.back == 1 else _NEVER
