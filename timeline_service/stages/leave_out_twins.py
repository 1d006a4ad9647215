"""Rows that would be read as printed twice: two of one article with one title, or one that begins as the other.

So is a row whose word hangs from another's and whose title is told by that one's word, where it is its content or came
to nothing, or where the titles hardly differ: "2030: Marle gave up plans to host the fair" beside the row of the giving
up. And so is "a similar fire".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from timeline_service.model import Entry, Language, Story, Token
from timeline_service.stages import stage
from timeline_service.stages.select_entries import chosen
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_BEGINNING = 4  # words
_NEARLY = 0.8  # of the words of a title
_NOT_MEANT = ("possible", "denied", "cancelled")


@stage(
    needs=("documents", "min_salience", "said", "entries"), wants=("left_out",), gives=("entries", "left_out")
)
def leave_out_twins(story: Story, language: Language) -> Story:
    """The entries, of those with one title and dates that meet one each; the others are ``left_out``.

    A row stays before one whose word hangs from its own ("agreed to sell"), then before a lighter one. What editors
    pinned or made stays in any case, and takes nothing away. Who names a least salience wants every row that passes it,
    and gets them.
    """
    if story.min_salience is not None:
        return story
    of_document: dict[str, list[Entry]] = defaultdict(list)
    wanted, _ = chosen(story.said)
    gone: set[str] = set()
    for entry in story.entries:
        if entry.chain.id in wanted:
            continue
        if _only_compares(entry, story, language.words.get("titles", {}).get("comparing", ())):
            gone.add(entry.chain.id)
        else:
            of_document[entry.chain.mentions[0].document].append(entry)
    gone |= {twin.chain.id for entries in of_document.values() for twin in _twins(entries, story)}
    if not gone:
        return story
    kept = [entry for entry in story.entries if entry.chain.id not in gone]
    return replace(
        story,
        entries=tuple(replace(entry, rank=rank) for rank, entry in enumerate(kept, start=1)),
        left_out=(*story.left_out, *(replace(e, title="") for e in story.entries if e.chain.id in gone)),
    )


def _only_compares(entry: Entry, story: Story, comparing: Collection[str]) -> bool:
    """Whether a row is only what another is likened to: "a similar blaze", without a date that is said."""
    word = _word(entry, story)
    tree = story.document(entry.chain.mentions[0].document).tree
    alone = word.pos == "NOUN" and len(entry.chain.mentions) == 1 and entry.when.timex is None
    return alone and any(child.dep == "amod" and child.lemma in comparing for child in tree[word])


def _twins(entries: Sequence[Entry], story: Story) -> Iterator[Entry]:
    """Those of the entries whose title another says already."""
    kept: dict[str, list[Entry]] = defaultdict(list)  # by the first words of the title
    at: dict[int, Entry] = {}  # by the word that tells it, and the verb that it is the subject of
    for entry in sorted(entries, key=lambda each: (_depth(each, story), -each.salience)):
        beginning = _beginning(entry.title)
        if any(_is_twin(entry, other) for other in kept[beginning]) or _is_told_by(entry, at, story):
            yield entry
        else:
            kept[beginning].append(entry)
            word = _word(entry, story)
            verb = story.document(entry.chain.mentions[0].document).tokens[word.head]
            at |= {word.i: entry} | ({verb.i: entry} if word.dep in NOMINAL_SUBJECTS and verb.i not in at else {})


def _word(entry: Entry, story: Story) -> Token:
    """The word that tells an entry."""
    ref = entry.chain.mentions[0]
    return story.document(ref.document).tokens[story.event(ref).token]


def _is_told_by(entry: Entry, at: Mapping[int, Entry], story: Story) -> bool:
    """Whether the title of an entry is that of one whose word its own hangs from, but for some words."""
    tree = story.document(entry.chain.mentions[0].document).tree
    for above in tree.ancestors(_word(entry, story).i):
        other = at.get(above.i)
        content = above.pos == "NOUN" and entry.when.timex is None  # "a pledge to pay", with no date for the paying
        free = content or entry.status in _NOT_MEANT
        if other is not None and (free or entry.when.bounds.meets(other.when.bounds)):
            words, others = entry.title.casefold().split(), other.title.casefold().split()
            shorter, longer = sorted((words, others), key=len)
            rest = iter(longer)
            read_twice = free or len(shorter) >= _NEARLY * len(longer)
            return read_twice and above.text.casefold() in words and all(word in rest for word in shorter)
    return False


def _beginning(title: str) -> str:
    return " ".join(title.casefold().split()[:_BEGINNING])


def _is_twin(one: Entry, other: Entry) -> bool:
    """Whether one title is the other, or how it begins, and the dates meet."""
    shorter, longer = sorted((f"{each.title.casefold()} " for each in (one, other)), key=len)
    return bool(one.title) and longer.startswith(shorter) and one.when.bounds.meets(other.when.bounds)


def _depth(entry: Entry, story: Story) -> int:
    """How many words the one that tells an entry hangs from."""
    ref = entry.chain.mentions[0]
    return sum(1 for _ in story.document(ref.document).tree.ancestors(story.event(ref).token))
