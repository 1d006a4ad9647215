"""HTML: the article without its furniture, and the day it was published."""

from __future__ import annotations

import pytest

from timeline_service.ingest import Unreadable, from_html

ARTICLE = """<article><h1>Bridge closed after crack found</h1>
<p>The council closed the bridge on Tuesday after inspectors found a crack in the deck &amp; its rails. Traffic was sent
over the old road, and the mayor said on Wednesday that repairs would begin next month.</p>
<p>The bridge opened in 1974 and was repaired in May 2011. It carries about 20,000 cars every day.</p></article>"""
JSON_LD = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "%s"}]}</script>'
OPENGRAPH = '<meta property="article:published_time" content="%s">'
META = '<meta name="date" content="%s">'


def page(head: str = "", body: str = ARTICLE) -> str:
    nav = '<nav><a href="/">Skip to content</a></nav>'
    return f"<!doctype html><html><head><title>Bridge | The Daily</title>{head}</head><body>{nav}{body}</body></html>"


def test_the_text_is_the_article() -> None:
    document = from_html(page())
    assert "found a crack in the deck & its rails." in document.text
    assert "Skip to content" not in document.text
    assert document.title == "Bridge closed after crack found"


DATES = {
    "json-ld": (JSON_LD % "2024-03-06T23:30:00-05:00", "2024-03-06T23:30:00-05:00", "json-ld"),
    "opengraph": (OPENGRAPH % "2024-03-07T09:15:00+01:00", "2024-03-07T09:15:00+01:00", "opengraph"),
    "another meta element": (META % "2024-03-08", "2024-03-08", "meta"),
    "json-ld first": (META % "2024-03-08" + JSON_LD % "2024-03-06" + OPENGRAPH % "2024-03-07", "2024-03-06", "json-ld"),
    "one that is no date": (JSON_LD % "yesterday" + OPENGRAPH % "2024-03-07", "2024-03-07", "opengraph"),
    "a zone without its colon": (OPENGRAPH % "2024-03-07T09:15:00+0100", "2024-03-07T09:15:00+01:00", "opengraph"),
}


@pytest.mark.parametrize("case", DATES)
def test_the_day_it_was_published(case: str) -> None:
    head, published, source = DATES[case]
    document = from_html(page(head))
    assert (document.dct.text, document.dct_source) == (published, source)


def test_the_caller_knows_best() -> None:
    document = from_html(page(JSON_LD % "2024-03-06"), published_at="2024-03-09")
    assert (document.dct.text, document.dct_source) == ("2024-03-09", "request")


def test_two_dates_that_differ_are_both_told() -> None:
    document = from_html(page(JSON_LD % "2024-03-06T23:30:00-05:00" + OPENGRAPH % "2024-03-07T09:15:00+01:00"))
    (note,) = document.notes
    assert note.code == "publication-dates-differ"
    assert "2024-03-06T23:30:00-05:00" in note.message and "2024-03-07T09:15:00+01:00" in note.message


def test_no_date_is_no_date() -> None:
    document = from_html(page())
    assert document.dct is None


EMPTY = {
    "nothing": "<html><body></body></html>",
    "scripts alone": "<html><script>var text = 'Hello there';</script></html>",
    "10,000 nested tags": "<div>" * 10_000 + "</div>" * 10_000,
    "a comment": "<!-- -->",
}


@pytest.mark.parametrize("case", EMPTY)
def test_a_page_without_text(case: str) -> None:
    with pytest.raises(Unreadable, match="No article text"):
        from_html(EMPTY[case])


def test_json_ld_that_is_broken_or_too_deep_is_passed_over() -> None:
    deep = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    broken = '<script type="application/ld+json">{"datePublished": </script>'
    assert from_html(page(deep + broken)).dct is None


def test_a_page_that_is_one_url_is_not_fetched() -> None:
    assert from_html("http://127.0.0.1:1/article.html").text == "http://127.0.0.1:1/article.html"


CONTROLS = {"a unit separator": "\x1f", "no character": "\uffff", "one in pieces": "&#\x017;", "a reference": "&#x1F;"}


@pytest.mark.parametrize("case", CONTROLS)
@pytest.mark.parametrize("where", ["Bridge closed", "the bridge", "<p>The council", "2024-03-08"])
def test_control_characters_are_no_fault_of_the_page(case: str, where: str) -> None:
    whole = page(META % "2024-03-08")
    assert where in whole
    document = from_html(whole.replace(where, where + CONTROLS[case]))
    assert "closed the bridge" in document.text and "in May 2011." in document.text
    assert not set(document.text) & set("\x01\x07\x1f\uffff")


def test_a_vertical_tab_parts_words() -> None:
    assert "closed the bridge" in from_html(page().replace("closed the", "closed\vthe")).text


def test_other_references_stay() -> None:
    assert "deck \u2014 its" in from_html(page().replace("&amp; its", "&#8212; its")).text


CODES = [*range(1, 9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]


@pytest.mark.parametrize("form", ["&#{0};", "&#{0} ", "&#x{0:X};", "&#x0{0:x} ", "&#000{0};"])
def test_references_to_what_no_tree_can_hold_are_spaces(form: str) -> None:
    for code in CODES:
        told = form.format(code)
        html = f"<p>The council{told}met <b>on{told}</b> Monday in the town hall of Orsa,<br>and {told}voted.</p>"
        words = from_html(html).text.split()
        assert words[:5] == ["The", "council", "met", "on", "Monday"] and words[-1] == "voted."
