"""One event, one chain: the mentions of one event in an article joined."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from heapq import merge
from itertools import groupby, islice

from timeline_service import deadline
from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.derived import IdentityKey
from timeline_service.evidence.dates import own_dates
from timeline_service.lookups.document_index import index_of, is_bare_report
from timeline_service.model import HAPPENED, Chain, Document, Event, Language, MentionRef, Story
from timeline_service.reader.loading import load_sameness
from timeline_service.stages import stage
from timeline_service.stages.link_mentions.join_words import one_event_each
from timeline_service.stages.link_mentions.keep_apart import Setting, Times, keeps_apart, setting, status_fits
from timeline_service.stages.link_mentions.likeness import Likeness, Nearest, View, view_of
from timeline_service.stages.link_mentions.taking_part import (
    are_of_others,
    are_of_the_same,
    differ,
    share_a_role,
    share_somebody,
)

_OLD = 180 * MINUTES_A_DAY  # before publication: background
_LEDE = 3  # sentences of the body that tell the news
_AGREEING = 2.0  # log-odds that a word in common and a participant in common are worth
_ALONE = 1.5  # log-odds added for "the kidnapping" where only one event of its kind was told
_UNLIKE = -1.0  # log-odds that two mentions of which nothing is known tell one event
_LENIENCE = -0.5  # log-odds added to what the head says: a chain shares its date, so it must be rather sure
_CHAINS_COMPARED, _MENTIONS_COMPARED = 32, 32  # the last ones alike that a mention is held against: bounds the cost


@dataclass(frozen=True, slots=True)
class _Mention:
    """What decides whether two mentions name one event."""

    ref: MentionRef
    event: Event
    setting: Setting
    keys: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    apart: frozenset[str]
    definite: bool
    bare: bool
    reporting: bool
    expecting: bool
    pointing: bool
    date: Interval | None
    old: bool
    news: bool
    view: View | None


@dataclass(slots=True)
class _Chains:
    """The chains so far, in the order of their first mention, with an index by key: a mention meets only its like."""

    likeness: Likeness
    nearest: Nearest
    mentions: list[list[_Mention]] = field(default_factory=list)
    _with_key: dict[str, list[int]] = field(default_factory=dict)  # rising
    _times: list[Times] = field(default_factory=list)  # of each chain
    _told: list[int] = field(default_factory=list)  # the chain of each mention so far

    def add(self, mention: _Mention, number: int | None) -> int:
        """Put a mention into the chain of this number, or into a new one; the number of its chain."""
        if number is None:
            number = len(self.mentions)
            self.mentions.append([])
            self._times.append(Times())
        self.mentions[number].append(mention)
        self._told.append(number)
        self._times[number].add(mention.date, old=mention.old, news=mention.news)
        for key in mention.keys:
            numbers = self._with_key.setdefault(key, [])
            place = bisect_left(numbers, number)
            if place == len(numbers) or numbers[place] != number:
                numbers.insert(place, number)
        return number

    def home_of(self, group: Sequence[_Mention]) -> int | None:
        """The chain that the group most likely belongs to, of those that none of it contradicts; None for a new one."""
        likeliest, most = None, 0.0
        old, dates = any(mention.old for mention in group), [mention.date for mention in group if mention.date]
        for mention in group:
            if not mention.reporting:
                near = [number for number in dict.fromkeys(self._near(mention)) if not self._apart(number, old, dates)]
                numbers = [number for number in near if not any(self._contradicts(each, number) for each in group)]
                for number, odds in zip(numbers, self._log_odds(mention, numbers)):
                    if odds > most:
                        likeliest, most = number, odds
        return likeliest

    def _log_odds(self, mention: _Mention, numbers: Sequence[int]) -> Iterator[float]:
        """How likely a mention belongs to each of some chains: what the reader saw of both, and what the words say."""
        chains = [self.mentions[number][-_MENTIONS_COMPARED:] for number in numbers]
        bare = mention.definite and not mention.agents and not mention.patients
        only = bare and sum(1 for _ in islice(self._of_its_like(mention), 2)) == 1
        seen = iter(self.likeness.log_odds(mention, [other for chain in chains for other in chain]).tolist())
        for number, chain in zip(numbers, chains):
            alike = sum(islice(seen, len(chain))) / len(chain)
            yield (_AGREEING + _ALONE * only) * self._joins(mention, number) + _UNLIKE + alike

    def _near(self, mention: _Mention) -> Iterator[int]:
        """Chains with a mention of its like, the latest first, then those with one that is seen alike."""
        yield from self._of_its_like(mention)
        alike = self.nearest.before(mention, len(self._told))
        yield from dict.fromkeys(self._told[place] for place in alike)

    def _of_its_like(self, mention: _Mention) -> Iterator[int]:
        rising = (self._with_key.get(key, ()) for key in mention.keys)
        falling = merge(*(reversed(numbers) for numbers in rising), reverse=True)
        return islice((number for number, _ in groupby(falling)), _CHAINS_COMPARED)

    def _like(self, mention: _Mention, number: int) -> Iterator[_Mention]:
        like = (other for other in reversed(self.mentions[number]) if not mention.keys.isdisjoint(other.keys))
        return islice(like, _MENTIONS_COMPARED)

    def _apart(self, number: int, old: bool, dates: Sequence[Interval]) -> bool:
        """Whether dates that hang from mentions and those of a chain exclude each other, or what is old meets news."""
        own = self._times[number]
        return (old and own.news and not own.old) or not all(map(own.meet, dates))

    def _contradicts(self, mention: _Mention, number: int) -> bool:
        if any(_are_two(mention, other) for other in self.mentions[number][-_MENTIONS_COMPARED:]):
            return True
        return any(_are_two(mention, other) or _contradict(mention, other) for other in self._like(mention, number))

    def _joins(self, mention: _Mention, number: int) -> bool:
        return any(_agree(mention, other) for other in self._like(mention, number)) or self._announced(mention, number)

    def _announced(self, mention: _Mention, number: int) -> bool:
        """Whether a chain is only a headline: the first mention of its like in the body is what it announces."""
        return all(m.setting.headline for m in self.mentions[number])


@stage(needs=("documents",), gives=("chains",))
def link_mentions(story: Story, language: Language) -> Story:
    """Chains in the order of their first mention, each of one article; each lists its most telling mention first."""
    likeness, words = Likeness(load_sameness(language.code), lenience=_LENIENCE), language.words
    linked = (mentions for document in story.documents for mentions in _linked(document, likeness, words))
    return replace(story, chains=tuple(Chain(f"c{n}", mentions) for n, mentions in enumerate(linked, start=1)))


def _linked(document: Document, likeness: Likeness, words: Mapping) -> Iterator[tuple[MentionRef, ...]]:
    """The mentions of each event of an article, the most telling first."""
    if document.told:
        yield from (tuple(MentionRef(document.id, event) for event in told.events) for told in document.told)
        return
    dates = {event: date for event, (date, _) in own_dates(index_of(document, words)).items()}
    lede = next((s.i for s in document.sentences if s.kind == "body"), 0) + _LEDE
    mentions = [_mention(event, document, dates, lede, words) for event in document.events]
    groups = _groups(mentions, dict(one_event_each(document, words)))
    chains = _Chains(likeness, Nearest([mention for group in groups for mention in group]))
    for group in deadline.checked(groups):
        number = chains.home_of(group)
        for mention in group:
            number = chains.add(mention, number)
    for own in chains.mentions:
        first = max(own, key=_telling)
        yield first.ref, *(mention.ref for mention in own if mention is not first)


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


def _telling(mention: _Mention) -> tuple[float, int]:
    """Body before headline, what is expected before the expecting, verb before noun, with participants before without.

    A noun before a verb that only points at it: "this follows a pledge". Of equals the first.
    """
    event = mention.event
    score = 2.0 * (not mention.setting.headline) + 0.5 * (event.pos == "VERB") + 0.4 * min(len(event.participants), 2)
    score -= 2.0 * (mention.expecting or mention.pointing)
    score += 0.6 * (event.status in HAPPENED) - 0.5 * (event.tense in ("PRESPART", "PASTPART"))
    return score, -event.sentence


def _mention(event: Event, document: Document, dates: Mapping[str, Interval], lede: int, words: Mapping) -> _Mention:
    token = document.tokens[event.token]
    below = document.tree[token] if event.pos != "VERB" else ()
    modifiers = frozenset(c.text.lower() for c in below if c.dep in ("amod", "det", "nummod", "advmod"))
    determiners = {c.text.lower() for c in below if c.dep in ("det", "nmod:poss")}
    same, date = words.get("same", {}), dates.get(event.id)
    published = document.dct.interval.start if document.dct and document.dct.interval else None
    place = setting(event, document, same)
    heads = {role: frozenset(_head_lemmas(event, role, document)) for role in ("agent", "patient")}
    return _Mention(
        ref=MentionRef(document.id, event.id),
        event=event,
        setting=place,
        keys=_keys(event, document, words),
        agents=heads["agent"],
        patients=heads["patient"],
        apart=modifiers.intersection(same.get("apart", ())),
        definite=not determiners.isdisjoint(words.get("order", {}).get("known", ())),
        bare=event.pos != "VERB" and not determiners,
        expecting=event.tense == "PRESENT" and event.lemma in words.get("order", {}).get("scheduling", ()),
        pointing=_is_pointing(event, document, words),
        reporting=is_bare_report(event, words),
        date=date,
        old=date is not None and date.end is not None and published is not None and date.end <= published - _OLD,
        news=place.headline or event.sentence < lede or event.tense == "PRESENT",
        view=view_of(event, document, same),
    )


def _is_pointing(event: Event, document: Document, words: Mapping) -> bool:
    """Whether a light verb has "this" or "that" as its subject."""
    subject = document.tree.subject(document.tokens[event.token])
    light = event.pos == "VERB" and event.lemma in words.get("light", {}).get("verbs", ())
    return light and subject is not None and subject.pos == "PRON" and subject.features.pron_type == "Dem"


def _keys(event: Event, document: Document, words: Mapping) -> frozenset[str]:
    """The verb that a noun derives from, and the rows of kinds that a word stands in, or a verb with its noun: "take
    hostage"."""
    own = {event.lemma}
    if event.pos != "VERB":
        own |= {*words.get("event_nouns", {}).get(event.lemma, ())}
    elif event.lemma in words.get("light", {}).get("verbs", ()):
        own |= {f"{event.lemma} {child.lemma}" for child in document.tree.below(event.token, "obj", "xcomp")}
    kinds = _kinds(IdentityKey(words.get("same", {})))
    return frozenset(own.union(*(kinds.get(word, ()) for word in own)))


