"""Whatever is sent, the answer is a problem document that says what to fix, and never a 500."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import ExitStack

import pytest

from timeline_service.schemas import Problem

GOOD = {"text": "The treaty was signed on October 13.", "published_at": "2025-10-24"}


def problem(response, status: int) -> dict:
    """The problem document of a response that has this status, in RFC 9457's shape."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/problem+json"
    body = response.get_json(force=True)
    assert Problem().validate(body) == {}
    assert body["status"] == status
    assert body["request_id"] == response.headers["X-Request-Id"]
    return body


JSON_BODIES = {
    "not JSON": (b"{", 400, "not JSON"),
    "not an object": (b"[]", 400, "object"),
    "nested": (b"[" * 100_000, 400, "nested"),
    "nested in a member": (b'{"text":' + b"[" * 100_000, 400, "nested"),
    "not UTF-8": (b'{"text": "caf\xe9"}', 400, "UTF-8"),
    "NaN": (b'{"text": "a", "min_salience": NaN}', 400, "NaN"),
    "a number of 5,000 digits": (b'{"text": "a", "max_events": ' + b"9" * 5_000 + b"}", 400, "not JSON"),
}


@pytest.mark.parametrize("case", JSON_BODIES)
def test_a_body_that_cannot_be_read(client, case: str) -> None:
    body, status, word = JSON_BODIES[case]
    response = client.post("/v1/extract", data=body, content_type="application/json")
    assert word in problem(response, status)["detail"]


FIELDS = {
    "nothing": ({}, "text", "Send exactly one of text, html and ninjs"),
    "both": (GOOD | {"html": "<p>x</p>"}, "text", "Send exactly one of text, html and ninjs"),
    "empty text": (GOOD | {"text": ""}, "text", "no text"),
    "blank text": (GOOD | {"text": " \n\t "}, "text", "no text"),
    "text is a number": (GOOD | {"text": 5}, "text", "Not a valid string"),
    "text is null": (GOOD | {"text": None}, "text", "null"),
    "text is a list": (GOOD | {"text": ["a"]}, "text", "Not a valid string"),
    "half a surrogate pair": (GOOD | {"text": "a \ud800 b"}, "text", "surrogate"),
    "half a surrogate pair in the title": (GOOD | {"title": "\udfff"}, "title", "surrogate"),
    "NUL": (GOOD | {"text": "a\0b"}, "text", "NUL"),
    "unknown field": (GOOD | {"publishedAt": "2025-10-24"}, "publishedAt", "Unknown"),
    "yesterday": (GOOD | {"published_at": "yesterday"}, "published_at", "YYYY-MM-DD"),
    "year 0": (GOOD | {"published_at": "0000-01-01"}, "published_at", "year"),
    "year 10000": (GOOD | {"published_at": "10000-01-01"}, "published_at", "YYYY-MM-DD"),
    "no such day": (GOOD | {"published_at": "2025-02-30"}, "published_at", "2025-02-30"),
    "no such zone": (GOOD | {"published_at": "2025-10-24T10:00:00+25:00"}, "published_at", "+25:00"),
    "a number for a date": (GOOD | {"published_at": 20251024}, "published_at", "Not a valid string"),
    "no language tag": (GOOD | {"language": "English, please"}, "language", "BCP 47"),
    "a language tag and a newline": (GOOD | {"language": "en\n"}, "language", "BCP 47"),
    "salience of 2": (GOOD | {"min_salience": 2}, "min_salience", "1"),
    "no events": (GOOD | {"max_events": 0}, "max_events", "1"),
    "many events": (GOOD | {"max_events": "many"}, "max_events", "integer"),
}


@pytest.mark.parametrize("case", FIELDS)
@pytest.mark.parametrize("path", ["/v1/extract", "/v1/annotate", "/v1/dates"])
def test_a_field_that_is_wrong_is_named(client, path: str, case: str) -> None:
    body, field, words = FIELDS[case]
    faults = problem(client.post(path, data=json.dumps(body), content_type="application/json"), 422)["errors"]
    assert list(faults) == [field]
    assert words in " ".join(faults[field])


