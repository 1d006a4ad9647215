"""The titles that rows have so far: no two may be called the same. Part of ``write_titles``."""

from __future__ import annotations


class Taken:
    """Titles of rows."""

    def __init__(self) -> None:
        self._titles: dict[str, list[str]] = {}  # by their first words

    def add(self, title: str) -> None:
        """Give a title to a row."""
        self._titles.setdefault(title.partition(" ")[0], []).append(f"{title} ")

    def has(self, title: str) -> bool:
        """Whether a row is called so, or one title is how the other begins."""
        own = f"{title} "
        near = self._titles.get(title.partition(" ")[0], ())
        return any(each.startswith(own) or own.startswith(each) for each in near)
