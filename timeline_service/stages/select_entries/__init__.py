"""Salience: which entries an editor would keep on the timeline, and in what order of weight.

What a row weighs by itself is a logistic regression over the features of ``salience_features``; its weights are data
(``languages/<xx>/salience.toml``, learned by ``training/salience.py`` from articles where people marked the events).
What it gives beside the rows before it is for ``gains`` to say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from timeline_service import deadline
from timeline_service.logistic import probability
from timeline_service.model import Correction, Entry, Language, Story
from timeline_service.stages import stage
from timeline_service.stages.select_entries.dated_lists import of_dated_lists, of_historic_present
from timeline_service.stages.select_entries.gains import Gain, Gains
from timeline_service.stages.select_entries.salience_features import Weighing

LEAST_GAIN = 0.18  # below it rows take more to read than they tell, on articles left out
MAX_EVENTS = 50
_REMEMBERED = 0.15  # enough for what an anniversary is of
_TWICE = 0.5  # a row that is likelier than this told already is not shown for where it stands


@stage(
    needs=("documents", "min_salience", "max_events", "said", "tlinks", "entries"),
    gives=("entries", "insisted", "left_out", "crowded_out"),
)
def select_entries(story: Story, language: Language) -> Story:
    """Entries that give enough, the weightiest ``max_events`` of them, with salience in [0, 1] and ranks closed up.

    With them what editors pinned or made: what is there for that alone is ``insisted``. What they hid is taken out when
    all else is told, so that nothing else changes by it. What was weighed and not kept is ``left_out``, for the editor
    who wants it. Who names a least salience wants every row that passes it, told twice or not.
    """
    most = MAX_EVENTS if story.max_events is None else story.max_events
    known, shown = _weighed_together(story, language)
    if story.min_salience is not None:
        shown = {id for id, entry in known.items() if entry.salience >= story.min_salience}
    over = (entry for id, entry in known.items() if id in shown)
    ordered = sorted(over, key=lambda entry: (-entry.salience, entry.rank))
    wanted, hidden = chosen(story.said)
    worth = {entry.chain.id for entry in ordered[:most]}
    kept = worth | wanted
    rows = [known.get(entry.chain.id, entry) for entry in story.entries if entry.chain.id in kept]
    apart = kept | hidden  # what an editor hid is not left out, but taken out
    return replace(
        story,
        insisted=frozenset(wanted - worth),
        entries=tuple(replace(entry, rank=n) for n, entry in enumerate(sorted(rows, key=lambda e: e.rank), start=1)),
        left_out=tuple(entry for id, entry in known.items() if id not in apart),
        crowded_out=sum(entry.chain.id not in apart for entry in ordered[most:]),
    )


def _weighed_together(story: Story, language: Language) -> tuple[dict[str, Entry], set[str]]:
    """The entries with their salience, by chain, and the chains of those that give enough beside the others."""
    weighed = sorted(weigh(story, language.words), key=lambda entry: (-entry.salience, entry.rank))
    gains, shown, salience = Gains(weighed, story, language), set[str](), dict[str, float]()

    def show(entry: Entry, gain: Gain) -> None:
        gains.show(entry)
        shown.add(entry.chain.id)
        salience[entry.chain.id] = gain.salience

    for entry in deadline.checked(weighed):
        gain = gains.of(entry, compared=False)
        if gain.gain >= LEAST_GAIN:
            gain = gains.of(entry, compared=True)
        salience[entry.chain.id] = gain.salience
        if gain.gain >= LEAST_GAIN:
            show(entry, gain)
    standing = _wherever_they_are(weighed, story, language.words) - shown
    lines = of_dated_lists(weighed, {*shown, *standing}, story)
    wanted = standing | lines
    for entry in weighed:
        if entry.chain.id in wanted:
            gain = gains.of(entry, compared=True)
            if entry.chain.id in lines or gain.repeat < _TWICE:
                show(entry, gain)
    told = (entry for entry in story.entries if entry.chain.id in salience)
    return {entry.chain.id: replace(entry, salience=round(salience[entry.chain.id], 3)) for entry in told}, shown


def _wherever_they_are(weighed: Collection[Entry], story: Story, words: Mapping[str, Any]) -> set[str]:
    """Chains that are told for what they are to others, or for where they stand, if they weigh little by themselves."""
    order = words.get("order", {})
    steps, remembering = order.get("next_steps", ()), order.get("anniversaries", ())
    found = {e.chain.id for e in weighed if e.status == "planned" and _is_next_step(e, story, steps)}
    found |= {e.chain.id for e in weighed if e.salience >= _REMEMBERED and _is_remembered(e, story, remembering)}
    return found | of_historic_present(weighed, story)


def weigh(story: Story, words: Mapping[str, Any]) -> list[Entry]:
    """The entries with what each weighs by itself as their salience, but for those that stand in headings alone."""
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


def _only_in_headings(entry: Entry, story: Story) -> bool:
    """Whether no sentence tells of it: the headings between paragraphs name what the text goes on to tell."""
    sentences = (story.document(r.document).sentences[story.event(r).sentence] for r in entry.chain.mentions)
    return all(sentence.kind == "heading" for sentence in sentences)
