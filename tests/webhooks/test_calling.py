"""One call: signed as the standard has it, within its time, and whatever the other side does is an answer."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread

import pytest
from listening import listening, signed
from waiting import join

from timeline_service.settings import Settings
from timeline_service.webhooks import calling
from timeline_service.webhooks.calling import Answer, call
from timeline_service.webhooks.signing import new_secret, signature

AT = datetime(2025, 10, 24, 12, tzinfo=UTC)


def called(port: int, *, scheme: str = "http", path: str = "/heard", secret: str = new_secret()) -> Answer:
    """A call of what listens on this port."""
    url, settings = f"{scheme}://127.0.0.1:{port}{path}", Settings(webhook_hosts=f"127.0.0.1:{port}")
    return call(url, {"type": "t"}, id="m1", secrets=[secret], at=AT, settings=settings)


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the standard's own libraries."""
    known = {"id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "timestamp": 1614265330, "body": b'{"test": 2432232314}'}
    made = signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", **known)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secrets_differ() -> None:
    assert new_secret() != new_secret()
    assert len(new_secret()) == len("whsec_") + 44


def test_a_call_is_signed_and_says_when() -> None:
    with listening() as listener:
        assert called(listener.server_port, secret="whsec_AAECAw==") == Answer(204, "status 204")
        ((headers, body),) = listener.told
    assert headers["webhook-signature"] == signed(bytes([0, 1, 2, 3]), headers, body)
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == ("m1", "1761307200")
    assert (headers["content-type"], json.loads(body)) == ("application/json", {"type": "t"})


def test_while_a_secret_is_changed_both_sign() -> None:
    with listening() as listener:
        url, settings = f"http://{listener.host}/", Settings(webhook_hosts=listener.host)
        old, new = "whsec_AAECAw==", "whsec_BAUGBw=="
        assert call(url, {}, id="m", secrets=[new, old], at=AT, settings=settings).heard
        ((headers, body),) = listener.told
    both = [signed(bytes(key), headers, body) for key in ([4, 5, 6, 7], [0, 1, 2, 3])]
    assert headers["webhook-signature"] == " ".join(both)


def test_nobody_is_called_without_a_signature() -> None:
    with listening() as listener:
        settings = Settings(webhook_hosts=listener.host)
        answer = call(f"http://{listener.host}/", {}, id="m", secrets=[], at=AT, settings=settings)
        assert answer.status is None and "TIMELINE_WEBHOOK_SECRET" in answer.said and listener.told == []


@pytest.mark.parametrize(("status", "heard", "unwanted"), [(200, True, False), (302, False, False), (404, False, False),
                                                           (410, False, True), (500, False, False)])  # fmt: skip
def test_what_an_answer_means(status: int, heard: bool, unwanted: bool) -> None:
    with listening() as listener:
        listener.usually = status
        answer = called(listener.server_port)
        assert (answer.heard, answer.unwanted, answer.said) == (heard, unwanted, f"status {status}")
        assert len(listener.told) == 1, "a redirect is not followed"


@contextmanager
def peer(behave: Callable[[socket.socket], None]) -> Iterator[int]:
    """Something else than a web server, on a port."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def serve() -> None:
            with suppress(OSError):
                connection, _ = server.accept()
                with connection:
                    behave(connection)

        thread = Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            join(thread)


def test_who_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "PATIENCE", 0.5)
    with peer(lambda connection: time.sleep(2)) as port:
        assert called(port) == Answer(None, "no answer within 0.5 seconds")


def test_who_trickles_is_not_waited_for_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "PATIENCE", 1.0)

    def trickle(connection: socket.socket) -> None:
        with suppress(OSError):
            for _ in range(200):
                connection.sendall(b"X")
                time.sleep(0.1)

    with peer(trickle) as port:
        began = time.monotonic()
        assert called(port) == Answer(None, "no answer within 1 seconds")
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9\r\n", b"", b"HTTP/1.1 abc\r\n\r\n", b"\0" * 200_000])
def test_what_is_no_http_is_an_answer(said: bytes) -> None:
    def behave(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.recv(65_536)
            connection.sendall(said)

    with peer(behave) as port:
        answer = called(port)
    assert answer.status is None and not answer.heard


def test_an_interim_answer_is_not_the_answer() -> None:
    with peer(lambda c: (c.recv(9_999), c.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))) as port:
        assert called(port).status == 200


def test_over_https_the_other_side_must_speak_it() -> None:
    with listening() as listener:
        answer = called(listener.server_port, scheme="https")
        assert answer.status is None and listener.told == []


def test_nobody_there_is_an_answer() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    assert called(port) == Answer(None, "connection refused")


def test_what_may_not_be_called_any_more_is_not_called() -> None:
    with listening() as listener:
        url, settings = f"http://{listener.host}/", Settings(webhook_hosts="other.example")
        answer = call(url, {}, id="m", secrets=[new_secret()], at=AT, settings=settings)
        assert answer.status is None and "may not call" in answer.said
        assert listener.told == []
