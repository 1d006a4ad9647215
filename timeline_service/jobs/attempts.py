"""One article of many: its answer, or why there is none."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from timeline_service import deadline
from timeline_service.faults import InputError

Answer = dict[str, Any]
Job = Callable[..., Answer]
Result = TypeVar("Result")
Kind = Literal["input", "time", "service", "killed"]
_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an article has no answer.

    ``kind`` is ``input`` (the article is at fault), ``time`` (it takes too long), ``service`` (a fault of this program)
    or ``killed`` (the process that read it was killed, again and again). The reason quotes nothing of the article.
    """

    kind: Kind
    reason: str


def attempt(
    job: Callable[..., Result], article: Mapping[str, Any], *, longest: int, seconds: float | None
) -> Result | Failure:
    """Do a job for one article of at most ``longest`` characters, within so many seconds if any.

    Whatever is done with the answer that could fail for what the article holds belongs into ``job``.
    """
    try:
        with nullcontext() if seconds is None else deadline.within(seconds):
            return job(article, longest=longest)
    except InputError as error:
        return Failure("input", str(error))
    except deadline.DeadlinePassed:
        return Failure("time", f"Reading this text takes longer than {seconds:g} seconds.")
    except Exception as error:
        return Failure("service", f"timeline-service failed on this article: {place_of(error)}.")


def place_of(error: Exception) -> str:
    """The type of an error and its place in this package; its message might quote the article."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    where = f"{Path(own[-1].filename).relative_to(_PACKAGE)}:{own[-1].lineno}" if own else "outside the package"
    return f"{type(error).__name__} in {where}"
