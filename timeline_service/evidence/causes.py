"""A cause begins before its effect, a blow before the reply to it."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.dates.grounds import is_ground
from timeline_service.evidence.precision import measured
from timeline_service.lookups.document_index import DocumentIndex, indexes
from timeline_service.model import Claim, Event, Language, Story, Token

PRECISION = measured(
    "cause/verb",  # "the quake triggered a landslide", "a landslide triggered by the quake"
    "cause/toll",  # "30 people were killed in the explosions"
    "cause/because",  # "scrubbed because of high winds", "in response to the attack"
    "cause/reaction",  # "welcomed Thursday's ruling", "the raid was condemned", "jailed over a riot"
    "cause/answer",  # "retaliated for the raid"; "Israel responded with air strikes": to what was told before
)


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """The start of the cause before the start of the effect."""
    for index in indexes(story, language):
        for event in deadline.checked(index.document.events):
            if event.pos == "VERB" and index.listed(event.lemma, "causing"):
                yield from _caused(index, event)
            elif event.pos == "VERB" and index.listed(event.lemma, "replying"):
                yield from _replied(index, event)
            elif event.pos == "VERB" and any(index.listed(event.lemma, name) for name in ("reacting", "judging")):
                yield from _reacted(index, event)
            elif event.pos == "VERB" and event.lemma in index.words.get("same", {}).get("tolls", ()):
                blow = _argument(index, event, "obl", case="amid") or _argument(index, event, "obl", case="doer")
                if blow is not None:
                    yield from _claim(index, blow, event, "cause/toll", event)
        for token in deadline.checked(index.tokens):
            if token.dep in ("case", "mark", "fixed"):
                yield from _introduced(index, token)


def _caused(index: DocumentIndex, verb: Event) -> Iterator[Claim]:
    """Subject before object; in the passive and in a participle behind a noun, the agent before the noun."""
    clause = index.clause_at.get(verb.token)
    passive = index.tokens[verb.token].features.is_past_participle if clause is None else clause.passive
    subject = _argument(index, verb, "nsubj", "csubj")
    agent, thing = _argument(index, verb, "obl:agent", case="doer"), _argument(index, verb, "obj", "ccomp")
    if index.tokens[verb.token].dep == "acl" and subject is None:
        subject = index.event_at.get(index.tokens[verb.token].head)
    to = _argument(index, verb, "obl", case="towards")
    cause, effect = (agent, subject) if passive else (subject, thing or to)
    if cause is not None and effect is not None:
        yield from _claim(index, cause, effect, "cause/verb", verb)


def _replied(index: DocumentIndex, verb: Event) -> Iterator[Claim]:
    occasion = _argument(index, verb, "obl", case="towards") or _argument(index, verb, "obl", case="for")
    if occasion is not None:
        yield from _claim(index, occasion, verb, "cause/answer", verb)
        return
    told = (other for other in index.before(verb, sentences=2) if index.is_narrated(other))
    before = next((other for other in told if other.event_class != "REPORTING"), None)
    if before is not None and index.is_narrated(verb):
        yield from _claim(index, before, verb, "cause/answer", verb)


def _reacted(index: DocumentIndex, verb: Event) -> Iterator[Claim]:
    """What is praised or deplored as done, or judged, was done before; not "criticised plans for a vote"."""
    thing = _argument(index, verb, "nsubj:pass") or _argument(index, verb, "obj") or _ground(index, verb)
    if thing is not None and thing.status == verb.status == "occurred" and verb.polarity == thing.polarity == "POS":
        yield from _claim(index, thing, verb, "cause/reaction", verb)


def _ground(index: DocumentIndex, verb: Event) -> Event | None:
    """What somebody is judged for: "jailed over a riot"."""
    phrases = (word for child in index.below(verb.token, "obl") for word in (child, *index.below(child.i, "nmod")))
    return next((index.event_at[w.i] for w in phrases if w.i in index.event_at and is_ground(index, w)), None)


def _introduced(index: DocumentIndex, word: Token) -> Iterator[Claim]:
    phrase = " ".join(t.text.lower() for t in (word, *index.below(word.i, "fixed")))
    if not index.listed(phrase, "because"):
        return
    cause = index.event_near(word.head, after=word.i)
    effect = index.event_over(word.head, but=cause)
    if cause is not None and effect is not None and cause.status in ("occurred", "ongoing") and cause.polarity == "POS":
        yield from _claim(index, cause, effect, "cause/because", cause)


def _argument(index: DocumentIndex, verb: Event, *labels: str, case: str = "") -> Event | None:
    """The event that fills a place of the verb, behind a word of the list ``case``; a relative or personal pronoun
    stands for its noun."""
    for child in index.below(verb.token, *labels):
        place = child.i
        if child.is_relative and index.tokens[verb.token].dep == "acl:relcl":
            place = index.tokens[verb.token].head
        event = index.event_at.get(index.document.antecedents.get(place, place))
        behind = (c.text.lower() for c in index.below(child.i, "case")) if case else ()
        if event is not None and (not case or any(index.listed(word, case) for word in behind)):
            return event
    return None


def _claim(index: DocumentIndex, cause: Event, effect: Event, rule: str, word: Event) -> Iterator[Claim]:
    yield from index.claim(
        cause, "STARTS_BEFORE", effect, rule=rule, precision=PRECISION[rule],
        note=f"{cause.text} → {effect.text}", spans=(cause.span, word.span, effect.span), origin="inferred",
    )  # fmt: skip
