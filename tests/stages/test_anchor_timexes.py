"""Anchors: publication time, narrated time, tense, zones, order of day and month; and nothing invented without them."""

from __future__ import annotations

import pytest
import said

from timeline_service import languages
from timeline_service.calendar.intervals import Granularity
from timeline_service.explain import explain
from timeline_service.model import Document, creation_time
from timeline_service.pipeline import read_dates

ENGLISH = languages.load("en")


def read(text: str, published: str | None = "2025-10-24", *, language: str = "en") -> Document:
    dct = creation_time(published) if published else None
    return read_dates(Document(id="d1", text=text, dct=dct, language=language), ENGLISH)


def values(text: str, published: str | None = "2025-10-24", *, language: str = "en") -> list[str]:
    return [t.value for t in read(text, published, language=language).timexes]


def test_a_full_date_is_stated_and_the_rest_is_resolved_from_the_publication() -> None:
    full, bare = read("It was signed on October 13, 2025 and broken on Tuesday.").timexes
    assert (full.basis, full.anchor, full.edtf) == ("stated", None, "2025-10-13")
    assert (bare.basis, bare.anchor, bare.edtf) == ("resolved", "t0", "2025-10-21")
    assert bare.because[0].note == "counted from t0"


def test_anaphora_are_counted_from_what_was_told() -> None:
    first, second, third = read(
        "It was signed on October 13. Two days later it broke, and that night guns spoke."
    ).timexes
    assert (second.value, second.anchor) == ("2025-10-15", first.id)
    assert (third.value, third.anchor) == ("2025-10-15TNI", second.id)


def test_tense_says_on_which_side_a_bare_weekday_lies() -> None:
    assert values("They met on Monday.") == ["2025-10-20"]
    assert values("They will meet on Monday.") == ["2025-10-27"]
    assert values("A hearing is scheduled for Monday.") == ["2025-10-27"]
    assert values("They have until Monday.") == ["2025-10-27"]


@pytest.mark.parametrize(("sentence", "value"), [
    ("The minister promised on Friday to resign.", "2026-05-01"),
    ("The miners could strike on Friday.", "2026-05-08"),
    ("The road could reopen as soon as Sunday.", "2026-05-10"),
])  # fmt: skip
def test_the_verb_that_a_day_hangs_from_says_its_side(sentence: str, value: str) -> None:
    assert [t.value for t in said.read(sentence, published="2026-05-06").timexes] == [value]


def test_that_month_is_of_the_year_that_is_told_about() -> None:
    text = "In March 2022 it lost the case, and it dropped the appeal that November. "
    assert values(text) == ["2022-03", "2022-11"]
    assert values(text + "The fund opens in May 2026. Its head had left that winter.")[-1] == "2022-WI"
    told = read("It was lost on October 1, 2022. The mayor said that Monday and Tuesday were busy.").timexes
    assert [t.text for t in told] == ["October 1, 2022", "Monday", "Tuesday"]


def test_a_story_that_counts_its_days_keeps_its_year() -> None:
    told = "The leak began on 3 March 2024. It ended two weeks later, on March 17. "
    assert values(told + "Clients were told on 2 April.")[-1] == "2024-04-02"
    assert values("The leak began in March 2024. Clients were told on 2 April.")[-1] == "2025-04-02"


def test_what_happened_at_an_hour_did_not_happen_on_a_day_to_come() -> None:
    text = "Talks ended on Thursday. A march set for next Tuesday is off. The envoys left at 11:40 p.m."
    assert values(text)[-1] == "2025-10-23T23:40"


def test_the_last_week_of_a_month_has_most_of_its_days_inside() -> None:
    assert values("The vote will be held in the last week of June 2026.") == ["2026-W26"]


def test_the_day_of_a_clause_is_no_date_of_its_own() -> None:
    assert values("It was lost on June 21, the day the comet passed.") == ["2025-06-21"]


def test_without_a_publication_date_nothing_is_now() -> None:
    document = read("It was signed on October 13. On Tuesday, yesterday, currently.", None)
    assert [t.value for t in document.timexes] == ["XXXX-10-13", "XXXX-WXX-2", "PAST_REF", "PRESENT_REF"]
    assert {t.interval for t in document.timexes} == {None} and {t.basis for t in document.timexes} == {"none"}
    assert [t.edtf for t in document.timexes] == ["XXXX-10-13", None, None, None]
    assert [note.code for note in document.notes] == ["no-publication-date"]


