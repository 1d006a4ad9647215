"""A line of things that agrees with the likelier order of each pair."""
from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_service.network.arranging import arranged


def odds(size: int, worth: dict[tuple[int, int], int]) -> list[list[int]]:
    """[n, n]: what speaks for the one before the other, by pair, and against it the other way."""
    return [[worth.get((i, j), 0) - worth.get((j, i), 0) for j in range(size)] for i in range(size)]


def agreement(line: list[int], table: list[list[int]]) -> int:
    return sum(table[one][other] for n, one in enumerate(line) for other in line[n + 1 :])


def test_what_nothing_moves_stays_as_it_was() -> None:
    assert arranged([2, 0, 1], odds(3, {})) == [2, 0, 1]


def test_a_thing_goes_where_it_agrees_best_with_all_others() -> None:
    assert arranged([0, 1, 2, 3], odds(4, {(3, 0): 3, (3, 1): 3, (2, 3): 2, (0, 1): 1})) == [2, 3, 0, 1]


def test_what_is_sure_outweighs_all_that_is_likely() -> None:
    table = odds(4, {(0, 3): 10**10, (3, 0): 5000, (3, 1): 5000, (3, 2): 5000})
    line = arranged([0, 1, 2, 3], table)
    assert line.index(0) < line.index(3) < line.index(1)


PAIRS = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-9, 9), max_size=12)


@settings(deadline=None)
@given(PAIRS, st.permutations(range(5)))
def test_a_line_agrees_no_less_than_the_first_and_no_move_betters_it(pairs, first) -> None:
    table = odds(5, {(i, j): worth for (i, j), worth in pairs.items() if i != j})
    line = arranged(first, table)
    assert sorted(line) == list(range(5))
    assert agreement(line, table) >= agreement(list(first), table)
    for thing in line:
        rest = [other for other in line if other != thing]
        moved = [[*rest[:n], thing, *rest[n:]] for n in range(5)]
        assert max(agreement(each, table) for each in moved) <= agreement(line, table)


def test_an_order_without_contradiction_is_found() -> None:
    for wanted in permutations(range(4)):
        table = odds(4, {(one, other): 1 for n, one in enumerate(wanted) for other in wanted[n + 1 :]})
        assert arranged([0, 1, 2, 3], table) == list(wanted)
