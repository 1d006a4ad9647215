"""What speaks for and against that a row tells again what a weightier row of its article tells.

Features by name, of what the reader saw of both, of how they hang together and of the words, dates and participants
that they share (cf. J. Lu & V. Ng, "Event coreference resolution: a survey of two decades of research", IJCAI 2018).
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from math import fsum
from typing import Any

from timeline_service.logistic import Features
from timeline_service.model import Document, Entry, Event, Story
from timeline_service.stages.link_mentions.keep_apart import Setting, setting
from timeline_service.stages.link_mentions.likeness import Likeness, View, view_of

_MENTIONS = 6  # of a chain that are compared, the most telling ones
_CLIPPED = 6.0  # log-odds of the head beyond which nothing more is learned
_BEGINNING = 4  # letters that words of one root share
_FARTHEST = 6  # steps up a tree
_CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
_NAMES = ("flat", "compound")
_OTHER_CLAUSES = ("conj", "cc", "parataxis", "punct", "acl:relcl")


class Row:
    """An entry with what of its mentions in one document is held against those of another."""

    def __init__(self, entry: Entry, story: Story, words: Mapping[str, Any]) -> None:
        self.entry = entry
        self.document: Document = story.document(entry.chain.mentions[0].document)
        refs = [ref for ref in entry.chain.mentions if ref.document == self.document.id]
        self.events: list[Event] = [story.event(ref) for ref in refs[:_MENTIONS]]
        self.event = self.events[0]
        self.kind = _kind(self.event, words)
        self._same: Mapping[str, Any] = words.get("same", {})
        self._who: Collection[str] = words.get("titles", {}).get("who", ())

    @cached_property
    def views(self) -> list[Seen]:
        """What the reader saw of each mention; none without its heads."""
        return [Seen(view) for each in self.events if (view := view_of(each, self.document, self._same)) is not None]

    @cached_property
    def setting(self) -> Setting:
        """Where it is told, and what is said there of its number."""
        return setting(self.event, self.document, self._same)

    @cached_property
    def in_heading(self) -> bool:
        """Whether it is told outside the body."""
        return self.document.sentences[self.event.sentence].kind != "body"

    @cached_property
    def triggers(self) -> set[int]:
        """The words that tell it."""
        return {event.token for event in self.events}

    @cached_property
    def below(self) -> set[int]:
        """The words that hang from the one that tells it best."""
        return {child.i for child in self.document.tree.children[self.event.token]}

    @cached_property
    def up(self) -> list[int]:
        """That word, and those that it hangs from."""
        return [token.i for token in islice(self.document.tree.way_up(self.event.token), _FARTHEST)]

    @cached_property
    def lemmas(self) -> set[str]:
        """The lemmas of the words that tell it."""
        return {event.lemma for event in self.events}

    @cached_property
    def beginnings(self) -> set[str]:
        """Their first letters."""
        return {lemma[:_BEGINNING] for lemma in self.lemmas}

    @cached_property
    def heads(self) -> set[tuple[str, str]]:
        """(role, lemma) of who and what takes part, pronouns that stand for a noun as that noun."""
        tokens = self.document.tokens
        heads = ((p.role, p.noun) for p in self.event.participants)
        return {(role, tokens[i].lemma.lower()) for role, i in heads if tokens[i].pos != "PRON"}

    @cached_property
    def nouns(self) -> set[str]:
        """The lemmas of those, whatever their role."""
        return {lemma for _, lemma in self.heads}

    @cached_property
    def doers(self) -> frozenset[str]:
        """The words of the names of who does it."""
        tree, tokens = self.document.tree, self.document.tokens
        heads = (tokens[p.noun] for p in self.event.participants if p.role == "agent")
        named = [head for head in heads if head.pos == "PROPN"]
        parts = (part for head in named for part in tree[head] if part.pos == "PROPN" and part.dep in _NAMES)
        return frozenset(word.lemma.lower() for word in (*named, *parts))

    @cached_property
    def counted(self) -> frozenset[str]:
        """How many of each take part, where that is said: two are "2"."""
        written = self._same.get("numbers", {})
        heads = (self.document.tokens[p.noun] for p in self.event.participants)
        numbers = (part.text.lower() for head in heads for part in self.document.tree[head] if part.dep == "nummod")
        return frozenset(written.get(number, number) for number in numbers)

    @cached_property
    def told_of(self) -> int | None:
        """The word that it tells of in a clause with "who"."""
        token = self.document.tokens[self.event.token]
        who = token.dep == "acl:relcl" and any(child.lemma in self._who for child in self.document.tree[token])
        return token.head if who else None

    @cached_property
    def traits(self) -> set[str]:
        """What rows that may tell the same share: words, roots, who takes part, the date, the sentence."""
        told = {f"in {self.event.sentence}", f"on {self.entry.when.edtf}"}
        return told | self.lemmas | self.nouns | {f"{root}…" for root in self.beginnings}

    def content(self, without: Collection[int]) -> set[str]:
        """The lemmas of its clause, but for other clauses and what hangs from some words."""
        own, lemmas = self._whole
        return self._clause(without)[1] if not own.isdisjoint(without) else lemmas

    @cached_property
    def _whole(self) -> tuple[set[int], set[str]]:
        return self._clause(())

    def _clause(self, without: Collection[int]) -> tuple[set[int], set[str]]:
        """The words of its clause, by number, and the lemmas of those that have content."""
        tree, tokens = self.document.tree, self.document.tokens
        found, waiting = set[int](), [self.event.token]
        while waiting:
            i = waiting.pop()
            if i not in found:
                found.add(i)
                below = (c for c in tree.children[i] if c.dep not in _OTHER_CLAUSES and c.i not in without)
                waiting.extend(child.i for child in below)
        return found, {tokens[i].lemma.lower() for i in found if tokens[i].pos in _CONTENT}


class Seen:
    """A mention as :class:`Likeness` compares it."""

    def __init__(self, view: View) -> None:
        self.view: View | None = view
        self.sentence = view.sentence


class Comparing:
    """Rows of one document held against each other."""

    def __init__(self, document: Document, likeness: Likeness) -> None:
        self._document, self._likeness = document, likeness
        self._seen: dict[tuple[int, int], list[float]] = {}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """What a lemma that two rows share tells of them: the less, the oftener the document has it."""
        return {lemma: 1 / times for lemma, times in Counter(t.lemma.lower() for t in self._document.tokens).items()}

    def features(self, kept: Row, row: Row) -> Features:
        """What speaks for or against that ``row`` repeats ``kept``, which weighs more; absent means 0."""
        found: Features = dict.fromkeys(self._names(kept, row), 1.0)
        found |= self._of_reader(kept, row)
        found |= self._of_content(kept, row)
        found["salience"], found["salience of kept"] = row.entry.salience, kept.entry.salience
        if nouns := kept.nouns & row.nouns:
            found["participants"] = min(2.0, len(nouns))
            found["participants in one role"] = min(2.0, len(kept.heads & row.heads))
        return {name: value for name, value in found.items() if value}

    def _names(self, kept: Row, row: Row) -> Iterator[str]:
        sentences = abs(kept.event.sentence - row.event.sentence)
        yield f"{_steps(sentences)} sentences apart"
        yield f"{_near(abs(kept.event.token - row.event.token))} words apart"
        yield f"{row.kind} after {kept.kind}"
        if sentences == 0:
            yield from self._hanging(kept, row)
        if not kept.triggers.isdisjoint(row.below):
            yield "kept mentioned below"
        if not row.triggers.isdisjoint(kept.below):
            yield "mentioned below kept"
        if not kept.lemmas.isdisjoint(row.lemmas):
            yield "one word"
        if not kept.beginnings.isdisjoint(row.beginnings):
            yield "one root"
        if not row.event.participants:
            yield "without participants"
        yield from _of_dates(kept.entry, row.entry)
        yield f"{row.entry.status} after {kept.entry.status}"
        if kept.entry.status == row.entry.status:
            yield "one status"
        if kept.in_heading:
            yield "kept in a heading"
        if row.in_heading:
            yield "row in a heading"

    def _hanging(self, kept: Row, row: Row) -> Iterator[str]:
        """How the words of two rows hang from each other in a sentence."""
        how, label, steps = self._way(kept, row)
        yield f"kept {how} in {min(steps, 3)}"
        if label:
            yield f"kept {how} as {label}"
            yield f"kept {how} as {label}, {row.kind} after {kept.kind}"

    def _way(self, kept: Row, row: Row) -> tuple[str, str, int]:
        up, other, tokens = kept.up, row.up, self._document.tokens
        if row.event.token in up:
            steps = up.index(row.event.token)
            return "below", tokens[up[steps - 1]].dep, steps
        if kept.event.token in other:
            steps = other.index(kept.event.token)
            return "above", tokens[other[steps - 1]].dep, steps
        common = next((i for i in up if i in other), None)
        return ("apart", "", 9) if common is None else ("beside", "", up.index(common) + other.index(common))

    def see(self, row: Row, others: Sequence[Row]) -> None:
        """Hold the mentions of a row against those of others, all at once: to one after the other it costs more."""
        pairs = [(other, one, view) for other in others for one in other.views for view in row.views]
        told = ((one, view) if one.sentence <= view.sentence else (view, one) for _, one, view in pairs)
        for (other, *_), odds in zip(pairs, self._likeness.of_pairs(list(told)).tolist(), strict=True):
            self._seen.setdefault((other.event.token, row.event.token), []).append(odds)

    def _of_reader(self, kept: Row, row: Row) -> Features:
        if not kept.views or not row.views:
            return {}
        place = kept.event.token, row.event.token
        if place not in self._seen:
            self.see(row, [kept])
        odds = self._seen[place]
        first, best = odds[0], max(odds)
        return {"seen alike": _clipped(first), "seen alike, best": _clipped(best), "likely one": float(first > 0)}

    def _of_content(self, kept: Row, row: Row) -> Features:
        here, there = row.content(kept.triggers), kept.content(row.triggers)
        shared = here & there
        if not shared:
            return {}
        times, rare = len(shared), self._rare(shared)
        return {
            "words shared": times / (len(here) + len(there) - times),
            "of its words": times / len(here),
            "of the words of kept": times / len(there),
            "rare words shared": min(3.0, rare),
            "of its rare words": rare / max(0.1, self._rare(here)),
        }

    def _rare(self, lemmas: Collection[str]) -> float:
        return fsum([self._rarity[lemma] for lemma in lemmas])


def _clipped(odds: float) -> float:
    return max(-_CLIPPED, min(_CLIPPED, odds))


def _kind(event: Event, words: Mapping[str, Any]) -> str:
    """What sort of word tells an event."""
    if event.pos != "VERB":
        return "noun"
    if event.lemma in words.get("light", {}).get("verbs", ()):
        return "light verb"
    return {"ASPECTUAL": "verb of phase", "REPORTING": "verb of saying"}.get(event.event_class, "verb")


def _of_dates(kept: Entry, row: Entry) -> Iterator[str]:
    there, here = kept.when.edtf, row.when.edtf
    yield f"date {row.when.basis} after {kept.when.basis}"
    if there is None or here is None:
        yield "both undated" if there is here else "kept undated" if there is None else "undated"
    elif there == here:
        yield "one date"
        yield f"one date of {len(here)}"
    else:
        yield "dates that meet"


def _steps(sentences: int) -> str:
    return str(sentences) if sentences < 3 else "some" if sentences < 6 else "many"


def _near(words: int) -> str:
    return "3" if words <= 3 else "8" if words <= 8 else "20" if words <= 20 else "many"
