"""HTTP at its edges: ids of any characters, preconditions, preflights, codings, duplicate members."""

from __future__ import annotations

import gzip
import json
from typing import Any
from urllib.parse import quote

import pytest

TEXT = "The truce was signed on 13 October 2025 in Cairo. A vote is planned for 2 November 2025."
BODY = {"documents": [{"text": TEXT, "published_at": "2025-10-24"}]}
IDS = [
    "https://news.example/2025/10/truce?id=7#x",
    "2025/10/13/truce",
    "a//b",
    "/",
    "/a/",
    "a/export",
    "tag:news.example,2025:truce",
    "停戦 🕊 / 2",
    "50% off",
    "a%2Fb",
    "a+b&c=d;e",
    "with space",
    "“quoted”",
]


@pytest.mark.parametrize("id", IDS)
def test_an_external_id_of_any_characters_is_written_and_read_back(client: Any, id: str) -> None:
    address = f"/v1/timelines/{quote(id, safe='')}"
    made = client.put(address, json=BODY)
    assert made.status_code == 200, made.get_json()
    assert made.get_json()["external_id"] == id
    read = client.get(address)
    assert (read.status_code, read.get_json()["id"]) == (200, made.get_json()["id"])
    assert client.get(f"{address}/export?format=markdown").status_code == 200
    assert client.get(f"{address}/export.md").status_code == 200
    assert client.get(f"{address}/revisions").status_code == 200
    tag = read.headers["ETag"]
    assert client.patch(address, json={"quotes": "sentence"}, headers={"If-Match": tag}).status_code == 200
    gone = client.delete(address, headers={"If-Match": client.get(address).headers["ETag"]})
    assert (gone.status_code, gone.data, gone.headers.get("Content-Type")) == (204, b"", None)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("id", ["", ".", "..", "a\nb", "a\x00b", "a\x1fb", "\x85", "x" * 501])
def test_an_id_that_no_address_can_hold_is_refused_at_once(client: Any, id: str) -> None:
    response = client.post("/v1/timelines", json=BODY | {"external_id": id})
    assert response.status_code == 422 and "external_id" in response.get_json()["errors"]


def test_a_slash_that_is_none_of_an_id_parts_the_address(client: Any) -> None:
    assert client.get("/v1/timelines/a/b").status_code == 404
    assert client.get("/healthz?x=%2F").status_code == 200


@pytest.fixture
def stored(client: Any) -> Any:
    made = client.put("/v1/timelines/edge", json=BODY)
    yield made
    client.delete("/v1/timelines/edge", headers={"If-Match": client.get("/v1/timelines/edge").headers["ETag"]})


@pytest.mark.parametrize("form", ["*", "{tag}", "W/{tag}", '"other", {tag}'])
@pytest.mark.parametrize("method", ["put", "patch"])
def test_if_none_match_leaves_what_is_there_as_it_is(client: Any, stored: Any, form: str, method: str) -> None:
    headers = {"If-None-Match": form.format(tag=stored.headers["ETag"])}
    body = BODY if method == "put" else {"quotes": "sentence"}
    response = getattr(client, method)("/v1/timelines/edge", json=body, headers=headers)
    assert response.status_code == 412
    assert client.get("/v1/timelines/edge").get_json()["version"] == stored.get_json()["version"]


def test_if_none_match_makes_what_is_not_there(client: Any) -> None:
    made = client.put("/v1/timelines/fresh", json=BODY, headers={"If-None-Match": "*"})
    assert made.status_code == 200
    again = client.put("/v1/timelines/fresh", json=BODY, headers={"If-None-Match": '"999"'})
    assert again.status_code == 200
    client.delete("/v1/timelines/fresh", headers={"If-Match": again.headers["ETag"]})


@pytest.mark.parametrize(
    "form", ['W/"{v}"', '"{v}-gzip"', '"{v};gzip"', 'W/"{v}-br"', '"{v}--zstd"', '"1000", W/"{v}"']
)
def test_a_tag_that_a_proxy_has_weakened_is_matched(client: Any, stored: Any, form: str) -> None:
    tag = form.format(v=stored.get_json()["version"])
    response = client.patch("/v1/timelines/edge", json={"quotes": "sentence"}, headers={"If-Match": tag})
    assert response.status_code == 200


