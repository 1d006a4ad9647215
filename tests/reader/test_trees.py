"""The best tree of scored arcs, held against every tree there is."""
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_service.reader.trees import best_tree


def leads_to_root(heads) -> bool:
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return True


def every_tree(count: int):
    """Heads from 1, 0 the root, of every tree over so many words with one root."""
    for heads in product(range(count + 1), repeat=count):
        if heads.count(0) == 1 and leads_to_root(heads):
            yield heads


@st.composite
def scores(draw, most: int = 12) -> np.ndarray:
    count = draw(st.integers(1, most))
    numbers = st.integers(-50, 50)
    rows = draw(st.lists(st.lists(numbers, min_size=count + 1, max_size=count + 1), min_size=count, max_size=count))
    return np.array(rows, float) / 10


@given(scores())
def test_what_comes_out_is_a_tree_with_one_root(scored):
    heads = best_tree(scored).tolist()
    assert heads.count(0) == 1 and leads_to_root(heads)


@given(scores(most=3))
def test_no_tree_scores_higher(scored):
    count = len(scored)
    shares = scored.copy()
    shares[np.arange(count), np.arange(count) + 1] = -1e9
    shares -= np.log(np.exp(shares - shares.max(1, keepdims=True)).sum(1, keepdims=True)) + shares.max(1, keepdims=True)

    def total(heads) -> float:
        return float(shares[np.arange(count), list(heads)].sum())

    assert total(best_tree(scored)) == pytest.approx(max(map(total, every_tree(count))))


def test_two_words_that_choose_each_other_are_parted():
    assert best_tree(np.array([[1.0, 0, 9], [2.0, 9, 0]])).tolist() == [2, 0]
