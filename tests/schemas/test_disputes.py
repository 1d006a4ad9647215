"""Where two articles give different dates for one event, both are told; where one merely says less, nothing is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from story import DAY, DOCUMENT, STORY, STRIKES, TIMEX

from timeline_service.calendar.intervals import Granularity, Interval, ordinal
from timeline_service.model import (
    Because,
    Chain,
    Claim,
    Conflict,
    Document,
    Entry,
    MentionRef,
    Participant,
    Story,
    Timex,
    When,
)
from timeline_service.schemas.answers import timeline
from timeline_service.schemas.disputes import other_dates

SAID_BY = Participant(STRIKES.attribution.span, "the ministry", "agent", token=0)


def day(n: int) -> Timex:
    """The timex of the sample article, as if it were of the n-th of October."""
    interval = Interval.of_days(ordinal(2025, 10, n), ordinal(2025, 10, n))
    return replace(TIMEX, value=f"2025-10-{n}", edtf=f"2025-10-{n}", interval=interval)


OCTOBER = replace(
    TIMEX, value="2025-10", edtf="2025-10", granularity=Granularity.MONTH,
    interval=Interval.of_days(ordinal(2025, 10, 1), ordinal(2025, 10, 31)),
)  # fmt: skip
EDITOR = replace(day(20), id="editor-c1", span=None)


def article(id: str, *dates: Timex) -> Document:
    signed, *others = DOCUMENT.events
    return replace(DOCUMENT, id=id, timexes=dates, events=(replace(signed, attribution=SAID_BY), *others))


def claim(target: str, relation: str = "STARTS_WITHIN", rule: str = "date/clause") -> Claim:
    return Claim(source="c1", relation=relation, target=target, precision=0.9, because=Because(rule))


def told(*documents: Document, admitted: Claim, refused: tuple[Claim, ...], shown: Interval = DAY) -> Story:
    """A story of one event that each document tells of once."""
    chain = Chain("c1", tuple(MentionRef(document.id, "e1") for document in documents))
    home, _, timex = admitted.target.partition("/")
    when = When(bounds=shown, edtf="2025-10-13", placement="dated", timex=MentionRef(home, timex))
    return replace(
        STORY, documents=documents, chains=(chain,), claims=(admitted, *refused), tlinks=(),
        conflicts=tuple(Conflict(each, (admitted,)) for each in refused),
        entries=(Entry(chain=chain, status="occurred", when=when, rank=1, title="The truce was signed"),),
    )  # fmt: skip


def others(story: Story) -> list[tuple[str, str | None]]:
    return [(each.document, each.timex.edtf) for each in other_dates(story, story.entries[0])]


FIRST, SECOND = article("d1", day(13)), article("d2", day(14))


def test_another_date_of_another_article_with_who_says_so() -> None:
    story = told(FIRST, SECOND, admitted=claim("d1/t1"), refused=(claim("d2/t1"), claim("d2/t1", "SIMULTANEOUS")))
    (event,) = timeline(story)["events"]
    (other,) = event["disputed"]
    assert (other["document"], other["edtf"], other["timex"]) == ("d2", "2025-10-14", "d2/t1")
    assert other["attribution"] == {"document": "d2", "text": "the ministry", **dict(zip(
        ("start", "end"), SAID_BY.span, strict=True))}  # fmt: skip
    assert event["when"]["edtf"] == "2025-10-13", "both are kept"


NONE = {
    "of the same article": told(article("d1", day(13), replace(day(14), id="t2")), SECOND,
                                admitted=claim("d1/t1"), refused=(claim("d1/t2"),)),
    "the day of publication": told(FIRST, SECOND, admitted=claim("d1/t1"),
                                   refused=(claim("d2/t0", "STARTS_BY", "status/occurred"),)),
    "a date that says less": told(FIRST, article("d2", OCTOBER), admitted=claim("d1/t1"), refused=(claim("d2/t1"),)),
    "an end": told(FIRST, SECOND, admitted=claim("d1/t1"), refused=(claim("d2/t1", "ENDS_WITHIN"),)),
    "the same day": told(FIRST, article("d2", day(13)), admitted=claim("d1/t1"), refused=()),
}  # fmt: skip


@pytest.mark.parametrize("case", NONE)
def test_no_dispute(case: str) -> None:
    assert others(NONE[case]) == []


def by_editor(*documents: Document, refused: tuple[Claim, ...]) -> Story:
    first = replace(documents[0], timexes=(*documents[0].timexes, EDITOR))
    corrected = claim("d1/editor-c1", rule="editor")
    story = told(first, *documents[1:], admitted=corrected, refused=refused, shown=EDITOR.interval)
    return replace(story, claims=(*story.claims, *(claim(f"{d.id}/t1") for d in documents)))


def test_an_editor_who_corrects_what_all_say_leaves_no_dispute() -> None:
    assert others(by_editor(FIRST, refused=(claim("d1/t1"),))) == []
    agreeing = (claim("d1/t1"), claim("d2/t1"))
    assert others(by_editor(FIRST, article("d2", day(13)), refused=agreeing)) == []


def test_an_editor_settles_the_date_and_not_what_was_said() -> None:
    third = by_editor(FIRST, SECOND, refused=(claim("d1/t1"), claim("d2/t1")))
    assert others(third) == [("d1", "2025-10-13"), ("d2", "2025-10-14")]
    sided = by_editor(FIRST, article("d2", day(20)), refused=(claim("d1/t1"),))
    assert others(sided) == [("d1", "2025-10-13")]
