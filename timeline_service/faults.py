"""What is wrong with what was sent or set, told apart from what is wrong with this program."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot be used; the message is a sentence that says what to fix.

    Any other ``ValueError`` is a fault of our own, and is reported as one.
    """
