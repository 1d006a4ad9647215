"""ninjs items, 1.x to 3.x: the article, its publication date, what else the item says; and items that are no good."""

from __future__ import annotations

import pytest

from timeline_service.ingest import Unreadable, from_ninjs, is_canceled, is_ninjs, known_of_ninjs

ITEM = {  # 3.1
    "uri": "urn:example:bridge-1",
    "type": "text",
    "language": "en-GB",
    "firstCreated": "2026-05-18T08:30:00+01:00",
    "versionCreated": "2026-05-18T11:00:00+01:00",
    "headlines": [
        {"role": "short", "value": "Bridge shut"},
        {"role": "main", "value": "Bridge <b>shut</b> &amp; empty"},
    ],
    "bodies": [
        {
            "role": "main",
            "contentType": "text/plain",
            "value": "The bridge was shut on Sunday. It will reopen in June.",
        },
        {"contentType": "application/xhtml+xml", "value": "<p>The bridge was shut on Sunday.</p><p>It is empty.</p>"},
    ],
}
OLD = {  # 1.6, with what Superdesk adds
    "guid": "tag:example.org,2026:1",
    "headline": "Bridge shut",
    "versioncreated": "2026-05-18T07:30:00+0000",
    "body_text": "The bridge was shut on Sunday.",
    "located": "Ardmoyle",
}


def test_markup_is_read_before_plain_text_and_keeps_its_paragraphs() -> None:
    document = from_ninjs(ITEM)
    assert document.text == "The bridge was shut on Sunday.\n\nIt is empty."
    assert document.title == "Bridge shut & empty"


def test_the_longest_of_several_texts_is_the_article_and_the_others_are_told() -> None:
    long = "The bridge was shut on Sunday, after a crack had been found in one of its anchors that day."
    document = from_ninjs(ITEM | {"bodies": [{"value": "Short."}, {"value": long}, {"value": " "}]})
    assert document.text == long
    (note,) = (each for each in document.notes if each.code == "bodies-left-out")
    assert note.message.endswith(": 1.")


def test_a_summary_and_an_empty_form_are_not_the_article() -> None:
    long = "The bridge was shut on Sunday, after a crack had been found in one of its anchors that day."
    summary = {"role": "summary", "contentType": "text/html", "value": "<p>The bridge was shut.</p>"}
    assert from_ninjs(ITEM | {"bodies": [summary, {"contentType": "text/plain", "value": long}]}).text == long
    assert from_ninjs({"uri": "urn:x", "body_html": "<p> </p>", "body_text": long}).text == long


def test_a_guid_is_the_identity_where_the_uri_is_empty() -> None:
    assert known_of_ninjs({"uri": None, "guid": "x"})["id"] == "x"
    assert "id" not in known_of_ninjs({"uri": None})


def test_control_characters_in_a_headline_are_left_out() -> None:
    document = from_ninjs(OLD | {"headline": "Bridge\x0bshut &#11;now\x01"})
    assert document.title == "Bridge shut now"


def test_the_markup_of_an_item_is_read_in_its_language() -> None:
    table = "<table>{}</table>".format(
        "".join(f"<tr><td>{day}. Mai 2026</td><td>Die Brücke wurde gesperrt.</td></tr>" for day in (3, 4))
    )
    document = from_ninjs(OLD | {"language": "de", "body_html": table, "body_text": None}, language="de")
    assert "3. Mai 2026: Die Brücke wurde gesperrt." in document.text


@pytest.mark.parametrize("written", ["2026-05-18T02:30:00+0000", "2026-05-18 02:30:00Z", "2026-05-18 02:30:00+00:00"])
def test_a_time_in_utc_is_that_of_the_place_however_it_is_written(written: str) -> None:
    document = from_ninjs(OLD | {"versioncreated": written, "located": "New York"})
    assert document.dct is not None and document.dct.text == "2026-05-17T22:30:00-04:00"


