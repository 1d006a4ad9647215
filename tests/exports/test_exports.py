"""Every export, opened by what reads it; and none that invents a day or lets markup through."""

from __future__ import annotations

import csv
import io
import json
import re
from copy import deepcopy
from datetime import timedelta
from html import unescape
from urllib.parse import unquote

import icalendar
import lxml.html
import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from story import STORY, TEXT

from timeline_service.calendar.edtf import approximate
from timeline_service.exports import EXPORTS, FILES, csv_rows, html, ical, jsonld, markdown, timelinejs, words
from timeline_service.exports.ends import ends, iso
from timeline_service.schemas.answers import timeline

ANSWER = timeline(STORY)
TEXTS = {"d1": TEXT}


def answer(**when) -> dict:
    """A timeline of one event with this date."""
    changed = deepcopy(ANSWER)
    changed["events"] = changed["events"][:1]
    changed["events"][0]["when"] |= when
    return changed


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
def test_every_export_names_every_event_or_has_a_reason(export) -> None:
    text = export.write(ANSWER, texts=TEXTS)
    for event in ANSWER["events"]:
        assert event["title"] in text or export.name == "ical"
    assert export.write(ANSWER, texts=TEXTS) == text
    empty = export.write(ANSWER | {"events": [], "relations": []}, texts={})
    assert "Strikes" not in empty


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
def test_no_sentence_without_its_text(export) -> None:
    assert "the ministry said" not in export.write(ANSWER, texts={})


@pytest.mark.parametrize("export", [each for each in EXPORTS if each.name != "ical"], ids=lambda each: each.name)
def test_a_dispute_is_told_in_words(export) -> None:
    changed = answer()
    other = {"document": "d1", "edtf": "2025-10-12", "text": "October 12", "timex": "t9", "attribution": None}
    changed["events"][0]["disputed"] = [other]
    text, agreed = (export.write(each | {"relations": []}, texts={}) for each in (changed, answer()))
    told = "2025-10-12" if export.name == "json" else "Truce holds: 12 October 2025"
    assert told in text and told not in agreed


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
@pytest.mark.parametrize("dated", [True, False])
def test_who_says_so_is_told_of_every_row(export, dated: bool) -> None:
    changed = answer() if dated else answer(edtf=None, granularity=None, earliest=None, latest=None)
    event = changed["events"][0]
    event["placement"] = "dated" if dated else "unplaced"
    event["attribution"] = {**ANSWER["events"][0]["mentions"][0], "text": "the indictment"}
    assert "the indictment" in export.write(changed | {"relations": []}, texts={}) or export.name == "ical"


ENDS = {
    "2025": answer(granularity="year", earliest="2025-01-01", latest="2025-12-31"),
    "2025-10": answer(granularity="month", earliest="2025-10-01", latest="2025-10-31"),
    "2025-03/2025-05": answer(granularity="season", earliest="2025-03-01", latest="2025-05-31"),
    "2025-10-13/2025-10-19": answer(granularity="week", earliest="2025-10-13", latest="2025-10-19"),
    "2025-10-13": answer(),
    "1980/1989": answer(granularity="decade", earliest="1980-01-01", latest="1989-12-31"),
    "-0043-03-15": answer(earliest="-0043-03-15", latest="-0043-03-15"),
    "2025-10-13T00:00": answer(
        granularity="minute", earliest_time="2025-10-13T00:00:00Z", latest_time="2025-10-13T00:00:00Z"
    ),
    "2025-10-13T06:00": answer(
        granularity="hour", earliest_time="2025-10-13T06:00:00Z", latest_time="2025-10-13T06:59:00Z"
    ),
    "": answer(granularity=None, earliest=None, latest=None),
}


@pytest.mark.parametrize("said", ENDS)
def test_a_date_is_no_finer_than_it_is_known(said: str) -> None:
    assert "/".join(iso(end) for end in ends(ENDS[said]["events"][0]) if end) == said


def test_timelinejs() -> None:
    document = json.loads(timelinejs.write(ANSWER, texts=TEXTS))
    signed, strikes, closing = document["events"]
    assert signed["start_date"] == {"year": 2025, "month": 10, "day": 13}
    assert "end_date" not in signed, "an end that is the start is dropped there"
    assert strikes["end_date"] == {"year": 2025, "month": 10, "day": 24}
    assert strikes["display_date"] == "between 14 and 24 October 2025"
    assert "A vote is planned (date not known; planned)" in closing["text"]["text"]
    assert [slide["unique_id"] for slide in document["events"]] == ["c1", "c2", "undated"]


