"""Salience: which entries an editor would keep on the timeline, and in what order of weight.

A logistic regression over the features of ``salience_features``; its weights are data
(``languages/<xx>/salience.toml``, learned by ``training/salience.py`` from articles where people marked the events).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from timeline_service.logistic import probability
from timeline_service.model import Correction, Entry, Language, Story
from timeline_service.stages import stage
from timeline_service.stages.select_entries.dated_lists import of_dated_lists, of_historic_present
from timeline_service.stages.select_entries.repeats import without_repeats
from timeline_service.stages.select_entries.salience_features import Weighing

MIN_SALIENCE = 0.44  # below it precision falls faster than the recall of key events rises, on articles left out
MAX_EVENTS = 50
_AHEAD = 0.25  # enough for what is still to come: a plan is what readers look for first
_BESIDE = 0.3  # enough for an event that a word of order ties to one over the line
_REMEMBERED = 0.15  # enough for what an anniversary is of


@stage(
    needs=("documents", "min_salience", "max_events", "said", "tlinks", "entries"),
    gives=("entries", "left_out", "crowded_out"),
)
def select_entries(story: Story, language: Language) -> Story:
    """Entries over the line, the weightiest ``max_events`` of them, with salience in [0, 1] and ranks closed up.

    With them what editors pinned or made, without what they hid. What was weighed and not kept is ``left_out``, for the
    editor who wants it.
    """
    line = MIN_SALIENCE if story.min_salience is None else story.min_salience
    most = MAX_EVENTS if story.max_events is None else story.max_events
    order = language.words.get("order", {})
    steps, remembering = order.get("next_steps", ()), order.get("anniversaries", ())
    weighed = weigh(story, language.words)
    over = {e.chain.id for e in weighed if e.salience >= line}
    if story.min_salience is None:
        over |= {e.chain.id for e in weighed if e.status == "planned" and e.salience >= _AHEAD}
        over |= {e.chain.id for e in weighed if e.status == "planned" and _is_next_step(e, story, steps)}
        over |= {e.chain.id for e in weighed if e.salience >= _REMEMBERED and _is_remembered(e, story, remembering)}
        over |= _told_beside(over, story) & {e.chain.id for e in weighed if e.salience >= _BESIDE}
        over |= of_dated_lists(weighed, over, story) | of_historic_present(weighed, story)
    ordered = sorted((e for e in weighed if e.chain.id in over), key=lambda e: (-e.salience, e.rank))
    waiting = iter(ordered)
    told_once = without_repeats(waiting, story, language) if story.min_salience is None else waiting
    wanted, hidden = chosen(story.said)
    kept = {entry.chain.id for entry in islice(told_once, most)} | wanted
    known = {entry.chain.id: entry for entry in weighed}
    shown = [known.get(entry.chain.id, entry) for entry in story.entries if entry.chain.id in kept - hidden]
    apart = kept | hidden  # what an editor hid is not left out, but taken out
    return replace(
        story,
        entries=tuple(replace(entry, rank=n) for n, entry in enumerate(sorted(shown, key=lambda e: e.rank), start=1)),
        left_out=tuple(entry for entry in weighed if entry.chain.id not in apart),
        crowded_out=sum(entry.chain.id not in apart for entry in waiting),
    )


def weigh(story: Story, words: Mapping[str, Any]) -> list[Entry]:
    """The entries with their salience, but for those that stand in headings alone."""
    weighing, weights = Weighing(story, words), words.get("salience", {})
    told = (entry for entry in story.entries if not _only_in_headings(entry, story))
    return [replace(entry, salience=round(probability(weighing.features(entry), weights), 3)) for entry in told]


def chosen(said: Collection[Correction]) -> tuple[set[str], set[str]]:
    """The ids of what editors pinned or made by hand, and of what they hid."""
    wanted = {each.event for each in said if each.kind == "added" or (each.kind == "pinned" and each.value)}
    return wanted, {each.event for each in said if each.kind == "hidden" and each.value}


def _is_next_step(entry: Entry, story: Story, steps: Collection[str]) -> bool:
    """Whether an entry is counted in a course of events: the second phase, the next round, wherever it is named."""
    for ref in entry.chain.mentions:
        document, event = story.document(ref.document), story.event(ref)
        modifiers = document.tree.below(event.token, "amod")
        if event.pos == "NOUN" and any(word.text.lower() in steps for word in modifiers):
            return True
    return False


def _is_remembered(entry: Entry, story: Story, anniversaries: Collection[str]) -> bool:
    """Whether an entry is what an anniversary is of: the news is there because of it."""
    for ref in entry.chain.mentions:
        document = story.document(ref.document)
        token = document.tokens[story.event(ref).token]
        if token.dep.startswith("nmod") and document.tokens[token.head].lemma in anniversaries:
            return True
    return False


def _told_beside(kept: Collection[str], story: Story) -> set[str]:
    """Chains that a word of order sets before or after one that is kept: half of "after the plan" is no order."""
    pairs = [{link.source, link.target} for link in story.tlinks if link.connected]
    return {chain for pair in pairs if not pair.isdisjoint(kept) for chain in pair}


def _only_in_headings(entry: Entry, story: Story) -> bool:
    """Whether no sentence tells of it: the headings between paragraphs name what the text goes on to tell."""
    sentences = (story.document(r.document).sentences[story.event(r).sentence] for r in entry.chain.mentions)
    return all(sentence.kind == "heading" for sentence in sentences)
