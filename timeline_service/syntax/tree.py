"""The dependency trees of a document, indexed once: what hangs from a word, what it hangs from, what it covers.

Words are named by their number in the document. Whatever heads the words have, every walk ends: words that hang from
each other in a circle (no parse of the service does) are left after a round.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline_service.syntax.labels import SUBJECTS

if TYPE_CHECKING:
    from timeline_service.model import Token

_MANY = 8  # dependents from which on they are looked up by label


class Tree:
    """The words of a document with their dependents; one sentence is one tree, or several where it was joined."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        below: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                below[token.head].append(token)
        self.children: Sequence[Sequence[Token]] = below
        self._labelled: dict[int, dict[str, list[Token]]] = {}
        self._down = self._walk()
        first, last = list(range(len(tokens))), list(range(len(tokens)))
        place, size = [0] * len(tokens), [1] * len(tokens)
        for n, token in enumerate(self._down):
            place[token.i] = n
        for token in reversed(self._down):
            i, head = token.i, token.head
            if place[head] < place[i]:
                first[head] = min(first[head], first[i])
                last[head] = max(last[head], last[i])
                size[head] += size[i]
        self._first, self._last, self._place = first, last, place
        self._behind = [n + words for n, words in zip(place, size)]  # where the walk has left a word and what is below

    def __getitem__(self, word: Token) -> Sequence[Token]:
        """The dependents of a word in text order."""
        return self.children[word.i]

    def below(self, i: int, *labels: str) -> Sequence[Token]:
        """Dependents of a word in text order, all or those under one of the labels; a label stands for its subtypes."""
        children = self.children[i]
        if not labels or not children:
            return children
        if len(children) < _MANY:
            return [c for c in children if c.dep in labels or c.dep.partition(":")[0] in labels]
        return self._under(i, labels)

    def _under(self, i: int, labels: tuple[str, ...]) -> list[Token]:
        table = self._labelled.get(i)
        if table is None:
            table = self._labelled[i] = {}
            for child in self.children[i]:
                for label in {child.dep, child.dep.partition(":")[0]}:
                    table.setdefault(label, []).append(child)
        if len(labels) == 1:
            return table.get(labels[0], [])
        return [self.tokens[n] for n in sorted({c.i for label in labels for c in table.get(label, ())})]

    def subject(self, word: Token) -> Token | None:
        """The first subject of a predicate."""
        return next((child for child in self[word] if child.dep in SUBJECTS), None)

    def object(self, word: Token) -> Token | None:
        """The first object of a verb."""
        return next((child for child in self[word] if child.dep == "obj"), None)

    def case(self, word: Token) -> str:
        """The preposition of a noun in small letters, or empty."""
        return next((child.text.lower() for child in self[word] if child.dep == "case"), "")

    def with_particle(self, word: Token) -> str:
        """The lemma of a verb with its particle: "call off"; that of any other word."""
        particle = next((child.text.lower() for child in self[word] if child.dep == "compound:prt"), "")
        return f"{word.lemma} {particle}".rstrip()

    def ancestors(self, i: int) -> Iterator[Token]:
        """The words that a word hangs from, the nearest first, up to the root."""
        at = self.tokens[i]
        for _ in self.tokens:
            if at.head == at.i:
                return
            at = self.tokens[at.head]
            yield at

    def way_up(self, i: int) -> Iterator[Token]:
        """A word, then the words that it hangs from."""
        yield self.tokens[i]
        yield from self.ancestors(i)

    def subtree(self, i: int) -> Sequence[Token]:
        """A word and all that hangs from it, in the order of a walk down."""
        return self._down[self._place[i] : self._behind[i]]

    def covers(self, i: int, other: int) -> bool:
        """Whether a word is the other or the other hangs from it, by however many steps."""
        return self._place[i] <= self._place[other] < self._behind[i]

    def first(self, i: int) -> int:
        """The first word in the text among a word and all that hangs from it."""
        return self._first[i]

    def last(self, i: int) -> int:
        """The last word in the text among a word and all that hangs from it."""
        return self._last[i]

    def _walk(self) -> list[Token]:
        """All words, each before what hangs from it."""
        order: list[Token] = []
        seen = [False] * len(self.tokens)
        roots = [token.i for token in self.tokens if token.head == token.i]
        for start in (*roots, *range(len(self.tokens))):  # the others are reached, but for those in a circle
            waiting = [start]
            while waiting:
                i = waiting.pop()
                if not seen[i]:
                    seen[i] = True
                    order.append(self.tokens[i])
                    waiting.extend(child.i for child in reversed(self.children[i]))
        return order
