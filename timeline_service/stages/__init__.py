"""The stages, a module each: a function over frozen dataclasses that says what it needs and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Stage = TypeVar("Stage", bound=Callable)


def stage(*, needs: tuple[str, ...], gives: tuple[str, ...], wants: tuple[str, ...] = ()) -> Callable[[Stage], Stage]:
    """Declare the fields of :class:`Document` or :class:`Story` that a stage reads and the ones it fills.

    What it ``needs`` comes with the input or from an earlier stage; what it ``wants`` it uses where a stage has run
    that gives it. A test watches every stage read and holds it to this.
    """

    def declare(function: Stage) -> Stage:
        function.needs, function.wants, function.gives = needs, wants, gives  # type: ignore[attr-defined]
        return function

    return declare
