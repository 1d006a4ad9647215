"""One event, one chain: mentions of the same event joined, within an article and across articles."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import groupby, islice

from timeline_service.model import Chain, Document, Event, Language, MentionRef, Story, Token
from timeline_service.stages import stage
from timeline_service.stages.read_clauses import Children, children_of

_DEFINITE = ("the", "this", "that", "these", "those", "its", "their", "his", "her")
_COMMITTED = ("occurred", "ongoing")
_CHAINS_COMPARED, _MENTIONS_COMPARED = 32, 32  # the last ones alike that a mention is held against: bounds the cost


@dataclass(frozen=True, slots=True)
class _Mention:
    """What decides whether two mentions name one event."""

    ref: MentionRef
    event: Event
    sentence: int
    headline: bool
    keys: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    apart: frozenset[str]
    definite: bool
    bare: bool
    reporting: bool


@dataclass(slots=True)
class _Chains:
    """The chains so far, in the order of their first mention, with an index by key: a mention meets only its like."""

    mentions: list[list[_Mention]] = field(default_factory=list)
    _with_key: dict[str, list[int]] = field(default_factory=dict)  # rising

    def add(self, mention: _Mention, number: int | None) -> int:
        """Put a mention into the chain of this number, or into a new one; the number of its chain."""
        if number is None:
            number = len(self.mentions)
            self.mentions.append([])
        self.mentions[number].append(mention)
        for key in mention.keys:
            numbers = self._with_key.setdefault(key, [])
            place = bisect_left(numbers, number)
            if place == len(numbers) or numbers[place] != number:
                numbers.insert(place, number)
        return number

    def home_of(self, group: Sequence[_Mention]) -> int | None:
        """The latest chain that one of the mentions belongs to and none contradicts, among the last of their like."""
        for mention in group:
            if not mention.reporting:
                for number in self._near(mention):
                    if self._joins(mention, number) and not any(self._contradicts(m, number) for m in group):
                        return number
        return None

    def _near(self, mention: _Mention) -> Iterator[int]:
        rising = (self._with_key.get(key, ()) for key in mention.keys)
        falling = merge(*(reversed(numbers) for numbers in rising), reverse=True)
        return islice((number for number, _ in groupby(falling)), _CHAINS_COMPARED)

    def _like(self, mention: _Mention, number: int) -> Iterator[_Mention]:
        like = (other for other in reversed(self.mentions[number]) if not mention.keys.isdisjoint(other.keys))
        return islice(like, _MENTIONS_COMPARED)

    def _contradicts(self, mention: _Mention, number: int) -> bool:
        return any(_contradict(mention, other) for other in self._like(mention, number))

    def _joins(self, mention: _Mention, number: int) -> bool:
        return any(_agree(mention, other) for other in self._like(mention, number))


@stage(needs=("documents",), gives=("chains",))
def link_mentions(story: Story, language: Language) -> Story:
    """Chains in the order of their first mention; each lists its most telling mention first."""
    chains = _Chains()
    for document in story.documents:
        children = children_of(document.tokens)
        mentions = [_mention(event, document, children, language.words) for event in document.events]
        for group in _groups(mentions, dict(_joined_by_syntax(document, children, language.words))):
            number = chains.home_of(group)
            for mention in group:
                number = chains.add(mention, number)
    return replace(story, chains=tuple(_chain(n, mentions) for n, mentions in enumerate(chains.mentions, start=1)))


def _groups(mentions: Sequence[_Mention], joined: Mapping[str, str]) -> list[list[_Mention]]:
    """The mentions that one clause makes one event, in the order of their first words; ``joined`` points back."""
    group_of: dict[str, list[_Mention]] = {}
    groups: list[list[_Mention]] = []
    for mention in mentions:
        group = group_of.get(joined.get(mention.event.id, ""))
        if group is None:
            groups.append(group := [])
        group.append(mention)
        group_of[mention.event.id] = group
    return groups


def _chain(n: int, mentions: list[_Mention]) -> Chain:
    first = max(mentions, key=_telling)
    return Chain(f"c{n}", (first.ref, *(m.ref for m in mentions if m is not first)))


def _telling(mention: _Mention) -> tuple[float, int]:
    """Body before headline, verb before noun, with participants before without; the first of equals."""
    event = mention.event
    score = 2.0 * (not mention.headline) + 0.5 * (event.pos == "VERB") + 0.4 * min(len(event.participants), 2)
    score += 0.6 * (event.status in _COMMITTED) - 0.5 * (event.tense in ("PRESPART", "PASTPART"))
    return score, -mention.sentence


def _mention(event: Event, document: Document, children: Children, words: Mapping) -> _Mention:
    token = document.tokens[event.token]
    modifiers = {c.text.lower() for c in children[token.i] if c.dep in ("amod", "det", "nummod", "advmod")}
    determiners = {c.text.lower() for c in children[token.i] if c.dep in ("det", "nmod:poss")}
    same = words.get("same", {})
    heads = {role: frozenset(_head_lemmas(event, role, document, children)) for role in ("agent", "patient")}
    return _Mention(
        ref=MentionRef(document.id, event.id),
        event=event,
        sentence=event.sentence,
        headline=document.sentences[event.sentence].kind in ("headline", "heading"),
        keys=_keys(event, words),
        agents=heads["agent"],
        patients=heads["patient"],
        apart=frozenset(modifiers & set(same.get("apart", ()))) if event.pos != "VERB" else frozenset(),
        definite=event.pos != "VERB" and bool(determiners & set(_DEFINITE)),
        bare=event.pos != "VERB" and not determiners,
        reporting=event.lemma in words.get("reporting", {}).get("bare", ()),
    )


def _keys(event: Event, words: Mapping) -> frozenset[str]:
    """The verb that a noun derives from, and the rows of kinds that a word stands in."""
    own = {event.lemma, *words.get("event_nouns", {}).get(event.lemma, ())} if event.pos != "VERB" else {event.lemma}
    rows = {
        f"kind {n}" for n, row in enumerate(words.get("same", {}).get("kinds", ())) if not own.isdisjoint(row)
    }
    return frozenset(own | rows)


def _head_lemmas(event: Event, role: str, document: Document, children: Children) -> Iterator[str]:
    """Lemmas of the head and of the names in the participants of a role; an unresolved pronoun gives none."""
    for participant in event.participants:
        head = document.tokens[participant.token if participant.stands_for is None else participant.stands_for]
        if participant.role == role and head.pos in ("NOUN", "PROPN"):
            yield head.lemma.lower()
            yield from (c.lemma.lower() for c in children[head.i] if c.pos == "PROPN" and c.dep in ("flat", "compound"))


def _joined_by_syntax(document: Document, children: Children, words: Mapping) -> Iterator[tuple[str, str]]:
    """(later, earlier mention) that one clause makes one event: talks held, strikes that killed, a launch begun."""
    same = words.get("same", {})
    at = {event.token: event for event in document.events}
    blows: dict[int, list[Event]] = {}
    for event in document.events:
        if event.lemma in same.get("blows", ()):
            blows.setdefault(event.sentence, []).append(event)
    for event in document.events:
        if event.pos == "VERB":
            near = blows.get(event.sentence, [])
            for other in _one_with(event, at, near, document, children, same, words):
                if other.polarity == event.polarity:
                    yield max(other.id, event.id, key=_number), min(other.id, event.id, key=_number)


def _one_with(
    verb: Event,
    at: Mapping[int, Event],
    near: list[Event],
    document: Document,
    children: Children,
    same: Mapping,
    words: Mapping,
) -> Iterator[Event]:
    """The mentions that are one event with a verb, as the words hang together; ``near``: blows of its sentence."""
    light, blows = verb.lemma in words.get("light", {}).get("verbs", ()), same.get("blows", ())
    for child in children[verb.token]:
        other = at.get(_of_round(child, children, same).i)
        if other is None:
            continue
        noun = other.pos != "VERB"
        if child.dep == "csubj" and other.text.lower() in blows:
            yield other  # "shelling killed 40": a blow that the parse reads as a verb
        subject = noun and child.dep in ("nsubj", "nsubj:pass", "obl:agent")
        blow = subject and other.lemma in blows and (verb.lemma in same.get("tolls", ()) or _has_object(verb, children))
        starts = subject and verb.lemma in same.get("starting", ())
        hangs = child.dep in ("obl", "advcl") and _marked(child, children, "with", "by")
        answer = verb.lemma in same.get("answering", ()) and hangs
        if blow or starts or answer:
            yield other
        elif noun and light and child.dep in ("obj", "nsubj:pass"):
            yield other
        elif verb.event_class == "ASPECTUAL" and child.dep == "xcomp":
            yield other
    token = document.tokens[verb.token]
    head = at.get(token.head)
    if head is not None and token.dep == "acl" and verb.lemma in words.get("status", {}).get("scheduling", ()):
        yield head
    if verb.lemma in same.get("tolls", ()):
        if head is not None and token.dep == "advcl" and verb.tense == "PRESPART":
            yield head
        yield from (other for other in near if other.id != verb.id)


def _of_round(token: Token, children: Children, same: Mapping) -> Token:
    """The event of "a round of talks": what hangs from a noun that only counts."""
    if token.lemma not in same.get("counting", ()):
        return token
    return next((c for c in children[token.i] if c.dep == "nmod"), token)


def _has_object(verb: Event, children: Children) -> bool:
    return any(child.dep == "obj" for child in children[verb.token])


def _marked(token: Token, children: Children, *words: str) -> bool:
    return any(child.text.lower() in words and child.dep in ("case", "mark") for child in children[token.i])


def _number(id: str) -> int:
    return int(id[1:])


def _contradict(mention: _Mention, other: _Mention) -> bool:
    if mention.event.polarity != other.event.polarity or not _status_fits(mention.event, other.event):
        return True
    if mention.apart and mention.apart != other.apart:
        return True
    if mention.event.pos == other.event.pos == "VERB" and mention.event.lemma == other.event.lemma:
        return _disjoint(mention.patients, other.patients)
    return _disjoint(mention.agents, other.agents) and _disjoint(mention.patients, other.patients)


def _status_fits(one: Event, other: Event) -> bool:
    return one.status == other.status or (one.status in _COMMITTED and other.status in _COMMITTED)


def _disjoint(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _agree(mention: _Mention, other: _Mention) -> bool:
    """Positive evidence: an anaphoric noun phrase, a headline, or a participant in common."""
    shared = not mention.agents.isdisjoint(other.agents) or not mention.patients.isdisjoint(other.patients)
    crossed = not (mention.agents | mention.patients).isdisjoint(other.agents | other.patients)
    same_article = mention.ref.document == other.ref.document
    if other.headline and same_article:
        return True
    if mention.definite and same_article:
        return not _disjoint(mention.patients, other.patients) or shared
    if mention.event.pos != "VERB" and mention.bare and same_article and mention.event.lemma == other.event.lemma:
        return crossed or not (mention.agents or mention.patients)
    return shared or (crossed and mention.event.pos != other.event.pos)
