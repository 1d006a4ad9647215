"""Trees while they are repaired: a repair gives trees again, or nothing of it stays."""
from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from timeline_service.model import Token

Given = ParamSpec("Given")
Found = TypeVar("Found")


class Draft:
    """The words of a document, of which one after the other may be replaced; ``fired`` counts repairs that stayed.

    ``without`` names repairs that are not to be made.
    """

    def __init__(self, tokens: Sequence[Token], *, without: Collection[str] = ()) -> None:
        self.tokens = list(tokens)
        self.fired: Counter[str] = Counter()
        self._without = without
        self._before: dict[int, Token] = {}  # the words that the repair in hand has replaced, as they were
        self._below: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                self._below[token.head].append(token.i)

    def __getitem__(self, i: int) -> Token:
        return self.tokens[i]

    def __setitem__(self, i: int, token: Token) -> None:
        self._before.setdefault(i, self.tokens[i])
        self._put(i, token)

    def _put(self, i: int, token: Token) -> None:
        old = self.tokens[i]
        if old.head != token.head:
            if old.head != i:
                self._below[old.head].remove(i)
            if token.head != i:
                insort(self._below[token.head], i)
        self.tokens[i] = token

    def below(self, i: int) -> list[Token]:
        """The dependents of a word in text order."""
        return [self.tokens[n] for n in self._below[i]]

    def repair(self, rule: Callable[Given, Found | None], *given: Given.args, **named: Given.kwargs) -> Found | None:
        """What a rule returns; None where it is left out, and where it was taken back, because it gave no trees."""
        name = rule.__name__.lstrip("_")
        if name in self._without:
            return None
        self._before.clear()
        found = rule(*given, **named)
        if not self._before:
            return found
        if not self._holds():
            for i, token in self._before.items():
                self._put(i, token)
            return None
        self.fired[name] += 1
        return found

    def _holds(self) -> bool:
        """Whether no changed word hangs from itself, and no root is there that was not needed before."""
        roots = sum((self.tokens[i].head == i) - (old.head == i) for i, old in self._before.items())
        return roots <= 0 and not any(self._is_in_circle(i) for i in self._before)

    def _is_in_circle(self, i: int) -> bool:
        at = self.tokens[i]
        for _ in self.tokens:
            if at.head == at.i:
                return False
            at = self.tokens[at.head]
        return True
