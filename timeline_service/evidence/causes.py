"""A cause begins before its effect, a blow before the reply to it."""
from __future__ import annotations

from collections.abc import Iterator

from timeline_service import deadline
from timeline_service.evidence.page import Page, pages
from timeline_service.model import Claim, Event, Language, Story, Token

PRECISION = {
    "cause/verb": 0.85,  # "the quake triggered a landslide", "a landslide triggered by the quake"
    "cause/toll": 0.85,  # "30 people were killed in the explosions"
    "cause/follow": 0.88,  # "a landslide that followed the eruption", "was preceded by talks"
    "cause/because": 0.82,  # "scrubbed because of high winds"
    "cause/reply": 0.85,  # "in response to the attack", "retaliated for the raid"
    "cause/reaction": 0.88,  # "welcomed Thursday's ruling", "the raid was condemned"
    "cause/answer": 0.75,  # "Israel responded with air strikes": to what was told before
}


def claims(story: Story, language: Language) -> Iterator[Claim]:
    """The start of the cause before the start of the effect."""
    for page in pages(story, language):
        for event in deadline.checked(page.document.events):
            if event.pos == "VERB" and page.listed(event.lemma, "causing"):
                yield from _caused(page, event)
            elif event.pos == "VERB" and page.listed(event.lemma, "replying"):
                yield from _replied(page, event)
            elif event.pos == "VERB" and page.listed(event.lemma, "reacting"):
                yield from _reacted(page, event)
            elif event.pos == "VERB" and any(page.listed(event.lemma, name) for name in ("following", "preceding")):
                yield from _followed(page, event)
            elif event.pos == "VERB" and event.lemma in page.words.get("same", {}).get("tolls", ()):
                blow = _argument(page, event, "obl", case="in") or _argument(page, event, "obl", case="by")
                if blow is not None:
                    yield from _claim(page, blow, event, "cause/toll", event)
        for token in deadline.checked(page.tokens):
            if token.dep in ("case", "mark", "fixed"):
                yield from _introduced(page, token)


def _caused(page: Page, verb: Event) -> Iterator[Claim]:
    """Subject before object; in the passive and in a participle behind a noun, the agent before the noun."""
    passive = any(page.below(verb.token, "aux:pass")) or page.tokens[verb.token].tag == "VBN"
    subject = _argument(page, verb, "nsubj", "csubj")
    agent, thing = _argument(page, verb, "obl:agent", case="by"), _argument(page, verb, "obj", "ccomp")
    if page.tokens[verb.token].dep == "acl" and subject is None:
        subject = page.event_at.get(page.tokens[verb.token].head)
    to = _argument(page, verb, "obl", case="to")
    cause, effect = (agent, subject) if passive else (subject, thing or to)
    if cause is not None and effect is not None:
        yield from _claim(page, cause, effect, "cause/verb", verb)


def _followed(page: Page, verb: Event) -> Iterator[Claim]:
    """What follows comes after what it follows; the passive and "precede" each turn this round."""
    subject, thing = _argument(page, verb, "nsubj"), _argument(page, verb, "obj")
    passive = any(page.below(verb.token, "aux:pass"))
    other = _argument(page, verb, "obl", case="by") if passive else thing
    if subject is None or other is None:
        return
    later = passive == page.listed(verb.lemma, "preceding")
    first, second = (other, subject) if later else (subject, other)
    yield from _claim(page, first, second, "cause/follow", verb)


def _replied(page: Page, verb: Event) -> Iterator[Claim]:
    occasion = _argument(page, verb, "obl", case="to") or _argument(page, verb, "obl", case="for")
    if occasion is not None:
        yield from _claim(page, occasion, verb, "cause/reply", verb)
        return
    told = (other for other in page.before(verb, sentences=2) if page.is_told(other))
    before = next((other for other in told if other.event_class != "REPORTING"), None)
    if before is not None and page.is_told(verb):
        yield from _claim(page, before, verb, "cause/answer", verb)


def _reacted(page: Page, verb: Event) -> Iterator[Claim]:
    """What is praised or deplored as done was done before; not "criticised plans for a vote"."""
    thing = _argument(page, verb, "nsubj:pass") or _argument(page, verb, "obj")
    if thing is not None and thing.status == verb.status == "occurred" and verb.polarity == thing.polarity == "POS":
        yield from _claim(page, thing, verb, "cause/reaction", verb)


def _introduced(page: Page, word: Token) -> Iterator[Claim]:
    phrase = " ".join(t.text.lower() for t in (word, *page.below(word.i, "fixed")))
    names = {"because": "cause/because", "response": "cause/reply"}
    rule = next((rule for name, rule in names.items() if page.listed(phrase, name)), None)
    if rule is None:
        return
    cause = page.event_near(word.head, after=word.i)
    effect = page.event_over(word.head, but=cause)
    if cause is not None and effect is not None and cause.status in ("occurred", "ongoing") and cause.polarity == "POS":
        yield from _claim(page, cause, effect, rule, cause)


def _argument(page: Page, verb: Event, *labels: str, case: str = "") -> Event | None:
    """The event that fills a place of the verb; a relative or personal pronoun stands for its noun."""
    for child in page.below(verb.token, *labels):
        place = child.i
        if child.tag in ("WDT", "WP") and page.tokens[verb.token].dep == "acl:relcl":
            place = page.tokens[verb.token].head
        event = page.event_at.get(page.document.antecedents.get(place, place))
        if event is not None and (not case or any(c.text.lower() == case for c in page.below(child.i, "case"))):
            return event
    return None


def _claim(page: Page, cause: Event, effect: Event, rule: str, word: Event) -> Iterator[Claim]:
    yield from page.claim(
        cause, "STARTS_BEFORE", effect, rule=rule, precision=PRECISION[rule],
        note=f"{cause.text} → {effect.text}", spans=(cause.span, word.span, effect.span), origin="inferred",
    )  # fmt: skip
