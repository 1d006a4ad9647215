"""The things that a pronoun may stand for, with what speaks for each. Part of ``resolve_pronouns``.

Number, gender, life and binding shut things out; what is left is weighed by place: parallel subjects, the subject of
the sentence before, the speaker of what is said, how lately and how often it was named, what else was named since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from timeline_service.logistic import Features
from timeline_service.model import Token
from timeline_service.stages.resolve_pronouns.article import Article
from timeline_service.stages.resolve_pronouns.nouns import Thing
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_WINDOW, _WORDS, _MOST = 6, 400, 40  # sentences before the pronoun's own; words before it; candidates
_CLAUSES = ("ccomp", "csubj", "xcomp", "advcl", "acl", "acl:relcl")
_FIRMS = ("ORG", "LOC", "GPE")
_Rival = tuple[int, str]  # where it stands, and its role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a pronoun may stand for, with its last mention and the ``role`` that this has in its sentence.

    ``back`` counts the sentences between the two, ``passed`` the things that fit and were named since. It ``speaks``
    where it says what the pronoun's clause tells, and is ``rivalled`` where another that fits is a subject, an object
    or a name in its sentence or since; the rival is central where it is a subject or an object.
    """

    thing: Thing
    mention: Token
    role: str
    back: int
    passed: int
    speaks: bool
    rivalled: bool
    has_central_rival: bool
    features: Features