def test_a_document_of_full_dates_needs_no_note() -> None:
    assert read("It was signed on October 13, 2025.", None).notes == ()


HISTORY = "The works opened in 1911. In 1914 they closed. They burned on 3 July 1919. "


def test_a_history_reads_bare_dates_beside_the_narrated_one() -> None:
    assert values(HISTORY + "On 5 July the owner died.")[-1] == "1919-07-05"
    assert values(HISTORY + "In January the owner died.")[-1] == "1920-01"
    assert values(HISTORY + "In January the owner died.", None)[-1] == "1920-01"


def test_a_history_under_a_dateline_opens_with_the_days_before_it() -> None:
    under = "Friday, 24 October 2025\n\nOn Wednesday morning the owner died. "
    assert values(under + HISTORY)[:2] == ["2025-10-24", "2025-10-22TMO"]


@pytest.mark.parametrize(("words", "day"), [
    ("“He left yesterday,” she said.", "1919-07-02"),
    ('"He left yesterday," she said.', "1919-07-02"),
    ("«He left yesterday», she said.", "1919-07-02"),
    ("“He left yesterday.\n“He took the car,” she said.", "1919-07-02"),
    ("“He left.” He was seen yesterday.", "2025-10-23"),
])  # fmt: skip
def test_somebodys_own_words_speak_from_the_time_that_a_history_tells(words: str, day: str) -> None:
    told = "They were planned in 1903. In 1907 they were begun. "
    assert values(told + HISTORY + words)[-1] == day


def test_a_year_named_in_passing_does_not_move_a_history() -> None:
    assert values(HISTORY + "The rebuilding, planned for 1925, began on 9 August.")[-1] == "1919-08-09"


def test_news_with_one_old_year_stays_news() -> None:
    assert (
        values("The plant, built in 1911, closed on Monday. It opened in 1911. Since 1914 it grew. In May it burned.")[
            -1
        ]
        == "2025-05"
    )


def test_a_year_ago_among_quarters_is_the_same_quarter() -> None:
    assert values("Third-quarter profit rose from $3 million a year earlier.") == ["2025-Q3", "2024-Q3"]


@pytest.mark.parametrize(
    ("published", "day"), [("2025-10-24T00:30:00+02:00", "2025-10-23"), ("2025-10-23T22:30:00Z", "2025-10-22")]
)
def test_yesterday_is_that_of_the_place_of_publication(published: str, day: str) -> None:
    assert values("It ended yesterday.", published) == [day]


def test_a_clock_time_keeps_its_zone_and_lies_on_the_civil_axis_of_the_publication() -> None:
    (timex,) = read("It struck at 11:30 p.m. GMT Thursday.", "2025-10-24T18:05:00+02:00").timexes
    assert (timex.value, timex.edtf, timex.offset) == ("2025-10-23T23:30Z", "2025-10-23T23:30:00Z", 0)
    assert timex.granularity is Granularity.MINUTE
    assert timex.interval is not None and timex.interval.earliest == "2025-10-24"  # 01:30 in the zone of publication


def test_local_time_is_that_of_the_dateline() -> None:
    (timex,) = read("NAIROBI, Kenya — It struck at 3 p.m. local time.").timexes
    assert timex.edtf == "2025-10-24T15:00:00+03:00"


def test_a_clock_time_takes_the_day_named_beside_it() -> None:
    first, second, _ = read("It struck at 10:35 a.m. (0735 GMT) Thursday.").timexes[:3] or (None,) * 3
    assert first is not None and first.value == "2025-10-23T10:35"
    assert second is not None and second.value == "2025-10-23T07:35Z"


@pytest.mark.parametrize(
    ("text", "language", "value", "others"),
    [
        ("It began on 03/04/2025.", "en", "2025-03-04", ("2025-04-03",)),
        ("It began on 03/04/2025.", "en-GB", "2025-04-03", ()),
        ("It began on 03/04/2025 and ended on 23/05/2025.", "en", "2025-04-03", ()),
        ("It began on 03/04/2025 in the town centre.", "en", "2025-04-03", ()),
        ("It began on 03/04/2025, not on May 9, 2025.", "en", "2025-03-04", ()),
        ("It began on 11/10/2025.", "en", "2025-10-11", ()),  # November has not been
    ],
)
def test_day_or_month_first_by_the_texts_own_evidence(
    text: str, language: str, value: str, others: tuple[str, ...]
) -> None:
    timex = read(text, language=language).timexes[0]
    assert (timex.value, timex.other_readings) == (value, others)


