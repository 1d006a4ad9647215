"""Salience: which entries an editor would keep on the timeline, and in what order of weight.

A logistic regression over what the mentions of an event show; the features are here, the weights are data
(``languages/<xx>/salience.toml``, learned by ``training/salience.py`` from articles where people marked the events).
"""
from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from timeline_service.calendar.intervals import Granularity
from timeline_service.evidence.page import is_bare_report
from timeline_service.model import Clause, Document, Entry, Event, Language, Story
from timeline_service.stages import stage
from timeline_service.stages.find_events import is_event_noun

Features = dict[str, float]

MIN_SALIENCE = 0.48  # a little under even odds: a missing row costs an editor more than one to hide
MAX_EVENTS = 50
_AHEAD = 0.4  # enough for what is still to come
_BESIDE = 0.3  # enough for an event that a word of order ties to one over the line
_LEAD = 3  # paragraphs at the top that count as the lead


@stage(needs=("documents", "tlinks", "entries"), gives=("entries",))
def select_entries(story: Story, language: Language) -> Story:
    """Entries over the line, the weightiest ``max_events`` of them, with salience in [0, 1] and ranks closed up."""
    weights = language.words.get("salience", {})
    line = MIN_SALIENCE if story.min_salience is None else story.min_salience
    most = MAX_EVENTS if story.max_events is None else story.max_events
    told = [entry for entry in story.entries if not _only_in_headings(entry, story)]
    background = _Background.of(story)
    weighed = [replace(e, salience=_salience(_features(e, story, language.words, background), weights)) for e in told]
    over = {e.chain.id for e in weighed if e.salience >= line}
    if story.min_salience is None:
        over |= {e.chain.id for e in weighed if e.status == "planned" and e.salience >= _AHEAD}
        over |= _told_beside(over, story) & {e.chain.id for e in weighed if e.salience >= _BESIDE}
    weighed = sorted((e for e in weighed if e.chain.id in over), key=lambda e: (-e.salience, e.rank))[:most]
    kept = sorted(weighed, key=lambda entry: entry.rank)
    return replace(story, entries=tuple(replace(entry, rank=n) for n, entry in enumerate(kept, start=1)))


def _told_beside(kept: Collection[str], story: Story) -> set[str]:
    """Chains that a word of order sets before or after one that is kept: half of "after the plan" is no order."""
    pairs = [
        {link.source, link.target} for link in story.tlinks
        if any(because.rule.startswith("signal/") for because in link.because)
    ]  # fmt: skip
    return {chain for pair in pairs if not pair.isdisjoint(kept) for chain in pair}


def _only_in_headings(entry: Entry, story: Story) -> bool:
    """Whether no sentence tells of it: the headings between paragraphs name what the text goes on to tell."""
    sentences = (story.document(r.document).sentences[story.event(r).sentence] for r in entry.chain.mentions)
    return all(sentence.kind == "heading" for sentence in sentences)


