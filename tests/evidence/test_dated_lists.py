"""Dated lists in plain text: what an entry tells is of the date that labels it, in the forms that explainers use."""

from __future__ import annotations

from typing import Any

import pytest

from timeline_service.schemas.article import Article
from timeline_service.service import extract

LEAD = "The county published a chronology of the tank on Tuesday, after years of complaints from neighbours."
TAIL = "Traffic was diverted over the old road. Engineers searched the piers for other faults."
TANK = {"inspected": "2021-03-03", "found": "2022-07-07", "repaired": "2023-05-01"}
PUBLISHED = "2024-03-06"  # a Wednesday


def told(text: str, published: str = PUBLISHED, **more: Any) -> dict[str, tuple[str | None, str]]:
    """Words of events → their date and status, one row an event."""
    article = {"text": text, "published_at": published, "min_salience": 0.0} | more
    events = extract(Article().load(article), longest=200_000)["events"]
    return {event["mentions"][0]["text"]: (event["when"]["edtf"], event["status"]) for event in events}


def dates(text: str, **more: Any) -> dict[str, str | None]:
    return {words: date for words, (date, _) in told(text, **more).items()}


FORMS = {
    "colon": "March 3, 2021: {0}\nJuly 7, 2022: {1}\nMay 1, 2023: {2}",
    "bullets": "• 3 March 2021: {0}\n• 7 July 2022: {1}\n• 1 May 2023: {2}",
    "bullets and dashes": "- 3 March 2021 - {0}\n- 7 July 2022 - {1}\n- 1 May 2023 - {2}",
    "dash": "March 3, 2021 – {0}\nJuly 7, 2022 – {1}\nMay 1, 2023 – {2}",
    "dash without spaces": "March 3, 2021—{0}\nJuly 7, 2022—{1}\nMay 1, 2023—{2}",
    "ISO": "2021-03-03: {0}\n2022-07-07: {1}\n2023-05-01: {2}",
    "ISO without a mark": "2021-03-03 {0}\n2022-07-07 {1}\n2023-05-01 {2}",
    "without a mark": "March 3, 2021 {0}\nJuly 7, 2022 {1}\nMay 1, 2023 {2}",
    "on its own line": "March 3, 2021\n{0}\n\nJuly 7, 2022\n{1}\n\nMay 1, 2023\n{2}",
    "on its own line, with a colon": "3 March 2021:\n{0}\n7 July 2022:\n{1}\n1 May 2023:\n{2}",
    "headings of Markdown": "### 3 March 2021\n\n{0}\n\n### 7 July 2022\n\n{1}\n\n### 1 May 2023\n\n{2}",
    "bold of Markdown": "**March 3, 2021:** {0}\n\n**July 7, 2022:** {1}\n\n**May 1, 2023:** {2}",
    "bold with the colon behind": "* **3 March 2021**: {0}\n* **7 July 2022**: {1}\n* **1 May 2023**: {2}",
    "brackets": "[3 March 2021] {0}\n[7 July 2022] {1}\n[1 May 2023] {2}",
    "parentheses": "(3 March 2021) {0}\n(7 July 2022) {1}\n(1 May 2023) {2}",
    "numbered": "1. March 3, 2021: {0}\n2. July 7, 2022: {1}\n3. May 1, 2023: {2}",
    "tabs": "3 March 2021\t{0}\n7 July 2022\t{1}\n1 May 2023\t{2}",
    "rows of a table": "| 3 March 2021 | {0} |\n| 7 July 2022 | {1} |\n| 1 May 2023 | {2} |",
    "days of the week": "Wednesday, 3 March 2021: {0}\nThursday, 7 July 2022: {1}\nMonday, 1 May 2023: {2}",
    "a remark": "3 March 2021 (morning): {0}\n7 July 2022, Orsa: {1}\n1 May 2023: {2}",
    "newest first": "May 1, 2023: {2}\nJuly 7, 2022: {1}\nMarch 3, 2021: {0}",
    "years above days": "2021\n3 March: {0}\n2022\n7 July: {1}\n2023\n1 May: {2}",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_dated_list(form: str) -> None:
    entries = ("The tank was inspected.", "A worker found a leak.", "The company repaired the wall.")
    found = dates(f"{LEAD}\n\n{FORMS[form].format(*entries)}\n\n{TAIL}")
    assert {word: found.get(word) for word in TANK} == TANK
    assert found["published"] == "2024-03-05" and found["searched"] == f"../{PUBLISHED}"


@pytest.mark.parametrize(
    "entries",
    [
        ("County inspects the tank.", "Worker finds a leak.", "Company repairs the wall and shuts the valve."),
        ("Inspection of the tank.", "Fire at the gate.", "Opening of the new wall."),
        (
            "The tank, built in 1990, was inspected.",
            "A worker who had left in May died.",
            "It was repaired, the firm said.",
        ),
        ("“We are sorry,” the firm said.", "Two were hurt, one of them badly.", "Work began; the valve was replaced."),
    ],
    ids=["present tense", "nouns", "other dates", "quotations"],
)
def test_what_an_entry_tells_is_of_its_day(entries: tuple[str, ...]) -> None:
    text = "\n".join(
        f"{date}: {entry}"
        for date, entry in zip(("March 3, 2021", "July 7, 2022", "May 1, 2023"), entries, strict=True)
    )
    assert {*TANK.values()} <= {*dates(f"{LEAD}\n\n{text}").values()}


COARSE = [
    ("2019: The tank was built.\n2021: Inspectors closed the valve.", {"built": "2019", "closed": "2021"}),
    ("March 2021: The tank was built.\nJuly 2022: The valve was closed.", {"built": "2021-03", "closed": "2022-07"}),
    ("March 3-5, 2021: Divers searched the tank.\nJune 2022: It was sold.", {"searched": "2021-03-03/2021-03-05"}),
    ("July to August 2022: Workers repaired the wall.\n2023: The site was sold.", {"repaired": "2022-07/2022-08"}),
    (
        "March 3, 2021: The tank was inspected.\nJuly 7: A leak was found."
        "\nJan. 4, 2022: It was repaired.\nMay 1: It was sold.",
        {"inspected": "2021-03-03", "found": "2021-07-07", "repaired": "2022-01-04", "sold": "2022-05-01"},
    ),
    (
        "Nov. 30, 2021: The tank was inspected.\nJan. 4: It was repaired.",
        {"inspected": "2021-11-30", "repaired": "2022-01-04"},
    ),
    (
        "Feb. 2, 2022: It was sold.\nJan. 4: It was repaired.\nNov. 30: A leak was found."
        "\nMay 9, 2020: It was inspected.",
        {"sold": "2022-02-02", "repaired": "2022-01-04", "found": "2021-11-30", "inspected": "2020-05-09"},
    ),
    (
        "March 3, 2021: The tank was inspected.\nLate March: A leak was found.\nApril 7: It was repaired."
        "\nMid-April: It was sold.\nMay 1: Rain filled it.",
        {"inspected": "2021-03-03", "found": "2021-03", "repaired": "2021-04-07", "sold": "2021-04"}
        | {"filled": "2021-05-01"},
    ),
    (
        "May 1, 2022: It was sold.\nApril: It was repaired.\nApril 7: A leak was found."
        "\nMarch 3, 2022: It was inspected.",
        {"sold": "2022-05-01", "repaired": "2022-04", "found": "2022-04-07", "inspected": "2022-03-03"},
    ),
    ("Monday: The tank was inspected.\nTuesday: A leak was found.", {"inspected": "2024-03-04", "found": "2024-03-05"}),
]


@pytest.mark.parametrize(("text", "expected"), COARSE)
def test_years_months_stretches_and_what_labels_leave_unsaid(text: str, expected: dict[str, str]) -> None:
    found = dates(f"{LEAD}\n\n{text}")
    assert {word: found.get(word) for word in expected} == expected


def test_an_agenda_is_planned() -> None:
    agenda = "March 11: The council votes on the tank.\nMarch 14 – The work on the wall begins."
    found = told(f"What happens next\n\n{agenda}\nApril 2: The valve will be opened.")
    assert found["votes"] == ("2024-03-11", "planned")
    assert found["begins"] == ("2024-03-14", "planned")
    assert found["opened"] == ("2024-04-02", "planned")


LOGS = {
    "a day above": (
        "Sunday, March 3, 2024\n14:02 – The alarm sounded.\n14:10 – Crews arrived.\n14:45 – The valve was closed.",
        {"sounded": "2024-03-03T14:02:00", "arrived": "2024-03-03T14:10:00", "closed": "2024-03-03T14:45:00"},
    ),
    "the day of publication": (
        "9.15am: The alarm sounded.\n10.02am: Crews arrived.\n1.30pm: The valve was closed.",
        {"sounded": "2024-03-06T09:15:00", "closed": "2024-03-06T13:30:00"},
    ),
    "newest first over midnight": (
        "00:20 – The valve was closed.\n23:50 – Crews arrived.\n23:40 – The alarm sounded.",
        {"closed": "2024-03-06T00:20:00", "sounded": "2024-03-05T23:40:00"},
    ),
    "over midnight": (
        "23:40 The alarm sounded.\n23:50 Crews arrived.\n00:20 The valve was closed.",
        {"closed": "2024-03-06T00:20:00", "sounded": "2024-03-05T23:40:00"},
    ),
    "two days": (
        "5 March 2024\n[22:10] The alarm sounded.\n[23:50] Crews arrived.\n6 March 2024\n[07:45] The valve was closed.",
        {"sounded": "2024-03-05T22:10:00", "closed": "2024-03-06T07:45:00"},
    ),
}


@pytest.mark.parametrize("form", LOGS)
def test_a_log_minute_by_minute(form: str) -> None:
    log, expected = LOGS[form]
    found = dates(f"{LEAD}\n\n{log}")
    assert {word: found.get(word) for word in expected} == expected


def test_today_and_monday_in_an_entry_are_counted_from_its_day() -> None:
    text = (
        "March 3, 2021: The mayor resigned today.\nJuly 7, 2022: A driver was arrested on Monday.\n"
        "May 1, 2023: The firm said yesterday's leak was small. The court will rule on Friday."
    )
    found = dates(text)
    assert (found["resigned"], found["arrested"], found["rule"]) == ("2021-03-03", "2022-07-04", "2023-05-05")


@pytest.mark.parametrize(
    "text",
    [
        "2001: A Space Odyssey was shown in the town hall. The old projector broke.",
        "Monday – the day of the vote – passed quietly. The old projector broke.",
        "In March 2021, the projector was bought. The old projector broke.\nIn May 2022, it was sold.",
        "March 3 was the day of the fair. The old projector broke.\nMarch 4 was a Thursday.",
        "2019-20 season tickets were sold. The old projector broke.\n2020-21 season tickets were not.",
        "10:15 trains were late. The old projector broke.",
        "October 24, 2023 – The council met, and the mayor spoke for an hour.\n\nThe old projector broke.",
        "5 people: that is how many came. The old projector broke.\n7 people: that is how many left.",
    ],
)
def test_what_is_no_label_dates_nothing(text: str) -> None:
    answer = extract(Article().load({"text": text, "published_at": PUBLISHED, "min_salience": 0}), longest=10_000)
    (broke,) = (each for each in answer["events"] if "broke" in (mention["text"] for mention in each["mentions"]))
    assert broke["when"]["earliest"] is None, "whatever is likely"


def test_prose_behind_a_list_is_no_part_of_it() -> None:
    entry = "March 3, 2021\nThe tank was inspected.\n\nA leak was found.\n\nJuly 7, 2022\nA worker died.\n\n"
    found = dates(f"{entry}The firm paid a fine.\n\nThe mayor resigned.")
    assert (found["found"], found["paid"], found["resigned"]) == ("2021-03-03", "2022-07-07", f"../{PUBLISHED}")
    found = dates(f"{entry}What happens next\n\nThe mayor resigned.")
    assert found["resigned"] == f"../{PUBLISHED}"


def test_a_million_marks_are_read_in_time() -> None:
    dates("2021: " * 4000)
    dates("|" * 20_000 + "\n" + "[" * 20_000 + "2021]" * 2000)


def rows(text: str, **more: Any) -> dict[str, tuple[str | None, str]]:
    """Titles of the rows that are shown → their date and status."""
    article = {"text": text, "published_at": PUBLISHED} | more
    events = extract(Article().load(article), longest=200_000)["events"]
    return {event["title"]: (event["when"]["edtf"], event["status"]) for event in events}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "How the mill came to close\n\n- 1998: The mill opens with ninety hands.\n- June 2004: A boiler bursts and"
            " scalds a fitter.\n- 2 May 2019: The bank calls in its loan.\n- Autumn 2021: Half of the hands are laid"
            " off.\n- 1 March 2024: The gates are locked.",
            ["1998", "2004-06", "2019-05-02", "2021-23", "2024-03-01"],
        ),
        (
            "Key dates\n\nMay 2, 2019: The well at Dorn is dug.\n\nJune 9, 2020: The water turns brown.\n\n"
            "March 4, 2024: The mayor steps down.",
            ["2019-05-02", "2020-06-09", "2024-03-04"],
        ),
        (
            "3 July 2019 – The inspector closes the kiln.\n\n11 May 2021 – Wages are cut by a third.\n\n"
            "1 March 2024 – The last furnace goes out.",
            ["2019-07-03", "2021-05-11", "2024-03-01"],
        ),
        (
            "2011 | The ferry begins its service.\n2015 | It runs aground on the bar.\n2020 | The line goes bankrupt.",
            ["2011", "2015", "2020"],
        ),
        (
            "8:05 a.m.: A guard smells gas.\n\n8:20 a.m.: Pupils leave the school.\n\n8:31 a.m.: The boiler blows up."
            "\n\n9:15 a.m.: Parents collect their children.",
            [f"{PUBLISHED}T{time}:00" for time in ("08:05", "08:20", "08:31", "09:15")],
        ),
    ],
    ids=["bullets", "colons", "dashes", "rows", "times"],
)
def test_each_line_of_a_chronology_is_a_row(text: str, shown: list[str]) -> None:
    assert [(date, status) for date, status in rows(text).values()] == [(date, "occurred") for date in shown]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("2019: Nothing is known of this year.\n2020: The mill burned down.\n2021: It was built anew.", "2019"),
        ("2019: The mill did not open.\n2020: The mill burned down.\n2021: It was built anew.", "2019"),
    ],
    ids=["nothing known", "denied"],
)
def test_a_line_that_tells_no_event_is_no_row(text: str, left_out: str) -> None:
    shown = {date for date, _ in rows(text).values()}
    assert shown == {"2019", "2020", "2021"} - {left_out}


