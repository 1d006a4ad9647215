"""Callers that do not keep to HTTP, and texts that would take too long: each is dealt with, and the service goes on."""
from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPResponse

import pytest
from serving import Server, serving
from waiting import until

from benchmarks.shapes import nested_page

GOOD = {"text": "The treaty was signed on October 13.", "published_at": "2025-10-24"}
HEAD = b"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
pytestmark = pytest.mark.usefixtures("pipeline")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3"
    few = {"TIMELINE_WORKERS": "1", "TIMELINE_THREADS": "8", "TIMELINE_MAX_IN_FLIGHT": "7"}
    with serving(database, TIMELINE_DEADLINE="4", **few) as running:
        until(lambda: len(running.processes()) == 4)
        yield running


@pytest.fixture(autouse=True)
def goes_on(server: Server) -> Iterator[None]:
    """After every test the same worker answers."""
    before = server.processes()
    yield
    assert server.extract(**GOOD)[0] == 200
    assert server.processes() == before


HALF_SENT = {
    "half a request line": b"POST /v1/ext",
    "half a header": HEAD + b"Content-Le",
    "no body": HEAD + b"Content-Length: 1000\r\n\r\n",
    "half a body": HEAD + b'Content-Length: 1000\r\n\r\n{"text": "The treaty',
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{",
}


@pytest.mark.parametrize("case", HALF_SENT)
def test_a_request_that_breaks_off(server: Server, case: str) -> None:
    with server.connect() as connection:
        connection.sendall(HALF_SENT[case])


def test_slow_clients_do_not_keep_others_waiting(server: Server) -> None:
    slow = [server.connect() for _ in range(5)]
    try:
        for connection in slow:
            connection.sendall(HALF_SENT["half a body"])
        assert server.extract(**GOOD)[0] == 200
    finally:
        for connection in slow:
            connection.close()


NONSENSE = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "no such version": b"POST /v1/extract HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "a length below zero": HEAD + b"Content-Length: -1\r\n\r\n",
    "a length that is a word": HEAD + b"Content-Length: many\r\n\r\n",
    "a chunk size that is a word": HEAD + b"Transfer-Encoding: chunked\r\n\r\nmany\r\n",
    "a header of 100,000 characters": HEAD + b"X-Long: " + b"x" * 100_000 + b"\r\n\r\n",
    "a header with a NUL": HEAD + b"X-Nul: \0\r\n\r\n",
}


@pytest.mark.parametrize("case", NONSENSE)
def test_what_is_no_request_is_refused(server: Server, case: str) -> None:
    with server.connect() as connection:
        try:
            connection.sendall(NONSENSE[case])
            answer = HTTPResponse(connection)
            answer.begin()
            body = answer.read()
        except ConnectionError:
            return  # closed at once
    assert answer.status in (400, 431), body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(body)["detail"]


def test_an_address_without_an_end(server: Server) -> None:
    status, headers, body = server.send("GET", "/v1/timelines?title=" + "secret" * 2_000)
    assert status == 414 and headers["Content-Type"] == "application/problem+json"
    assert "in the body" in json.loads(body)["detail"] and b"secret" not in body


def test_five_million_bytes_of_text(server: Server) -> None:
    try:
        status, _, body = server.send("POST", "/v1/extract", b"word " * 1_000_000, "text/plain")
    except ConnectionError:
        return  # refused before it was sent to the end, as RFC 9110 allows (section 15.5.14)
    assert status == 413 and json.loads(body)["detail"]


@pytest.mark.parametrize("text", ["to try to say that ", "One was sold.\n"], ids=["one sentence", "short lines"])
def test_past_the_deadline_the_answer_is_503_with_a_reason(server: Server, text: str) -> None:
    body = json.dumps({"text": (text * 20_000)[:200_000], "published_at": "2025-10-24"}).encode()
    status, headers, answer = server.send("POST", "/v1/extract", body)
    problem = json.loads(answer)
    assert status == 503, answer[:200]
    assert headers["Content-Type"] == "application/problem+json"
    assert int(headers["Retry-After"]) > 0
    assert "4 seconds" in problem["detail"] and "in parts" in problem["detail"]


def test_a_hundred_pages_at_once_keep_to_the_deadline_too(server: Server) -> None:
    documents = [{"id": str(n), "html": nested_page(19_000)} for n in range(100)]
    before = server.computed()
    status, problem = server.ask("PUT", "/v1/timelines/many", {"documents": documents})
    assert status == 503 and "4 seconds" in problem["detail"]
    assert server.computed() - before < 12
    assert server.ask("GET", "/v1/timelines/many")[0] == 404


PAGES = {
    "10,000 nested tags around nothing": "<div>" * 10_000 + "</div>" * 10_000,
    "10,000 nested tags that are never closed": "<b>" * 10_000 + "The bridge was closed on Tuesday.",
    "scripts alone": "<html>" + "<script>var a = '<p>x</p>';</script>" * 5_000 + "</html>",
    "a comment that never ends": "<html><body><p>One.</p><!--" + "x" * 100_000,
    "attributes without an end": "<p " + 'a="b" ' * 20_000,
    "entities without an end": "<p>" + "&amp;&#x41;&bogus " * 1_000 + "</p>",
    "no HTML at all": "]]>\\{}" * 1_000,
}


@pytest.mark.parametrize("case", PAGES)
def test_pages_that_no_editor_wrote(server: Server, case: str) -> None:
    status, answer = server.extract(html=PAGES[case], published_at="2025-10-24")
    assert status in (200, 422), answer
    assert status == 200 or answer["errors"]["html"]


def test_a_path_that_is_no_text(server: Server) -> None:
    for path in ("/%00", "/stories/%ff%fe", "/v1/timelines/" + "x" * 5_000, "/../../etc/passwd", "/stories/%2e%2e%2f"):
        status, _, _ = server.send("GET", path)
        assert 400 <= status < 500, path