def test_timelinejs_has_no_year_0() -> None:
    (slide,) = json.loads(timelinejs.write(ENDS["-0043-03-15"], texts={}))["events"]
    assert slide["start_date"]["year"] == -44
    assert slide["display_date"] == "15 March 44 BC"


def test_timelinejs_without_any_date_lists_them_on_the_title() -> None:
    document = json.loads(timelinejs.write(ENDS[""], texts={}))
    assert document["events"] == []
    assert "The truce was signed" in document["title"]["text"]["text"]


def test_timelinejs_escapes_markup() -> None:
    changed = answer()
    changed["events"][0]["title"] = "<img src=x onerror=alert(1)>"
    assert "<img" not in timelinejs.write(changed, texts={})


@pytest.mark.parametrize(("day", "shown"), [
    ("9999-12-31", False), ("0000-05-01", False), ("9999-12-30", True), ("0033-04-03", True),
])  # fmt: skip
def test_ical_at_the_ends_of_its_calendar(day: str, shown: bool) -> None:
    changed = answer(edtf=day, earliest=day, latest=day)
    changed["events"][0]["status"] = "planned"
    events = icalendar.Calendar.from_ical(ical.write(changed, texts={})).events
    assert [event["DTSTART"].dt.isoformat() for event in events] == ([day] if shown else [])


def test_ical_holds_what_is_planned_for_a_known_day() -> None:
    changed = answer()
    changed["events"][0] |= {"status": "planned", "title": "Talks, “part two”; in Cairo\nor so " + "é" * 60}
    text = ical.write(changed, texts=TEXTS)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == changed["events"][0]["title"]
    assert event.start.isoformat() == "2025-10-13"
    assert event.end.isoformat() == "2025-10-14"
    assert str(event["STATUS"]) == "TENTATIVE", "what an article tells as planned is not confirmed by that"
    assert not [each for each in calendar.walk() if each.errors]


def test_ical_holds_a_headline_and_an_introduction_of_several_lines() -> None:
    told = ANSWER | {"title": "The bridge,\nday by day", "intro": "One; two\r\n\r\nthree"}
    lines = ical.write(told, texts={}).split("\r\n")
    for name, words_ in (("NAME", r"The bridge\,\nday by day"), ("DESCRIPTION", r"One\; two\n\nthree")):
        other = {"NAME": "X-WR-CALNAME", "DESCRIPTION": "X-WR-CALDESC"}[name]
        assert [f"{each}:{words_}" in lines for each in (name, other)] == [True, True]


def test_ical_says_who_says_so_and_on_which_days_sources_differ() -> None:
    changed = answer()
    changed["events"][0] |= {"status": "planned", "attribution": {"text": "the ministry"}, "source": "The Orsa Daily"}
    changed["events"][0]["disputed"] = [{"document": "d1", "edtf": "2025-10-12", "text": "October 12", "timex": "t9"}]
    (event,) = icalendar.Calendar.from_ical(ical.write(changed, texts={})).events
    line = words.line(changed, changed["events"][0])
    assert "(planned)" in line and ", according to the ministry (sources differ on the date; " in line
    assert str(event["DESCRIPTION"]) == f"{line}. Source: The Orsa Daily."


@pytest.mark.parametrize("export", [html, markdown, jsonld, timelinejs], ids=lambda each: each.__name__.split(".")[-1])
def test_who_says_so_stands_within_a_sentence(export) -> None:
    changed = answer()
    for words_, said in (("The ministry", "the ministry"), ("His lawyer", "his lawyer"), ("Theo Ode", "Theo Ode")):
        changed["events"][0]["attribution"] = {"text": words_}
        assert f"according to {said}" in re.sub("<[^>]*>", "", export.write(changed, texts={}))


UNHELD = "A\x00B\x08C\x0bD\x1fE\ufffeF\uffffG"


@pytest.mark.parametrize("export", [each for each in FILES if each.name in ("ical", "xlsx")])
def test_what_xml_does_not_hold_is_left_out_alike(export) -> None:
    changed = answer()
    changed["events"][0] |= {"title": UNHELD, "status": "planned"}
    written = export.write(changed, texts={})
    if export.name == "ical":
        (event,) = icalendar.Calendar.from_ical(written).events
        assert str(event["SUMMARY"]) == "ABC DEFG"
    else:
        assert "ABC DEFG" in {cell.value for row in load_workbook(io.BytesIO(written)).active for cell in row}