def test_an_editor_who_sets_the_line_gets_it_for_lists_too() -> None:
    text = "2011: The ferry begins its service.\n2015: It runs aground on the bar.\n2020: The line goes bankrupt."
    assert len(rows(text)) == 3 and not rows(text, min_salience=0.99)


WHOLES = [
    ("2019\nThe lock was opened on 3 May.\n2021\nA barge sank on July 7.", "2019-05-03", "2021-07-07"),
    ("2019:\nThe lock was opened in May.\n2021:\nA barge sank in July.", "2019-05", "2021-07"),
    ("## 2019\n\nThe lock was opened on May 3.\n\n## 2021\n\nA barge sank by 7 July.", "2019-05-03", "../2021-07-07"),
    ("May 2019\nThe lock was opened on the 3rd.\nJuly 2021\nA barge sank on the 7th.", "2019-05-03", "2021-07-07"),
    ("2021\nA barge sank on July 7.\n2019\nThe lock was opened on 3 May.", "2019-05-03", "2021-07-07"),
    ("2019\nThe lock was opened on 3 May 2018.\n2021\nA barge sank on 7 July.", "2018-05-03", "2021-07-07"),
    ("2019\nThe lock was opened that year.\n2021\nA barge sank on 7 July.", "2019", "2021-07-07"),
]


