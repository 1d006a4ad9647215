"""Pages read without a script, under a policy that lets none run."""

from __future__ import annotations

import json

import lxml.html
import pytest
from stored import put
from story import STORY

from timeline_service.exports import EXPORTS
from timeline_service.schemas.answers import timeline as answer_of
from timeline_service.seeding import NEWSROOM
from timeline_service.store import find


@pytest.fixture(autouse=True, scope="module")
def stories(app) -> None:
    store = app.extensions["store"]
    with store.reading() as session:
        if find(session, "truce") is None:
            put(store, id="truce", newsroom=NEWSROOM, state="published", quotes="sentence")
            put(store, id="draft", newsroom=NEWSROOM)


def test_the_stories_are_listed(client) -> None:
    page = lxml.html.fromstring(client.get("/").text)
    listed = {link.get("href"): link.text for link in page.xpath("//ul[@class='stories']//a")}
    assert listed["/stories/truce"] == "Truce holds" and "/stories/draft" not in listed


def test_a_story_is_an_ordered_list(client) -> None:
    page = lxml.html.fromstring(client.get("/stories/truce").text)
    assert page.findtext(".//h1") == "Truce holds"
    assert page.xpath("//main/ol/li/h3/text()") == ["The truce was signed", "Strikes followed", "A vote is planned"]
    assert page.get("lang") == "en"


def test_the_words_of_an_article_have_its_language_and_the_rest_is_english(app, client) -> None:
    store = app.extensions["store"]
    with store.reading() as session:
        known = find(session, "truce")
    assert known is not None
    answer = {**known.answer, "language": "he", "documents": [{**known.answer["documents"][0], "title": "הפוגה"}]}
    put(store, id="hebrew", newsroom=NEWSROOM, state="published", quotes="sentence", answer=answer)
    page = lxml.html.fromstring(client.get("/stories/hebrew").text)
    assert page.get("lang") == "en"
    labelled = page.xpath("//*[@lang='he' and @dir='auto']")
    assert {each.tag for each in labelled} == {"h1", "h3", "blockquote", "span", "div"}
    assert not {"when", "sources", "status"} & {each.get("class") for each in labelled}


@pytest.mark.parametrize(("published", "said"), [
    (["2021-03-17T08:00:00Z"], "From 1 article, published 17 March 2021."),
    (["2022-04-01", None, "2021-03-17"], "From 3 articles, published 17 March 2021 to 1 April 2022."),
    ([None, None], "From 2 articles without a publication date."),
])  # fmt: skip
def test_a_story_says_when_all_of_its_articles_were_published(app, client, published, said) -> None:
    with app.extensions["store"].reading() as session:
        known = find(session, "truce")
    assert known is not None
    documents = [{**known.answer["documents"][0], "published_at": each} for each in published]
    answer = {**known.answer, "documents": documents}
    put(app.extensions["store"], id=f"many-{len(published)}", newsroom=NEWSROOM, state="published", answer=answer)
    page = lxml.html.fromstring(client.get(f"/stories/many-{len(published)}").text)
    assert page.xpath("string(//p[@class='sources'])").startswith(said)


def test_a_draft_is_not_shown(client) -> None:
    assert client.get("/stories/draft").status_code == 404


@pytest.mark.parametrize("path", ["/stories/truce", "/docs"])
def test_no_script_and_nothing_from_elsewhere(client, path: str) -> None:
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "script" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    page = lxml.html.fromstring(response.text)
    assert not page.xpath("//script | //style | //@style | //@onclick")
    for address in page.xpath("//@src | //link[@rel!='alternate']/@href"):
        assert address.startswith("/"), address
        with client.get(address) as part:
            assert part.status_code == 200


def test_health_and_version(client, pipeline) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json()["status"] == "ready"
    assert client.get("/version").get_json()["model"].startswith("en_")


def test_figures_for_prometheus(client) -> None:
    client.get("/healthz")
    response = client.get("/metrics")
    assert response.content_type.startswith("text/plain")
    assert 'timeline_requests_total{method="GET",route="/healthz",status="200"}' in response.text


def test_not_ready_while_the_store_is_away(app, client, monkeypatch) -> None:
    from sqlalchemy.exc import OperationalError

    def fail() -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(app.extensions["store"], "answers", fail)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0


def test_methods_that_are_none_share_one_label(client) -> None:
    for method in ("BREW", "WHEN"):
        assert client.open("/healthz", method=method).status_code == 405
    figures = client.get("/metrics").text
    assert 'method="other"' in figures and "BREW" not in figures


BAD_DATES = [
    ("earliest", "soon"), ("earliest", ""), ("latest", "2025-13-01"), ("earliest_time", "T"), ("edtf", "XXXX-13-45"),
    ("latest", "2025-02-31"), ("earliest", "2025-02"), ("earliest", "２０２５-02-01"),
    ("earliest", "2025-02-01/2025-02-02"), ("earliest_time", "2025-02-30T10:00:00Z"),
    ("latest_time", "2025-02-20T29:00:00"), ("edtf", "2025-02-30"), ("edtf", "XXXX-02-30"), ("edtf", "2025/2026/2027"),
    ("text", "\ud800"),
]  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS, ids=[each.name for each in EXPORTS])
@pytest.mark.parametrize(("name", "value"), BAD_DATES)
def test_a_carried_timeline_with_no_date_where_one_belongs_is_refused(client, export, name: str, value: str) -> None:
    carried = json.loads(json.dumps(answer_of(STORY)))
    assert client.post(f"/export/{export.name}", json={"timeline": carried}).status_code == 200
    carried["events"][0]["when"] |= {"granularity": "minute", name: value}
    response = client.post(f"/export/{export.name}", json={"timeline": carried})
    assert (response.status_code, response.content_type) == (422, "application/problem+json")
