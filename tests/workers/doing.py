"""What workers are given in tests."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from timeline_service import deadline
from timeline_service.schemas import Invalid


def process() -> int:
    return os.getpid()


def doubled(number: int) -> int:
    return 2 * number


def invalid() -> None:
    raise Invalid({"text": ["It contains no text."]})


def fault() -> None:
    raise RuntimeError("SECRET COPY")


def lookup() -> None:
    raise KeyError("SECRET COPY")


def sleep(seconds: float) -> str:
    time.sleep(seconds)
    deadline.check()
    return "slept"


def compute() -> None:
    """For ever, but looking at the deadline."""
    while True:
        deadline.check()


def backtrack() -> None:
    """For ever, in native code that holds the interpreter's lock."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def announced(begun: Path, function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function does; that it has begun is said by a file."""
    begun.touch()
    return function(*arguments)
