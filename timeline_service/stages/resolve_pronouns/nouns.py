"""What an article speaks of: its nouns, those of one name or one thing together. Part of ``resolve_pronouns``."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from timeline_service import deadline
from timeline_service.model import Document, Token

_PARTS = ("compound", "flat", "nmod:desc", "fixed", "dep", "goeswith")  # of a name or a compound
_MEASURES = ("obl:unmarked", "nmod:unmarked")  # "this week", "a litre"
_OF_NAMES = ("flat", "compound", "appos")
_FAR = 240  # words behind which a common noun opens a thing of its own
_ABOUT, _ABOVE_OTHERS = 4, 3  # times that an article names whom it is about, and how many times as often as any other
Person = TypeVar("Person")


@dataclass(slots=True, eq=False)
class Thing:
    """Somebody or something that an article speaks of.

    Filled while the article is gone through: ``last``, its last mention, be it a pronoun, and how ``sure`` it is that
    this means it; ``noun``, the last noun for it, one with its name if there is any; how many ``times`` it was
    mentioned; the ``forms`` of the pronouns that stood for it.
    """

    number: int = 0  # in the order in which they are spoken of first
    names: set[str] = field(default_factory=set)  # words of its names
    finals: set[str] = field(default_factory=set)  # the last words of its names
    entities: Counter[str] = field(default_factory=Counter)  # what kinds of name they were taken for, how often
    roles: set[str] = field(default_factory=set)  # its nouns, and those beside its name: "the mayor, Ida Holm"
    lemma: str = ""
    nouns: list[int] = field(default_factory=list)  # where they stand, by the numbers of the words
    named: set[int] = field(default_factory=set)  # those with a name that are no apposition
    kinds: Collection[str] = ()  # of the lists of words that tell what a thing is, those that its nouns are in
    plural: bool = False
    in_headline: bool = False
    is_hero: bool = False  # whom the article is about: named far more often than anybody else
    last: Token | None = None
    noun: Token | None = None
    times: int = 0
    sure: float = 1.0
    forms: set[str] = field(default_factory=set)

    @property
    def entity(self) -> str:
        """The kind of name that most of its mentions have."""
        if len(self.entities) > 1:
            return max(self.entities, key=self.entities.__getitem__)
        return next(iter(self.entities), "")

    def read(self, mention: Token) -> None:
        """Go on past a mention."""
        self.last = mention
        self.times += 1
        if mention.is_noun:
            self.sure = 1.0
        if mention.is_noun and (mention.i in self.named or self.noun is None or self.noun.i not in self.named):
            self.noun = mention


def things_of(document: Document, measures: Collection[str], new: Collection[str]) -> dict[int, Thing]:
    """The nouns of an article's body that a pronoun may stand for, each with its thing; ``measures`` are not, and what
    has one of the determiners ``new`` is a thing of its own."""
    found: dict[int, Thing] = {}
    known = _Known(document, new)
    headline = {t.text for s in document.sentences if s.kind == "headline" for t in document.tokens[s.first : s.last]}
    for sentence in deadline.checked(document.sentences):
        for token in document.tokens[sentence.first : sentence.last] if sentence.kind == "body" else ():
            if not token.is_noun or token.dep in _MEASURES:
                continue
            measure = token.text.lower() in measures or token.lemma.lower() in measures
            part = token.dep in _PARTS or (token.dep == "appos" and token.head == token.i - 1)  # "the nurse Ida Holm"
            if measure or part:
                continue
            renamed = found.get(token.head) if token.dep == "appos" else None  # "Ida Holm, the mayor"
            name = name_of(token, document)
            thing = renamed or known.thing(token, name) or known.new(token)
            _join(thing, token, name, document, headline)
            known.name(thing, name)
            found[token.i] = thing
    hero = whom_it_is_about({thing: len(thing.nouns) for thing in known.things if thing.entity == "PERSON"})
    if hero is not None:
        hero.is_hero = True
    return found


def whom_it_is_about(times: Mapping[Person, int]) -> Person | None:
    """Whom an article is about, by how many times it names whom: far more often than anybody else."""
    often = sorted(times, key=times.__getitem__, reverse=True)[:2]
    most, next_most = (*(times[person] for person in often), 0, 0)[:2]
    return often[0] if most >= max(_ABOUT, _ABOVE_OTHERS * next_most) else None


def name_of(noun: Token, document: Document) -> list[Token]:
    """The words of a noun that are its name: "the mayor Ida Holm"; none where it has no name."""
    found = {noun} if noun.pos == "PROPN" else set()
    for child in document.tree[noun]:
        beside = child.i == noun.i + 1 or (child.dep != "appos" and (bool(found) or child.i > noun.i))
        if child.dep in _OF_NAMES and beside and (child.pos == "PROPN" or child.entity):
            found |= {child, *(c for c in document.tree[child] if c.dep in ("flat", "compound"))}
    return sorted(found, key=lambda token: token.i)


class _Known:
    """The things that were spoken of so far, by the words of their names and by their nouns."""

    def __init__(self, document: Document, new: Collection[str]) -> None:
        self.things: list[Thing] = []
        self._tree, self._new = document.tree, new
        self._with_word: dict[str, list[int]] = defaultdict(list)  # word of a name → numbers of things, rising
        self._nameless: dict[str, list[Thing]] = defaultdict(list)  # by lemma; those that got a name go when met

    def new(self, noun: Token) -> Thing:
        """A thing that was not spoken of before."""
        thing = Thing(lemma=noun.lemma, number=len(self.things))
        self.things.append(thing)
        self._nameless[noun.lemma].append(thing)
        return thing

    def name(self, thing: Thing, name: Sequence[Token]) -> None:
        """Let a thing be found by the words of a name, in whatever order things got them."""
        for word in {token.text for token in name}:
            numbers = self._with_word[word]
            place = bisect_left(numbers, thing.number)
            if place == len(numbers) or numbers[place] != thing.number:
                numbers.insert(place, thing.number)

    def thing(self, noun: Token, name: list[Token]) -> Thing | None:
        """The thing that was spoken of before by the same name or, not long before, by the same noun."""
        if name:
            return next((thing for thing in self._with(name[-1]) if _is_named(thing, noun, name)), None)
        if any(c.dep == "det" and c.lemma in self._new for c in self._tree[noun]):
            return None
        alike = self._nameless[noun.lemma]
        while alike and alike[-1].names:
            alike.pop()
        same, plural = alike[-1] if alike else None, noun.features.number == "Plur"
        return same if same and same.plural == plural and noun.i - same.nouns[-1] < _FAR else None

    def _with(self, word: Token) -> Iterator[Thing]:
        """The things with a word in a name, the newest first."""
        return (self.things[number] for number in reversed(self._with_word.get(word.text, ())))


def _is_named(thing: Thing, noun: Token, name: Sequence[Token]) -> bool:
    """Whether a name is that of a thing, a longer one that ends alike, or a part of it."""
    if not thing.names:
        return False
    words, entity, final = {token.text for token in name}, _entity(noun, name), name[-1].text in thing.finals
    longer = final and thing.names <= words
    return longer or (words <= thing.names and (final or (bool(entity) and entity == thing.entity)))


def _entity(noun: Token, name: Sequence[Token]) -> str:
    return noun.entity or next((t.entity for t in name if t.i >= noun.i and t.entity), "")


def _join(thing: Thing, noun: Token, name: list[Token], document: Document, headline: Collection[str]) -> None:
    thing.names |= {t.text for t in name if t.text[:1].isupper() or t.text[:1].isdigit()}
    thing.finals |= {name[-1].text} if name else set()
    thing.roles |= {c.lemma.lower() for c in document.tree[noun] if c.dep == "nmod:desc"}
    if noun.pos == "NOUN":
        thing.roles.add(noun.lemma.lower())
    if entity := _entity(noun, name):
        thing.entities[entity] += 1
    thing.in_headline |= any(t.text in headline for t in (name or [noun]))
    thing.nouns.append(noun.i)
    if name and noun.dep != "appos":
        thing.named.add(noun.i)
    thing.plural = noun.features.number == "Plur"