def test_explain_says_rule_meaning_anchor_and_value() -> None:
    lines = "\n".join(explain(read("It ended two weeks ago.")))
    for words in (
        "“two weeks ago” at 9",
        "<n> <unit> ago",
        "2 week(s) before the time of speaking",
        "t0 2025-10-24",
        "2025-W41",
    ):
        assert words in lines


def test_every_form_can_be_explained() -> None:
    text = (
        "On 03/04/2025, every Monday, at noon Friday, last week, next May, in the past two days, now, a week, "
        "the 1990s, the third quarter of 1984, January this year, the last Friday in May 2012, Easter Monday"
    )
    lines = list(explain(read(text)))
    assert not any("    says     nothing" in line for line in lines)


def test_bare_times_of_day_belong_to_the_day_told_beside_them() -> None:
    text = "It left on Tuesday. The crew called at 1:12 p.m. and the fire was out by the afternoon."
    assert values(text) == ["2025-10-21", "2025-10-21T13:12", "2025-10-21TAF"]
    assert values("It left at 11:30 p.m. Sunday. Smoke rose at 1:12 a.m. and 4 a.m.")[1:] == [
        "2025-10-20T01:12",
        "2025-10-20T04:00",
    ]
    assert values("It lasted from 6 a.m. to 10 p.m. on Monday.") == ["2025-10-20T06:00", "2025-10-20T22:00"]


def test_a_time_given_in_gmt_too_tells_the_zone_of_the_publication() -> None:
    first, second = read("It struck at 4:52 a.m. (0022 GMT).", "2025-03-06T21:40:00+04:30").timexes
    assert (first.edtf, second.edtf) == ("2025-03-06T04:52:00+04:30", "2025-03-06T00:22:00Z")
    assert first.interval == second.interval


def test_a_time_with_its_zone_takes_the_day_of_the_universal_time_in_brackets() -> None:
    first, second = read("It was out at 20:00 EST (0100 UTC Sunday).", "2018-01-10").timexes
    assert (first.edtf, second.edtf) == ("2018-01-06T20:00:00-05:00", "2018-01-07T01:00:00Z")


def test_a_year_before_local_time_is_no_hour() -> None:
    (crash,) = read("It crashed on May 31, 2009 local time (UTC-03:00).").timexes
    assert crash.edtf == "2009-05-31"
    assert values("It struck on May 31 at 2015 GMT.") == ["2025-05-31T20:15Z"]


def test_no_date_is_skipped_over() -> None:
    text = "It began on 4 May 1931. In the summer of 1956 it was seized, and ten days later gunboats came."
    assert read(text).timexes[-1].interval is None


def test_both_ends_of_a_range_share_the_year() -> None:
    assert values("It ran from November 15 to February 15, 1989.") == ["1988-11-15", "1989-02-15"]
    assert values("Between March and April 1918 it rained.") == ["1918-03", "1918-04"]


def test_a_gap_after_a_clock_time_keeps_its_zone() -> None:
    _, later = read("It left the pad at 13:42 UTC. The panels unfolded 51 minutes later.").timexes
    assert later.edtf == "2025-10-24T14:33:00Z"


def test_a_year_still_to_come_does_not_move_a_history() -> None:
    assert values(HISTORY + "A show was planned in 1920. On 9 August it rained.")[-1] == "1919-08-09"


def test_a_season_without_its_year_does_not_move_a_history_and_a_new_section_does() -> None:
    assert values(HISTORY + "The winter was hard. On 2 August it rained.")[-1] == "1919-08-02"
    assert values(HISTORY + "\n\nThe second works\n\nWork began again in 1912 here. In May it ended.")[-1] == "1912-05"


def test_seasons_of_a_range_share_the_year() -> None:
    assert values("They spent the spring and early summer of 1943 at sea.") == ["1943-SP", "1943-SU"]


def test_that_afternoon_is_of_the_day_that_the_paragraph_before_tells_about() -> None:
    told = "Smoke rose at 1:12 a.m. on Monday and they were ashore by 8 a.m. Two were released on Tuesday.\n"
    assert values(told + "The ship was towed in that afternoon.")[-1] == "2025-10-20TAF"
    assert values("It sank on Monday.\nOn Tuesday it was found, and that afternoon raised.")[-1] == "2025-10-21TAF"


