"""One regular expression for many words: a tree of their letters, in which words share how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_END = ""  # the key of a node at which a word ends


def alternation(words: Iterable[str], *, space: str = "[ ]") -> str:
    """The pattern of any of the words, the longest that fits first; ``space`` is the pattern of a space.

    It takes as many steps as the words share no letters, wherever in a list of hundreds a word stands.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = {}
    return _pattern(tree, space) if tree else ""


def _pattern(tree: dict[str, Any], space: str) -> str:
    options = [
        (space if letter == " " else re.escape(letter)) + _pattern(tree[letter], space)
        for letter in sorted(tree)
        if letter != _END
    ]
    if not options:
        return ""
    if len(options) == 1 and _END not in tree:
        return options[0]
    return f"(?:{'|'.join(options)}){'?' if _END in tree else ''}"