NOT_PLANNED = {
    "happened": answer(),
    "a month": answer(granularity="month", earliest="2025-10-01", latest="2025-10-31"),
    "no date": answer(earliest=None, latest=None, granularity=None),
}


@pytest.mark.parametrize("case", NOT_PLANNED)
def test_ical_leaves_out(case: str) -> None:
    changed = deepcopy(NOT_PLANNED[case])
    if case != "happened":
        changed["events"][0]["status"] = "planned"
    assert "VEVENT" not in ical.write(changed, texts=TEXTS)


def test_jsonld() -> None:
    document = json.loads(jsonld.write(ANSWER, texts=TEXTS))
    items = [each["item"] for each in document["itemListElement"]]
    assert [each["position"] for each in document["itemListElement"]] == [1, 2, 3]
    assert {each["@type"] for each in items} == {"CreativeWork"}, "an Event is read as a concert"
    assert items[0]["temporalCoverage"] == "2025-10-13"
    assert "temporalCoverage" not in items[1] and "temporalCoverage" not in items[2], "bounds are no date"
    assert items[2]["creativeWorkStatus"] == "planned"
    assert "<" not in jsonld.write(answer() | {"title": "</script><script>"}, texts={})


def test_csv() -> None:
    written = csv_rows.write(ANSWER, texts=TEXTS).encode()
    assert written.startswith(b"\xef\xbb\xbf"), "without it Excel takes UTF-8 for the code page of the machine"
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["sentence"] == "The truce 🕊 was signed on October 13."
    assert rows[1]["when"] == "between 14 and 24 October 2025"


def test_csv_has_no_formula() -> None:
    changed = answer()
    changed["events"][0]["title"] = '=HYPERLINK("http://x")'
    (row,) = csv.DictReader(io.StringIO(csv_rows.write(changed, texts={}), newline=""))
    assert row["title"].startswith("'=")


def test_markdown() -> None:
    text = markdown.write(ANSWER, texts={})
    assert "1. **13 October 2025**: The truce was signed\n" in text
    assert "3. **date not known** (planned): A vote is planned\n" in text
    changed = answer()
    changed["events"][0]["title"] = "<b>*x*</b>"
    assert r"\<b\>\*x\*\</b\>" in markdown.write(changed, texts={})


@pytest.mark.parametrize("export", [html, markdown], ids=["html", "markdown"])
def test_an_export_says_how_many_rows_it_has_of_how_many(export) -> None:
    shown = len(ANSWER["events"])
    some = ANSWER | {"detail": {"level": "brief", "shown": shown, "of": 40}}
    every = ANSWER | {"detail": {"level": "brief", "shown": shown, "of": shown}}
    assert f"{shown} of 40 rows are shown." in export.write(some, texts={})
    assert export.write(every, texts={}) == export.write(ANSWER, texts={})


def test_the_extent_in_markdown_stands_behind_the_list() -> None:
    some = ANSWER | {"detail": {"level": "brief", "shown": 3, "of": 40}}
    page = lxml.html.fromstring(MarkdownIt().render(markdown.write(some, texts={})))
    assert page.xpath("string(ol/following-sibling::p)") == "3 of 40 rows are shown."


STRETCHES = {
    "2025-11-20/2025-11-22": ("day", "2025-11-20", "2025-11-20", "20 to 22 November 2025", "2025-11-20/2025-11-22"),
    "2025-11-30/2025-12-02": ("day", "2025-11-30", "2025-11-30", "30 November to 2 December 2025", None),
    "2022-07/2022-08": ("month", "2022-07-01", "2022-07-31", "July to August 2022", "2022-07/2022-08"),
    "2019/2021": ("year", "2019-01-01", "2019-12-31", "2019 to 2021", "2019/2021"),
    "2012-21/2013-23": ("season", "2012-03-01", "2012-05-31", "spring 2012 to autumn 2013", "2012-03/2013-11"),
    "2012-35/2013-33": (
        "quarter", "2012-07-01", "2012-09-30", "third quarter of 2012 to first quarter of 2013", "2012-07/2013-03",
    ),
    "196X/198X": ("decade", "1960-01-01", "1969-12-31", "1960s to 1980s", "1960/1989"),
    "-0043-03-15/-0043-03-17": ("day", "-0043-03-15", "-0043-03-15", "15 to 17 March 44 BC", None),
}


