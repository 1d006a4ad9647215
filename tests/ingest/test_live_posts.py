"""Live blogs whose posts only JSON-LD dates: "today" in a post is its day, whatever the page shows of its time."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline_service.ingest import from_html
from timeline_service.ingest.live_posts import posts_of
from timeline_service.schemas.article import Article
from timeline_service.service import extract

TITLE = "Weir at Orsa closed after divers find crack"
LATER = "The mayor resigned today, after a night of protests in front of the town hall of Orsa."
FIRST = "The council shut the weir today after divers had found a crack of two metres in its wall."
REST = "<p>Boats were sent through the old lock, and the harbour master said that repairs would take a month.</p>"
POSTS = (
    {"headline": "The mayor goes", "datePublished": "2024-03-07T09:15:00-05:00", "articleBody": LATER},
    {"headline": "No way across", "datePublished": "2024-03-06T22:10:00-05:00", "articleBody": FIRST},
)
SHOWN = {
    "no times": "<h2>The mayor goes</h2><p>{a}</p><h2>No way across</h2><p>{b}</p>",
    "no headlines": "<div><p>{a}</p></div><div><p>{b}</p></div>",
    "times below the headlines": "<h2>The mayor goes</h2><p>9.15am</p><p>{a}</p>"
    "<h2>No way across</h2><p>10.10pm</p><p>{b}</p>",
    "times above them": "<div><span>09:15</span><h2>The mayor goes</h2><p>{a}</p></div>"
    "<div><span>22:10</span><h2>No way across</h2><p>{b}</p></div>",
    "times of readers elsewhere": "<div><p>14:15</p><p>{a}</p></div><div><p>03:10</p><p>{b}</p></div>",
    "sections": "<section><header><h3>The mayor goes</h3></header><p>{a}</p></section>"
    "<section><header><h3>No way across</h3></header><p>{b}</p></section>",
    "markup in the page": "<p><em>{a}</em></p><p>Sent by a reader.</p><p><strong>{b}</strong></p>",
}


def page(body: str, posts: Any) -> str:
    described = {
        "@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": TITLE,
        "datePublished": "2024-03-06T08:00:00-05:00", "liveBlogUpdate": posts,
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(described)}</script>'
    return f"<html><head><title>{TITLE}</title>{script}</head><body><h1>{TITLE}</h1><main>{body}</main></body></html>"


def dates(html: str) -> dict[str, str | None]:
    events = extract(Article().load({"html": html, "min_salience": 0.0}), longest=200_000)["events"]
    return {event["mentions"][0]["text"]: event["when"]["edtf"] for event in events}


@pytest.mark.parametrize("form", SHOWN)
def test_today_in_a_post_is_the_day_of_its_stamp(form: str) -> None:
    html = page(SHOWN[form].format(a=LATER, b=FIRST) + REST, POSTS)
    found = dates(html)
    assert (found["resigned"], found["shut"]) == ("2024-03-07", "2024-03-06")
    assert LATER in from_html(html).text and FIRST in from_html(html).text


@pytest.mark.parametrize("of", ["{}", "<p>{}</p><p>More soon.</p>", " {}\n\nMore soon."])
def test_words_are_compared_without_markup(of: str) -> None:
    posts = [post | {"articleBody": of.format(post["articleBody"])} for post in POSTS]
    found = dates(page(SHOWN["no headlines"].format(a=LATER, b=FIRST) + REST, posts))
    assert (found["resigned"], found["shut"]) == ("2024-03-07", "2024-03-06")


def test_a_live_blog_that_only_a_script_shows() -> None:
    html = page('<div id="root"></div>', POSTS)
    assert from_html(html).text.index("resigned") < from_html(html).text.index("shut")
    found = dates(html)
    assert (found["resigned"], found["shut"]) == ("2024-03-07", "2024-03-06")


def test_stamps_of_the_page_are_its_own() -> None:
    shown = (
        "<p><time datetime='2024-03-08T09:15'>9.15am</time></p><p>{a}</p>"
        "<p><time datetime='2024-03-05T22:10'>10.10pm</time></p><p>{b}</p>"
    )
    found = dates(page(shown.format(a=LATER, b=FIRST) + REST, POSTS))
    assert (found["resigned"], found["shut"]) == ("2024-03-08", "2024-03-05")


@pytest.mark.parametrize(
    "posts",
    [
        None, "soon", 7, [], [None, "soon", 7, ["x"]], [{"datePublished": "soon", "articleBody": LATER}],
        [{"articleBody": LATER}], [{"datePublished": "2024-03-07"}],
        [{"datePublished": "2024-03-07", "articleBody": {"@value": LATER}, "headline": 7}],
        [{"datePublished": "2024-03-07", "articleBody": "Of another page, and nowhere in this one, as it seems."}],
    ],
)  # fmt: skip
def test_what_dates_no_post_of_the_page_changes_nothing(posts: Any) -> None:
    body = f"<p>{LATER}</p><p>{FIRST}</p>{REST}"
    assert from_html(page(body, posts)).text == from_html(page(body, None)).text


def test_a_day_alone_dates_its_post() -> None:
    posts = [POSTS[0] | {"datePublished": "2024-03-07"}, POSTS[1] | {"datePublished": "2024-03-06"}]
    found = dates(page(SHOWN["no times"].format(a=LATER, b=FIRST) + REST, posts))
    assert (found["resigned"], found["shut"]) == ("2024-03-07", "2024-03-06")


def test_one_post_is_one_object_too() -> None:
    (post,) = posts_of([{"liveBlogUpdate": POSTS[0]}])
    assert post == ("2024-03-07T09:15:00-05:00", "The mayor goes", LATER)
