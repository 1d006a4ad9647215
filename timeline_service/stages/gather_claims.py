"""Every piece of evidence for order and dates in a story, the strongest first; what editors said comes before all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from timeline_service import deadline
from timeline_service.derived import IdentityKey
from timeline_service.evidence import EVIDENCE, Evidence
from timeline_service.lookups.plans import is_date, set_aside, taken_back
from timeline_service.model import Chain, Claim, Document, Language, MentionRef, Story
from timeline_service.stages import stage

MOST_A_CHAIN = 40  # claims that one chain may be the source of: bounds the cost of a hostile text


@stage(needs=("documents", "corrections", "chains"), gives=("claims", "plans"))
def gather_claims(story: Story, language: Language) -> Story:
    """What editors said, the last first, then claims by falling precision, equal ones in one fixed order.

    Of two that say the same, the first.
    """
    chains = {(ref.document, ref.event): chain for chain in story.chains for ref in chain.mentions}
    gone = taken_back(story)
    said = [replace(claim, origin="editor", precision=1.0) for claim in reversed(story.corrections)]
    found: list[Claim] = []
    for document in deadline.checked(story.documents):
        for claim in document.derived(_of_article, IdentityKey(language), EVIDENCE):
            if not (is_date(claim) and MentionRef(document.id, claim.source) in gone):
                found += _between_chains(claim, document.id, chains)
    claims, plans = set_aside(_capped(_distinct([*said, *sorted(found, key=_strength)])), story)
    return replace(story, claims=tuple(claims), plans=tuple(plans))


def _of_article(document: Document, language: IdentityKey, evidence: tuple[Evidence, ...]) -> tuple[Claim, ...]:
    """What an article is evidence for, between its own mentions, whatever else is told."""
    chains = tuple(Chain(event.id, (MentionRef(document.id, event.id),)) for event in document.events)
    alone = Story(documents=(document,), chains=chains)
    return tuple(claim for each in evidence for claim in deadline.checked(each(alone, language.thing)))


def _between_chains(claim: Claim, document: str, chains: Mapping[tuple[str, str], Chain]) -> Iterator[Claim]:
    """A claim of an article as one of the story.

    There is none of what belongs to no event, or to one and the same; and of several mentions of one event, it is the
    most telling that says how the event stands to the publication.
    """
    source = chains.get((document, claim.source))
    if source is None or (claim.kind == "status" and source.mentions[0] != (document, claim.source)):
        return
    if "/" in claim.target:
        yield replace(claim, source=source.id)
    elif (target := chains.get((document, claim.target))) is not None and target is not source:
        yield replace(claim, source=source.id, target=target.id)


def _strength(claim: Claim) -> tuple:
    """Precision, then what the text states; the rest only makes the order total."""
    reason = claim.because
    gap = tuple((side is not None, side or 0) for side in claim.gap or ())
    return (
        -claim.precision, claim.origin != "stated", claim.document or "", reason.rule, reason.spans, claim.source,
        claim.relation, claim.target, gap, reason.note,
    )  # fmt: skip


def _distinct(claims: Iterable[Claim]) -> Iterator[Claim]:
    seen = set()
    for claim in claims:
        said = (claim.source, claim.relation, claim.target, claim.gap)
        if said not in seen:
            seen.add(said)
            yield claim


def _capped(claims: Iterable[Claim]) -> Iterator[Claim]:
    given: Counter[str] = Counter()
    for claim in claims:
        given[claim.source] += 1
        if given[claim.source] <= MOST_A_CHAIN or claim.origin == "editor":
            yield claim