@pytest.mark.parametrize("role", ["summary", "Abstract", "caption", "teaser", "note"])
def test_a_role_says_what_is_not_the_article_however_long_it_is(role: str) -> None:
    beside = {"role": role, "value": "<p>The bridge, which is the longest of the county, was shut by its council.</p>"}
    main = {"role": "main", "value": "<p>It was shut.</p>"}
    document = from_ninjs(ITEM | {"bodies": [beside, main]})
    assert document.text == "It was shut."
    assert "bodies-left-out" in [note.code for note in document.notes]
    assert from_ninjs(ITEM | {"bodies": [beside]}).text.startswith("The bridge, which")


@pytest.mark.parametrize("name", ["pubStatus", "pubstatus", "PUBSTATUS"])
@pytest.mark.parametrize("status", ["canceled", "Canceled", "CANCELLED", " canceled "])
def test_a_kill_notice_is_one_however_it_is_spelled(name: str, status: str) -> None:
    assert is_canceled(ITEM | {name: status})
    with pytest.raises(Unreadable, match="the item is canceled"):
        from_ninjs(ITEM | {name: status})


@pytest.mark.parametrize("status", ["usable", "withheld", "not canceled", None, 7, ["canceled"]])
def test_any_other_status_is_no_kill_notice(status: object) -> None:
    assert not is_canceled(ITEM | {"pubStatus": status})


BODIES = {
    "plain text": ({"body_text": "It was < 5 & shut."}, "It was < 5 & shut."),
    "HTML": ({"body_html": "<p>It was &lt; 5.</p><script>x()</script><p>Shut.</p>"}, "It was < 5.\n\nShut."),
    "XHTML before text": ({"body_text": "Two in one.", "body_xhtml": "<p>One.</p><p>Two.</p>"}, "One.\n\nTwo."),
    "a form of one's own, marked up": ({"body_story": "<p>One.</p><p>Two.</p>"}, "One.\n\nTwo."),
    "a form of one's own, plain": ({"body_story": "2 < 3 > 1"}, "2 < 3 > 1"),
    "2.x, small letters": ({"bodies": [{"contenttype": "text/html", "value": "<p>One.</p>"}]}, "One."),
    "no content type, marked up": ({"bodies": [{"value": "<p>One.</p><p>Two.</p>"}]}, "One.\n\nTwo."),
    "plain text that looks marked up": ({"bodies": [{"contentType": "text/plain", "value": "<p>x"}]}, "<p>x"),
}


@pytest.mark.parametrize("case", BODIES)
def test_the_text(case: str) -> None:
    members, text = BODIES[case]
    assert from_ninjs({"uri": "urn:x"} | members).text == text


DATED = {
    "3.x": (ITEM, "2026-05-18T08:30:00+01:00", "firstCreated"),
    "1.x, an offset without its colon": (OLD, "2026-05-18T07:30:00+00:00", "versionCreated"),
    "the words are older than the item": (
        ITEM | {"contentCreated": "1998-03-02T10:00:00Z"}, "1998-03-02T10:00:00Z", "contentCreated",
    ),
    "Superdesk": (OLD | {"firstpublished": "2026-05-18T07:00:00Z"}, "2026-05-18T07:00:00Z", "firstPublished"),
    "a day": (OLD | {"firstcreated": "2026-05-17"}, "2026-05-17", "firstCreated"),
}  # fmt: skip


@pytest.mark.parametrize("case", DATED)
def test_the_publication_date_with_its_source(case: str) -> None:
    item, date, member = DATED[case]
    document = from_ninjs(item)
    assert document.dct is not None
    assert (document.dct.text, document.dct_source) == (date, "ninjs")
    messages = {note.code: note.message for note in document.notes}
    assert messages["publication-date"] == f"The publication date is the item's {member}, {date}."


