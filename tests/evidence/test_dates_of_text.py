"""Whose a date is, in sentences that the shipped pipeline reads."""

from __future__ import annotations

import pytest

from timeline_service import languages
from timeline_service.evidence import containers
from timeline_service.model import Chain, MentionRef, Story
from timeline_service.schemas.article import Article
from timeline_service.service import dates, document_of, extract, read_document

pytestmark = pytest.mark.model


def rows(text: str, published_at: str) -> dict[str, str]:
    """Date by title."""
    answer = extract(Article().load({"text": text, "published_at": published_at}), longest=1_000)
    return {event["title"]: event["when"]["edtf"] for event in answer["events"]}


def sure(text: str, published_at: str) -> dict[str, str | None]:
    """The first day on which it can have been, by title; None where the text leaves that open, whatever is likely."""
    answer = extract(Article().load({"text": text, "published_at": published_at}), longest=1_000)
    return {event["title"]: event["when"]["earliest"] for event in answer["events"]}


def told_on(text: str) -> set[str]:
    """The words that may take the day which the story told before them."""
    document = read_document(document_of(Article().load({"text": text, "published_at": "2025-10-24"}), longest=1_000))
    words = {event.id: event.text for event in document.events}
    chains = tuple(Chain(id, (MentionRef(document.id, id),)) for id in words)
    claims = containers.claims(Story(documents=(document,), chains=chains), languages.load("en"))
    return {words[claim.source] for claim in claims if claim.because.rule == "container/narrated"}


@pytest.mark.parametrize(("text", "published_at", "date"), [
    ("Nordfly plans to commence flights starting in April 2027.", "2025-11-05", "2027-04"),
    ("Ryde has been trying to take over Aerona since March.", "2025-06-09", "2025-03/.."),
    ("Ryde has made its first loss since March.", "2025-06-09", "2025-04-01/2025-06-09"),
    ("Forty guards have been dismissed since March.", "2025-06-09", "2025-03/.."),
    ("Deliveries are not due until October.", "2025-03-19", "2025-10"),
    ("The bridge will open in 2027 or 2028.", "2025-03-19", "2027/2028"),
    ("Lopar faces a long term in prison when he is sentenced by a judge.", "2025-03-19", "2025-03-19/.."),
])  # fmt: skip
def test_the_date_of_a_row(text: str, published_at: str, date: str) -> None:
    assert list(rows(text, published_at).values()) == [date]


@pytest.mark.parametrize(("text", "title", "date"), [
    ("The town shut its gates after Monday's riot.", "Monday's riot", "2012-04-16"),
    ("The treasurer quit before Tuesday's vote.", "Tuesday's vote", "2012-04-17"),
    ("Two clerks were hurt by Monday's blast in Orsa.", "blast in Orsa", "2012-04-16"),
])  # fmt: skip
def test_a_word_before_a_dated_event_is_of_the_event_and_not_of_its_date(text: str, title: str, date: str) -> None:
    assert date in [when for told, when in rows(text, "2012-04-19").items() if title in told]


@pytest.mark.parametrize(("text", "date"), [
    ("The club has arranged a service for 11 a.m. Saturday at the stadium.", "2006-07-22T11:00:00"),
    ("Organisers have booked the arena for Sunday.", "2006-07-23"),
    ("The union has called a rally for Saturday in front of parliament.", "2006-07-22"),
    ("The court set a hearing for Monday.", "2006-07-24"),
    ("Bail was set at $5,000 on Monday.", "2006-07-17"),
    ("The town reopened its bath this Sunday.", "2006-07-16"),
    ("The team lost the final this Monday.", "2006-07-17"),
])  # fmt: skip
def test_what_is_set_for_a_day_lies_ahead_and_what_was_done_behind(text: str, date: str) -> None:
    assert list(rows(text, "2006-07-20").values()) == [date]


@pytest.mark.parametrize(("text", "title", "date"), [
    ("Tomorrow the envoy plans to meet both kings.", "The envoy plans to meet both kings", "2006-07-21"),
    ("The composer was invited by a friend to return to Turku in 1981.", "invited", "1981"),
    ("The firm says a trial is set to begin on Monday in Vaasa.", "A trial is set", "2006-07-24"),
])  # fmt: skip
def test_a_date_before_a_plan_is_of_what_is_planned_and_one_behind_a_request_of_the_request(
    text: str, title: str, date: str
) -> None:
    assert date in [when for told, when in rows(text, "2006-07-20").items() if title in told]


