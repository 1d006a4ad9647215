"""What comes out of pages: every word of the article, none of the page around it, and the dates that markup states."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.ingest.cms_pages import (
    CHRONOLOGIES,
    FOOTER,
    MARKUP,
    NAV,
    NEWSLETTER,
    PAGES,
    PARAGRAPHS,
    POSTS,
    RELATED,
    TITLE,
)
from timeline_service.ingest import Unreadable, from_html
from timeline_service.schemas.article import Article
from timeline_service.service import extract

PUBLISHED = "2024-03-06"
REST = "".join(f"<p>{words}</p>" for words in PARAGRAPHS[1:])


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("style", PAGES)
def test_the_whole_article_and_nothing_else(style: str) -> None:
    page = PAGES[style]
    text = squeezed(from_html(page.html).text)
    assert [words for words in (*page.paragraphs, *page.kept) if words not in text] == []
    assert [words for words in page.left if words in text] == []


@pytest.mark.parametrize("style", PAGES)
def test_paragraphs_stay_apart_and_in_order(style: str) -> None:
    page = PAGES[style]
    text = from_html(page.html).text
    places = [re.sub(r"\s+", " ", text).find(words) for words in page.paragraphs]
    assert sorted(places) == places or style == "a live blog"
    assert {*page.paragraphs} <= {line.removeprefix("- ") for line in text.splitlines()}


@pytest.mark.parametrize(
    "body",
    [
        "",
        NAV,
        NAV + FOOTER,
        NAV + RELATED + FOOTER,
        NAV + NEWSLETTER + FOOTER,
        f"{NAV}<main><h1>{TITLE}</h1></main>{FOOTER}",
        "<ul>"
        + "".join(f"<li><a href=/{n}>Ferry runs aground in the fog, again</a></li>" for n in range(40))
        + "</ul>",
        '<div class="cookie-consent"><p>We use cookies to give you the best experience on our site.</p></div>',
        "<noscript>You need to enable JavaScript to run this app on your machine.</noscript><div id=root></div>",
        "<form><p>Please enter your name and your password to log in.</p><input></form>",
    ],
)
def test_no_article_is_said_and_no_menu_is_given(body: str) -> None:
    with pytest.raises(Unreadable, match="No article text"):
        from_html(f"<!doctype html><html><head><title>{TITLE}</title></head><body>{body}</body></html>")


def page(lead: str) -> str:
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{PUBLISHED}"}}</script>'
    head = f"<html><head><title>{TITLE}</title>{script}</head>"
    return f"{head}<body>{NAV}<article><h1>{TITLE}</h1>{lead}{REST}</article></body></html>"


def marked(html: str) -> list[tuple[str, str]]:
    document = from_html(html)
    return [(document.text[mark.span.start : mark.span.end], mark.value) for mark in document.markup]


def dates(lead: str, **more: Any) -> dict[str, str | None]:
    article = Article().load({"html": page(lead), "min_salience": 0.0} | more)
    events = extract(article, longest=200_000)["events"]
    rows = [(event["mentions"][0]["text"], event["when"]["edtf"]) for event in events]
    rows.sort(key=lambda row: str(row[1]).startswith("../"), reverse=True)  # a headline may have an open row of its own
    return dict(rows)


def test_marks_stand_where_the_words_stand() -> None:
    lead = (
        "<p>🌊 It was <i>opened</i> on <time datetime='2019-05-03'><b>3</b> <span>May</span></time>, and shut on "
        "<time datetime='2024-02-26T08:00:00+00:00'>Monday</time>, at <time>noon</time>;"
        " <time datetime=soon>soon</time>.</p>"
    )
    assert marked(page(lead)) == [("3 May", "2019-05-03"), ("Monday", "2024-02-26T08:00:00+00:00")]
    assert "3 May, and shut on Monday, at noon; soon." in from_html(page(lead)).text


def test_brackets_of_the_article_stay() -> None:
    lead = "<p>The sign ⸨7⸩ was put up on <time datetime=2019-05-03>3 May</time> by the council, ⟬it⟭ said.</p>"
    assert marked(page(lead)) == [("3 May", "2019-05-03")]
    assert "The sign ⸨7⸩ was put up on 3 May by the council, ⟬it⟭ said." in from_html(page(lead)).text


@pytest.mark.parametrize(("lead", "event", "date"), MARKUP)
def test_markup_dates_its_words_where_the_two_agree(lead: str, event: str, date: str) -> None:
    assert dates(lead)[event] == date


def test_the_reason_names_the_markup() -> None:
    answer = extract(Article().load({"html": page(MARKUP[0][0])}), longest=200_000)
    (timex,) = (timex for timex in answer["timexes"] if timex["text"] == "3 May")
    assert "markup/datetime" in [reason["rule"] for reason in timex["because"]]


@pytest.mark.parametrize("form", CHRONOLOGIES)
def test_what_labels_dates(form: str) -> None:
    found = dates(f"<p>{PARAGRAPHS[0]}</p>{CHRONOLOGIES[form]}")
    assert (found.get("opened"), found.get("sank")) == ("2019-05-03", "2021-07-07")
    assert found["built"] == "1974" and found["closed"] == "2024-03-05"


@pytest.mark.parametrize("form", CHRONOLOGIES)
def test_no_sentences_are_glued_in_what_labels_date(form: str) -> None:
    text = from_html(page(f"<p>{PARAGRAPHS[0]}</p>{CHRONOLOGIES[form]}")).text
    assert "The lock was opened" in text and not re.search(r"[a-z0-9][.:][A-Z]|[a-z]\d{4}", text)


@pytest.mark.parametrize("form", POSTS)
def test_today_in_a_post_is_its_day(form: str) -> None:
    later = "The mayor resigned today, after a night of protests in front of the town hall of Orsa."
    first = "The council shut the bridge today after inspectors had found a crack in its deck."
    posts = POSTS[form].format("2024-03-07T09:15:00", "2024-03-06T22:10:00", a=later, b=first)
    found = dates(posts)
    assert (found["resigned"], found["shut"]) == ("2024-03-07", "2024-03-06")
    text = from_html(page(posts)).text
    assert text.index("resigned") < text.index("shut")


def test_a_stored_timeline_keeps_what_markup_dates(client: Any) -> None:
    lead = MARKUP[0][0]
    made = client.put("/v1/timelines/marked", json={"documents": [{"html": page(lead)}]})
    changed = client.patch(
        "/v1/timelines/marked", json={"quotes": "sentence"}, headers={"If-Match": made.headers["ETag"]}
    )
    grown = client.post(
        "/v1/timelines/marked/documents", json={"text": "The ferry sank on 4 May 2019.", "published_at": PUBLISHED}
    )
    for response in (made, changed, grown):
        found = {each["mentions"][0]["text"]: each["when"]["edtf"] for each in response.get_json()["events"]}
        assert found["opened"] == "2019-05-03"