def test_that_afternoon_takes_the_day_named_right_after_it() -> None:
    assert values("They met on Oct. 22. That afternoon, on Oct. 21, two had left.")[1] == "2025-10-21TAF"


@pytest.mark.parametrize(("after", "value"), [
    ("The next day guns spoke.", "2025-10-24"),
    ("Two days later guns spoke.", "2025-10-25"),
    ("The ministers had met at 9 p.m. that evening.", "2025-10-23T21:00"),
])  # fmt: skip
def test_the_midnight_that_ends_a_day_is_told_of_that_day(after: str, value: str) -> None:
    assert values("The pact lapsed at midnight on Thursday. " + after)[-1] == value


@pytest.mark.parametrize("back", [
    "after shelling the previous night",
    "after shelling at 9 p.m. the previous night",
    "two weeks earlier it had been shelled",
])  # fmt: skip
def test_what_a_sentence_looks_back_at_does_not_move_the_story(back: str) -> None:
    assert values(f"The town fell on Oct. 3, {back}. Three days later it was retaken.")[-1] == "2025-10-06"


def test_what_a_sentence_of_its_own_looks_back_at_does_not_move_the_story() -> None:
    told = said.read(
        "The town fell on Sunday.", "It had been shelled the previous night.", "Three days later it was retaken."
    )
    assert [t.value for t in told.timexes] == ["2026-05-03", "2026-05-02TNI", "2026-05-06"]


@pytest.mark.parametrize(("told", "local", "universal"), [
    ("It struck at 6 a.m. on Monday (0300 GMT).", "2025-10-20T06:00:00+03:00", "2025-10-20T03:00:00Z"),
    ("It struck at 3 a.m. on Tuesday (1800 GMT).", "2025-10-21T03:00:00+09:00", "2025-10-20T18:00:00Z"),
    ("It struck at 11 p.m. on Tuesday (0400 GMT).", "2025-10-21T23:00:00-05:00", "2025-10-22T04:00:00Z"),
])  # fmt: skip
def test_gmt_in_brackets_takes_the_day_of_the_local_time_and_gives_it_its_zone(
    told: str, local: str, universal: str
) -> None:
    first, second = read(told, "2025-10-24T12:00:00Z").timexes
    assert (first.edtf, second.edtf) == (local, universal)
    assert first.interval is not None and second.interval is not None
    assert first.interval.start == second.interval.start


@pytest.mark.parametrize(("day", "weekend"), [
    ("Friday, October 17", "2025-10-18/2025-10-19"),
    ("Saturday, October 18", "2025-10-25/2025-10-26"),
    ("Sunday, October 19", "2025-10-25/2025-10-26"),
])  # fmt: skip
def test_the_following_weekend_is_the_first_that_has_not_begun(day: str, weekend: str) -> None:
    assert read(f"It ended on {day}, and the following weekend was quiet.", "2025-10-29").timexes[-1].edtf == weekend


@pytest.mark.parametrize(("told", "value", "edtf", "granularity"), [
    ("Profit rose in the three months to June.", "P3M", "2025-04-01/2025-06-30", Granularity.MONTH),
    ("Profit rose in three months ended June 2024.", "P3M", "2024-04-01/2024-06-30", Granularity.MONTH),
    ("Sales for the 12 months ended June 30 were flat.", "P12M", "2024-07-01/2025-06-30", Granularity.MONTH),
    ("In the year to March sales fell.", "P1Y", "2024-04-01/2025-03-31", Granularity.YEAR),
    ("It rained in the first two weeks of July.", "P2W", "2025-07-01/2025-07-14", Granularity.WEEK),
    ("It rained in the last ten days of May 2024.", "P10D", "2024-05-22/2024-05-31", Granularity.DAY),
])  # fmt: skip
def test_a_length_of_time_is_part_of_the_stretch_named_behind_it(
    told: str, value: str, edtf: str, granularity: Granularity
) -> None:
    length = read(told).timexes[0]
    assert (length.type, length.value, length.edtf, length.granularity) == ("DURATION", value, edtf, granularity)
    assert length.interval is not None and f"{length.interval.earliest}/{length.interval.latest}" == edtf


@pytest.mark.parametrize("told", [
    "They walked for three months to June.",
    "It was open in the three months from June.",
    "It was closed for weeks to June.",
])  # fmt: skip
def test_a_length_of_its_own_is_no_part_of_a_stretch(told: str) -> None:
    assert read(told).timexes[0].interval is None


