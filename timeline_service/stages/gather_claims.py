"""Every piece of evidence for order and dates in a story, the strongest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline_service import deadline
from timeline_service.evidence import EVIDENCE
from timeline_service.model import Claim, Language, Story
from timeline_service.stages import stage

MOST_A_CHAIN = 40  # claims that one chain may be the source of: bounds the cost of a hostile text


@stage(needs=("documents", "corrections", "chains"), gives=("claims",))
def gather_claims(story: Story, language: Language) -> Story:
    """Claims by falling precision; of two that say the same, the surer one; equal ones in one fixed order."""
    found = (claim for evidence in EVIDENCE for claim in deadline.checked(evidence(story, language)))
    return replace(story, claims=tuple(_capped(_distinct(sorted(found, key=_strength)))))


def _strength(claim: Claim) -> tuple:
    """Editors first, then precision, then what the text states; the rest only makes the order total."""
    reason = claim.because
    return (
        claim.origin != "editor", -claim.precision, claim.origin != "stated", claim.document or "", reason.rule,
        reason.spans, claim.source, claim.relation, claim.target, claim.gap or (), reason.note,
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
