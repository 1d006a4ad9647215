"""What is derived from an object that never changes: once, and kept as long as the object itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

Values = ParamSpec("Values")
Result = TypeVar("Result")


class Deriving:
    """A base of frozen dataclasses. What is derived from one goes with it, and a changed copy has nothing of it."""

    __slots__ = ("_derived",)

    def derived(
        self, function: Callable[Concatenate[Self, Values], Result], *values: Values.args, **named: Values.kwargs
    ) -> Result:
        """What a pure function of this object and of hashable values gives; of each function the last is kept."""
        try:
            known: dict[Callable[..., Any], tuple[Hashable, Any]] = self._derived  # type: ignore[attr-defined]
        except AttributeError:
            known = {}
            object.__setattr__(self, "_derived", known)
        of = (values, tuple(named.items()))
        kept = known.get(function)
        if kept is None or kept[0] != of:
            kept = known[function] = of, function(self, *values, **named)
        result: Result = kept[1]
        return result


class IdentityKey:
    """Two are equal where they hold one object: to hash it by its contents would cost more than to read it again."""

    __slots__ = ("thing",)

    def __init__(self, thing: Any) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityKey) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)
