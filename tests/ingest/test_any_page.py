"""Whatever a page's metadata hold, it is read or refused with a sentence: no other exception, no unsound text."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from timeline_service.faults import InputError
from timeline_service.ingest import from_html
from timeline_service.ingest.characters import held_by_xml, sound_text
from timeline_service.ingest.published import stated_by
from timeline_service.ingest.written_dates import written_date

HEADLINE = "Weir closed after crack found"
BODY = """<article><h1>Weir closed after crack found</h1><p>The council closed the weir on Tuesday after inspectors
found a crack in its wall. Boats were sent through the old lock, and the mayor said that repairs would take a
month.</p></article>"""
WORDS = st.one_of(
    st.text(st.characters(), max_size=20),
    st.sampled_from([
        HEADLINE, "NewsArticle", "LiveBlogPosting", "schema:Article", "true", "Paris", "Paris, France", "datePublished",
        "2024-03-06T10:00:00Z", "6 March 2024 10:00 +9900", "2024-03-06", "9" * 30, "https://a.example/x", "https://[",
        "<p>The weir was closed.</p><p>It leaked.</p>", "The weir was closed on Tuesday. It leaked.", "&#1;", "<!---->",
        "The weir was\x00 closed. \ud800 It leaked.\v", "<p>The weir \x00was closed.</p><p>It \udfff leaked.</p>",
    ]),
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=4,
)
INNER = "@type @value @id @graph name address addressLocality headline articleBody datePublished url".split()
PARTS = st.fixed_dictionaries({}, optional=dict.fromkeys(INNER, VALUES))
MEMBERS = """mainEntity mainEntityOfPage headline name url datePublished dateModified dateline locationCreated
    articleBody liveBlogUpdate author publisher articleSection""".split()
HELD = WORDS | VALUES | PARTS | st.lists(PARTS, max_size=2)
TYPES = st.sampled_from(["NewsArticle", "LiveBlogPosting", ["Article"]]) | VALUES
NODES = st.fixed_dictionaries({"@type": TYPES}, optional=dict.fromkeys(MEMBERS, HELD))
ATTRIBUTES = st.dictionaries(
    st.sampled_from("itemscope itemtype itemprop typeof property content datetime class id hidden rel".split()),
    WORDS,
    max_size=4,
)
TAGS = st.sampled_from("div span time meta link article b".split())


def element(tag: str, attributes: dict[str, str], inside: str) -> str:
    said = "".join(f' {name}="{escape(held_by_xml(value))}"' for name, value in attributes.items())
    return f"<{tag}{said}>{inside}</{tag}>"


def page(*nodes: Any, body: str = BODY) -> str:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(node)}</script>" for node in nodes)
    return f"<html><head><title>{HEADLINE}</title>{scripts}</head><body>{body}</body></html>"


def read(markup: str) -> None:
    try:
        document = from_html(markup)
    except InputError:
        return
    sound_text(document.text)
    assert document.title is None or sound_text(document.title)


@given(st.lists(NODES | VALUES, max_size=2), st.booleans())
def test_any_json_ld(nodes: list[Any], prose: bool) -> None:
    read(page(*nodes, body=BODY if prose else ""))


@settings(max_examples=300)
@given(NODES)
def test_what_any_node_states(node: Any) -> None:
    stated = stated_by(html.document_fromstring(page(node)), None)
    for words in (stated.located or "", stated.body, *(part for post in stated.posts for part in post)):
        assert sound_text(words) == words


@settings(max_examples=300)
@given(st.lists(st.tuples(TAGS, ATTRIBUTES), max_size=4))
def test_what_any_attributes_state(elements: list[tuple[str, dict[str, str]]]) -> None:
    inside = BODY
    for tag, attributes in elements:
        around = tag in ("div", "article")
        inside = element(tag, attributes, inside) if around else element(tag, attributes, "") + inside
    stated_by(html.document_fromstring(page(body=inside)), None)


@settings(max_examples=400)
@given(WORDS | VALUES)
def test_any_value_for_a_date(value: Any) -> None:
    found = written_date(value)
    assert found is None or found[:4].isdigit()


PLACE = {"@type": "NewsArticle", "datePublished": "2024-03-07T03:30:00Z"}


@pytest.mark.parametrize("address", ["Tokyo", {"addressLocality": "Tokyo"}])
def test_the_town_of_an_address(address: Any) -> None:
    node = PLACE | {"locationCreated": {"@type": "Place", "address": address}}
    document = from_html(page(node))
    assert document.dct is not None and document.dct.text == "2024-03-07T12:30:00+09:00"


@pytest.mark.parametrize(
    "node",
    [
        PLACE | {"locationCreated": {"@type": "Place", "address": ["Tokyo"]}},
        PLACE | {"locationCreated": {"@type": "Place", "address": {"addressLocality": 7}}},
        PLACE | {"datePublished": "6 March 2024 10:00 +9900"},
        PLACE | {"@context": "https://schema.org", "headline": ["Weir", "closed"]},
        PLACE | {"headline": {"@value": HEADLINE}, "mainEntityOfPage": [True]},
        json.loads('{"@type":"Article","datePublished":' + "[" * 480 + "]" * 480 + "}"),
    ],
)
def test_values_of_a_wrong_kind_are_passed_over(node: Any) -> None:
    assert "closed the weir on Tuesday" in from_html(page(node)).text


UNSOUND = "The weir was\x00 closed on\vTuesday. \ud800It \x1fleaked."
SOUND = "The weir was closed on Tuesday. It leaked."
UPDATE = {"headline": f"\x00{HEADLINE}", "articleBody": UNSOUND, "datePublished": "2024-03-06T10:00:00Z"}


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": UNSOUND},
        {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": f"<p>{UNSOUND}</p><p>Boats waited.</p>"},
        {"@type": "LiveBlogPosting", "liveBlogUpdate": [UPDATE]},
        {"@type": "LiveBlogPosting", "liveBlogUpdate": [UPDATE | {"articleBody": f"<p>{UNSOUND}</p>"}]},
    ],
)
def test_what_json_escapes_is_no_worse_than_what_the_page_holds(node: Any) -> None:
    text = from_html(page(node, body="")).text
    assert sound_text(text) and SOUND in " ".join(text.split())


@pytest.mark.parametrize(
    "markup",
    [
        "<div itemscope itemtype=''></div>",
        "<div itemscope itemtype='https://schema.org/NewsArticle'><span itemprop=''>x</span></div>",
        "<div typeof=''></div>",
        "<time datetime='6 March 2024 10:00 +9900'>on Wednesday</time>",
        "<meta itemprop='' content=''>",
    ],
)
def test_empty_and_impossible_attributes_are_passed_over(markup: str) -> None:
    assert "closed the weir on Tuesday" in from_html(page(body=markup + BODY)).text