@pytest.mark.parametrize("tag", ['W/"999"', '"999-gzip"', '"{v}-unquoted"', '"{v}1"', '"-gzip"', 'W/""', '"a", W/""'])
def test_the_tag_of_another_version_is_not(client: Any, stored: Any, tag: str) -> None:
    headers = {"If-Match": tag.format(v=stored.get_json()["version"])}
    assert client.patch("/v1/timelines/edge", json={"quotes": "sentence"}, headers=headers).status_code == 412


PUBLIC = [
    "/v1/timelines/edge", "/v1/timelines/edge/export", "/v1/timelines/edge/export.ics", "/embed/edge.json",
    "/oembed", "/widget/event-timeline.js",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize(
    "asked", ["if-none-match", "x-requested-with, if-none-match", "x-requested-with,authorization"]
)
def test_preflights_of_public_reads_are_answered(client: Any, address: str, asked: str) -> None:
    headers = {
        "Origin": "https://news.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": asked,
    }
    response = client.options(address, headers=headers)
    assert response.status_code in (200, 204)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    allowed = response.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"if-none-match", "x-requested-with"} <= {*allowed} and "authorization" not in allowed


@pytest.mark.parametrize(
    ("address", "method"), [("/v1/extract", "POST"), ("/v1/timelines/edge", "PUT"), ("/v1/timelines/edge", "DELETE"),
                            ("/v1/timelines/edge/revisions", "GET"), ("/v1/timelines", "GET")],
)  # fmt: skip
def test_preflights_of_anything_else_are_not(client: Any, address: str, method: str) -> None:
    headers = {"Origin": "https://news.example", "Access-Control-Request-Method": method}
    assert "Access-Control-Allow-Origin" not in client.options(address, headers=headers).headers


def test_scripts_of_any_site_can_read_the_tag(client: Any, stored: Any) -> None:
    client.patch("/v1/timelines/edge", json={"state": "published"}, headers={"If-Match": stored.headers["ETag"]})
    response = client.get("/v1/timelines/edge", headers={"Origin": "https://news.example"})
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd", "gzip, identity", "x-own"])
@pytest.mark.parametrize("address", ["/v1/extract", "/v1/dates", "/v1/timelines"])
def test_a_body_with_a_coding_is_refused(client: Any, coding: str, address: str) -> None:
    data = gzip.compress(json.dumps({"text": TEXT}).encode())
    response = client.post(address, data=data, content_type="application/json", headers={"Content-Encoding": coding})
    assert response.status_code == 415 and "Content-Encoding" in response.get_json()["detail"]
    assert response.headers["Accept-Encoding"] == "identity"


def test_identity_is_no_coding(client: Any) -> None:
    response = client.post("/v1/dates", json={"text": TEXT}, headers={"Content-Encoding": "identity"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        '{"text": "One.", "text": "Two."}',
        '{"text": "One.", "title": "a", "title": "a"}',
        '{"text": "One.", "ninjs": {"uri": "a", "uri": "b"}}',
        '{"text": "One.", "te\\u0078t": "Two."}',
    ],
)
def test_duplicate_members_are_refused(client: Any, body: str) -> None:
    response = client.post("/v1/extract", data=body, content_type="application/json")
    assert response.status_code == 400 and "stands twice" in response.get_json()["detail"]


def test_a_byte_order_mark_before_json_is_passed_over(client: Any) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode()
    assert client.post("/v1/extract", data=body, content_type="application/json").status_code == 200


@pytest.mark.parametrize("number", ["9" * 101, "-" + "9" * 5_000])
def test_a_number_without_end_is_told_as_one(client: Any, number: str) -> None:
    body = f'{{"text": "One.", "max_events": {number}}}'
    response = client.post("/v1/extract", data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.get_json()["detail"] == f"The body is not JSON: a number has {len(number):,} digits."


@pytest.mark.parametrize("number", ["3.7", "3.0", '"3"', "true", "1e1"])
def test_a_float_is_no_integer(client: Any, number: str) -> None:
    body = f'{{"text": "{TEXT}", "max_events": {number}}}'
    assert client.post("/v1/extract", data=body, content_type="application/json").status_code == 422