@pytest.mark.parametrize("edtf", STRETCHES)
def test_a_stretch_of_time_keeps_its_end(edtf: str) -> None:
    granularity, earliest, latest, said, coverage = STRETCHES[edtf]
    changed = answer(edtf=edtf, granularity=granularity, earliest=earliest, latest=latest)
    assert words.when(changed["events"][0]) == said
    for export in EXPORTS:
        text = export.write(changed | {"relations": []}, texts={})
        assert said in text or export.name in ("json", "ical", "jsonld", "timelinejs") or edtf in text, export.name
    (item,) = (each["item"] for each in json.loads(jsonld.write(changed, texts={}))["itemListElement"])
    assert item["temporalCoverage"] == (coverage or edtf)
    (slide,) = json.loads(timelinejs.write(changed, texts={}))["events"]
    assert {"start_date", "end_date"} <= slide.keys()
    changed["events"][0]["status"] = "planned"
    if granularity == "day" and edtf > "0":
        (entry,) = icalendar.Calendar.from_ical(ical.write(changed, texts={})).events
        first, last = edtf.split("/")
        assert entry["DTSTART"].dt.isoformat() == first
        assert (entry["DTEND"].dt - timedelta(days=1)).isoformat() == last


def test_a_stretch_without_an_end_has_none() -> None:
    changed = answer(edtf="2025-10-13/..", earliest="2025-10-13", latest="2025-10-13")
    assert words.when(changed["events"][0]) == "13 October 2025"
    assert ends(changed["events"][0]) == ((2025, 10, 13), None)


LIKELY = answer(
    edtf="2025-10-13", earliest=None, latest="2025-10-24", basis="inferred",
    probability=0.45, likely={"earliest": "2025-10-13", "latest": "2025-10-13"},
)  # fmt: skip


@pytest.mark.parametrize("export", [each for each in EXPORTS if each.name != "json"], ids=lambda each: each.name)
def test_no_format_for_programs_asserts_a_date_that_is_only_likely(export) -> None:
    text = export.write(LIKELY | {"relations": []}, texts={})
    assert "2025-10-13" not in text.replace("2025-10-13~", "")
    assert "about 13 October 2025" in text or export.name == "ical"
    assert ends(LIKELY["events"][0]) == (None, None)


def test_a_slide_on_a_likely_day_says_what_it_is() -> None:
    (slide,) = json.loads(timelinejs.write(LIKELY, texts={}))["events"]
    assert (slide["start_date"]["day"], slide["display_date"]) == (13, "about 13 October 2025")
    assert "The date is not stated: it is a likely one." in slide["text"]["text"]
    (known,) = json.loads(timelinejs.write(answer(), texts={}))["events"]
    assert "likely" not in known["text"]["text"]


def test_a_likely_day_is_a_calendars_neither() -> None:
    changed = deepcopy(LIKELY)
    changed["events"][0]["status"] = "planned"
    assert "VEVENT" not in ical.write(changed, texts={})


@pytest.mark.parametrize(("edtf", "about"), [
    ("2025-10-13", "2025-10-13~"), ("2025-10", "2025-10~"), ("2025-10-13/2025-10-20", "2025-10-13~/2025-10-20~"),
    ("../2025-10-13", "../2025-10-13~"),
])  # fmt: skip
def test_a_date_that_is_known_about(edtf: str, about: str) -> None:
    assert approximate(edtf) == about


def test_a_subscribed_calendar_takes_a_change() -> None:
    changed = answer()
    changed["events"][0]["status"] = "planned"
    stored = {"version": 3, "created_at": "2025-10-24T10:00:00+00:00", "updated_at": "2025-10-24T10:00:00+00:00"}
    later = stored | {"version": 4, "updated_at": "2025-10-25T09:30:00+00:00"}
    (before,), (after,) = (
        icalendar.Calendar.from_ical(ical.write(changed | each, texts={})).events for each in (stored, later)
    )
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (3, 4)
    assert before["DTSTAMP"].dt < after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt


HOSTILE = [
    "1. not an item", "- not an item", "+ nor this", "# no heading", "> no quotation", "=== no heading", "```",
    "---", "a *b* _c_ `d` [e](f) <g> ![h](i) &amp; &#38; ~~j~~ | k", "5) no item", "\\", "[x]: http://a.example",
    "    no code",
]


