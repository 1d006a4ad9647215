"""Peers that take their time, that have too much to say, or that do not listen: others are answered meanwhile."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPResponse
from select import select
from socket import SHUT_WR, create_connection, socket
from threading import Thread
from typing import Any

import pytest
from serving import Server, serving
from waiting import BOUND, join, until

GOOD = json.dumps({"text": "The treaty was signed on October 13.", "published_at": "2025-10-24"}).encode()
HEAD = b"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
MANY = 120  # more than there are threads
pytestmark = pytest.mark.usefixtures("pipeline")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = f"sqlite:///{tmp_path_factory.mktemp('store')}/t.sqlite3"
    with serving(database, TIMELINE_WORKERS="1", TIMELINE_PEER_CONNECTIONS="300") as running:
        yield running


def answer_of(connection: socket) -> tuple[int, dict[str, str], bytes]:
    answer = HTTPResponse(connection)
    answer.begin()
    return answer.status, dict(answer.headers), answer.read()


SLOW = {
    "nothing": [b""],
    "a request line": [b"POST /v1/extract HTTP/1.1\r\n"],
    "headers, byte by byte": [HEAD, b"X", b"-", b"A", b":"],
    "a body, byte by byte": [HEAD + b"Content-Length: 1000\r\n\r\n", b"{", b'"', b"t"],
    "a chunk, byte by byte": [HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"f", b"f"],
}


@pytest.mark.parametrize("case", SLOW)
def test_a_hundred_slow_peers_keep_nobody_waiting(server: Server, case: str) -> None:
    slow = [server.connect() for _ in range(MANY)]
    try:
        for part in SLOW[case]:
            for connection in slow:
                connection.sendall(part)
        status, _, _ = server.send("POST", "/v1/extract", GOOD)
        assert status == 200
    finally:
        for connection in slow:
            connection.close()


LARGE = b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n"


def test_who_sends_much_and_never_ends_makes_room(server: Server) -> None:
    """Seven fill what all bodies may have; others are read, and the oldest of the seven is told."""
    with ExitStack() as held:
        large = [held.enter_context(server.connect()) for _ in range(7)]
        for connection, size in zip(large, [19_900_000] * 6 + [8_500_000], strict=True):
            connection.sendall(LARGE + b" " * size)
        for _ in range(3):
            assert server.send("POST", "/v1/dates", b" " * 1_900_000 + GOOD)[0] == 200
        until(lambda: large[0].send(b" ") and select([large[0]], [], [], 0.2)[0])
        status, headers, _ = answer_of(large[0])
        assert status == 503 and int(headers["Retry-After"]) > 0


STOPS = [name for name in SLOW if name != "nothing"]


@pytest.fixture(scope="module")
def patience(server: Server) -> Iterator[dict[str, Future[Any]]]:
    """What those are told who do not send on, by what they have sent: all at once, as the service waits ten seconds."""
    with ThreadPoolExecutor(len(STOPS) + 1) as peers:
        stopped = {case: peers.submit(_stop_after, server, SLOW[case]) for case in STOPS}
        yield {**stopped, "": peers.submit(_send_slowly, server)}


def _stop_after(server: Server, parts: list[bytes]) -> tuple[float, tuple[int, dict[str, str], bytes], bytes]:
    """Seconds until the answer, the answer, and what comes after it."""
    with server.connect() as connection:
        for part in parts:
            connection.sendall(part)
        began = time.monotonic()
        answer = answer_of(connection)
        return time.monotonic() - began, answer, connection.recv(1)


def _send_slowly(server: Server) -> float:
    """Seconds until a line of a head can no longer be sent; 60 where it still can."""
    with server.connect() as connection:
        connection.sendall(HEAD)
        began = time.monotonic()
        try:
            while time.monotonic() - began < 60:
                connection.sendall(b"X-A: b\r\n")
                time.sleep(0.5)
        except OSError:
            pass
        return time.monotonic() - began


@pytest.mark.parametrize("case", STOPS)
def test_what_does_not_arrive_in_time_is_given_up(patience: dict[str, Future[Any]], case: str) -> None:
    seconds, (status, headers, body), after = patience[case].result(timeout=BOUND)
    assert 5 < seconds < 40
    assert (status, headers["Content-Type"]) == (408, "application/problem+json")
    assert headers["Connection"].lower() == "close" and json.loads(body)["status"] == 408
    assert after == b""


def test_who_keeps_sending_slowly_is_given_up_too(patience: dict[str, Future[Any]]) -> None:
    """Each byte in time, and no end: the whole head has a limit, not each read."""
    assert patience[""].result(timeout=BOUND) < 40


def test_one_peer_has_so_many_connections_and_no_more(server: Server) -> None:
    """Those beyond are told so; connections that are closed are given back."""
    held = [server.connect() for _ in range(310)]
    try:
        refused = held[-1]
        status, headers, body = answer_of(refused)
        assert status == 503 and int(headers["Retry-After"]) > 0 and b"connections" in body
    finally:
        for connection in held:
            connection.close()
    for _ in range(50):
        with create_connection(("127.0.0.1", server.port), timeout=120) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            if answer_of(connection)[0] == 200:
                return
        time.sleep(0.2)
    pytest.fail("the connections were not given back")


def test_who_does_not_read_its_answer_keeps_no_thread(server: Server) -> None:
    deaf = []
    for _ in range(MANY):
        connection = socket()
        connection.setsockopt(1, 8, 2_048)  # SOL_SOCKET, SO_RCVBUF
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(b"GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
        deaf.append(connection)
    try:
        assert server.send("POST", "/v1/extract", GOOD)[0] == 200
    finally:
        for connection in deaf:
            connection.close()


BODIES = {"application/json": b'{"text": "' + b"word " * 600_000 + b'"}', "text/html": b"<p>word</p>" * 300_000,
          "text/plain": b"word " * 600_000}  # fmt: skip


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("chunked", [True, False], ids=["in chunks", "with its length"])
def test_a_body_that_is_too_large_is_never_cut(server: Server, kind: str, chunked: bool) -> None:
    body = BODIES[kind]
    head = f"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n".encode()
    with server.connect() as connection:
        if chunked:
            connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n")
            for start in range(0, len(body), 50_000):
                piece = body[start : start + 50_000]
                connection.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            connection.sendall(b"0\r\n\r\n")
        else:
            connection.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        status, headers, answer = answer_of(connection)
    assert (status, headers["Content-Type"]) == (413, "application/problem+json"), answer
    assert json.loads(answer)["detail"]


def test_who_sends_five_million_bytes_reads_the_answer(server: Server) -> None:
    for _ in range(5):
        status, _, answer = server.send("POST", "/v1/extract", b"word " * 1_000_000, "text/plain")
        assert status == 413 and json.loads(answer)["detail"]


def test_a_body_without_an_end_is_not_taken_for_ever(server: Server) -> None:
    """Forty million bytes in chunks, and more to come: told or cut off, not kept."""
    with server.connect() as connection:
        connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"

        def send() -> None:
            try:
                for _ in range(700):
                    connection.sendall(piece)
            except OSError:
                return

        sender = Thread(target=send)
        sender.start()
        try:
            assert answer_of(connection)[0] == 413
        except OSError:
            pass
        join(sender)
    assert server.send("POST", "/v1/extract", GOOD)[0] == 200


def test_who_expects_to_be_told_to_go_on_is_told_no(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(HEAD + b"Content-Length: 90000000\r\nExpect: 100-continue\r\n\r\n")
        assert answer_of(connection)[0] == 413
        assert connection.recv(1) == b""


def test_a_body_of_just_the_limit_is_read(server: Server) -> None:
    text = b"The treaty was signed on October 13. "
    body = json.dumps({"text": text.decode(), "url": "https://a.example"}).encode()
    body += b" " * (2_000_000 - len(body))
    assert server.send("POST", "/v1/dates", body)[0] == 200
    assert server.send("POST", "/v1/dates", body + b" ")[0] == 413


PROXIES = ["SCRIPT_NAME: /evil", "Script-Name: /evil", "Script_Name: /evil", "X-Forwarded-Prefix: /evil",
           "X-Script-Name: /evil", "PATH_INFO: /evil", "REMOTE_ADDR: 192.0.2.1"]  # fmt: skip


@pytest.mark.parametrize("header", PROXIES)
def test_what_a_proxy_might_say_of_the_path_is_not_believed(server: Server, header: str) -> None:
    with server.connect() as connection:
        connection.sendall(f"GET /docs HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n".encode())
        status, _, body = answer_of(connection)
    assert status == 200 and b"evil" not in body


def test_a_request_that_is_half_closed_is_answered(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        connection.shutdown(SHUT_WR)
        assert answer_of(connection)[0] == 200


def test_no_host_is_refused(server: Server) -> None:
    with server.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\n\r\n")
        status, headers, _ = answer_of(connection)
    assert (status, headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("header", [b"X-Long: " + b"x" * 100_000 + b"\r\n", b"X-Many: y\r\n" * 12_000])
def test_headers_that_are_too_long_are_refused_also_where_they_arrive_at_once(server: Server, header: bytes) -> None:
    with server.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n" + header + b"\r\n")
        status, headers, _ = answer_of(connection)
    assert (status, headers["Content-Type"]) == (431, "application/problem+json")
