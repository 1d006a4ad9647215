"""A repair gives trees, or nothing of it stays."""
from __future__ import annotations

from dataclasses import replace

import pytest
from laws.trees import words

from timeline_service.syntax.draft import Draft


@pytest.fixture
def draft() -> Draft:
    return Draft(words([1, 1, 1, 2]))


def hang(draft: Draft, i: int, head: int) -> str:
    draft[i] = replace(draft[i], head=head)
    return "done"


def test_a_repair_that_gives_a_tree_stays(draft):
    assert draft.repair(hang, draft, 3, 0) == "done"
    assert [t.head for t in draft.tokens] == [1, 1, 1, 0]
    assert [t.i for t in draft.below(0)] == [3] and draft.below(2) == []
    assert draft.fired == {"hang": 1}


def crossed(draft: Draft) -> None:
    draft[0] = replace(draft[0], head=3)
    draft[2] = replace(draft[2], head=3)
    draft[2] = replace(draft[2], head=3, dep="obj")


@pytest.mark.parametrize(("rule", "given"), [(hang, (2, 3)), (hang, (1, 3)), (crossed, ())])
def test_a_repair_that_makes_a_circle_is_taken_back_whole(draft, rule, given):
    before = list(draft.tokens)
    assert draft.repair(rule, draft, *given) is None
    assert draft.tokens == before
    assert [[t.i for t in draft.below(i)] for i in range(4)] == [[], [0, 2], [3], []]
    assert not draft.fired


def test_a_repair_makes_no_second_root(draft):
    assert draft.repair(hang, draft, 2, 2) is None
    assert [t.head for t in draft.tokens] == [1, 1, 1, 2]


def test_a_repair_may_be_left_out():
    draft = Draft(words([1, 1, 1, 2]), without={"hang"})
    assert draft.repair(hang, draft, 3, 0) is None
    assert not draft.fired
