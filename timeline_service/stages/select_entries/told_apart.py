"""Rows that cannot tell one event, as who takes part in them shows. A part of ``select_entries``."""

from __future__ import annotations

from itertools import product

from timeline_service.stages.link_mentions.taking_part import differ
from timeline_service.stages.select_entries.repeat_features import Row


def are_of_others(one: Row, other: Row) -> bool:
    """Whether two rows tell what others did, or what happened to more or fewer.

    So do one verb with two names for its subject, what two people say, "nine fell ill" beside "two died", and the
    clause with "who" that tells of somebody what else he did.
    """
    same_deed = one.event.lemma == other.event.lemma or one.event.event_class == other.event.event_class == "REPORTING"
    if same_deed and _are_two(one.doers, other.doers):
        return True
    return differ(one.counted, other.counted) or _tells_more(one, other) or _tells_more(other, one)


def _are_two(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether names have no word in common, nor one that may be short for another: "Nordbank" and "NB"."""
    return differ(names, others) and not any(one[0] == other[0] for one, other in product(names, others))


def _tells_more(row: Row, other: Row) -> bool:
    """Whether a row tells with "who" of somebody who takes part in what the other tells."""
    return row.told_of is not None and any(each.noun == row.told_of for each in other.event.participants)
