"""Laws of Allen's relations, by brute force over small intervals."""
from itertools import combinations, product

import pytest
from network.thirteen import ALLEN, between, composition, inverse

from timeline_service.network.allen import RELATIONS, SOURCE_END, SOURCE_START, TARGET_END, TARGET_START, TIMEML

INTERVALS = tuple(combinations(range(7), 2))
PAIRS = tuple(product(INTERVALS, repeat=2))
IN_ALLENS_WORDS = {
    "BEFORE": "before", "AFTER": "after", "IBEFORE": "meets", "IAFTER": "met by", "INCLUDES": "contains",
    "IS_INCLUDED": "during", "SIMULTANEOUS": "equals", "BEGINS": "starts", "BEGUN_BY": "started by", "ENDS": "finishes",
    "ENDED_BY": "finished by",
}


def holds(relation, source, target):
    """Whether the bounds of a relation are kept by two intervals."""
    at = {SOURCE_START: source[0], SOURCE_END: source[1], TARGET_START: target[0], TARGET_END: target[1]}
    return all(at[later] - at[earlier] <= most for later, earlier, most in RELATIONS[relation])


def test_exactly_one_of_thirteen_holds_between_any_two_intervals():
    assert {between(a, b) for a, b in PAIRS} == set(ALLEN)
    assert len(ALLEN) == 13


@pytest.mark.parametrize(("name", "allen"), IN_ALLENS_WORDS.items())
def test_a_timeml_relation_is_one_of_allens_with_a_minute_as_the_least_gap(name, allen):
    assert {pair for pair in PAIRS if holds(name, *pair)} == {pair for pair in PAIRS if between(*pair) == allen}


def test_at_most_one_timeml_relation_holds():
    assert all(sum(holds(name, a, b) for name in TIMEML) <= 1 for a, b in PAIRS)


@pytest.mark.parametrize("name", [n for n in RELATIONS if inverse(n)])
def test_an_inverse_says_the_same_from_the_other_side(name):
    back = inverse(name)
    assert all(holds(name, a, b) == holds(back, b, a) for a, b in PAIRS)
    assert inverse(back) == name


def test_every_timeml_relation_has_an_inverse():
    assert {inverse(name) for name in TIMEML} == set(TIMEML)


@pytest.mark.parametrize(("name", "source", "target", "expected"), [
    ("STARTS_WITHIN", (10, 99), (10, 20), True),
    ("STARTS_WITHIN", (20, 99), (10, 20), False),
    ("STARTS_BY", (19, 20), (10, 20), True),
    ("STARTS_BY", (20, 21), (10, 20), False),
    ("STARTS_FROM", (10, 11), (10, 20), True),
    ("STARTS_FROM", (9, 30), (10, 20), False),
    ("STARTS_PAST", (20, 21), (10, 20), True),
    ("STARTS_PAST", (19, 21), (10, 20), False),
    ("ENDS_WITHIN", (5, 20), (10, 20), True),
    ("ENDS_WITHIN", (5, 10), (10, 20), False),
    ("ENDS_BY", (5, 20), (10, 20), True),
    ("ENDS_BY", (5, 21), (10, 20), False),
    ("WITHIN", (10, 20), (10, 20), True),
    ("WITHIN", (10, 21), (10, 20), False),
    ("COVERS", (10, 20), (10, 20), True),
    ("COVERS", (11, 20), (10, 20), False),
    ("OVERLAPS", (1, 11), (10, 20), True),
    ("OVERLAPS", (1, 10), (10, 20), False),
    ("STARTS_BEFORE", (9, 99), (10, 20), True),
    ("STARTS_BEFORE", (10, 11), (10, 20), False),
    ("STARTS_AFTER", (11, 12), (10, 20), True),
    ("STARTS_AFTER", (10, 12), (10, 20), False),
    ("STARTS_WITH", (10, 99), (10, 20), True),
    ("STARTS_WITH", (11, 20), (10, 20), False),
])
def test_our_relations_bound_starts_and_ends_of_half_open_intervals(name, source, target, expected):
    assert holds(name, source, target) is expected


def test_composition_is_sound_and_nothing_in_it_is_idle():
    table = composition()
    assert set(table) == set(product(ALLEN, ALLEN))
    seen: dict = {}
    for a, b, c in product(INTERVALS, repeat=3):
        seen.setdefault((between(a, b), between(b, c)), set()).add(between(a, c))
    assert table == seen


def test_composition_laws():
    table = composition()
    back = {r: next(between(b, a) for a, b in PAIRS if between(a, b) == r) for r in ALLEN}
    for r, s in product(ALLEN, ALLEN):
        assert table[r, s] == {back[t] for t in table[back[s], back[r]]}, "the inverse of a composition"
        assert table["equals", s] == {s}
    assert table["before", "before"] == {"before"}
    assert table["before", "after"] == set(ALLEN)
    assert table["during", "contains"] == set(ALLEN)
    assert sum(len(cell) for cell in table.values()) == 409, "Allen 1983, figure 4"
