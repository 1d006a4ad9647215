"""What the programs share that learn weights of features: features as columns of a matrix, weights as a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scipy.sparse import csr_matrix


def often(rows: Iterable[tuple[str, Iterable[str]]], *, seen: int) -> list[str]:
    """Of rows, each an article and the features it has: the features that stand in so many articles, by name."""
    articles: dict[str, set[str]] = defaultdict(set)
    for article, features in rows:
        for name in features:
            articles[name].add(article)
    return sorted(name for name, own in articles.items() if len(own) >= seen)


def matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    """A row for each row, and a column for each name."""
    column = {name: n for n, name in enumerate(names)}
    cells = [(n, column[name], value) for n, row in enumerate(rows) for name, value in row.items() if name in column]
    at_row, at_column, values = zip(*cells, strict=True)
    return csr_matrix((values, (at_row, at_column)), shape=(len(rows), len(names)))


def as_toml(prior: float, weights: Iterable[tuple[str, float]], *, digits: int, least: float) -> list[str]:
    """The lines of a file of weights; one that is less than ``least``, either way, is left out."""
    kept = (f'"{name}" = {weight:.{digits}f}' for name, weight in weights if abs(weight) >= least)
    return [f"prior = {prior:.{digits}f}", *kept]


def keep(target: Path, says: str, lines: Iterable[str]) -> None:
    """Write a file of weights below a line that says what they are, and who learned them."""
    target.write_text("\n".join([f"# {says}", *lines, ""]), encoding="utf-8")