@pytest.mark.parametrize(("text", "minute"), [
    (
        "A kiln burst in Vaasa on Monday. Its owner told the police on Wednesday that he was away.\n\n"
        "The fire began at about 9 a.m. in a shed.",
        "2006-07-17T09:00:00",
    ),
    (
        "A jet vanished on Monday. Divers found it today. The tower said on Wednesday that the crew asked to climb. "
        "That was at 6:12 a.m.",
        "2006-07-17T06:12:00",
    ),
    (
        "A ferry that hit a rock on Monday had no pilot. “We mourn today,” the mayor said.\n\n"
        "The ferry sank at 6:19 p.m. near Vaasa, and four sailors drowned.",
        "2006-07-17T18:19:00",
    ),
])  # fmt: skip
def test_a_time_of_day_is_of_the_day_of_what_was_done_and_not_of_what_was_said(text: str, minute: str) -> None:
    found = extract(Article().load({"text": text, "published_at": "2006-07-20"}), longest=1_000)
    assert minute in [timex["edtf"] for timex in found["timexes"]]


def test_what_somebody_is_judged_for_has_a_date_of_its_own() -> None:
    found = rows("Two guards were convicted over an ambush on 3 February near Orsa.", "2010-05-24")
    assert found == {
        "An ambush on 3 February": "2010-02-03",
        "Two guards were convicted over an ambush near Orsa": "2010-02-03/2010-05-24",
    }
    assert list(rows("A driver was arrested for a crash on May 2.", "2014-05-20").values()) == ["2014-05-02/2014-05-20"]
    assert list(rows("A driver was arrested on May 2 for a crash.", "2014-05-20").values()) == ["2014-05-02"]


def test_a_confession_may_lie_before_the_sentence_that_is_told_first() -> None:
    assert told_on("A baker was jailed on Monday for fraud. He confessed to it.") == set()


@pytest.mark.parametrize(("told", "next_told", "word"), [
    ("A court jailed an engineer on Monday over the collapse of the dam in 2019.", "The dam burst at dawn.", "burst"),
    ("Thousands marched on Monday to commemorate the massacre of 1989.", "Soldiers fired on the crowd.", "fired"),
    ("A vigil was held on Monday, a year after the shooting.", "The gunman killed nine pupils at school.", "killed"),
])  # fmt: skip
def test_what_follows_a_look_back_is_not_of_the_day_told_before(told: str, next_told: str, word: str) -> None:
    assert told_on(f"{told} {next_told}") == set()
    assert told_on(f"A hall was closed on Monday. {next_told}") == {word}


def test_what_goes_on_about_the_same_is_of_that_day_for_all_that() -> None:
    text = "A court jailed an engineer on Monday over the collapse of the dam in 2019. It fined his firm."
    assert told_on(text) == {"fined"}


def test_the_day_told_before_is_shown_and_is_not_sure() -> None:
    text, title = "Miners blocked the port on Monday. The army closed the road.", "The army closed the road"
    assert rows(text, "2025-10-24")[title] == "2025-10-20"
    assert sure(text, "2025-10-24") == {"Miners blocked the port": "2025-10-20", title: None}


def test_what_is_done_by_some_means_is_done_when_they_are_used() -> None:
    assert list(rows("She killed her husband by cutting his brakes in May 2012.", "2019-03-20").values()) == ["2012-05"]


def test_the_eve_of_an_event_is_the_day_before_it() -> None:
    found = rows("The firm cut its prices on the eve of a strike. The strike began on 3 May.", "2022-05-10")
    assert found["The firm cut its prices"] == "2022-05-02"
    article = {"text": "Guests arrived a day before the wedding on May 6.", "published_at": "2023-05-09"}
    events = extract(Article().load(article), longest=1_000)["events"]
    assert [event["when"]["edtf"] for event in events] == ["2023-05-05", "2023-05-06"]


def test_a_year_in_the_name_of_a_thing_is_no_date() -> None:
    article = {"text": "Lumen released photoLab '11 on Wednesday, and left Orsa in '09.", "published_at": "2010-10-23"}
    found = dates(Article().load(article), longest=1_000)["timexes"]
    assert [timex["value"] for timex in found] == ["2010-10-20", "2009"]