def test_text_beyond_the_limit(client) -> None:
    response = client.post("/v1/extract", data=b"word " * 40_001, content_type="text/plain")
    assert "200,005 characters" in problem(response, 413)["detail"]


def test_a_body_beyond_the_limit(client) -> None:
    problem(client.post("/v1/extract", data=b"x" * 5_000_000, content_type="text/plain"), 413)


@pytest.mark.parametrize("kind", ["application/xml", "image/png", "application/x-www-form-urlencoded", "nonsense", ""])
def test_a_body_of_another_kind(client, kind: str) -> None:
    response = client.post("/v1/extract", data=b"x", headers={"Content-Type": kind})
    assert "Content-Type" in problem(response, 415)["detail"]
    assert response.headers["Accept-Post"] == "application/json, text/plain, text/html, application/vnd.iptc.ninjs+json"


def test_a_body_in_another_encoding(client) -> None:
    response = client.post("/v1/extract", data=b"caf\xe9", content_type="text/plain; charset=latin-1")
    assert "UTF-8" in problem(response, 415)["detail"]


def test_text_that_is_not_utf8(client) -> None:
    response = client.post("/v1/extract", data=b"caf\xe9 open", content_type="text/plain")
    assert "Byte 3" in problem(response, 400)["detail"]


def test_a_wrong_query_parameter_of_a_plain_text(client) -> None:
    response = client.post("/v1/extract?published_at=soon&titel=x", data=b"Hello.", content_type="text/plain")
    assert set(problem(response, 422)["errors"]) == {"published_at", "titel"}


def test_a_query_beside_json_is_not_passed_over(client) -> None:
    response = client.post("/v1/dates?published_at=2025-10-24", json={"text": GOOD["text"]})
    assert "body" in problem(response, 422)["errors"]["published_at"][0]


def test_no_address_that_takes_json_passes_a_query_over(app, client) -> None:
    paths = app.extensions["openapi"]["paths"]
    taking = [
        (method, path)
        for path, operations in paths.items()
        for method, operation in operations.items()
        if method != "parameters" and "application/json" in operation.get("requestBody", {}).get("content", {})
    ]
    assert len(taking) > 10
    for method, path in [*taking, ("post", "/desk/session"), ("post", "/desk/date"), ("post", "/export/csv")]:
        address = path.format_map(defaultdict(lambda: "x")) + "?preview=1"
        response = client.open(address, method=method, json={})
        assert "body" in problem(response, 422)["errors"]["preview"][0], path


def test_a_page_without_text(client) -> None:
    response = client.post("/v1/extract", data=b"<html><script>x()</script></html>", content_type="text/html")
    assert "No article text" in problem(response, 422)["errors"]["html"][0]


def test_an_answer_that_does_not_exist(client) -> None:
    response = client.post("/v1/extract", json=GOOD, headers={"Accept": "image/png"})
    assert "application/json" in problem(response, 406)["detail"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_method_that_is_not_taken(client, method: str) -> None:
    response = client.open("/v1/extract", method=method)
    problem(response, 405)
    assert set(response.headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_an_address_that_is_not_there(client) -> None:
    assert "/docs" in problem(client.get("/v2/extract"), 404)["detail"]
    assert "There is no story" in problem(client.get("/stories/none"), 404)["detail"]


def test_a_failure_says_nothing_of_the_article(app, client, monkeypatch, capsys) -> None:
    def fail(*_, **__):
        raise RuntimeError("SECRET COPY")

    monkeypatch.setattr("timeline_service.web.extraction.service.dates", fail)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    body = problem(client.post("/v1/dates", json=GOOD), 500)
    app.config["PROPAGATE_EXCEPTIONS"] = None
    out, err = capsys.readouterr()
    assert "SECRET" not in str(body) + out + err


def test_a_full_line_is_told_to_come_back(app, client) -> None:
    with ExitStack() as taken:
        for _ in range(app.config["SETTINGS"].max_in_flight):
            taken.enter_context(app.extensions["desk"].work.queue.place())
        response = client.post("/v1/dates", json=GOOD)
    problem(response, 503)
    assert int(response.headers["Retry-After"]) > 0