@lru_cache(maxsize=4)
def _kinds(same: IdentityKey) -> Mapping[str, Collection[str]]:
    """Word → the rows of kinds that it stands in."""
    found: dict[str, list[str]] = {}
    for n, row in enumerate(same.thing.get("kinds", ())):
        for word in row:
            found.setdefault(word, []).append(f"kind {n}")
    return found


def _head_lemmas(event: Event, role: str, document: Document) -> Iterator[str]:
    """Lemmas of the head and of the names in the participants of a role; an unresolved pronoun gives none."""
    for participant in event.participants:
        head = document.tokens[participant.noun]
        if participant.role == role and head.is_noun:
            yield head.lemma.lower()
            names = (c for c in document.tree[head] if c.pos == "PROPN" and c.dep in ("flat", "compound"))
            yield from (name.lemma.lower() for name in names)


def _contradict(mention: _Mention, other: _Mention) -> bool:
    if mention.apart and mention.apart != other.apart:
        return True
    verbs = mention.event.pos == other.event.pos == "VERB"
    return are_of_others(mention, other, same_verb=verbs and mention.event.lemma == other.event.lemma)


def _are_two(mention: _Mention, other: _Mention) -> bool:
    """Whether two mentions are not of one event, however alike they are told."""
    if mention.event.polarity != other.event.polarity:
        return True
    return not status_fits(mention.event, other.event) or keeps_apart(mention.setting, other.setting)


def _agree(mention: _Mention, other: _Mention) -> bool:
    """Positive evidence: an anaphoric noun phrase, a headline, or a participant in common."""
    if mention.definite:
        return not differ(mention.patients, other.patients) or share_a_role(mention, other)
    if mention.event.pos != "VERB" and mention.bare and mention.event.text.lower() == other.event.text.lower():
        return share_somebody(mention, other) or not (mention.agents or mention.patients)
    same_word, other_form = mention.event.lemma == other.event.lemma, mention.event.pos != other.event.pos
    return are_of_the_same(mention, other, same_word=same_word, other_form=other_form)
