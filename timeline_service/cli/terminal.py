"""What the commands share: an option, progress on standard error, answers on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import track

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")
NOT_DONE = 3  # exit status


class NotDoneNow(click.ClickException):
    """Nothing is wrong with what was asked for, but it was not done; exit status 3."""

    exit_code = NOT_DONE


def of_a_newsroom(command: Command) -> Command:
    """The option of a command that is about one newsroom; ``cli/store.py`` says whose where it is not given."""
    about = "Whose timelines; by default the only newsroom that has a key, or local as long as there is no key."
    return click.option("--newsroom", help=about)(command)


def tracked(items: Sequence[Item], about: str) -> Iterable[Item]:
    """The items, with a progress bar on standard error if that is a terminal and there is more than one."""
    hidden = len(items) < 2 or not sys.stderr.isatty()
    return track(items, about, console=Console(stderr=True), disable=hidden, transient=True)


def write(written: str | bytes) -> None:
    sys.stdout.buffer.write(written.encode() if isinstance(written, str) else written)
    sys.stdout.buffer.flush()
