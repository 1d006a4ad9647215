"""The stages, one file each: a function over frozen dataclasses that says what it needs and what it gives."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Stage = TypeVar("Stage", bound=Callable)


def stage(*, needs: tuple[str, ...], gives: tuple[str, ...]) -> Callable[[Stage], Stage]:
    """Declare the fields of :class:`Document` or :class:`Story` that a stage reads and the ones it fills."""

    def declare(function: Stage) -> Stage:
        function.needs, function.gives = needs, gives  # type: ignore[attr-defined]
        return function

    return declare
