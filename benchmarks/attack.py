"""A server under attack: what is sent, what should come back, what does; and who else is still answered.

  python -m benchmarks.attack [--url http://127.0.0.1:8000] [--only WORD] [--save]

Without ``--url`` it starts a server of its own, with 2 workers. Everything goes to 127.0.0.1, in bounded number.
``--save`` keeps what was seen in ``benchmarks/results/attack.json``, on a machine that has nothing else to do: with
other work beside it, times say nothing.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import socket
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from threading import Event, Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.calls import ask, insist, server
from benchmarks.results import save
from benchmarks.shapes import PUBLISHED_AT, SHAPES, article_of, shaped

HEAD = b"POST /v1/extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
JOB = b"POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jsonl\r\n"
SHORT = json.dumps({"text": "The treaty was signed on October 13.", "published_at": PUBLISHED_AT}).encode()
SLOW, CALLERS, SHORT_ONES = 200, 300, 60
IDLE = 2.0  # load average below which figures are kept
BESIDE = 3.0  # times as long as alone, that short articles may take beside a long one


class Seen(NamedTuple):
    """What came back, in words, and whether that is right."""

    words: str
    right: bool


class Attack(NamedTuple):
    """What is sent, what should come back, and how to do it."""

    what: str
    expected: str
    run: Callable[[str], Seen]


ATTACKS: list[Attack] = []


def attack(what: str, expected: str) -> Callable[[Callable[[str], Seen]], Callable[[str], Seen]]:
    """Put a function on the list."""

    def put(run: Callable[[str], Seen]) -> Callable[[str], Seen]:
        ATTACKS.append(Attack(what, expected, run))
        return run

    return put


def connected(url: str) -> socket.socket:
    """A bare connection."""
    parts = urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), timeout=120)


def raw(url: str, *pieces: bytes) -> int:
    """The status of what is sent byte for byte; 0 where the connection was closed without an answer."""
    with connected(url) as connection, suppress(OSError, HTTPException):
        with suppress(BrokenPipeError, ConnectionResetError):
            for piece in pieces:
                connection.sendall(piece)
        answer = HTTPResponse(connection)
        answer.begin()
        answer.read()
        return answer.status
    return 0


@contextmanager
def held(url: str, count: int, *pieces: bytes) -> Iterator[None]:
    """So many connections that have sent this and wait."""
    connections = [connected(url) for _ in range(count)]
    try:
        for piece in pieces:
            for connection in connections:
                with suppress(OSError):
                    connection.sendall(piece)
        yield
    finally:
        for connection in connections:
            connection.close()


def _beside(what: str, *pieces: bytes) -> None:
    @attack(f"{SLOW} connections that {what}", "others are answered: 200")
    def run(url: str) -> Seen:
        with held(url, SLOW, *pieces):
            status, _, seconds, _ = ask(url, "/v1/extract", SHORT)
        return Seen(f"{status} after {seconds:.1f} s", status == 200)


_beside("say nothing", b"")
_beside("never end their headers", HEAD, b"X")
_beside("never end their body", HEAD + b"Content-Length: 900\r\n\r\n", b"{", b'"')
_beside("never end a chunk", HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"ff")
_beside("do not read their answers", b"GET /docs HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)


@attack("seven connections that stop before the end of 20 MB", "a body of 1.9 MB is read: 200")
def large_bodies(url: str) -> Seen:
    head = JOB + b"Content-Length: 20000000\r\n\r\n"
    with held(url, 6, head, b" " * 19_900_000), held(url, 1, head, b" " * 8_500_000):
        status, _, seconds, _ = ask(url, "/v1/extract", b" " * 1_900_000 + SHORT)
    return Seen(f"{status} after {seconds:.1f} s", status == 200)


def _refused(what: str, expected: set[int], *pieces: bytes) -> None:
    @attack(what, " or ".join(str(status or "closed") for status in sorted(expected)))
    def run(url: str) -> Seen:
        status = raw(url, *pieces)
        return Seen(str(status or "closed"), status in expected)


_refused("headers that stop coming", {408}, HEAD + b"X")
_refused("a body that stops coming", {408}, HEAD + b"Content-Length: 900\r\n\r\n{")
_refused("no HTTP", {0, 400}, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")
_refused("a length below zero", {400}, HEAD + b"Content-Length: -1\r\n\r\n")
_refused("two lengths that differ", {400}, HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef")
_refused("a length and chunks", {400, 415}, HEAD + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
_refused("a header of 100,000 characters", {431}, HEAD + b"X-Long: " + b"x" * 100_000 + b"\r\n\r\n")
_refused("a chunk size that is none", {400}, HEAD + b"Transfer-Encoding: chunked\r\n\r\nmany\r\n")
_refused("a body of 5,000,000 bytes", {413}, HEAD + b"Content-Length: 5000000\r\n\r\n", b"x" * 5_000_000)
_refused("the same in chunks", {413}, HEAD + b"Transfer-Encoding: chunked\r\n\r\n",
         *[b"c350\r\n" + b"x" * 50_000 + b"\r\n"] * 100, b"0\r\n\r\n")  # fmt: skip
_refused("a path of 20,000 characters", {414}, b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
_refused("another host's name", {403}, b"GET /v1/timelines HTTP/1.1\r\nHost: evil.example\r\n\r\n")
_refused("no host", {400}, b"GET /v1/timelines HTTP/1.1\r\n\r\n")
_refused("through a proxy, without a key", {401},
         b"GET /v1/timelines HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n")  # fmt: skip
_refused("a script name", {200}, b"GET /docs HTTP/1.1\r\nHost: localhost\r\nSCRIPT_NAME: /evil\r\n\r\n")
_refused("an origin that is none", {401, 404}, b"GET /v1/timelines/x HTTP/1.1\r\nHost: localhost\r\n"
         b"Origin: http://[::1\r\n\r\n")  # fmt: skip


@attack("JSON in 100,000 brackets", "400")
def brackets(url: str) -> Seen:
    status = ask(url, "/v1/extract", b"[" * 100_000).status
    return Seen(str(status), status == 400)


@attack("5,000 digits for a width", "400 or 404")
def digits(url: str) -> Seen:
    status = ask(url, f"/oembed?url={url}/embed/x&maxwidth={'9' * 5_000}").status
    return Seen(str(status), status in (400, 404))


@attack("200,000 empty documents", "422 within 5 s, under 5 KB")
def empty_documents(url: str) -> Seen:
    status, body, seconds, _ = ask(url, "/v1/timelines/x", b'{"documents": [' + b"{}," * 199_999 + b"{}]}", "PUT")
    return Seen(f"{status} after {seconds:.1f} s, {len(body):,} bytes", status == 422 and len(body) < 5_000)


@attack("texts of 100,000 characters in hostile shapes", "200, or 503 with a reason; never 500")
def shapes(url: str) -> Seen:
    found: Counter[int] = Counter()
    for shape in SHAPES:
        text = shaped(shape, 100_000) + "."
        found[ask(url, "/v1/extract", json.dumps({"text": text, "published_at": PUBLISHED_AT}).encode()).status] += 1
    return Seen(", ".join(f"{count} × {status}" for status, count in sorted(found.items())), {*found} <= {200, 503})


@attack(f"{CALLERS} articles at once", "every one is answered in the end, none lost")
def crowd(url: str) -> Seen:
    body = json.dumps({"text": article_of(300), "published_at": PUBLISHED_AT}).encode()
    began = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as pool:
        seen = list(pool.map(lambda n: insist(url, "/v1/extract", body, random.Random(n)), range(CALLERS)))
    ends = Counter(each.status for each in seen)
    away = sum(len(each.answers) - 1 for each in seen)
    words = f"{ends[200]} × 200 within {time.perf_counter() - began:.0f} s, {away} × 503 before"
    return Seen(words, ends == {200: CALLERS})


@attack("short articles beside one of 200,000 characters", f"95 % within {BESIDE:g} × as long as alone, all 200")
def beside_a_long_one(url: str) -> Seen:
    short = json.dumps({"text": article_of(120), "published_at": PUBLISHED_AT}).encode()
    long = json.dumps({"text": shaped("prose", 200_000), "published_at": PUBLISHED_AT}).encode()

    def measured() -> tuple[float, set[int]]:
        answers = [ask(url, "/v1/extract", short) for _ in range(SHORT_ONES)]
        return statistics.quantiles([each.seconds for each in answers], n=20)[-1], {each.status for each in answers}

    measured()
    alone, _ = measured()
    over, reading = Event(), []

    def read() -> None:
        while not over.is_set():
            reading.append(ask(url, "/v1/extract", long).status)

    thread = Thread(target=read)
    thread.start()
    time.sleep(1)
    beside, statuses = measured()
    over.set()
    thread.join()
    words = f"{beside:.2f} s beside, {alone:.2f} s alone: {beside / alone:.1f} ×; {statuses}"
    return Seen(words, beside <= BESIDE * alone and statuses == {200} and {*reading} <= {200, 503})


@attack("after all that", "alive and ready")
def afterwards(url: str) -> Seen:
    statuses = [ask(url, path).status for path in ("/healthz", "/readyz", "/v1/timelines")]
    return Seen(", ".join(map(str, statuses)), statuses[:2] == [200, 200])


def main(arguments: list[str] | None = None) -> None:
    """The command line of this file; exit status 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="a server that runs already, on this machine")
    parser.add_argument("--only", default="", help="attacks whose name has this word")
    parser.add_argument("--save", action="store_true", help="keep the figures; needs a machine with nothing else to do")
    chosen = parser.parse_args(arguments)
    if chosen.save and (chosen.only or os.getloadavg()[0] >= IDLE):
        parser.error(f"All attacks are kept together, and only where the load average is below {IDLE:g}.")
    if chosen.url and urlsplit(chosen.url).hostname not in ("127.0.0.1", "localhost"):
        parser.error("Only a server on this machine is attacked.")
    load = os.getloadavg()[0]
    print(f"load average {load:.1f} on {os.cpu_count()} cores\n")
    print("| what | expected | seen | right |\n| --- | --- | --- | --- |", flush=True)
    if chosen.url:
        rows = _run(chosen.url.rstrip("/"), chosen.only)
    else:
        with server(workers=2) as (address, _):
            rows = _run(address, chosen.only)
    if chosen.save:
        figures = {"load": round(load, 1), "cores": os.cpu_count(), "rows": rows}
        save("attack", command="python -m benchmarks.attack --save", gold=(), figures=figures)
    sys.exit(0 if all(row["right"] for row in rows) else 1)


def _run(url: str, only: str) -> list[dict[str, Any]]:
    rows = []
    for each in ATTACKS:
        if only in each.what:
            seen = each.run(url)
            rows.append({"what": each.what, "expected": each.expected, "seen": seen.words, "right": seen.right})
            print(f"| {each.what} | {each.expected} | {seen.words} | {'yes' if seen.right else 'NO'} |", flush=True)
    return rows


if __name__ == "__main__":
    main()