def _salience(features: Features, weights: Mapping[str, float]) -> float:
    odds = weights.get("prior", 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return round(1 / (1 + math.exp(-odds)), 3)


@dataclass(frozen=True, slots=True)
class _Background:
    """What all entries of a story are held against; the first two by document.

    ``paragraphs`` counts the body blocks, block → number; ``headline`` holds lemmas; ``linked`` chains in a relation.
    """

    paragraphs: Mapping[str, Mapping[int, int]]
    headline: Mapping[str, frozenset[str]]
    linked: frozenset[str]

    @classmethod
    def of(cls, story: Story) -> _Background:
        return cls(
            {document.id: _paragraphs(document) for document in story.documents},
            {document.id: _headline_lemmas(document) for document in story.documents},
            frozenset(chain for link in story.tlinks for chain in (link.source, link.target)),
        )


def features(entry: Entry, story: Story, words: Mapping) -> Features:
    """What speaks for or against an entry, by name; absent means 0."""
    return _features(entry, story, words, _Background.of(story))


def _features(entry: Entry, story: Story, words: Mapping, background: _Background) -> Features:
    ref = entry.chain.mentions[0]
    document, event = story.document(ref.document), story.event(ref)
    clause = document.clauses[event.clause] if event.clause is not None else None
    found = {
        **_of_dates(entry),
        **_of_words(event, words),
        **_of_noun(entry, event, document),
        **_of_place(entry, event, document, story, background),
        **(_of_clause(clause, event) if clause else {}),
        f"status {entry.status}": 1.0,
        "negated": event.polarity == "NEG" and entry.status == "denied",
        "agent": any(p.role == "agent" for p in event.participants),
        "patient": any(p.role == "patient" for p in event.participants),
        "named participant": any(p.type in ("PERSON", "ORG", "GPE", "LOC") for p in event.participants),
        "attributed": event.attribution is not None,
        "in a stated order": entry.chain.id in background.linked,
    }
    return {name: float(value) for name, value in found.items() if value}


def _of_dates(entry: Entry) -> Features:
    when = entry.when
    said = when.basis in ("stated", "resolved")
    fine = said and when.granularity is not None and when.granularity <= Granularity.WEEK
    return {"dated": said, "dated finely": fine, "date inferred": when.basis == "inferred"}


def _of_words(event: Event, words: Mapping) -> Features:
    noun = event.pos != "VERB"
    coerced = noun and not is_event_noun(event.lemma, words)
    reporting = words.get("reporting", {})
    return {
        "noun": noun,
        "listed noun": noun and (event.lemma in words.get("nouns", {}).get("events", ()) or coerced),
        "bare report": is_bare_report(event, words),
        "report": not noun and event.lemma in reporting.get("verbs", ()),
        f"class {event.event_class.lower()}": 1.0,
        "light verb": not noun and event.lemma in words.get("light", {}).get("verbs", ()),
    }


def _of_noun(entry: Entry, event: Event, document: Document) -> Features:
    """How a noun hangs in its clause: as subject or object, in a prepositional phrase, below another noun."""
    if event.pos == "VERB":
        return {}
    label = document.tokens[event.token].dep
    return {
        "undated noun": entry.when.basis not in ("stated", "resolved"),
        "noun as argument": label in ("nsubj", "nsubj:pass", "obj"),
        "noun as oblique": label == "obl",
        "noun below noun": label.startswith("nmod"),
        "noun alone": len(entry.chain.mentions) == 1,
    }


def _of_place(entry: Entry, event: Event, document: Document, story: Story, background: _Background) -> Features:
    sentence = document.sentences[event.sentence]
    paragraphs, headline = background.paragraphs[document.id], background.headline[document.id]
    paragraph = paragraphs.get(sentence.block, len(paragraphs))
    lemmas = {story.event(ref).lemma for ref in entry.chain.mentions}
    here = [story.event(r) for r in entry.chain.mentions if r.document == document.id]
    kinds = {document.sentences[each.sentence].kind for each in here}
    return {
        "first paragraph": paragraph == 0,
        "lead": paragraph < _LEAD,
        "in headline": "headline" in kinds,
        "only in the headline": kinds <= {"headline", "heading"},
        "headline word": bool(lemmas & headline),
        "headline participant": any(document.tokens[p.token].lemma in headline for p in event.participants),
        "mentions": min(len(entry.chain.mentions) - 1, 3),
    }


def _paragraphs(document: Document) -> dict[int, int]:
    body = (n for n, block in enumerate(document.blocks) if block.kind == "body")
    return {block: number for number, block in enumerate(body)}


def _headline_lemmas(document: Document) -> frozenset[str]:
    return frozenset(
        token.lemma for sentence in document.sentences if sentence.kind == "headline"
        for token in document.tokens[sentence.first : sentence.last] if token.pos in ("NOUN", "PROPN", "VERB")
    )  # fmt: skip


def _of_clause(clause: Clause, event: Event) -> Features:
    verb = event.pos == "VERB"
    nonfinite = verb and clause.tense in ("PRESPART", "PASTPART")
    return {
        "if": clause.condition == "if",
        "then": clause.condition == "then",
        "quoted": clause.quoted,
        "framed": clause.frame is not None,
        "main clause": verb and clause.relation in ("root", "conj", "parataxis"),
        "relative clause": verb and clause.relation == "acl:relcl",
        "participle of a noun": nonfinite and clause.relation == "acl",
        "participle of a clause": nonfinite and clause.relation == "advcl",
        "infinitive": verb and clause.tense == "INFINITIVE",
        "complement": verb and clause.relation in ("xcomp", "ccomp"),
        "past": verb and clause.tense == "PAST" and clause.aspect == "NONE",
        "perfect": verb and clause.aspect.startswith("PERFECTIVE"),
        "plain present": clause.tense == "PRESENT" and clause.aspect == "NONE",
        "passive": verb and clause.passive,
        "modal": bool(clause.modality),
    }