@pytest.mark.parametrize(("text", "opened", "sank"), WHOLES)
def test_days_and_months_are_of_the_year_that_stands_over_them(text: str, opened: str, sank: str) -> None:
    found = dates(f"{LEAD}\n\n{text}")
    assert (found["opened"], found["sank"]) == (opened, sank)


def test_news_on_a_line_of_its_own_is_of_the_time_before_it() -> None:
    text = (
        "19:40 The miners have been brought up, the rescue service says.\n\n17:05 Divers reach the upper gallery.\n\n"
        "15:30 Water floods the shaft at Marle."
    )
    found = dates(text, published="2024-03-06T20:00:00", min_salience=None)
    assert found == {
        "floods": "2024-03-06T15:30:00", "reach": "2024-03-06T17:05:00", "brought": "2024-03-06T19:40:00",
    }  # fmt: skip


def test_a_part_of_the_day_that_names_a_kind_of_thing_is_no_date() -> None:
    text = (
        "The prison gave this account of Monday's fire in Marle.\n\n8:10 p.m.: The evening shift smells smoke.\n\n"
        "8:25 p.m.: The night porter opens the gate.\n\n9:50 p.m.: The fire is put out."
    )
    found = dates(text)
    assert (found["smells"], found["opens"]) == ("2024-03-04T20:10:00", "2024-03-04T20:25:00")
    assert dates(text, min_salience=None)["put"] == "2024-03-04T21:50:00"


def test_a_scene_dates_what_is_told_in_the_present() -> None:
    text = (
        "It is March 1948. Students have occupied the station. On the 14th a general declares an emergency. "
        "Three days later the students surrender. Today the station is a hotel."
    )
    assert told(text, min_salience=None) == {
        "occupied": ("1948-03", "occurred"),
        "declares": ("1948-03-14", "occurred"),
        "surrender": ("1948-03-17", "occurred"),
    }


def test_what_names_no_year_sets_no_scene() -> None:
    assert dates("It is March. Students have occupied the station.")["occupied"] == "../2024-03-06"


def test_a_line_whose_noun_tells_it_too_keeps_its_date() -> None:
    text = (
        "How the Torrel mill came to shut\n\n- 2018: The mill opens with 300 workers.\n"
        "- May 2020: A second spill kills birds on the Tarn.\n- 4 June 2021: The regulator fines the owner.\n"
        "- 12 January 2024: The last shift goes home."
    )
    shown = dates(text, min_salience=None)
    assert shown["kills"] == "2020-05" and "spill" not in shown
