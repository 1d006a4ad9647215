"""Whether the same take part in what two mentions tell: asked within an article, and of two articles."""

from __future__ import annotations

from typing import Protocol


class Deed(Protocol):
    """What a mention tells, by who does it and to whom or what it is done."""

    @property
    def agents(self) -> frozenset[str]: ...

    @property
    def patients(self) -> frozenset[str]: ...


def differ(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether both are known and have nothing in common."""
    return bool(here and there) and here.isdisjoint(there)


def are_of_others(one: Deed, other: Deed, *, same_verb: bool) -> bool:
    """Whether two deeds are done to others; those that are not told with one verb, and by others too."""
    return differ(one.patients, other.patients) and (same_verb or differ(one.agents, other.agents))


def share_a_role(one: Deed, other: Deed) -> bool:
    """Whether somebody does both, or both are done to somebody."""
    return not one.agents.isdisjoint(other.agents) or not one.patients.isdisjoint(other.patients)


def share_somebody(one: Deed, other: Deed) -> bool:
    """Whether somebody takes part in both, whatever the role."""
    return not (one.agents | one.patients).isdisjoint(other.agents | other.patients)


def are_of_the_same(one: Deed, other: Deed, *, same_word: bool, other_form: bool) -> bool:
    """Whether somebody takes part in both, and in one role unless the words leave that open: "the bridge shut" and "was
    shut", a verb and its noun (the ``other_form``)."""
    turned = other_form or (same_word and not (one.patients and other.patients))
    return share_a_role(one, other) or (turned and share_somebody(one, other))