@pytest.mark.parametrize(("text", "date"), [
    ("Guards will be posted at the dam before the end of the year.", "../2006"),
    ("The dean resigned before the end of 2004.", "../2004"),
    ("The guild could name a date as early as Monday.", "2006-07-24/.."),
    ("The talks may restart before the end of the month.", "../2006-07"),
    ("The crowd left the square shortly before midnight on Tuesday.", "2006-07-18"),
    ("The crowd has left the square shortly before midnight.", "2006-07-19"),
    ("The trust has built a stake of five percent over the past two months.", "2006-05-20/2006-07-20"),
    ("Sevra said it would close ten branches over the next three months.", "2006-07-20/2006-10-20"),
    ("Thieves looted the store in the last 24 hours.", "2006-07-19/2006-07-20"),
    ("The pool was shut 48 hours ago.", "2006-07-18"),
])  # fmt: skip
def test_what_the_words_around_a_date_leave(text: str, date: str) -> None:
    assert date in rows(text, "2006-07-20").values()


def test_what_is_not_to_be_has_no_first_day() -> None:
    article = {"text": "No ferry will sail as early as Friday.", "published_at": "2006-07-20", "min_salience": 0.0}
    (event,) = extract(Article().load(article), longest=1_000)["events"]
    assert (event["status"], event["when"]["edtf"]) == ("denied", None)


@pytest.mark.parametrize("text", [
    "The firm hosted the biggest fair in the past decade.",
    "In the next five years he served two kings.",
])  # fmt: skip
def test_a_stretch_that_compares_or_is_counted_from_elsewhere_dates_nothing(text: str) -> None:
    assert not any(when.startswith(("1996", "2006-07-20/2")) for when in rows(text, "2006-07-20").values())


@pytest.mark.parametrize(("text", "told", "date"), [
    ("The owner apologised in a video posted on Tuesday evening.", "apologised", "2006-07-18"),
    ("In a letter released on Monday, the abbot denounced the sale.", "denounced", "2006-07-17"),
    ("On Monday, clerks went to the depot where they counted the crates.", "counted", "2006-07-17"),
    ("Rusk, whose party won the April election, has called a summit.", "won", "2006-04-01"),
])  # fmt: skip
def test_what_is_done_where_somebody_went_or_in_what_came_out_has_that_date(text: str, told: str, date: str) -> None:
    assert date in [when for title, when in sure(text, "2006-07-20").items() if told in title]


@pytest.mark.parametrize(("text", "told", "date"), [
    ("The mayor stepped down on Tuesday, a day after the council had asked him to resign.", "asked", "2006-07-17"),
    ("The queen asked Reyl on Tuesday to form a cabinet, nine days after a snap election.", "election", "2006-07-09"),
])  # fmt: skip
def test_a_length_of_time_parts_what_was_done_and_not_what_was_asked_for(text: str, told: str, date: str) -> None:
    assert [when for title, when in sure(text, "2006-07-20").items() if told in title] == [date]


@pytest.mark.parametrize(("text", "told", "date"), [
    ("The gallery reopened on Monday. Thieves offered a dealer a chart from 1712 on Jan. 17.", "offered", "2025-01-17"),
    ("The council met on Monday. Rusk, in power since losing the March 2023 ballot, called a new vote on 8 April.",
     "called", "2025-04-08"),
    ("Six ministers met in Oslo on Friday. They rejected the May 3 accord on fishing. Iceland left the next day.",
     "Iceland", "2025-06-07"),
])  # fmt: skip
def test_a_date_that_says_which_thing_is_meant_is_nothing_to_count_from(text: str, told: str, date: str) -> None:
    assert date in [when for title, when in rows(text, "2025-06-10").items() if told in title]


@pytest.mark.parametrize(("text", "published_at", "title", "date"), [
    ("The mill was sold in June 2010, five years after it opened.", "2015-02-03", "opened", "2005"),
    ("It cut 600 posts in November 2023, four months after it bought a rival.", "2025-02-27", "bought", "2023-07"),
    ("Olav Brun has led the club of Orsa for three years.", "2014-12-30", "has led", "2011"),
    ("The quarrel has been dragging on for 14 months.", "2014-12-15", "dragging", "2013-10"),
], ids=["years", "months", "years that last", "months that last"])  # fmt: skip
def test_what_is_counted_in_months_or_years_is_of_one(text: str, published_at: str, title: str, date: str) -> None:
    assert [when for told, when in rows(text, published_at).items() if title in told] == [date]


@pytest.mark.parametrize(("text", "published_at", "date"), [
    ("A strike on 5 and 6 February shut the line.", "2026-02-20", "2026-02-05/2026-02-06"),
    ("The rivals met on Monday and Tuesday in Orsa.", "2011-12-02", "2011-11-28/2011-11-29"),
    ("He worked in Orsa in 1997 and 1999.", "2011-12-02", "1997"),
])  # fmt: skip
def test_two_days_in_a_row_are_one_stretch(text: str, published_at: str, date: str) -> None:
    assert next(iter(rows(text, published_at).values())) == date


