"""A line of things of which each pair has a likelier order: the linear ordering problem, by insertion.

From a first line on, each thing is put where it agrees best with all others, as long as that helps: the local search of
R. Martí and G. Reinelt, "The Linear Ordering Problem", 2011, chapter 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

_ROUNDS = 12  # after which what is not yet settled stays as it is


def arranged(first: Sequence[int], odds: Sequence[Sequence[int]]) -> list[int]:
    """``first``, a line of the numbers of all things, made to agree with ``odds``.

    ``odds[i][j]`` says how much speaks for ``i`` before ``j``, and ``odds[j][i]`` is its negative: whole numbers, so
    that the answer is the same on every machine. A thing that nothing moves stays where it was, and one that stands as
    well in several places goes to the first of them.
    """
    line = list(first)
    behind = list(zip(*odds))  # [i][j]: how much speaks for i behind j
    settled = 0  # things in a row that stayed where they were
    for thing in [*first] * _ROUNDS:
        at, row = line.index(thing), behind[thing]
        del line[at]
        worth = list(accumulate([row[other] for other in line], initial=0))  # of standing behind so many
        best = max(worth)
        stays = worth[at] == best
        line.insert(at if stays else worth.index(best), thing)
        settled = settled + 1 if stays else 0
        if settled == len(line):
            break
    return line
