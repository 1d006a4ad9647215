"""The publication date of an HTML page is that of its article, in the markup of the systems that newsrooms use."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline_service.ingest import from_html
from timeline_service.ingest.written_dates import written_date

HEADLINE = "Weir closed after crack found"
ADDRESS = "https://news.example/2024/weir-closed"
BODY = """<article><h1>Weir closed after crack found</h1><p>{place}The council closed the weir on Tuesday after
inspectors found a crack in its wall. Boats were sent through the old lock, and the mayor
said that repairs would take a month.</p>
<p>The weir was built in 1974 by a company from the coast. It holds back the water of two rivers.</p></article>"""
RIGHT, WRONG = "2024-03-06T09:00:00+00:00", "2019-02-01T08:00:00+00:00"


def page(*nodes: Any, head: str = "", place: str = "", kind: str = "application/ld+json") -> str:
    scripts = "".join(f"<script type='{kind}'>{json.dumps(node)}</script>" for node in nodes)
    title = f"<title>{HEADLINE} – The Daily</title><link rel=canonical href='{ADDRESS}'>"
    return f"<!doctype html><html><head>{title}{head}{scripts}</head><body>{BODY.format(place=place)}</body></html>"


def published(*nodes: Any, **more: str) -> tuple[str | None, str | None]:
    document = from_html(page(*nodes, **more))
    return document.dct and document.dct.text, document.dct_source


def codes(*nodes: Any, **more: str) -> list[str]:
    return [note.code for note in from_html(page(*nodes, **more)).notes]


ARTICLE = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": RIGHT}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Ferry runs aground",
    "url": "https://news.example/ferry",
    "datePublished": WRONG,
}
VIDEO = {"@type": "VideoObject", "name": "The weir", "uploadDate": WRONG, "datePublished": WRONG}
SITE = {"@type": "WebSite", "url": "https://news.example/", "datePublished": WRONG}

STYLES = {
    "WordPress with Yoast": [
        {
            "@graph": [
                {"@type": "WebPage", "@id": ADDRESS, "datePublished": WRONG},
                {
                    "@type": "Article",
                    "@id": f"{ADDRESS}/#article",
                    "isPartOf": {"@id": ADDRESS},
                    "headline": HEADLINE,
                    "datePublished": RIGHT,
                    "mainEntityOfPage": {"@id": f"{ADDRESS}/#webpage"},
                },
                SITE,
                VIDEO,
            ]
        }
    ],
    "Arc": [VIDEO, {"@type": ["Article", "ReportageNewsArticle"], "url": ADDRESS, "datePublished": RIGHT}],
    "Ghost": [
        {
            "@type": "Article",
            "mainEntityOfPage": {"@type": "WebPage", "@id": "https://www.news.example/2024/weir-closed/"},
            "headline": HEADLINE,
            "datePublished": RIGHT,
            "publisher": {"@type": "Organization", "foundingDate": WRONG},
        }
    ],
    "Drupal": [{"@context": "https://schema.org", "@graph": [OTHER, ARTICLE | {"mainEntityOfPage": ADDRESS}]}],
    "Next.js": [{"@type": "WebPage", "datePublished": WRONG, "mainEntity": ARTICLE}],
    "mainEntityOfPage leads to the article": [
        {"@type": "BreadcrumbList"},
        {"@type": "ItemPage", "mainEntityOfPage": ARTICLE},
    ],
    "AMP": [ARTICLE | {"url": ADDRESS + "/amp?utm_source=x", "headline": "Weir closed"}],
    "a live blog": [
        {
            "@type": "LiveBlogPosting",
            "url": ADDRESS,
            "datePublished": RIGHT,
            "liveBlogUpdate": [{"@type": "BlogPosting", "headline": HEADLINE, "datePublished": WRONG}],
        }
    ],
    "addresses as types": [
        SITE,
        {"@type": "https://schema.org/OpinionNewsArticle", "url": ADDRESS, "datePublished": RIGHT},
    ],
    "prefixed names": [{"@type": "schema:NewsArticle", "schema:datePublished": RIGHT, "schema:headline": HEADLINE}],
    "related stories": [ARTICLE, OTHER, {"@type": "ItemList", "itemListElement": [OTHER]}],
    "comments before it": [{"@graph": [{"@type": "Comment", "datePublished": WRONG}, ARTICLE]}],
    "comments within it": [
        ARTICLE | {"datePublished": None, "comment": [{"@type": "Comment", "datePublished": WRONG}]},
        ARTICLE,
    ],
    "alone, with no name at all": [SITE, {"@type": "BlogPosting", "datePublished": RIGHT}],
    "alone, with another headline for searches": [
        {"@type": "NewsArticle", "headline": "Why is the weir shut?", "datePublished": RIGHT}
    ],
}


@pytest.mark.parametrize("style", STYLES)
def test_the_date_of_the_article_and_of_nothing_else(style: str) -> None:
    assert published(*STYLES[style]) == (RIGHT, "json-ld")


NOT_OF_THE_ARTICLE = {
    "a site": [SITE],
    "a video": [VIDEO],
    "another story": [OTHER],
    "two other stories": [OTHER, OTHER | {"headline": "Rain"}],
    "a product and its review": [{"@type": "Product", "review": {"@type": "Review", "datePublished": WRONG}}],
    "an event": [{"@type": "Event", "startDate": WRONG}],
    "a web page": [{"@type": "WebPage", "datePublished": WRONG}],
    "a post that is quoted": [{"@type": "SocialMediaPosting", "datePublished": WRONG}],
    "what the article cites": [ARTICLE | {"datePublished": "", "citation": OTHER}],
    "a list of stories": [{"@type": "ItemList", "itemListElement": [OTHER, ARTICLE]}],
}


@pytest.mark.parametrize("case", NOT_OF_THE_ARTICLE)
def test_what_else_is_described_dates_nothing(case: str) -> None:
    assert published(*NOT_OF_THE_ARTICLE[case]) == (None, None)
    meta = f"<meta property='article:published_time' content='{RIGHT}'>"
    assert published(*NOT_OF_THE_ARTICLE[case], head=meta) == (RIGHT, "opengraph")


FORMS = [
    ({"@type": "Date", "@value": "2024-03-06"}, "2024-03-06"),
    ([{"@value": "2024-03-06T10:00:00Z"}], "2024-03-06T10:00:00Z"),
    ("Wed, 06 Mar 2024 10:00:00 GMT", "2024-03-06T10:00:00+00:00"),
    ("Wed, 06 Mar 2024 10:00:00 -0500", "2024-03-06T10:00:00-05:00"),
    ("March 6, 2024", "2024-03-06"),
    ("6 March 2024 10:00", "2024-03-06T10:00:00"),
    ("Wednesday, March 6th, 2024 at 10:00 AM", "2024-03-06T10:00:00"),
    ("Mar. 6, 2024, 10:15 a.m. EST", "2024-03-06T10:15:00-05:00"),
    ("20240306T100000Z", "2024-03-06T10:00:00+00:00"),
    ("20240306T1000+0100", "2024-03-06T10:00:00+01:00"),
    ("20240306", "2024-03-06"),
    ("2024-03-06 10:00:00 +0100", "2024-03-06T10:00:00+01:00"),
    ("2024/03/06 10:00", "2024-03-06T10:00:00"),
    ("Wed Mar 06 2024 10:00:00 GMT+0100 (Central European Standard Time)", "2024-03-06T10:00:00+01:00"),
    ("2024-03-06T10:00:00+01:00[Europe/Paris]", "2024-03-06T10:00:00+01:00"),
    (1709719200, "2024-03-06T10:00:00+00:00"),
    ("1709719200000", "2024-03-06T10:00:00+00:00"),
]


@pytest.mark.parametrize(("written", "read"), FORMS)
def test_every_form_of_a_date(written: Any, read: str) -> None:
    assert published(ARTICLE | {"datePublished": written}) == (read, "json-ld")


@pytest.mark.parametrize(
    "written",
    [
        "2024",
        "2024-03",
        "March 2024",
        "03/06/2024",
        "10:00",
        "Wednesday",
        "yesterday",
        "soon",
        "2024-02-30",
        "0001-01-01",
        "-0001-11-30T00:00:00+00:00",
        "1970-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
        "9" * 500,
        True,
        None,
        {},
        [],
        {"@value": []},
    ],
)
def test_what_is_no_whole_date(written: Any) -> None:
    assert written_date(written) is None


@pytest.mark.parametrize(
    "script",
    [
        "//<![CDATA[\n%s\n//]]>",
        "<!-- %s -->",
        "/*<![CDATA[*/ %s /*]]>*/",
        "%s;",
        "%s".replace(
            "%s",
            '{"@type":"NewsArticle","headline":"Weir closed after crack found","articleBody":"a\nb\tc",'
            f'"datePublished":"{RIGHT}"}}',
        ),
    ],
)
def test_json_as_systems_wrap_it(script: str) -> None:
    text = script.replace("%s", json.dumps(ARTICLE))
    html = page().replace("</head>", f"<script type='Application/LD+JSON; charset=utf-8'>{text}</script></head>")
    assert from_html(html).dct_source == "json-ld"


MICRODATA = (
    "<div itemscope itemtype='https://schema.org/NewsArticle'>{}<div itemprop=video itemscope"
    f" itemtype='https://schema.org/VideoObject'><meta itemprop=datePublished content='{WRONG}'></div>{{}}</div>"
)


@pytest.mark.parametrize(
    "stamp",
    [
        f"<meta itemprop=datePublished content='{RIGHT}'>",
        f"<time itemprop='datePublished dateCreated' datetime='{RIGHT}'>on 6 March</time>",
    ],
)
def test_microdata_of_the_article(stamp: str) -> None:
    html = page().replace("<article>", "<article>" + MICRODATA.split("{}")[0] + stamp + MICRODATA.split("{}")[1])
    document = from_html(html.replace("</article>", "</div></article>"))
    assert (document.dct.text, document.dct_source) == (RIGHT, "microdata")


@pytest.mark.parametrize("name", ["datePublished", "schema:datePublished"])
@pytest.mark.parametrize("kind", ["NewsArticle", "schema:NewsArticle", "https://schema.org/ReportageNewsArticle"])
def test_rdfa_of_the_article(name: str, kind: str) -> None:
    video = f"<div property='video' typeof='VideoObject'><meta property='datePublished' content='{WRONG}'></div>"
    stamp = f"{video}<time property='{name}' datetime='{RIGHT}'>on 6 March</time>"
    html = page().replace("<article>", f"<article vocab='https://schema.org/' typeof='{kind}'>{stamp}")
    document = from_html(html)
    assert (document.dct.text, document.dct_source) == (RIGHT, "microdata")


def test_rdfa_of_what_is_no_article_dates_nothing() -> None:
    stamp = f"<time property='datePublished' datetime='{WRONG}'>on 6 March</time>"
    html = page().replace("<article>", f"<article vocab='https://schema.org/' typeof='VideoObject'>{stamp}")
    assert from_html(html).dct is None


@pytest.mark.parametrize(
    "meta",
    [
        "<meta name='parsely-pub-date' content='2024-03-06T09:00:00Z'>",
        "<meta name='DC.date.issued' content='2024-03-06'>",
        "<meta name='sailthru.date' content='Wed, 06 Mar 2024 09:00:00 +0000'>",
        "<meta name='pubdate' content='20240306'>",
        "<meta name='article:published_time' content='2024-03-06T09:00:00Z'>",
        "<meta property='og:published_time' content='March 6, 2024'>",
    ],
)
def test_meta_elements_that_name_a_publication(meta: str) -> None:
    text, source = published(head=meta)
    assert text.startswith("2024-03-06") and source in ("meta", "opengraph")


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:modified_time' content='2024-03-09T10:00:00Z'>",
        "<meta property='og:updated_time' content='2024-03-09'>",
        "<script type='application/ld+json'>"
        '{"@type": "NewsArticle", "headline": "Weir closed after crack found", "dateModified": "2024-03-09"}</script>',
    ],
)
def test_a_modification_alone_is_a_suggestion(head: str) -> None:
    document = from_html(page(head=head))
    assert document.dct is None
    (note,) = (note for note in document.notes if note.code == "only-modification-date")
    assert "2024-03-09" in note.message


@pytest.mark.parametrize(
    "html",
    [
        page().replace("<article>", "<article><time datetime='2024-03-08'>8 March 2024</time>"),
        page().replace("</body>", "<footer><p>Posted on <span class=date>2024-03-08</span></p></footer></body>"),
        page().replace("/2024/weir-closed", "/2024/03/08/weir-closed"),
    ],
)
def test_a_date_elsewhere_is_a_suggestion(html: str) -> None:
    document = from_html(html)
    assert document.dct is None
    (note,) = (note for note in document.notes if note.code == "publication-date-suggested")
    assert "2024-03-08" in note.message


def test_the_address_of_the_request_is_the_page_s() -> None:
    html = page(OTHER, ARTICLE | {"headline": "Shut", "url": "https://a.example/x"}).replace(
        "rel=canonical", "rel=next"
    )
    assert from_html(html, url="https://a.example/x/").dct.text == RIGHT


UTC_NIGHT = "2024-03-07T03:30:00Z"


@pytest.mark.parametrize(
    ("place", "more", "day"),
    [
        ("LOS ANGELES — ", {}, "2024-03-06T19:30:00-08:00"),
        ("<b>NEW YORK (AP) —</b> ", {}, "2024-03-06T22:30:00-05:00"),
        ("", {"dateline": "Los Angeles"}, "2024-03-06T19:30:00-08:00"),
        ("", {"locationCreated": {"@type": "Place", "name": "Tokyo"}}, "2024-03-07T12:30:00+09:00"),
        ("LONDON — ", {}, "2024-03-07T03:30:00Z"),
        ("", {}, "2024-03-07T03:30:00Z"),
    ],
)
def test_a_time_in_utc_is_that_of_the_dateline(place: str, more: dict[str, Any], day: str) -> None:
    assert published(ARTICLE | more | {"datePublished": UTC_NIGHT}, place=place)[0] == day


@pytest.mark.parametrize(
    ("utc", "here"),
    [
        ("2025-03-09T04:30:00Z", "2025-03-08T23:30:00-05:00"),
        ("2025-03-09T06:59:00Z", "2025-03-09T01:59:00-05:00"),
        ("2025-03-09T07:00:00Z", "2025-03-09T03:00:00-04:00"),
        ("2025-11-02T04:30:00Z", "2025-11-02T00:30:00-04:00"),
        ("2025-11-02T06:30:00Z", "2025-11-02T01:30:00-05:00"),
    ],
)
def test_on_days_on_which_clocks_change_the_moment_counts(utc: str, here: str) -> None:
    assert published(ARTICLE | {"datePublished": utc}, place="NEW YORK — ")[0] == here


@pytest.mark.parametrize("written", ["2024-03-07 03:30:00Z", "2024-03-07 03:30:00+0000", "2024-03-07T03:30:00+0000"])
def test_a_time_in_utc_is_one_however_it_is_written(written: str) -> None:
    assert published(ARTICLE | {"datePublished": written}, place="NEW YORK — ")[0] == "2024-03-06T22:30:00-05:00"


def test_a_time_in_utc_gives_way_to_the_same_moment_with_its_zone() -> None:
    meta = "<meta property='article:published_time' content='2024-03-06T22:30:00-05:00'>"
    node = ARTICLE | {"datePublished": UTC_NIGHT}
    assert published(node, head=meta) == ("2024-03-06T22:30:00-05:00", "json-ld")
    assert "publication-dates-differ" not in codes(node, head=meta)


@pytest.mark.parametrize("depth", [50, 50_000])
def test_hostile_json_is_passed_over(depth: int) -> None:
    text = '{"@graph":' * depth + "[]" + "}" * depth
    assert (
        from_html(page().replace("</head>", f"<script type='application/ld+json'>{text}</script></head>")).dct is None
    )
    assert published({"@graph": [{"@type": "Article"}] * 3000})[0] is None
