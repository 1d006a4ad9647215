"""Salience: which entries an editor would keep on the timeline."""
from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from timeline_service.model import Document, Entry, Event, Language, Story
from timeline_service.stages import stage

MIN_SALIENCE = 0.5


@stage(needs=("documents", "entries"), gives=("entries",))
def select_entries(story: Story, language: Language) -> Story:
    """Every entry with its salience in [0, 1]; the ones under the line are dropped, the ranks closed up."""
    kept = []
    for entry in story.entries:
        salience = 1 / (1 + math.exp(-_score(entry, story, language.words)))
        if salience >= MIN_SALIENCE:
            kept.append(replace(entry, salience=round(salience, 3)))
    kept.sort(key=lambda entry: entry.rank)
    return replace(story, entries=tuple(replace(entry, rank=n) for n, entry in enumerate(kept, start=1)))


def _score(entry: Entry, story: Story, words: Mapping) -> float:
    """Log-odds that an editor keeps the entry: a weighted sum of what its mentions show."""
    ref = entry.chain.mentions[0]
    document, event = story.document(ref.document), story.event(ref)
    return sum(_weights(entry, event, document, words).values())


def _weights(entry: Entry, event: Event, document: Document, words: Mapping) -> dict[str, float]:
    clause = document.clauses[event.clause] if event.clause is not None else None
    sentence = document.sentences[event.sentence]
    noun = event.pos != "VERB"
    bare = not noun and event.lemma in words.get("reporting", {}).get("bare", ())
    dated = entry.when.placement == "dated" and entry.when.basis in ("stated", "resolved")
    return {
        "prior": 0.6,
        "dated": 1.5 * dated,
        "noun": -0.8 * noun,
        "noun-not-event": -1.0 * (noun and event.lemma not in words.get("nouns", {}).get("events", ())),
        "bare-report": -4.0 * bare,
        "state": -1.5 * (event.event_class in ("STATE", "I_STATE", "PERCEPTION")),
        "negated": -4.0 * (event.polarity == "NEG"),
        "condition": -4.0 * (clause is not None and clause.condition == "if"),
        "possible": -1.2 * (entry.status == "possible"),
        "denied": -1.0 * (entry.status == "denied"),
        "quoted": -1.5 * (clause is not None and clause.quoted),
        "mentions": 0.5 * min(len(entry.chain.mentions) - 1, 3),
        "headline": -3.0 * (sentence.kind in ("headline", "heading")),
        "present": -1.5 * (clause is not None and clause.finite_tense == "PRESENT" and clause.aspect == "NONE" and not dated),
        "main": 0.5 * (clause is not None and clause.relation in ("root", "conj", "parataxis")),
        "relative": -0.3 * (clause is not None and clause.relation.startswith("acl")),
        "bare-subject": -0.5 * (not event.participants),
    }
