"""The tree of a parse: what hangs from a word, what it hangs from, what it covers; and every walk ends."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conllu import parsed
from hypothesis import given
from laws.trees import HEADS, TREES, words

from timeline_service.syntax.tree import Tree


@pytest.fixture
def tree() -> Tree:
    return parsed("Police said two men had fled before officers arrived.").tree


def texts(found) -> list[str]:
    return [token.text for token in found]


def at(tree: Tree, text: str) -> int:
    return next(token.i for token in tree.tokens if token.text == text)


def test_what_hangs_from_a_word_comes_in_text_order(tree):
    assert texts(tree.below(at(tree, "fled"))) == ["men", "had", "arrived"]
    assert texts(tree.below(at(tree, "fled"), "nsubj", "aux")) == ["men", "had"]
    assert texts(tree.below(at(tree, "men"), "nsubj")) == []


def test_a_label_stands_for_its_subtypes_however_many_hang_there(tree):
    many = [replace(token, head=0, dep="obl:tmod" if token.i % 2 else "obl") for token in tree.tokens]
    wide = Tree([replace(many[0], dep="root"), *many[1:]])
    assert len(wide.children[0]) >= 8
    assert texts(wide.below(0, "obl")) == texts(many[1:])
    assert texts(wide.below(0, "obl:tmod")) == texts(many[1::2])
    assert texts(wide.below(0, "nsubj", "obl:tmod")) == texts(many[1::2])


def test_the_parts_of_a_predicate_have_names():
    tree = parsed("The council has approved the plan.").tree
    approved = tree.tokens[at(tree, "approved")]
    assert tree.subject(approved).text == "council" and tree.object(approved).text == "plan"
    assert tree.subject(tree.subject(approved)) is None and tree.case(approved) == ""
    dated = parsed("The museum will open on Friday.").tree
    assert dated.case(dated.tokens[at(dated, "Friday")]) == "on"


def test_the_way_up_ends_at_the_root(tree):
    assert texts(tree.ancestors(at(tree, "officers"))) == ["arrived", "fled", "said"]
    assert texts(tree.way_up(at(tree, "said"))) == ["said"]


def test_a_word_covers_what_hangs_from_it(tree):
    fled = at(tree, "fled")
    assert sorted(texts(tree.subtree(fled))) == sorted("two men had fled before officers arrived".split())
    assert tree.covers(fled, fled) and tree.covers(fled, at(tree, "officers"))
    assert not tree.covers(fled, at(tree, "Police"))
    assert [tree.tokens[i].text for i in (tree.first(fled), tree.last(fled))] == ["two", "arrived"]


@given(heads=TREES)
def test_the_ways_down_and_up_agree(heads):
    tree = Tree(words(heads))
    for i in range(len(heads)):
        below = {token.i for token in tree.subtree(i)}
        assert below == {n for n in range(len(heads)) if i in {token.i for token in tree.way_up(n)}}
        assert below == {n for n in range(len(heads)) if tree.covers(i, n)}
        assert (tree.first(i), tree.last(i)) == (min(below), max(below))


@given(heads=HEADS)
def test_every_walk_ends_whatever_hangs_from_what(heads):
    tree = Tree(words(heads))
    for i in range(len(heads)):
        assert len(list(tree.ancestors(i))) <= len(heads)
        assert len(list(tree.subtree(i))) <= len(heads)
        assert tree.covers(i, i) and 0 <= tree.first(i) <= i <= tree.last(i) < len(heads)
