"""A small story, made by hand, for tests of what is done with one: no model, no pipeline."""

from __future__ import annotations

from dataclasses import replace

from timeline_service.calendar.intervals import Granularity, Interval, ordinal
from timeline_service.model import (
    Because,
    Block,
    Chain,
    Claim,
    Conflict,
    Document,
    Entry,
    Event,
    MentionRef,
    Note,
    Participant,
    Sentence,
    Span,
    Story,
    Timex,
    TLink,
    When,
    creation_time,
)  # fmt: skip

TEXT = "Truce holds\n\nThe truce 🕊 was signed on October 13. Strikes followed, the ministry said. A vote is planned."
DAY = Interval.of_days(ordinal(2025, 10, 13), ordinal(2025, 10, 13))
AFTER = Interval(DAY.end, (ordinal(2025, 10, 24) + 1) * 1440)


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def _event(id: str, words: str, sentence: int) -> Event:
    return Event(
        id=id, span=_span(words), text=words, token=0, lemma=words.lower(), sentence=sentence, clause=None,
        event_class="OCCURRENCE", tense="PAST", aspect="NONE", status="occurred",
    )  # fmt: skip


def _sentence(i: int, words: str) -> Sentence:
    return Sentence(i, 0, 0, _span(words), 1, "body")


TIMEX = Timex(
    id="t1", span=_span("October 13"), text="October 13", type="DATE", value="2025-10-13", interval=DAY,
    granularity=Granularity.DAY, edtf="2025-10-13", anchor="t0", basis="resolved", because=(Because("<month> <day>"),),
)  # fmt: skip
SIGNED = replace(
    _event("e1", "signed", 0), participants=(Participant(_span("The truce"), "The truce", "patient", token=0),)
)
STRIKES = replace(
    _event("e2", "Strikes", 1), attribution=Participant(_span("the ministry"), "the ministry", "agent", token=0)
)
VOTE = replace(_event("e3", "vote", 2), status="planned", tense="FUTURE", pos="NOUN")
DOCUMENT = Document(
    id="d1",
    text=TEXT,
    dct=creation_time("2025-10-24"),
    dct_source="request",
    blocks=(Block(_span("Truce holds"), "headline"),),
    sentences=(
        _sentence(0, "The truce 🕊 was signed on October 13."),
        _sentence(1, "Strikes followed, the ministry said."),
        _sentence(2, "A vote is planned."),
    ),
    timexes=(TIMEX,),
    events=(SIGNED, STRIKES, VOTE),
    notes=(Note("a-note", "Something to know."),),
)
CLAIM = Claim(source="c1", relation="AFTER", target="c2", precision=0.6, because=Because("narrative"))
AGAINST = Claim(
    source="c1", relation="IS_INCLUDED", target="d1/t1", precision=0.9, because=Because("date"), origin="dates"
)


def _entry(n: int, title: str, when: When, status: str = "occurred") -> Entry:
    chain = Chain(f"c{n}", (MentionRef("d1", f"e{n}"),))
    because = (Because("signal/after", "told so", (_span("followed"),)),)
    return Entry(
        chain=chain, status=status, when=when, rank=n, title=title, salience=0.91239, confidence=0.8, because=because
    )  # type: ignore[arg-type]


STORY = Story(
    documents=(DOCUMENT,),
    chains=tuple(Chain(f"c{n}", (MentionRef("d1", f"e{n}"),)) for n in (1, 2, 3)),
    tlinks=(
        TLink("c1", "BEFORE", "c2", "stated", (Because("signal/after"),), connected=True),
        TLink("c1", "BEFORE", "c9", "inferred"),
    ),
    conflicts=(Conflict(CLAIM, (AGAINST,)),),
    entries=(
        _entry(
            2,
            "Strikes followed",
            When(bounds=AFTER, edtf="2025-10-14/2025-10-24", placement="bounded", basis="inferred"),
        ),
        _entry(
            1,
            "The truce was signed",
            When(
                edtf="2025-10-13", bounds=DAY, granularity=Granularity.DAY, basis="resolved", placement="dated",
                timex=MentionRef("d1", "t1"), text="October 13",
            ),
        ),
        _entry(3, "A vote is planned", When(placement="ordered"), "planned"),
    ),
)  # fmt: skip
