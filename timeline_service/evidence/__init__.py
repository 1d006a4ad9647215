"""Evidence for order and dates, one file for each kind. docs/add-evidence.md tells how to add one.

Each module has ``claims(story, language)``, which yields claims, and ``PRECISION``, the estimated share of each rule's
claims that are right, as ``benchmarks.evidence --write`` measured it on annotated articles. The story is one article,
in which each mention is a chain by itself: what an article says does not depend on what others tell.
``gather_claims`` sorts by precision; the order of :data:`EVIDENCE` has no effect. A claim under
:data:`CLOSURE` takes part in the order of display and in nothing that is asserted.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline_service.evidence import (
    anniversaries,
    aspect,
    causes,
    clocks,
    containers,
    dates,
    live_blog,
    narrative,
    news,
    occasions,
    reporting,
    shifts,
    signals,
    status,
    tense,
)
from timeline_service.model import Claim, Language, Story

CLOSURE = 0.7

Evidence = Callable[[Story, Language], Iterator[Claim]]
EVIDENCE: tuple[Evidence, ...] = (
    dates.claims,  # signed on October 13
    signals.claims,  # after, before, until, then
    shifts.claims,  # two days after the attack
    anniversaries.claims,  # 30 years since the blast
    clocks.claims,  # at 1:12 a.m.
    status.claims,  # occurred, so not after publication
    aspect.claims,  # began, ended
    reporting.claims,  # said that it had
    causes.claims,  # triggered, in response to
    tense.claims,  # had left when
    containers.claims,  # on Sunday … and … . Then …
    live_blog.claims,  # 14:30 … has apologised
    occasions.claims,  # beat them on Saturday … headed wide after the restart; gave prizes on Friday … the hosts sang
    news.claims,  # first warned; the accident came after: before what the article tells first
    narrative.claims,  # told in order
)
