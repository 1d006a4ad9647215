"""Which addresses may be called: those that the operator names, and where they say so any public one.

Whoever can make a webhook could else let the service call what stands beside it in a network of the newsroom.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from timeline_service.faults import InputError
from timeline_service.settings import Settings

ANY = "*"  # in TIMELINE_WEBHOOK_HOSTS: any public host, over https
_PORTS = {"https": 443, "http": 80}
_KEPT = "/%:=&?~+!$,;'@()*[]"  # what stands in a path and its query as it is
_TRANSLATED = IPv6Network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a call goes. ``authority`` is the host and port as the Host header has them, ``path`` with its query.

    ``named``: the operator names the host, so that it may be a private one.
    """

    scheme: str
    host: str
    port: int
    authority: str
    path: str
    named: bool


def target(url: str, settings: Settings) -> Target:
    """Where a URL leads; raise InputError, saying why, for one that may not be called."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        shown = f"[{host}]" if ":" in host else host
        authority = shown + (f":{parts.port}" if parts.port else "")
    except ValueError:
        raise InputError("Not a URL.") from None
    if parts.scheme not in _PORTS or not host:
        raise InputError("A webhook is a URL that begins with https:// or http://.")
    named = authority in settings.webhook_names
    if not named and (ANY not in settings.webhook_names or parts.scheme != "https"):
        over = " but over https" if ANY in settings.webhook_names else ""
        raise InputError(
            f"This service may not call {authority}{over}. TIMELINE_WEBHOOK_HOSTS lists the hosts that it may call."
        )
    if parts.username is not None:
        raise InputError("A webhook has no user name or password in its address: its calls are signed.")
    path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_KEPT)
    return Target(parts.scheme, host, parts.port or _PORTS[parts.scheme], authority, path, named)


def resolved(where: Target) -> list[str]:
    """The network addresses of a host; raise InputError where one is private, OSError where there is none.

    They are looked up once and then called themselves: a name that leads elsewhere a moment later leads nobody astray.
    """
    found = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
    if not where.named and not all(map(_is_public, addresses)):
        raise InputError(
            f"{where.host} has an address that is not public. TIMELINE_WEBHOOK_HOSTS must name it for it to be called."
        )
    return addresses


def _is_public(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    return all(each.is_global and not each.is_multicast for each in (found, *_inside(found)))


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv4Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        inside.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in inside if each is not None]
