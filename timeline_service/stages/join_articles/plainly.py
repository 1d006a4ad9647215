"""Pairs of tellings that are one event, or cannot be, whatever their weights say. A part of ``join_articles``."""

from __future__ import annotations

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.model import AHEAD, HAPPENED
from timeline_service.stages.join_articles.tellings import Part, Telling
from timeline_service.stages.link_mentions.taking_part import are_of_others, are_of_the_same, differ

FORTNIGHT = 14 * MINUTES_A_DAY  # between publications of articles that tell the same news
DISPUTED = 4 * MINUTES_A_DAY  # further apart, two articles do not date one event


def cannot_be_one(one: Telling, other: Telling) -> bool:
    """Whether what two tellings say shows that they are two events: "a second" against "a third", denied or not.

    Other names alone do not (a company, its director), nor other numbers; both together do.
    """
    if one.reporting != other.reporting or (one.apart and other.apart and one.apart.isdisjoint(other.apart)):
        return True
    if one.polarities.isdisjoint(other.polarities):
        return True
    if _are_exchanged(one, other) or (differ(one.places, other.places) and one.who.isdisjoint(other.who)):
        return True
    if _of_others(one, other) or (differ(one.who, other.who) and differ(one.numbers, other.numbers)):
        return True
    if (one.status in AHEAD) != (other.status in AHEAD) and one.date is not None and other.date is not None:
        return not one.date.meets(other.date)
    return gap(one.date, other.date) > max(DISPUTED, length(one.date), length(other.date))


def are_dated_apart(one: Telling, other: Telling) -> bool:
    """Whether the dates of two tellings do not meet: they are one event only where they are plainly one."""
    return one.date is not None and other.date is not None and not one.date.meets(other.date)


def _are_near(one: Telling, other: Telling) -> bool:
    if one.date is not None and other.date is not None and gap(one.date, other.date) <= DISPUTED:
        return True
    return one.published is None or other.published is None or abs(one.published - other.published) <= FORTNIGHT


def _of_others(one: Telling, other: Telling) -> bool:
    """Whether one verb has two subjects and nothing that it is done to: "the council voted", "the board voted"."""
    if one.verbs.isdisjoint(other.verbs):
        return False
    return differ(one.agents, other.agents) and one.patients.isdisjoint(other.patients)


def _are_exchanged(one: Telling, other: Telling) -> bool:
    """Who did it and to whom: "Dravia shelled Kestria", "Kestria shelled Dravia"."""
    turned = not one.agents.isdisjoint(other.patients) and not one.patients.isdisjoint(other.agents)
    return turned and one.agents.isdisjoint(other.agents) and one.patients.isdisjoint(other.patients)


def plainly_one(one: Telling, other: Telling) -> bool:
    """Whether two articles of one fortnight, or of dates that meet, tell the same of the same."""
    if one.document == other.document or one.reporting or other.reporting or one.apart != other.apart:
        return False
    if not _are_near(one, other) or not _status_fits(one, other) or cannot_be_one(one, other):
        return False
    if differ(one.who, other.who) or differ(one.numbers, other.numbers):
        return False  # two mentions alike, "the purchase of jets", where the rest of their chains names two buyers
    return any(_tell_the_same(part, another) for part in one.parts for another in other.parts)


def _tell_the_same(one: Part, other: Part) -> bool:
    """Whether two mentions tell the like of the same: who takes part is shared, and nothing contradicts it."""
    same_word = one.lemma == other.lemma
    if one.keys.isdisjoint(other.keys) or are_of_others(one, other, same_verb=same_word and one.verb and other.verb):
        return False
    return are_of_the_same(one, other, same_word=same_word, other_form=one.verb != other.verb)


def _status_fits(one: Telling, other: Telling) -> bool:
    """Whether the two may be one event by their status; what one article plans, a later one may tell as done."""
    if one.status == other.status or (one.status in HAPPENED and other.status in HAPPENED):
        return True
    return _comes_true(one, other) or _comes_true(other, one)


def _comes_true(plan: Telling, done: Telling) -> bool:
    if plan.status not in AHEAD or done.status not in HAPPENED or plan.published is None or done.published is None:
        return False
    if plan.published > done.published or plan.date is None:
        return False
    if done.date is not None:
        return plan.date.meets(done.date)
    return plan.date.start is not None and plan.date.start <= done.published


def gap(one: Interval | None, other: Interval | None) -> int:
    """Minutes between two dates."""
    if one is None or other is None or None in (one.start, one.end, other.start, other.end):
        return 0
    return max(0, (other.start or 0) - (one.end or 0), (one.start or 0) - (other.end or 0))


def length(date: Interval | None) -> int:
    """Minutes of a date, 0 where they are not known."""
    return 0 if date is None or date.start is None or date.end is None else date.end - date.start
