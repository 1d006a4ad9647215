"""Extractive titles: a clause that tells the event, shortened; every word is the article's, in its order but for names
that stand in the place of pronouns.

:mod:`.candidates` lists what a title may be, :mod:`.laws` what it must be. The first candidate that breaks no law is
the title; where each breaks one, that whose gravest fault is the least.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from timeline_service import deadline
from timeline_service.derived import IdentityKey
from timeline_service.model import AHEAD, Document, Entry, Event, Language, Story, Token
from timeline_service.stages import stage
from timeline_service.stages.write_titles.candidate import Candidate
from timeline_service.stages.write_titles.candidates import Candidates, verb_of
from timeline_service.stages.write_titles.last_cuts import cut_short
from timeline_service.stages.write_titles.laws import faults
from timeline_service.stages.write_titles.pronouns import with_subjects_that_go_on
from timeline_service.stages.write_titles.room import MAX_WORDS, MIN_WORDS
from timeline_service.stages.write_titles.taken import Taken

__all__ = ["MAX_WORDS", "MIN_WORDS", "depth", "write_titles"]
_MENTIONS = 4  # of a chain, that are asked for a title


@stage(needs=("documents", "entries"), gives=("entries",))
def write_titles(story: Story, language: Language) -> Story:
    """Titles of 4 to 14 words where the clause has as many.

    Of two that would have one title that which governs has it, and the other another one if it can.
    """
    words = IdentityKey(language.words)
    named = {ref.document for entry in story.entries for ref in entry.chain.mentions[:_MENTIONS]}
    documents = (d.derived(_read_on, words) if d.id in named else d for d in story.documents)
    read = replace(story, documents=tuple(documents))
    told = {(ref.document, story.event(ref).token) for ref in (entry.chain.mentions[0] for entry in story.entries)}
    taken = Taken()
    titles: dict[str, str] = {}
    for entry in deadline.checked(sorted(story.entries, key=lambda entry: depth(entry, story))):
        candidate = chosen(entry, read, words, told, taken)
        title = (cut_short(candidate) if candidate else "") or _trigger(entry, story)
        taken.add(title)
        titles[entry.chain.id] = title
    return replace(story, entries=tuple(replace(entry, title=titles[entry.chain.id]) for entry in story.entries))


def depth(entry: Entry, story: Story) -> int:
    """How many words the one that tells an entry hangs from."""
    ref = entry.chain.mentions[0]
    return sum(1 for _ in story.document(ref.document).tree.ancestors(story.event(ref).token))


def _trigger(entry: Entry, story: Story) -> str:
    """The word that tells an entry: all there is where an editor made a row of "the"."""
    ref = entry.chain.mentions[0]
    return story.document(ref.document).tokens[story.event(ref).token].text


def _read_on(document: Document, words: IdentityKey) -> Document:
    return with_subjects_that_go_on(document, words.thing.get("pronouns", {}))


def chosen(
    entry: Entry,
    story: Story,
    words: IdentityKey,
    told: Collection[tuple[str, int]],
    taken: Taken,
) -> Candidate | None:
    """The first candidate that keeps the laws, or the one with the least fault."""
    best: tuple[tuple[bool, ...], Candidate] | None = None
    for candidate in _all_candidates(entry, story, words, told):
        broken = faults(candidate, taken)
        if not any(broken):
            return candidate
        if best is None or broken < best[0]:
            best = broken, candidate
    return best[1] if best else None


def _all_candidates(
    entry: Entry,
    story: Story,
    words: IdentityKey,
    told: Collection[tuple[str, int]],
) -> Iterator[Candidate]:
    first = story.event(entry.chain.mentions[0])
    for ref in entry.chain.mentions[:_MENTIONS]:
        document, event = story.document(ref.document), story.event(ref)
        if (event.lemma, event.pos) != (first.lemma, first.pos):
            continue  # another word may tell less, or of what is like it
        if event.status in AHEAD and first.status not in AHEAD:
            continue  # what was planned is no title of what has come about
        verb = verb_of(event, document) or _governor(event, document)
        undone = entry.status in ("denied", "cancelled")  # what the verb says of it belongs to its title
        alone = verb is not None and not undone and (document.id, verb.i) in told
        sentence = document.sentences[event.sentence]
        rows = frozenset(i for i in range(sentence.first, sentence.last) if (document.id, i) in told)
        yield from document.derived(Candidates, words).of(event, alone=alone, told=rows)


def _governor(event: Event, document: Document) -> Token | None:
    """The verb that an infinitive completes: "decided to close"."""
    trigger = document.tokens[event.token]
    return document.tokens[trigger.head] if trigger.dep == "xcomp" else None
