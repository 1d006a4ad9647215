"""What is wrong with what was sent or set, told apart from what is wrong with this program."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot be used; the message is a sentence that says what to fix.

    Any other ``ValueError`` is a fault of our own, and is reported as one.
    """


class Away(InputError):
    """Something that is needed does not answer now; nothing is wrong with what was asked for."""


def not_installed(what: str, extra: str) -> InputError:
    """A package is missing that comes with an extra of ours; ``what`` says what needs which."""
    return InputError(f"{what}. In the clone of timeline-service: pip install -c constraints.txt -e '.[{extra}]'")