@pytest.mark.parametrize("text", [
    "The index fell two percent, marking the second-biggest loss of 2007.",
    "Sales rose in the biggest increase of the year.",
    "It was the third raid of 2007 on the port.",
])  # fmt: skip
def test_what_is_one_of_a_year_has_no_date_by_that(text: str) -> None:
    assert set(sure(text, "2007-03-13").values()) == {None}


@pytest.mark.parametrize(("text", "title", "date"), [
    ("The leader will address the nation when he arrives on Friday.", "address", "2025-06-27"),
    ("Ida Rask will appear before the high court on Monday.", "appear", "2025-06-23"),
    ("The rebels will go before a military tribunal next week.", "go before", "2025-06-23/2025-06-29"),
    ("The court opened at 8:27 p.m. on Monday. A juror fell at 8:31.", "fell", "2025-06-16T20:31:00"),
    ("The school let out at noon and stays shut until Friday.", "let out", "2025-06-22T12:00:00"),
    ("He said that on Friday Ida Rask “walked into the bank and sat down”.", "walked", "2025-06-20"),
])  # fmt: skip
def test_whose_a_date_is(text: str, title: str, date: str) -> None:
    assert {when for told, when in rows(text, "2025-06-22").items() if title in told} == {date}


@pytest.mark.parametrize(("text", "published_at", "title", "date"), [
    ("Gunmen struck the port on Monday and Tuesday's vote was put off.", "2025-06-22", "struck", "2025-06-16"),
    ("The second coup of 2022 toppled the junta.", "2025-06-22", "coup of 2022", "2022"),
    ("The road was shut from 10 p.m. until 2 a.m. on Tuesday.", "2025-06-22", "shut", "2025-06-16T22:00:00"),
    ("The session ended at 8:27 p.m. on Monday. On Tuesday the court sat at 9:30.", "2025-06-22", "sat",
     "2025-06-17T09:30:00"),
    ("The session broke up at 8:00 p.m. on Monday and resumes at 9:30 on Friday.", "2025-06-22", "resumes",
     "2025-06-27T09:30:00"),
    ("Prosecutors have been calling for ten years in prison.", "2025-06-22", "calling", "../2025-06-22"),
])  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(text: str, published_at: str, title: str, date: str) -> None:
    assert {when for told, when in rows(text, published_at).items() if title in told} == {date}


@pytest.mark.parametrize(("text", "title", "date"), [
    ("Nordfly said that its sales rose 43% in June compared to the same period last year.", "sales rose", "2006-06"),
    ("Lumen said its share rose to 17%, up from 14% a year ago.", "share rose", "../2006-07-20"),
    ("Revenue was $7 billion in 2005, having risen from $5 billion in 2004.", "risen", "../2006-07-20"),
    ("Ozone has declined by a quarter from 1980 to 2002.", "declined", "1980/2002"),
    ("The board will meet no later than 3 August.", "meet", "../2006-08-03"),
    ("The firm earned more than in 2004.", "earned more", "../2006-07-20"),
    ("The bank raised its rate to 5% from 4.5% on Monday.", "raised", "2006-07-17"),
    ("Police rescued two people from Room 204 in June.", "rescued", "2006-06"),
    ("Bank lifts rate to 5% from 4%\nIn June the bank sold its tower.", "sold its tower", "2006-06"),
])  # fmt: skip
def test_what_something_is_measured_against_is_no_date_of_it(text: str, title: str, date: str) -> None:
    assert [when for told, when in rows(text, "2006-07-20").items() if title in told] == [date]


@pytest.mark.parametrize(("text", "title", "date"), [
    ("For the final quarter of 2005, Lumen says it made a loss of $9 million.", "made a loss", "2005-36"),
    ("They estimated by 2050, rising numbers would double demand for wheat.", "would double demand", "../2050"),
    ("This week the minister said he will resign.", "will resign", "2006-07-20/.."),
    ("In a 1986 letter, she says that the miners killed her father.", "miners killed", "../2006-07-20"),
])  # fmt: skip
def test_a_time_that_cannot_be_that_of_the_saying_is_of_what_is_said(text: str, title: str, date: str) -> None:
    assert date in [when for told, when in rows(text, "2006-07-20").items() if title in told]


