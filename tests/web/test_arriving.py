"""Bodies that are arriving: together they stay within a bound, and who holds much for long makes room."""

from __future__ import annotations

from timeline_service.web.front import Arriving


def test_the_oldest_of_the_large_ones_makes_room() -> None:
    arriving = Arriving(100)
    slow, first, second = (arriving.begin() for _ in range(3))
    assert arriving.add(slow, b"{")
    assert arriving.add(first, b"x" * 49) and arriving.add(second, b"x" * 50)
    new = arriving.begin()
    assert arriving.add(new, b"y" * 40)
    assert (slow, len(first), len(second), new) == (b"{", 0, 50, b"y" * 40)
    assert not arriving.add(first, b"x") and not first, "and is told so with what it sends next"
    assert arriving.add(slow, b"}") and slow == b"{}"


def test_what_is_given_up_or_done_leaves_its_room() -> None:
    arriving = Arriving(100)
    for _ in range(5):
        body = arriving.begin()
        assert arriving.add(body, b"x" * 90)
        arriving.give_up(body)
        arriving.give_up(body)
    kept = arriving.begin()
    assert arriving.add(kept, b"x" * 100)


def test_one_that_is_the_largest_itself_is_given_up() -> None:
    arriving = Arriving(100)
    small, large = arriving.begin(), arriving.begin()
    assert arriving.add(small, b"x" * 10)
    assert not arriving.add(large, b"x" * 91) and not large
    assert small == b"x" * 10
