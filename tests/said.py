"""What the evidence says about sentences of the bank of hand-checked trees, in the words of the text: no model."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from conllu import ENGLISH, bank, document, reparsed

from timeline_service.model import Chain, Claim, Document, Language, MentionRef, Story, creation_time
from timeline_service.stages.anchor_timexes import anchor_timexes
from timeline_service.stages.find_events import find_events
from timeline_service.stages.find_signals import find_signals
from timeline_service.stages.find_timexes import find_timexes
from timeline_service.stages.judge_status import judge_status
from timeline_service.stages.read_clauses import read_clauses
from timeline_service.stages.resolve_pronouns import resolve_pronouns

PUBLISHED = "2026-05-06"  # a Wednesday
_READ = (read_clauses, find_timexes, anchor_timexes, resolve_pronouns, find_signals, find_events, judge_status)

Evidence = Callable[[Story, Language], Iterator[Claim]]
Said = tuple[str, str, str]
Tree = Mapping[str, tuple[str, str]]


def read(*sentences: str, published: str | None = PUBLISHED, tree: Tree | None = None) -> Document:
    """One paragraph of sentences of the bank, read from the parse on; ``tree`` is what is wrong with the parse."""
    made = reparsed(document("\n\n".join(bank()[sentence] for sentence in sentences)), tree or {})
    made = replace(made, dct=creation_time(published) if published else None)
    for stage in _READ:
        made = stage(made, ENGLISH)
    return made


def story(*sentences: str, published: str | None = PUBLISHED, tree: Tree | None = None) -> Story:
    """The same as a story in which every mention is an event of its own."""
    made = read(*sentences, published=published, tree=tree)
    chains = tuple(Chain(f"c{event.id[1:]}", (MentionRef(made.id, event.id),)) for event in made.events)
    return Story(documents=(made,), chains=chains)


def names(told: Story) -> dict[str, str]:
    """Chain and timex ids → the words."""
    (made,) = told.documents
    found = {chain.id: told.event(chain.mentions[0]).text for chain in told.chains}
    dates = (*made.timexes, *((made.dct,) if made.dct else ()))
    return found | {f"{made.id}/{timex.id}": timex.text for timex in dates}


def found(
    evidence: Evidence, *sentences: str, published: str | None = PUBLISHED, tree: Tree | None = None
) -> dict[Said, Claim]:
    """(source, relation, target) in words → the claim."""
    told = story(*sentences, published=published, tree=tree)
    words = names(told)
    return {
        (words[claim.source], claim.relation, words[claim.target]): claim for claim in evidence(told, ENGLISH)
    }  # fmt: skip