@pytest.mark.parametrize(("text", "title", "date"), [
    ("Since its launch in 1996, the probe has travelled three billion miles.", "travelled", "1996/.."),
    ("The chair announced the sale on Wednesday. A day before the announcement, Lumen said it was closing a mill.",
     "closing a mill", "2006-07-18"),
])  # fmt: skip
def test_a_date_of_one_is_the_others_too(text: str, title: str, date: str) -> None:
    assert [when for told, when in rows(text, "2006-07-20").items() if title in told] == [date]


@pytest.mark.parametrize(("text", "title"), [
    ("Lumen announced a sale on Thursday. It comes a day after Aerona issued a list of mills.", "issued a list"),
    ("In 1998 Lumen sold a mill, in March 2001 it bought a shop and both have gone.", "have gone"),
])  # fmt: skip
def test_what_is_counted_from_or_told_behind_another_date_has_not_the_first(text: str, title: str) -> None:
    found = sure(text, "2006-07-20")
    assert [date for told, date in found.items() if title in told] == [None]


def test_what_is_done_has_no_day_that_is_yet_to_come() -> None:
    assert list(rows("Nordfly has opened a site in July 2007.", "2006-07-20").values()) == ["../2006-07-20"]
    assert list(rows("The launch slipped to July 2007.", "2006-07-20").values())[-1] == "2007-07"


@pytest.mark.parametrize(("text", "title", "date"), [
    ("The mayor credits the patrol with preventing a second riot last night.", "preventing", "2006-07-19"),
    ("Police are investigating an attack on four clinics in the past two years.", "investigating", "../2006-07-20"),
    ("Kestria expelled two men over the bombing of a mill in Orsa last May.", "bombing of a mill", "2006-05"),
    ("Renn is to be arraigned on one murder charge and one theft charge later today.", "arraigned", "2006-07-20"),
    ("Renn, fired on August 8, is seeking $6 million from the college.", "fired", "2005-08-08"),
    ("The officers who led the 1992 mutiny have moved to the capital.", "have moved", "../2006-07-20"),
    ("The fire began just after 8: 30pm on Tuesday.", "fire", "2006-07-18T20:30:00"),
    ("More rain will fall over the next day or two.", "rain", "2006-07-20/2006-07-22"),
])  # fmt: skip
def test_a_date_goes_with_the_tense_of_what_has_it(text: str, title: str, date: str) -> None:
    found = rows(text, "2006-07-20")
    assert date in [when for told, when in found.items() if title in told]


def test_what_is_counted_from_an_event_and_what_was_done_on_its_day() -> None:
    found = rows(
        "The Nov. 30 escape by Dorn Pell has led to an inquiry. The jail stopped searching visitors two months before "
        "Pell's escape. Two officers drove Pell in the van on the day he escaped.", "2010-01-12",
    )  # fmt: skip
    assert "2009-10" in found.values()
    assert found["Two officers drove Pell in the van on the day he escaped"] == "2009-11-30"


@pytest.mark.parametrize(("text", "title", "date"), [
    ("Doctors have treated 40 people injured in the fire in the past two days.", "treated", "2006-07-18/2006-07-20"),
    ("The plane took off shortly before 9 a.m. on Monday and crashed at 8:58 a.m.", "crashed", "2006-07-17T08:58:00"),
    ("The gunman would not surrender until his lawyer arrived on Tuesday.", "arrived", "2006-07-18"),
])  # fmt: skip
def test_a_date_stays_where_tense_and_phrase_have_it(text: str, title: str, date: str) -> None:
    found = {told: when for told, when in rows(text, "2006-07-20").items() if title in told}
    assert list(found.values()) == [date]


def test_the_last_day_of_something_is_not_the_day_on_which_it_began() -> None:
    text = "The trial began on July 3. The banker testified on the last day of the trial."
    answer = extract(Article().load({"text": text, "published_at": "2006-07-20"}), longest=1_000)
    testified = next(event for event in answer["events"] if "testified" in event["title"])
    assert (testified["when"]["earliest"], testified["when"]["latest"]) == ("2006-07-03", "2006-07-20")


@pytest.mark.parametrize(("text", "date"), [
    ("The hearing will begin on May 5 10am.", "2006-05-05T10:00:00"),
    ("Votes cast on May 4 will be counted by hand.", "2006-05-04"),
    ("Renn, fired on May 4, is seeking $6 million.", "2005-05-04"),
])  # fmt: skip
def test_which_day_is_meant(text: str, date: str) -> None:
    found = extract(Article().load({"text": text, "published_at": "2006-04-20"}), longest=1_000)
    assert [each["edtf"] for each in found["timexes"]] == [date]
