"""What an article speaks of: its nouns, those of one name or one thing together. Part of ``resolve_pronouns``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from timeline_service.model import Document, Token

_PARTS = ("compound", "flat", "nmod:desc", "fixed", "dep", "goeswith")  # of a name or a compound
_MEASURES = ("obl:unmarked", "nmod:unmarked")  # "this week", "a litre"
_OF_NAMES = ("flat", "compound", "appos")
_FAR = 240  # words behind which a common noun opens a thing of its own
_ABOUT, _ABOVE_OTHERS = 4, 3  # times that an article names whom it is about, and how many times as often as any other


@dataclass(slots=True, eq=False)
class Thing:
    """Somebody or something that an article speaks of.

    Filled while the article is gone through: ``last``, its last mention, be it a pronoun, and how ``sure`` it is that
    this means it; ``noun``, the last noun for it, one with its name if there is any; how many ``times`` it was
    mentioned; the ``forms`` of the pronouns that stood for it.
    """

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
    things: list[Thing] = []
    headline = {t.text for s in document.sentences if s.kind == "headline" for t in document.tokens[s.first : s.last]}
    for sentence in document.sentences:
        for token in document.tokens[sentence.first : sentence.last] if sentence.kind == "body" else ():
            if not token.is_noun or token.dep in _MEASURES:
                continue
            measure = token.text.lower() in measures or token.lemma.lower() in measures
            part = token.dep in _PARTS or (token.dep == "appos" and token.head == token.i - 1)  # "the nurse Ida Holm"
            if measure or part:
                continue
            renamed = found.get(token.head) if token.dep == "appos" else None  # "Ida Holm, the mayor"
            name = name_of(token, document)
            thing = renamed or _known(token, name, things, document, new)
            if thing is None:
                thing = Thing(lemma=token.lemma)
                things.append(thing)
            _join(thing, token, name, document, headline)
            found[token.i] = thing
    persons = sorted((thing for thing in things if thing.entity == "PERSON"), key=lambda thing: -len(thing.nouns))
    others = len(persons[1].nouns) if len(persons) > 1 else 0
    for thing in persons[:1]:
        thing.is_hero = len(thing.nouns) >= max(_ABOUT, _ABOVE_OTHERS * others)
    return found


def name_of(noun: Token, document: Document) -> list[Token]:
    """The words of a noun that are its name: "the mayor Ida Holm"; none where it has no name."""
    found = {noun} if noun.pos == "PROPN" else set()
    for child in document.tree[noun]:
        beside = child.i == noun.i + 1 or (child.dep != "appos" and (bool(found) or child.i > noun.i))
        if child.dep in _OF_NAMES and beside and (child.pos == "PROPN" or child.entity):
            found |= {child, *(c for c in document.tree[child] if c.dep in ("flat", "compound"))}
    return sorted(found, key=lambda token: token.i)


def _known(
    noun: Token, name: list[Token], things: list[Thing], document: Document, new: Collection[str]
) -> Thing | None:
    """The thing that was spoken of before by the same name or, not long before, by the same noun."""
    if name:
        words, last, entity = {t.text for t in name}, name[-1].text, _entity(noun, name)
        for thing in reversed(things):
            if not thing.names:
                continue
            final = last in thing.finals
            longer = final and thing.names <= words
            if longer or (words <= thing.names and (final or (bool(entity) and entity == thing.entity))):
                return thing
        return None
    if any(c.dep == "det" and c.lemma in new for c in document.tree[noun]):
        return None
    same = next((t for t in reversed(things) if t.lemma == noun.lemma and not t.names), None)
    plural = noun.features.number == "Plur"
    return same if same and same.plural == plural and noun.i - same.nouns[-1] < _FAR else None


def _entity(noun: Token, name: list[Token]) -> str:
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
