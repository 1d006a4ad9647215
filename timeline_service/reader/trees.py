"""From scores of arcs to one tree: greedy where that is a tree, else Chu–Liu/Edmonds.

Chu & Liu (1965), Edmonds (1967); the recursive contraction is written as in McDonald et al. (2005), "Non-projective
dependency parsing using spanning tree algorithms", https://aclanthology.org/H05-1066.
"""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]
_NEVER = -1e9
_ROOTS_TRIED = 3  # words with the best chance to be the root, where there is none or more than one


def best_tree(scores: Scores) -> Heads:
    """The tree of the highest score with exactly one root, which is one of the three likeliest words to be it.

    ``scores`` is [n, n + 1]: how well each word hangs from the root (column 0) and from each word (columns from 1).
    Returns the head of each word, from 1, and 0 for the root.
    """
    count = len(scores)
    normal = _log_softmax(scores)
    greedy = normal.argmax(1)
    if (greedy == 0).sum() == 1 and _is_tree(greedy):
        return greedy
    likeliest = np.argsort(normal[:, 1:].max(1) - normal[:, 0], kind="stable")[:_ROOTS_TRIED]
    trees = [_spanning(_rooted_at(int(root), normal)) for root in likeliest]
    return max(trees, key=lambda heads: float(normal[np.arange(count), heads].sum()))


def _log_softmax(scores: Scores) -> Scores:
    """Log-probabilities, with no word its own head."""
    normal = np.array(scores, np.float64)
    places = np.arange(len(normal))
    normal[places, places + 1] = _NEVER
    normal -= normal.max(1, keepdims=True)
    return normal - np.log(np.exp(normal).sum(1, keepdims=True))


def _is_tree(heads: Heads) -> bool:
    """Whether every word leads up to the root, in a number of steps that doubles each time."""
    above = np.concatenate([[0], heads])
    for _ in range(len(above).bit_length()):
        above = above[above]
    return not above.any()


def _rooted_at(root: int, scores: Scores) -> Scores:
    """Square scores, node 0 the root, in which only the word ``root`` may hang from it."""
    square = np.full((len(scores) + 1, len(scores) + 1), _NEVER)
    square[1:, 1:] = scores[:, 1:]
    square[root + 1, :] = _NEVER
    square[root + 1, 0] = scores[root, 0]
    np.fill_diagonal(square, _NEVER)
    return square


def _spanning(scores: Scores) -> Heads:
    return _contracted(scores)[1:]


def _contracted(scores: Scores) -> Heads:
    """The best head of every node, node 0 the root: cycles are contracted to one node and opened again."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not len(cycle):
        return heads
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    smaller = np.full((len(rest) + 1, len(rest) + 1), _NEVER)
    smaller[:-1, :-1] = scores[np.ix_(rest, rest)]
    out_of = scores[np.ix_(rest, cycle)]
    smaller[:-1, -1] = out_of.max(1)
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    smaller[-1, :-1] = gain.max(0) + scores[cycle, heads[cycle]].sum()
    found = _contracted(smaller)
    opened = heads.copy()
    for place, node in enumerate(rest[1:], start=1):
        opened[node] = cycle[out_of[place].argmax()] if found[place] == len(rest) else rest[found[place]]
    broken = cycle[gain[:, found[-1]].argmax()]
    opened[broken] = rest[found[-1]]
    return opened


def _cycle(heads: Heads) -> Heads:
    """The nodes of one cycle, or none."""
    seen = np.zeros(len(heads), int)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return np.array(sorted(cycle))
    return np.array([], int)