def test_the_month_that_a_stretch_ends_with_is_not_what_is_told_about() -> None:
    told = "The mill closed on 3 March. Sales fell in the three months to September. Two months later it reopened."
    assert values(told)[-1] == "2025-05"


def test_a_weekday_needs_no_date_that_moved_the_story() -> None:
    told = "Profit rose in the three months to June, the bank said on Friday."
    assert values(told) == ["P3M", "2025-06", "2025-10-24"]


def test_since_looks_back_under_a_verb_of_the_future() -> None:
    assert values("They will have counted votes since Monday.") == ["2025-10-20"]
    assert values("They will count votes on Monday.") == ["2025-10-27"]


def test_what_is_called_for_lies_ahead() -> None:
    assert values("The deal called for Monday.") == ["2025-10-27"]


def test_usually_and_every_year_mean_a_month_of_any_year() -> None:
    (month,) = read("The fair is usually in May.").timexes
    assert (month.value, month.interval, month.basis) == ("XXXX-05", None, "none")
    assert values("It is cold in May every year.")[0] == "XXXX-05"
    assert values("It is cold in May. Every year it rains.")[0] == "2025-05"
    assert values("It was usually cold in May.") == ["2025-05"]


GUIDE = "The lake is a place for boats and for long walks along the shore, and there is room for all. " * 18


def test_a_long_text_that_names_no_day_speaks_of_the_months_of_any_year() -> None:
    assert values(GUIDE + "There is snow in January.") == ["XXXX-01"]
    assert values(GUIDE + "The dry season is July to September.") == ["XXXX-07", "XXXX-09"]
    assert values(GUIDE + "It is cold on 3 May.") == ["2025-05-03"]
    assert values("There is snow in January.") == ["2026-01"]
    assert values(GUIDE + "The ferry stopped yesterday. There is snow in January.")[-1] == "2026-01"


def test_the_time_at_the_head_of_an_entry_is_of_the_day_of_publication() -> None:
    told = "The crews met at 9 a.m. on Thursday."
    assert values(told + "\n10:15 The road is open again.")[-1] == "2025-10-24T10:15"
    assert values(told + "\nAt 10:15 the road opened.")[-1] == "2025-10-23T10:15"


def test_a_year_named_before_a_semicolon_is_not_that_of_the_month_behind_it() -> None:
    assert values("In 2021 the firm sold a yard, and it burned in May.")[-1] == "2021-05"
    assert values("In 2021 the firm sold a yard; it burned in May.")[-1] == "2025-05"


OPENED = ("The works opened in 1911.", "The works closed in 1914.", "The works burned in 1919.")


def test_a_history_that_has_come_to_the_last_year_goes_on_from_there_and_speaks_of_what_is_to_come() -> None:
    late = "The works reopened in June 2025."
    plan = said.read(*OPENED, late, "The mill plans to open on July 9.").timexes[-1]
    shut = said.read(*OPENED, late, "The mill shut in February.").timexes[-1]
    assert (plan.value, shut.value) == ("2026-07-09", "2026-02")
    assert said.read(*OPENED, "The mill shut in February.").timexes[-1].value == "1919-02"


def test_what_was_done_the_next_day_was_not_done_after_a_day_to_come() -> None:
    told = said.read(
        "The league demanded on Tuesday that it be paid by 5 June.", "The next day its leader tabled a motion."
    ).timexes
    assert [timex.value for timex in told] == ["2026-05-05", "2026-06-05", "2026-05-06"]


@pytest.mark.parametrize(("text", "published", "value"), [
    ("The gate closed at 5 p.m.", "2025-10-24T13:30:00+02:00", "2025-10-23T17:00"),
    ("The gate closed at 5 p.m.", "2025-10-24T18:30:00+02:00", "2025-10-24T17:00"),
    ("The gate closed at 5 p.m.", "2025-10-24", "2025-10-24T17:00"),
    ("The gate closes at 5 p.m.", "2025-10-24T13:30:00+02:00", "2025-10-24T17:00"),
    ("The gate closed at 5 p.m. GMT.", "2025-10-24T13:30:00+02:00", "2025-10-24T17:00Z"),
    ("TOKYO — The gate closed at 5 p.m.", "2025-10-24T13:30:00+02:00", "2025-10-24T17:00"),
])  # fmt: skip
def test_what_was_done_at_an_hour_that_had_not_struck_was_done_the_day_before(text, published, value) -> None:
    assert values(text, published)[-1] == value
