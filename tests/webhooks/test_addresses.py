"""Which addresses may be called: those that the operator names, and public ones where they say so."""

from __future__ import annotations

import socket

import pytest

from timeline_service.faults import InputError
from timeline_service.settings import Settings
from timeline_service.webhooks.addresses import resolved, target

NAMED = Settings(webhook_hosts="cms.example, [fd00::7]:8443, intern.example:8080")
ANY = Settings(webhook_hosts="*, 127.0.0.1:9000")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://internal.example/", "may not call internal.example"),
        ("http://cms.example:8080/", "may not call cms.example:8080"),
        ("http://cms.example@169.254.169.254/", "may not call 169.254.169.254"),
        ("https://someone:secret@cms.example/", "no user name"),
        ("ftp://cms.example/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("cms.example/done", "https://"),
        ("https://[::1", "Not a URL"),
        ("https://cms.example:port/", "Not a URL"),
        ("https://" + "a" * 70 + ".example/", "Not a URL"),
    ],
)
def test_only_hosts_that_the_operator_names_are_called(url: str, said: str) -> None:
    with pytest.raises(InputError, match=said.replace("[", r"\[")):
        target(url, NAMED)
    with pytest.raises(InputError):
        target(url, Settings())


@pytest.mark.parametrize(
    ("url", "host", "port", "authority", "path"),
    [
        ("https://CMS.example/done?for=1#here", "cms.example", 443, "cms.example", "/done?for=1"),
        ("http://cms.example", "cms.example", 80, "cms.example", "/"),
        ("https://[fd00::7]:8443/a b/\u00e4", "fd00::7", 8443, "[fd00::7]:8443", "/a%20b/%C3%A4"),
        ("http://intern.example:8080/%2F", "intern.example", 8080, "intern.example:8080", "/%2F"),
    ],
)
def test_a_named_host_is_called_where_the_url_says(url: str, host: str, port: int, authority: str, path: str) -> None:
    found = target(url, NAMED)
    assert (found.host, found.port, found.authority, found.path) == (host, port, authority, path)
    assert found.named


PRIVATE = (
    "127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.5.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
    "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_any_public_host_is_no_private_one(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of the public web may lead to an address of the newsroom's own network, alone or beside another."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443)),
             (family, socket.SOCK_STREAM, 6, "", (address, 443))]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(InputError, match="not public"):
        resolved(target("https://rebound.example/", ANY))
    named = Settings(webhook_hosts="*, rebound.example")
    assert resolved(target("https://rebound.example/", named)) == ["93.184.216.34", address]


def test_any_public_host_is_called_over_https_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))] * 2
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert resolved(target("https://any.example/", ANY)) == ["93.184.216.34"]
    with pytest.raises(InputError, match="but over https"):
        target("http://any.example/", ANY)
    assert resolved(target("http://127.0.0.1:9000/", Settings(webhook_hosts="127.0.0.1:9000")))