def test_markdown_is_one_list_for_a_renderer() -> None:
    many = deepcopy(ANSWER)
    many["events"] = [
        deepcopy(ANSWER["events"][0]) | {"rank": rank, "title": HOSTILE[rank % len(HOSTILE)]} for rank in range(1, 121)
    ]
    text = "\n".join(f"{each}. End" for each in HOSTILE)
    for rank, event in enumerate(many["events"]):
        sentence = HOSTILE[rank % len(HOSTILE)]
        start = text.index(sentence)
        event["mentions"][0] |= {"sentence": {"start": start, "end": start + len(sentence)}}
    page = lxml.html.fromstring(f"<div>{MarkdownIt().render(markdown.write(many, texts={'d1': text}))}</div>")
    assert [child.tag for child in page] == ["h1", "ol"]
    items = page.findall("ol/li")
    assert len(items) == 120 and len(page.findall(".//li")) == 120
    for rank, item in enumerate(items, start=1):
        assert item.text_content().split(":", 1)[1].split("\n")[0].strip() == HOSTILE[rank % len(HOSTILE)].strip()
        assert item.find("blockquote").text_content().strip() == HOSTILE[(rank - 1) % len(HOSTILE)].strip()
        assert {each.tag for each in item.iter()} <= {"li", "p", "strong", "blockquote", "a"}


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/x?a=1&copy=2",
        "https://example.com/a_b_c/*d*/~e",
        "https://example.com/a(b)c#d",
        "https://example.com/%5B1%5D?x=[1]",
    ],
)
def test_addresses_in_markdown_are_links_that_survive(address: str) -> None:
    changed = answer()
    changed["events"][0]["title"] = f"See {address}, it says"
    page = lxml.html.fromstring(MarkdownIt().render(markdown.write(changed, texts={})))
    (link,) = page.iter("a")
    assert unquote(link.get("href")) == unquote(address)
    assert f"See {unquote(address)}, it says" in unquote(page.text_content()), "renderers show escapes as they like"


def test_ids_of_two_timelines_do_not_meet() -> None:
    other = deepcopy(ANSWER)
    other["documents"][0]["text_sha256"] = "0" * 64
    pages = [lxml.html.fromstring(html.write(each, texts={})) for each in (ANSWER, other)]
    one, two = ({each.get("id") for each in page.iter() if each.get("id")} for page in pages)
    assert len(one) == len(two) == 3 and not one & two
    assert [each.get("data-event") for each in pages[0].iter("li")][:1] == ["c1"]