TEXT = {"uri": "urn:x", "body_text": "Talks resumed on Friday."}
PLACES = {
    "where it is located": (TEXT | {"located": "Tokyo"}, "2025-10-24T23:30:00Z", "2025-10-25T08:30:00+09:00"),
    "a city and its country": (
        TEXT | {"located": "Geneva, Switzerland"}, "2025-10-24T23:30:00Z", "2025-10-25T01:30:00+02:00",
    ),
    "its dateline": (
        TEXT | {"body_text": "WASHINGTON (AP) — Talks resumed on Friday."}, "2025-10-25T01:30:00+00:00",
        "2025-10-24T21:30:00-04:00",
    ),
    "a time that has its zone": (TEXT | {"located": "Tokyo"}, "2025-10-24T23:30:00+02:00", "2025-10-24T23:30:00+02:00"),
    "a place that is not known": (TEXT | {"located": "Ardmoyle"}, "2025-10-24T23:30:00Z", "2025-10-24T23:30:00Z"),
    "a place that keeps UTC": (TEXT | {"located": "London"}, "2025-12-24T23:30:00Z", "2025-12-24T23:30:00Z"),
    "a leap second": (TEXT | {"located": "Tokyo"}, "2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
    "the end of time": (TEXT | {"located": "Tokyo"}, "9999-12-31T23:59:00Z", "9999-12-31T23:59:00Z"),
    "another language": (TEXT | {"located": "Tokyo"}, "2025-10-24", "2025-10-24"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLACES)
def test_a_time_in_utc_is_the_time_of_the_place(case: str) -> None:
    item, sent, taken = PLACES[case]
    item = item | {"versionCreated": sent, "firstCreated": sent}
    document = from_ninjs(item, language="de" if case == "another language" else "en")
    assert document.dct.text == taken
    assert "publication-dates-differ" not in [note.code for note in document.notes]


def test_the_request_knows_best_and_the_dateline_least() -> None:
    asked = from_ninjs(ITEM, published_at="2026-05-19", title="Mine", url="https://example.org/1")
    assert (asked.dct.text, asked.dct_source, asked.title) == ("2026-05-19", "request", "Mine")
    assert asked.url == "https://example.org/1"
    assert not [note for note in asked.notes if note.code == "publication-date"]
    stated = {"uri": "urn:x", "body_text": "GENEVA, 24 October 2025 (AFP) — Talks resumed."}
    document = from_ninjs(stated)
    assert (document.dct.text, document.dct_source) == ("2025-10-24", "dateline")
    assert from_ninjs({"uri": "urn:x", "body_text": "Talks resumed."}).dct is None


def test_dates_that_differ_are_told() -> None:
    document = from_ninjs(ITEM | {"versionCreated": "2026-05-20T08:00:00+01:00"})
    (note,) = (each for each in document.notes if each.code == "publication-dates-differ")
    assert "firstCreated says 2026-05-18T08:30:00+01:00, which was used" in note.message
    assert "versionCreated says 2026-05-20" in note.message


NOTED = {
    "embargoed": {"embargoedUntil": "2026-05-19T00:00:00+01:00"},
    "embargoed ": {"embargoed": "2026-05-19T00:00:00+01:00"},
    "withheld": {"pubStatus": "withheld"},
    "associations-left-out": {"associations": [{"name": "Photo", "uri": "urn:photo"}]},
    "associations-left-out ": {"associations": {"photo": {"uri": "urn:photo"}}},
}


@pytest.mark.parametrize("code", NOTED)
def test_what_else_the_caller_should_know(code: str) -> None:
    assert code.strip() in [note.code for note in from_ninjs(ITEM | NOTED[code]).notes]
    assert code.strip() not in [note.code for note in from_ninjs(ITEM).notes]


BAD = {
    "nothing": ({}, "contains no text"),
    "a picture": ({"uri": "urn:x", "type": "picture", "headline": "A bridge"}, "contains no text"),
    "a blank body": ({"uri": "urn:x", "bodies": [{"value": " "}]}, "contains no text"),
    "a body without words": ({"uri": "urn:x", "body_html": "<p><script>x()</script></p>"}, "contains no text"),
    "bodies that are no list": (ITEM | {"bodies": {"main": "x"}}, "bodies: must be a list of objects"),
    "bodies of strings": (ITEM | {"bodies": ["x"]}, "bodies: must be a list of objects"),
    "headlines of strings": (ITEM | {"headlines": ["x"]}, "headlines: must be a list of objects"),
    "a body that is a number": (ITEM | {"bodies": [{"value": 5}]}, "bodies[1].value: must be a string"),
    "body_html that is a list": (OLD | {"body_html": ["x"]}, "body_html: must be a string"),
    "NUL": (OLD | {"body_text": "a\0b"}, "body_text: Character 1 is NUL"),
    "half a surrogate pair": (OLD | {"headline": "\ud800"}, "headline: Character 0 is half of a surrogate pair"),
    "no date": (ITEM | {"firstCreated": "yesterday"}, "firstCreated: 'yesterday' is not a date and time"),
    "a number for a date": (OLD | {"versioncreated": 20260518}, "versioncreated: must be a string"),
    "no end of the embargo": (ITEM | {"embargoedUntil": "later"}, "embargoedUntil: 'later' is not a date"),
    "killed": (ITEM | {"pubStatus": "canceled"}, "the item is canceled"),
    "a headline without end": (OLD | {"headline": "word " * 500}, "The headline is longer"),
}


@pytest.mark.parametrize("case", BAD)
def test_an_item_that_is_no_good(case: str) -> None:
    item, words = BAD[case]
    with pytest.raises(Unreadable) as caught:
        from_ninjs(item)
    assert words in str(caught.value)
    assert caught.value.field == "ninjs"


CONTROLS = ["\x01", "The bridge\x02 was shut.", "<p>The bridge was shut.\x1e</p>", "<b>Shut&#31;</b>"]


@pytest.mark.parametrize("body", CONTROLS)
def test_control_characters_in_markup_are_left_out(body: str) -> None:
    text = from_ninjs({"uri": "urn:x", "body_html": f"{body}<p>Traffic was sent over the old road.</p>"}).text
    assert text.endswith("Traffic was sent over the old road.") and not set(text) & set("\x01\x02\x1e\x1f")


def test_an_item_is_known_by_its_identity() -> None:
    assert is_ninjs(ITEM) and is_ninjs(OLD)
    assert not is_ninjs({"text": "The bridge was shut.", "url": "https://example.org"})
    assert known_of_ninjs(ITEM) == {"id": "urn:example:bridge-1", "language": "en-GB"}
    assert known_of_ninjs(ITEM | {"language": "en_AU"})["language"] == "en-AU"
    assert known_of_ninjs(OLD) == {"id": "tag:example.org,2026:1"}


SUPERDESK = {
    "guid": "tag:example.org,2026:7",
    "headline": "Bridge shut &amp; sealed",
    "versioncreated": "2026-05-18T22:30:00+0000",
    "located": "Ardmoyle",
    "associations": {"featuremedia": None},
    "body_html": (
        '<p>The bridge was shut on <time datetime="2026-05-17">Sunday</time>.</p><!-- EMBED START Image {id: "a"} -->'
        '<figure><img src="x"><figcaption>Workers on 3 May 2019</figcaption></figure><!-- EMBED END Image {id: "a"} -->'
        "<p>It had been <del>painted</del> <ins>repaired</ins> in <b>April</b>.</p>"
        "<table><tr><td>3 May 2019</td><td>The bridge was opened.</td></tr></table>"
    ),
}


def test_a_body_of_superdesk() -> None:
    document = from_ninjs(SUPERDESK)
    assert document.text.split("\n\n") == [
        "The bridge was shut on Sunday.", "It had been repaired in April.", "3 May 2019: The bridge was opened.",
    ]  # fmt: skip
    (mark,) = document.markup
    assert (document.text[mark.span.start : mark.span.end], mark.value) == ("Sunday", "2026-05-17")
    codes = [note.code for note in document.notes]
    assert "associations-left-out" not in codes, "there are no pictures"
    assert "place-without-time-zone" in codes, "nobody knows the time of Ardmoyle"


def test_the_day_of_a_place_that_is_known() -> None:
    document = from_ninjs(SUPERDESK | {"located": "Tokyo"})
    assert document.dct.text.startswith("2026-05-19T07:30")
    assert "place-without-time-zone" not in [note.code for note in document.notes]