class Pronoun:
    """A third-person pronoun of a ``kind``: ``person``, ``many`` or ``thing``."""

    def __init__(self, token: Token, kind: str, article: Article) -> None:
        self.token, self.kind, self.article = token, kind, article
        self.sentence = article.sentence(token)
        self._tree = article.document.tree
        self._above = list(self._tree.ancestors(token.i))

    def candidates(self, things: Mapping[int, Thing]) -> list[Candidate]:
        """What was spoken of not long before and fits, the last mentioned first."""
        n, left = self.sentence.i, _WINDOW
        while n > 0 and left > 0:
            n -= 1
            left -= n not in self.article.spoken
        first = self.article.document.sentences[n].first
        lately: list[tuple[Thing, Token]] = []
        for i in range(self.token.i - 1, max(first, self.token.i - _WORDS) - 1, -1):
            thing = things.get(i) if len(lately) < _MOST else None
            if thing is not None and thing.last is not None and thing.last.i == i and self._fits(thing, thing.last):
                lately.append((thing, thing.last))
        rivals = list(self._rivals(lately))
        return [self._weighed(n, thing, mention, rivals) for n, (thing, mention) in enumerate(lately)]

    @property
    def is_empty(self) -> bool:
        """Whether it means nothing: "it is expected", "it appears that", "it is time"."""
        verb, words = self._verb, self.article.words
        if self.kind != "thing" or self.token.dep not in NOMINAL_SUBJECTS:
            return False
        children = self._tree[verb]
        if any(child.dep == "aux:pass" for child in children):
            return verb.lemma in words["thought"]
        if verb.pos == "NOUN":
            return verb.lemma in words["measures"]
        behind = any(child.dep in _CLAUSES and child.i > verb.i for child in children)
        return behind and verb.lemma in words["seeming"]

    def none(self) -> Features:
        """What speaks for it that no noun before is meant."""
        verb, kind = self._verb, self.kind
        found = {f"none, {kind}": 1.0}
        if kind == "thing":
            children = self._tree[verb]
            behind = any(child.dep in _CLAUSES and child.i > verb.i for child in children)
            copula = any(child.dep == "cop" for child in children)
            passive = any(child.dep == "aux:pass" for child in children)
            found |= {f"it is {verb.pos.lower()}": 1.0} if copula else {}
            found |= {"it is, with a clause": 1.0} if copula and behind else {}
            found |= {"it with a clause": 1.0} if behind else {}
            found |= {"it with a passive": 1.0} if passive else {}
        if self.token.i == self.sentence.first:
            found[f"opens the sentence, {kind}"] = 1.0
        return found

    @property
    def _verb(self) -> Token:
        return self.article.document.tokens[self.token.head]

    @property
    def _is_subject(self) -> bool:
        return self.token.dep in NOMINAL_SUBJECTS

    @cached_property
    def _over(self) -> set[int]:
        """The predicates that the pronoun's hangs from."""
        return {token.i for token in self._above[1:]}

    @cached_property
    def _openings(self) -> list[Token]:
        """What may stand before the main clause, of the sentence's head."""
        root = self._above[-1:]
        return [c for t in root for c in self._tree[t] if c.dep in ("obl", "advcl") and c.i < self.token.i]

    @cached_property
    def is_of_an_event(self) -> bool:
        """Whether only an event is what the verb tells of: "it was put off"."""
        verb = self._tree.with_particle(self._verb)
        return self.token.dep == "nsubj:pass" and verb in self.article.words["put off"]

    @cached_property
    def _speaker(self) -> Token | None:
        """The subject of the saying around the pronoun; behind "who" the noun that it tells of."""
        tokens, sayings = self.article.document.tokens, self.article.sayings
        said = next((t.i for t in self._above if t.i in sayings), None)
        subject = self._tree.subject(tokens[sayings[said]]) if said is not None else None
        if subject is not None and subject.is_relative and tokens[subject.head].dep == "acl:relcl":
            return tokens[tokens[subject.head].head]
        return subject

    def _fits(self, thing: Thing, mention: Token) -> bool:
        noun = thing.noun
        return noun is not None and not self._is_bound(mention) and self._agrees(thing, noun)

    def _agrees(self, thing: Thing, noun: Token) -> bool:
        """Whether number, gender and life are the pronoun's."""
        words, form = self.article.words, self.token.text.lower()
        plural = self._is_plural(thing, noun)
        people, bodies = "people" in thing.kinds, "groups" in thing.kinds
        if self.kind == "person":
            own, other = ("male", "female") if form in words["male_forms"] else ("female", "male")
            if not thing.forms.isdisjoint(words[f"{other}_forms"]) or other in thing.kinds:
                return False
            firm = thing.entity in _FIRMS and thing.entities["PERSON"] * 3 < thing.entities.total()
            return (
                not plural
                and not firm
                and (bool(thing.entity) or people or own in thing.kinds or noun.pos == "PROPN")
            )
        if self.kind == "thing" and self.is_of_an_event:
            return not plural and noun.lemma in words["events"]
        if self.kind == "thing":
            somebody = set(thing.entities) == {"PERSON"} and not bodies
            return not plural and not somebody and not people and thing.forms.isdisjoint(words["person"])
        joined = any(child.dep == "conj" and child.is_noun for child in self._tree[noun])
        return plural or joined or bodies or thing.entity == "ORG"

    def _is_plural(self, thing: Thing, noun: Token) -> bool:
        if noun.features.number != "Plur" or thing.entity == "ORG":
            return False
        return thing.entity != "PERSON" or any(child.dep == "det" for child in self._tree[noun])  # "the Holms"

    def _is_bound(self, mention: Token) -> bool:
        """Whether the two are arguments of one verb, or one stands inside the other's phrase, so that they differ."""
        tokens = self.article.document.tokens
        if self.token.features.poss:
            return False
        while mention.dep == "conj" and mention.head != mention.i:
            mention = tokens[mention.head]
        if mention.head == self.token.head or self._is_of_its_own_deed(mention):
            return True
        if self._tree.covers(mention.i, self.token.i):
            within = [t for t in self._above if self._tree.covers(mention.i, t.i) and t.i != mention.i]
            return not any(t.dep == "acl:relcl" and t.i != self.token.head for t in within)  # "a judge who said she"
        return self._verb.dep == "xcomp" and mention.head == self._verb.head and not self._is_subject

    def _is_of_its_own_deed(self, mention: Token) -> bool:
        """Whether a noun is the object of a clause whose subject the pronoun is too: "To settle the rows, they met"."""
        clause = self.article.document.tokens[mention.head]
        shared = clause.dep in ("advcl", "xcomp") and clause.head == self.token.head and self._is_subject
        return shared and mention.dep in ("obj", "iobj") and self._tree.subject(clause) is None

    def _rivals(self, lately: Iterable[tuple[Thing, Token]]) -> Iterator[_Rival]:
        """Those of some mentions that stand out: subjects, objects and names."""
        for thing, mention in lately:
            role = self.article.role(mention)
            if self._is_likely(thing) and (role.startswith(("subject", "object")) or mention.entity):
                yield mention.i, role

    def _weighed(self, n: int, thing: Thing, mention: Token, standing_out: Iterable[_Rival]) -> Candidate:
        article = self.article
        sentence, role = article.sentence(mention), article.role(mention)
        rivals = [other for i, other in standing_out if i >= sentence.first and i != mention.i]
        back = article.back(self.sentence, sentence)
        speaks = self._speaker is not None and self._speaker.i == mention.i
        features = dict.fromkeys(self._signs(thing, mention, role, back), 1.0) | {
            f"passed over, {self.kind}": log(1 + n),
            f"rivals since, {self.kind}": log(1 + len(rivals)),
            "mentions": log(thing.times),
        }
        place = _place(back)
        if self.kind == "thing" and self.is_of_an_event:
            features["event that was put off"] = 1.0
        if speaks:
            features |= {"speaker": 1.0, f"speaker, {self.kind}": 1.0}
        if not rivals:
            features |= {f"no rival since, {self.kind}": 1.0, f"no rival since, {place}, {self.kind}": 1.0}
        if not any(other.startswith("subject") for other in rivals):
            features[f"no subject since, {self.kind}"] = 1.0
        central = any(other.startswith(("subject", "object")) for other in rivals)
        return Candidate(thing, mention, role, back, n, speaks, bool(rivals), central, features)

    def _is_likely(self, thing: Thing) -> bool:
        """Whether what fits is more than a name of nobody knows whom, where a person is meant."""
        return self.kind != "person" or thing.entity == "PERSON" or "people" in thing.kinds

    def _signs(self, thing: Thing, mention: Token, role: str, back: int) -> Iterator[str]:
        kind, place, noun = self.kind, _place(back), thing.noun or mention
        yield role
        yield f"{role}, {place}, {'person' if kind == 'person' else 'thing'}"
        yield f"{min(back, 4)} sentences back, {kind}"
        yield f"{thing.entity or 'no name'} as {kind}"
        yield from self._signs_of_the_noun(thing, noun)
        if thing.in_headline:
            yield f"in the headline, {kind}"
        if thing.is_hero:
            yield f"whom it is about, {kind}"
        if mention.pos == "PRON":
            same = mention.text[:2].lower() == self.token.text[:2].lower()
            yield f"{'same' if same else 'other'} pronoun before, {kind}"
        if mention.i in self.article.quoted:
            yield "in a quotation"
        if mention.dep in NOMINAL_SUBJECTS:
            if self._is_subject:
                yield f"subject as the pronoun is, {place}"
            if mention.head in self._over:
                yield f"subject of the clause above, {kind}"
        if back and self.article.sentence(mention).block == self.sentence.block:
            yield "one paragraph"
        if back == 0 and self._stands_before_the_clause(mention):
            yield "in what stands before the clause"
        yield from self._signs_of_life(thing, mention)

    def _signs_of_the_noun(self, thing: Thing, noun: Token) -> Iterator[str]:
        kind, below = self.kind, self._tree[noun]
        yield f"{kind} called by a {noun.pos}"
        if "people" in thing.kinds:
            yield f"person by its noun, {kind}"
        if noun.pos == "NOUN":
            article = next((child.lemma.lower() for child in below if child.dep == "det"), "none")
            yield f"noun with {article if article in ('the', 'a', 'this', 'none') else 'other'}, {kind}"
        if kind == "many" and noun.features.number == "Plur":
            yield "plural"
        if kind == "many" and any(child.dep == "conj" for child in below):
            yield f"joined, {'names' if noun.pos == 'PROPN' else 'nouns'}"

    def _signs_of_life(self, thing: Thing, mention: Token) -> Iterator[str]:
        """Who says something is somebody; and who said something goes on to."""
        sayings = self.article.framing
        says = self._verb.i in sayings or self._verb.lemma in self.article.words["saying"]
        alive = bool(thing.entity) or "people" in thing.kinds or "groups" in thing.kinds
        if self._is_subject and says:
            yield f"{'somebody' if alive else 'nobody'} says, {self.kind}"
            if mention.head in sayings and mention.dep in NOMINAL_SUBJECTS:
                yield "said something before"
        elif self.kind == "many" and alive:
            yield "somebody as many"

    def _stands_before_the_clause(self, mention: Token) -> bool:
        return any(self._tree.covers(opening.i, mention.i) for opening in self._openings)


def _place(back: int) -> str:
    return ("same", "one before")[back] if back < 2 else "farther"
