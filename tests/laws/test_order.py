"""Laws of the order of a story, whatever is claimed: refusals explain themselves, equal claims come in any order."""
from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from laws.lawful import lawful_conflict, lawful_story

from timeline_service.calendar.intervals import MINUTES_A_DAY, Interval
from timeline_service.languages import load
from timeline_service.model import Because, Chain, Claim, Document, Event, MentionRef, Span, Story, Timex, creation_time
from timeline_service.network.allen import RELATIONS
from timeline_service.stages import gather_claims as gathering
from timeline_service.stages.order_events import order_events
from timeline_service.stages.order_events.admit_claims import order

ENGLISH = load("en")
CHAINS, DATES = 5, 4
NAMES = st.sampled_from([f"e{n}" for n in range(1, CHAINS + 1)])
TARGETS = st.one_of(NAMES, st.sampled_from([f"d1/t{n}" for n in range(DATES + 1)]))
DAY = MINUTES_A_DAY
GAPS = st.one_of(
    st.none(), st.none(), st.tuples(st.integers(-3, 0).map(DAY.__mul__), st.integers(0, 3).map(DAY.__mul__))
)
CLAIMS = st.lists(
    st.builds(
        Claim, source=NAMES, relation=st.sampled_from(sorted(RELATIONS)), target=TARGETS,
        precision=st.sampled_from([0.6, 0.8, 0.8, 0.9]), because=st.builds(Because, st.sampled_from(["one", "other"])),
        document=st.just("d1"), gap=GAPS,
    ).filter(lambda claim: claim.source != claim.target),
    max_size=14,
)  # fmt: skip
STATUSES = st.lists(st.sampled_from(["occurred", "planned", "possible", "ongoing"]), min_size=CHAINS, max_size=CHAINS)


def story(statuses: list[str]) -> Story:
    """Five events that nothing is known of, and four days that stand in the text."""
    dct = creation_time("2025-10-24")
    assert dct.interval is not None and dct.interval.start is not None
    events = tuple(
        Event(
            id=f"e{n}", span=Span(n, n + 1), text="x", token=n, lemma="x", sentence=0, clause=None,
            event_class="OCCURRENCE", tense="PAST", aspect="NONE", status=status,  # type: ignore[arg-type]
        )
        for n, status in enumerate(statuses, start=1)
    )  # fmt: skip
    first = dct.interval.start - 10 * DAY
    timexes = tuple(
        Timex(
            id=f"t{n}", span=Span(20 + n, 21 + n), text="x", type="DATE", value="x", edtf="2025-10-20",
            interval=Interval(first + n * 3 * DAY, first + (n * 3 + 2) * DAY),
        )
        for n in range(1, DATES + 1)
    )  # fmt: skip
    document = Document(id="d1", text="x" * 40, dct=dct, events=events, timexes=timexes)
    chains = tuple(Chain(f"e{n}", (MentionRef("d1", f"e{n}"),)) for n in range(1, CHAINS + 1))
    return Story(documents=(document,), chains=chains)


def told(of: Story, claims: list[Claim]) -> Story:
    """The story as it is told when its evidence says ``claims``, in that order."""
    kept, gathering.EVIDENCE = gathering.EVIDENCE, (lambda story, language: iter(claims),)
    try:
        return order_events(gathering.gather_claims(of, ENGLISH), ENGLISH)
    finally:
        gathering.EVIDENCE = kept


@settings(deadline=None, max_examples=200)
@given(STATUSES, CLAIMS)
def test_what_is_refused_contradicts_what_it_is_said_to(statuses: list[str], claims: list[Claim]) -> None:
    lawful_story(told(story(statuses), claims))


@settings(deadline=None, max_examples=100)
@given(STATUSES, CLAIMS, st.randoms(use_true_random=False))
def test_equal_claims_may_come_in_any_order(statuses: list[str], claims: list[Claim], chance) -> None:
    equals = [replace(claim, precision=0.8) for claim in claims]
    one = told(story(statuses), equals)
    chance.shuffle(equals)
    assert told(story(statuses), equals) == one


@settings(deadline=None, max_examples=200)
@given(CLAIMS, CLAIMS)
def test_what_is_refused_after_days_were_counted_says_what_is_against_it(first: list[Claim], then: list[Claim]) -> None:
    network = order(story(["occurred"] * CHAINS))
    network.admit(first)
    network.shift_days()
    network.admit(then)
    for conflict in network.conflicts:
        lawful_conflict(story(["occurred"] * CHAINS), conflict)


def test_what_days_count_against_names_the_count_and_the_day_it_is_from() -> None:
    said = {"precision": 0.9, "because": Because("one"), "document": "d1"}
    first = Claim(source="e1", relation="IS_INCLUDED", target="d1/t1", **said)
    later = Claim(source="e2", relation="AFTER", target="e1", gap=(-8 * DAY, -8 * DAY), **said)
    elsewhere = Claim(source="e2", relation="IS_INCLUDED", target="d1/t3", **said)
    network = order(story(["occurred"] * CHAINS))
    network.admit([first, later])
    network.shift_days()
    network.admit([elsewhere])
    (conflict,) = network.conflicts
    assert (conflict.claim, set(conflict.against)) == (elsewhere, {first, later})
