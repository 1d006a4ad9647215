"""Single requests that cost more than they should, or that were answered with a fault of the service."""

from __future__ import annotations

import json
import time

import pytest
from stored import put

MOST = 20  # faults of a request that are reported, and a line that counts the rest


@pytest.mark.parametrize("origin", ["http://[::1", "http://[x]", "http://]", "://", "null", "http://a b"])
def test_an_origin_that_is_none_is_another_site(app, client, origin: str) -> None:
    put(app.extensions["store"], id=f"origin-{abs(hash(origin))}", state="published")
    answer = client.get(f"/v1/timelines/origin-{abs(hash(origin))}", headers={"Origin": origin})
    assert answer.status_code == 200
    assert answer.get_json()["corrections"] == []


@pytest.mark.parametrize("width", ["9" * 5_000, "٣٠٠", "0", "-1", "1e3", "", " 300"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
def test_a_width_that_is_no_number_of_pixels(app, client, name: str, width: str) -> None:
    put(app.extensions["store"], id=f"wide-{name}-{abs(hash(width))}", state="published")
    url = f"http://localhost/embed/wide-{name}-{abs(hash(width))}"
    assert client.get("/oembed", query_string={"url": url, name: width}).status_code == 400


MANY = {
    "empty documents": ("PUT", "/v1/timelines/many", b'{"documents": [' + b"{}," * 199_999 + b"{}]}"),
    "documents that are null": ("POST", "/v1/timelines", b'{"documents": [' + b"null," * 199_999 + b"null]}"),
    "events of a carried timeline": (
        "POST", "/export/csv", b'{"timeline": {"events": [' + b"{}," * 199_999 + b"{}]}}"),
    "mentions of a carried event": (
        "POST", "/export/csv", b'{"timeline": {"events": [{"mentions": [' + b"{}," * 199_999 + b"{}]}]}}"),
    "unknown fields": (
        "POST", "/v1/extract", json.dumps({f"field{n}": n for n in range(60_000)} | {"text": "It fell."}).encode()),
}  # fmt: skip


@pytest.mark.parametrize("case", MANY)
def test_many_faults_cost_little_and_are_told_briefly(client, case: str) -> None:
    method, path, body = MANY[case]
    began = time.process_time()
    answer = client.open(path, method=method, data=body, content_type="application/json")
    assert answer.status_code == 422
    assert time.process_time() - began < 3
    faults = [fault for field in answer.get_json()["errors"].values() for fault in field]
    assert 1 <= len(faults) <= MOST + 1
    assert len(answer.data) < 5_000


def test_what_is_private_is_kept_by_nobody(app, client) -> None:
    put(app.extensions["store"], id="kept-draft")
    put(app.extensions["store"], id="kept-public", state="published")
    for path in ("/v1/timelines", "/v1/timelines/kept-draft", "/v1/timelines/kept-draft/revisions",
                 "/v1/timelines/kept-draft/export.csv", "/v1/timelines/none", "/metrics"):  # fmt: skip
        assert client.get(path).headers["Cache-Control"] == "private, no-store", path
    reader = {"Origin": "https://news.example"}
    for path in ("/v1/timelines/kept-public", "/embed/kept-public", "/embed/kept-public.json"):
        assert client.get(path, headers=reader).headers["Cache-Control"] == "no-cache", path


def test_a_page_of_a_sample_story_keeps_to_its_quote_policy(app, client) -> None:
    for quotes, shown in (("sentence", True), ("none", False)):
        put(app.extensions["store"], id=f"story-{quotes}", newsroom="seeds", state="published", quotes=quotes)
        page = client.get(f"/stories/story-{quotes}")
        assert page.status_code == 200 and ("blockquote" in page.text) == shown
