"""What is remembered is dated by its age, from publication."""
from __future__ import annotations

from said import found

from timeline_service.calendar.intervals import MINUTES_A_DAY, ordinal
from timeline_service.evidence.anniversaries import claims

PUBLISHED = "2026-05-06"


def days_before(claim: object) -> tuple[int, int]:
    """The first and the last day before publication on which the event may have begun."""
    low, high = claim.gap  # type: ignore[attr-defined]
    return -(-low // MINUTES_A_DAY), high // MINUTES_A_DAY


def test_days_since_count_back_from_publication():
    said = found(claims, "It is 50 days since rebels seized the port.", published=PUBLISHED)
    (claim,) = said.values()
    assert [key[:2] for key in said] == [("seized", "STARTS_BEFORE")]
    assert days_before(claim) == (50, 50)


def test_an_anniversary_is_near_the_day_of_the_year():
    said = found(claims, "Bells rang on Wednesday, the 20th anniversary of the crash.", published=PUBLISHED)
    (claim,) = said.values()
    assert [key[:2] for key in said] == [("crash", "STARTS_BEFORE")]
    exact = ordinal(2026, 5, 6) - ordinal(2006, 5, 6)
    assert days_before(claim) == (exact - 3, exact + 3)


def test_without_a_day_of_publication_nothing_is_dated():
    assert found(claims, "It is 50 days since rebels seized the port.", published=None) == {}


def test_an_anniversary_that_is_dated_counts_back_from_its_own_date():
    said = found(claims, "Orsa will mark the 20th anniversary of the crash next month.", published=PUBLISHED)
    ((source, relation, target), claim) = next(iter(said.items()))
    june = ordinal(2026, 6, 1)
    assert len(said) == 1 and (source, relation, target) == ("crash", "STARTS_BEFORE", "next month")
    assert days_before(claim) == (june - ordinal(2006, 6, 30) - 3, june - ordinal(2006, 6, 1) + 3)
    said = found(claims, "In June 2019 Orsa marked the 10th anniversary of the crash.", published=None)
    assert list(said) == [("crash", "STARTS_BEFORE", "June 2019")]


def test_an_anniversary_still_to_come_on_a_day_that_is_not_told_dates_nothing():
    assert found(claims, "Orsa will mark the 20th anniversary of the crash.", published=PUBLISHED) == {}