CLOCKS = {
    "UTC": ("2025-11-03T14:30:00Z", "2025-11-03T14:30:00Z", "minute", "DTSTART:20251103T143000Z", None),
    "an offset": ("2025-11-03T14:30:00+01:00", "2025-11-03T14:30:00+01:00", "minute", "DTSTART:20251103T133000Z", None),
    "the day before in UTC": (
        "2025-11-03T01:30:00+05:30", "2025-11-03T01:30:00+05:30", "minute", "DTSTART:20251102T200000Z", None,
    ),
    "no zone": ("2025-11-03T14:30:00", "2025-11-03T14:30:00", "minute", "DTSTART:20251103T143000", None),
    "an hour": ("2025-11-03T14:00:00", "2025-11-03T14:59:00", "hour", "DTSTART:20251103T140000", None),
    "a stretch of hours": (
        "2025-11-03T14:00:00-05:00", "2025-11-03T16:30:00-05:00", "minute",
        "DTSTART:20251103T190000Z", "DTEND:20251103T213000Z",
    ),
    "over midnight": (
        "2025-11-03T22:00:00", "2025-11-04T02:00:00", "minute", "DTSTART:20251103T220000", "DTEND:20251104T020000",
    ),
    "before UTC begins": (
        "0001-01-01T00:30:00+14:00", "0001-01-01T00:30:00+14:00", "minute",
        "DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010102",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CLOCKS)
def test_ical_has_the_clock_time_that_is_known(case: str) -> None:
    begin, end, granularity, dtstart, dtend = CLOCKS[case]
    days = {"earliest": begin[:10], "latest": end[:10], "earliest_time": begin, "latest_time": end}
    changed = answer(edtf=begin, granularity=granularity, **days)
    changed["events"][0]["status"] = "planned"
    text = ical.write(changed, texts={})
    lines = text.split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [dtstart]
    assert [line for line in lines if line.startswith("DTEND")] == ([dtend] if dtend else [])
    assert not [each for each in icalendar.Calendar.from_ical(text).walk() if each.errors]


def test_a_time_with_an_end_that_is_a_day_is_a_stretch_of_days() -> None:
    changed = answer(
        edtf="2025-11-03T14:30:00/2025-11-05", granularity="minute", earliest="2025-11-03", latest="2025-11-03",
        earliest_time="2025-11-03T14:30:00", latest_time="2025-11-03T14:30:00",
    )  # fmt: skip
    changed["events"][0]["status"] = "planned"
    (event,) = icalendar.Calendar.from_ical(ical.write(changed, texts={})).events
    assert event["DTSTART"].dt.isoformat() in ("2025-11-03", "2025-11-03T14:30:00")


OWN = {
    "text": "The <b>ministry</b> & the mayor *met*.",
    "source": "The Orsa Daily",
    "link": {"url": "https://orsa.example/a_b?x=1&y=2", "label": "More [here]"},
    "image": {"url": "https://orsa.example/weir.jpg", "alt": "The ] weir", "credit": "Karl <Orne>"},
}


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
def test_what_the_newsroom_wrote_is_kept(export) -> None:
    changed = answer()
    changed["events"][0] |= OWN | {"status": "planned"}
    text = export.write(changed, texts={})
    told = unescape(text.replace("\\u003c", "<")).replace("\r\n ", "").replace("\\", "")
    assert "https://orsa.example/a_b?x=1&y=2" in told
    assert "The <b>ministry</b> & the mayor *met*." in told
    assert "The Orsa Daily" in told
    if export.name != "ical":
        assert "https://orsa.example/weir.jpg" in told


@pytest.mark.parametrize("export", [each for each in EXPORTS if each.name != "csv"], ids=lambda each: each.name)
def test_the_introduction_stands_before_the_rows(export) -> None:
    intro = "How the weir came to *leak* & what <b>ensued</b>."
    for told_of in (ANSWER, ANSWER | {"title": None}, ENDS[""]):
        text = export.write(told_of | {"intro": intro}, texts={})
        told = unescape(text.replace("\\u003c", "<")).replace("\r\n ", "").replace("\\", "")
        assert intro in told
        assert "<b>ensued" not in text or export.name in ("json", "ical")
        assert "ensued" not in export.write(told_of | {"intro": ""}, texts={})


def test_markdown_of_the_newsroom_is_within_its_item() -> None:
    changed = answer()
    changed["events"][0] |= OWN
    tree = lxml.html.fromstring("<div>" + MarkdownIt().render(markdown.write(changed, texts=TEXTS)) + "</div>")
    (item,) = tree.xpath("//ol/li")
    assert item.xpath(".//a/@href") == ["https://orsa.example/a_b?x=1&y=2"]
    assert item.xpath(".//img/@src") == ["https://orsa.example/weir.jpg"]
    assert item.xpath(".//img/@alt") == ["The ] weir"]
    assert "The <b>ministry</b> & the mayor *met*." in item.text_content() and not item.xpath(".//b")
    assert len(tree.xpath("//blockquote")) == len(item.xpath(".//blockquote")) == 1


NOT_OF_THE_WEB = [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:1",
    "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "vbscript:x", "blob:https://a.example/1",
    "ftp://a.example/x", "//a.example/x", "/x", "x", "https:", "http://", "https:a.example", "http://[bad",
    "urn:newsml:x", 'https://a.example/"onclick="x', "https://a.example\\@b.example/", "https://a.example/<script>", "",
]  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS, ids=[export.name for export in EXPORTS])
@pytest.mark.parametrize("address", NOT_OF_THE_WEB)
def test_no_address_leaves_that_is_none_of_the_web(export, address: str) -> None:
    changed = answer()
    changed["documents"][0]["url"] = address
    event = changed["events"][0]
    event |= {"status": "planned", "link": {"url": address, "label": "x"}, "image": {"url": address, "alt": "y"}}
    clean = deepcopy(changed)
    clean["documents"][0]["url"] = None
    del clean["events"][0]["link"], clean["events"][0]["image"]
    assert export.write(changed, texts=TEXTS) == export.write(clean, texts=TEXTS)


@pytest.mark.parametrize("export", [each for each in EXPORTS if each.name in ("json", "jsonld", "csv", "ninjs")])
@pytest.mark.parametrize("address", ["https://a.example/x?y=1&z=%20#é", "HTTP://a.example", "http://127.0.0.1:8000/"])
def test_addresses_of_the_web_do(export, address: str) -> None:
    changed = answer()
    changed["documents"][0]["url"] = address
    assert address in export.write(changed, texts={}) or (export.name == "ninjs" and not address.isascii())
