"""Rows that would be read as printed twice: two of one article with one title, or one that begins as the other.

So is a row whose word hangs from another's and whose title is told by that one's word, where it is its content or came
to nothing, or where the titles hardly differ: "2030: Marle gave up plans to host the fair" beside the row of the giving
up. Of what somebody says and the saying one row is enough, and of what somebody promises to do. And so are "a
similar fire" and "a statement" that something is told according to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from timeline_service.lookups.document_index import is_bare_report
from timeline_service.model import HAPPENED, Entry, Event, Language, Story, Token
from timeline_service.stages import stage
from timeline_service.stages.select_entries import chosen
from timeline_service.stages.write_titles import depth
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_BEGINNING = 4  # words
_NEARLY = 0.8  # of the words of a title
_OPEN = ".."  # of a date without an end or a beginning
_SOURCE = 6  # words that say at most who says what a title tells
_NOT_MEANT = ("possible", "denied", "cancelled")


@stage(
    needs=("documents", "min_salience", "said", "entries"),
    wants=("insisted", "left_out"),
    gives=("entries", "left_out"),
)
def leave_out_twins(story: Story, language: Language) -> Story:
    """The entries, of those with one title and dates that meet one each; the others are ``left_out``.

    A row stays before one whose word hangs from its own ("agreed to sell"), then before a lighter one. What editors
    pinned or made stays in any case; what is there for that alone takes nothing away. What they hid goes at last: its
    twin does not come in its place. Who names a least salience wants every row that passes it, and gets them.
    """
    wanted, hidden = chosen(story.said)
    gone = _twice_told(story, language) - wanted if story.min_salience is None else set[str]()
    out = gone | hidden
    kept = [entry for entry in story.entries if entry.chain.id not in out]
    return replace(
        story,
        entries=tuple(replace(entry, rank=rank) for rank, entry in enumerate(kept, start=1)),
        left_out=(*story.left_out, *(replace(e, title="") for e in story.entries if e.chain.id in gone - hidden)),
    )


def _twice_told(story: Story, language: Language) -> set[str]:
    """The chains whose rows tell nothing that others do not."""
    of_document: dict[str, list[Entry]] = defaultdict(list)
    gone: set[str] = set()
    for entry in story.entries:
        if entry.chain.id in story.insisted:
            continue
        if _tells_nothing(entry, story, language.words.get("titles", {})):
            gone.add(entry.chain.id)
        else:
            of_document[entry.chain.mentions[0].document].append(entry)
    for entries in of_document.values():
        gone |= {twin.chain.id for twin in _twins(entries, story)}
        left = [entry for entry in entries if entry.chain.id not in gone]
        gone |= {twin.chain.id for twin in _told_with_the_telling(left, story, language.words)}
    return gone


def _tells_nothing(entry: Entry, story: Story, words: Mapping[str, Collection[str]]) -> bool:
    """Whether a row is only what another is likened to, "a similar blaze", or who says so, "according to a statement".

    Nor does a noun alone tell anything: "Trial".
    """
    word = _word(entry, story)
    if word.pos != "NOUN" or len(entry.chain.mentions) > 1:
        return False
    below = story.document(entry.chain.mentions[0].document).tree[word]
    if any(child.dep == "case" and child.lemma in words.get("sources", ()) for child in below):
        return _is_of_the_day(entry, story)
    likened = any(child.dep == "amod" and child.lemma in words.get("comparing", ()) for child in below)
    return entry.when.timex is None and (likened or len(entry.title.split()) == 1)


def _twins(entries: Sequence[Entry], story: Story) -> Iterator[Entry]:
    """Those of the entries whose title another says already."""
    kept: dict[str, list[Entry]] = defaultdict(list)  # by the first words of the title
    at: dict[int, Entry] = {}  # by the word that tells it, and the verb that it is the subject of
    for entry in sorted(entries, key=lambda each: (depth(each, story), -each.salience)):
        beginning = _beginning(entry.title)
        if any(_is_twin(entry, other) for other in kept[beginning]) or _is_told_by(entry, at, story):
            yield entry
        else:
            kept[beginning].append(entry)
            word = _word(entry, story)
            verb = story.document(entry.chain.mentions[0].document).tokens[word.head]
            at |= {word.i: entry} | ({verb.i: entry} if word.dep in NOMINAL_SUBJECTS and verb.i not in at else {})


def _told_with_the_telling(entries: Sequence[Entry], story: Story, words: Mapping[str, Any]) -> Iterator[Entry]:
    """Of what is said or promised and the row of the saying or promising, the one that adds nothing to the other."""
    committing = words.get("status", {}).get("committing", ())
    at = {_word(entry, story).i: entry for entry in entries}
    idle, needed = dict[str, Entry](), set[str]()  # tellings by their chains, and those that tell what goes
    for entry in entries:
        word = _word(entry, story)
        for telling in _tellings(entry, story, at):
            if word.text.casefold() not in telling.title.casefold().split():
                continue
            if _goes(entry, word, telling, _word(telling, story), committing):
                needed.add(telling.chain.id)
                yield entry
            elif _is_mere_source(telling, entry, story, words) and _word(telling, story).lemma not in committing:
                idle[telling.chain.id] = telling
    yield from (telling for id, telling in idle.items() if id not in needed)


def _goes(entry: Entry, word: Token, telling: Entry, verb: Token, committing: Collection[str]) -> bool:
    """Whether a row is left to that of its telling: what is vowed, only alleged, or "…, they announced"."""
    if entry.when.timex is not None:
        return False
    if word.dep == "xcomp" and word.head == verb.i:
        return verb.lemma in committing and entry.status == "planned"  # "vowed to find them"
    if verb.lemma in committing:
        behind = telling.title.casefold().endswith(verb.text.casefold())
        return behind and entry.status in HAPPENED and telling.when.timex is not None
    alone = len(entry.chain.mentions) == 1
    return alone and entry.status == "possible" and _says_all(telling.title, entry.title)


def _is_mere_source(telling: Entry, entry: Entry, story: Story, words: Mapping[str, Any]) -> bool:
    """Whether a row tells beside what another tells only who says so, on no day but that of publication."""
    if not is_bare_report(_event(telling, story), words):
        return False  # "confessed that"
    short = 0 < len(telling.title.split()) - len(entry.title.split()) <= _SOURCE
    spoken = _word(entry, story).dep != "xcomp"
    return spoken and short and _is_of_the_day(telling, story) and _says_all(telling.title, entry.title)


def _tellings(entry: Entry, story: Story, at: Mapping[int, Entry]) -> Iterator[Entry]:
    """The rows of who says or promises what a row tells, the nearest one."""
    event, document = _event(entry, story), story.document(entry.chain.mentions[0].document)
    if event.clause is None:
        return
    clause = document.clauses[event.clause]
    if clause.relation == "xcomp" and (promise := at.get(document.tokens[event.token].head)) is not None:
        yield promise
    frame, seen = clause.frame, set[int]()
    while frame is not None and frame not in seen:
        seen.add(frame)
        saying = document.clauses[frame]
        if saying.head in at:
            yield at[saying.head]
            return
        frame = saying.frame


def _says_all(telling: str, told: str) -> bool:
    """Whether nearly all words of one title are in another."""
    words, others = told.casefold().split(), set(telling.casefold().replace(",", " ").split())
    return sum(word.strip(",") in others for word in words) >= _NEARLY * len(words)


def _is_of_the_day(entry: Entry, story: Story) -> bool:
    """Whether a row has no date of its own, or that of publication."""
    dct = story.document(entry.chain.mentions[0].document).dct
    return entry.when.timex is None or (dct is not None and (entry.when.edtf or "").startswith(dct.edtf or "?"))


def _event(entry: Entry, story: Story) -> Event:
    return story.event(entry.chain.mentions[0])


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
        undated = entry.status == "planned" and entry.when.timex is None and _OPEN in (entry.when.edtf or _OPEN)
        free = content or undated or entry.status in _NOT_MEANT
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
