"""Who asks, and what they may do.

A key is sent as ``Authorization: Bearer`` or ``X-API-Key``, or was used to sign in at the desk (``web/sessions.py``).
On a first run nobody needs one: a server that listens on this machine alone, over a store that never had a key, gives
requests that come from this machine, by its own name and through no proxy that shows, everything in the newsroom
``local``. A proxy here shows by what it adds, or by HTTP/1.0, which nginx speaks unless told otherwise; one that does
neither cannot be told from whoever sits here, which is what ``serve --keyed`` is for. A page of another site cannot use
it, since its requests carry another ``Origin``, and a name that was made to point here is not among the hosts.
"""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from timeline_service import desk
from timeline_service.store import Store
from timeline_service.store.keys import Key, Scope, ever_any, key_of
from timeline_service.store.sessions import signed_in

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
LOCAL = Key(newsroom="local", name="local", scope="admin", prefix="")
COOKIES = ("__Host-timeline-session", "timeline-session")  # over https, and over http
_SAFE = ("GET", "HEAD", "OPTIONS")
_OF_PROXIES = ("FORWARDED", "X_FORWARDED_", "X_REAL_IP", "X_CLIENT_IP", "TRUE_CLIENT_IP", "CF_CONNECTING_IP", "VIA")


def check_host() -> None:
    """Before every request: a Host that is not ours, or a change that another site's page asks for, is refused."""
    own = LOOPBACK | frozenset(current_app.config["SETTINGS"].host_names)
    if _name(request.host) not in own:
        raise Forbidden(f"This service is not {request.host!r}. TIMELINE_HOSTS lists the names it goes by.")
    origin = request.headers.get("Origin")
    if request.method not in _SAFE and origin is not None and _site(origin) not in own:
        raise Forbidden("A page of another site may not change anything here.")


def require(scope: Scope) -> Key:
    """The key of this request; raise Unauthorized (401) without one, Forbidden (403) where it lacks the scope."""
    key = known()
    if key is None:
        raise Unauthorized(
            f"An API key is needed: Authorization: Bearer … (timeline-service keys new makes one{_or_none_yet()}).",
            www_authenticate=WWWAuthenticate("bearer", {"realm": "timeline-service"}),
        )
    if not key.may(scope):
        raise Forbidden(f"This key may {key.scope}; {scope} is needed.")
    return key


def known() -> Key | None:
    """The key of this request, or None."""
    if "key" not in g:
        g.key = _key()
    found: Key | None = g.key
    return found


def of_another_site() -> bool:
    """Whether a page of another site asks; one whose Origin cannot be read is."""
    origin = request.headers.get("Origin")
    return origin is not None and _authority(origin) != request.host.lower()


def over_https() -> bool:
    """Whether whoever asks does so over https: where a proxy elsewhere ends it, ``TIMELINE_PUBLIC_URL`` says so."""
    public: str = current_app.config["SETTINGS"].public_url
    return request.is_secure or (public.startswith("https:") and _name(request.host) not in LOOPBACK)


def session_token() -> str:
    """What the cookie of this request holds; empty without one, or where a page that is not ours asks.

    Browsers do not send the cookie for pages of other sites (SameSite), but do for those of a neighbouring name or
    port. They say whose page asks: in ``Sec-Fetch-Site``, and with every change in ``Origin``; a change without either
    is not from a browser of today, and has no use for a cookie.
    """
    token = request.cookies.get(COOKIES[0] if over_https() else COOKIES[1], "")
    site = request.headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin", "none") or of_another_site():
        return ""
    if request.method not in _SAFE and site != "same-origin" and "Origin" not in request.headers:
        return ""
    return token


def _or_none_yet() -> str:
    """Of a store that never had a key, what else there is."""
    store: Store = current_app.extensions["store"]
    with store.reading() as session:
        return "" if ever_any(session) else "; until there is one, this machine itself needs none unless told --keyed"


def _key() -> Key | None:
    store: Store = current_app.extensions["store"]
    kind, _, bearer = request.headers.get("Authorization", "").partition(" ")
    secret = bearer.strip() if kind.lower() == "bearer" else request.headers.get("X-API-Key", "")
    token = "" if secret else session_token()
    if not (secret or token or _may_come_without()):
        return None
    with store.reading() as session:
        if secret:
            return key_of(session, secret)
        if token and (found := signed_in(session, token, now=desk.now())) is not None:
            return found[0]
        if not _may_come_without():
            return None
        return None if ever_any(session) else LOCAL


def _may_come_without() -> bool:
    """Whether this server takes requests without a key at all, and this one comes from this machine itself."""
    if not current_app.config["KEYLESS"] or _name(request.host) not in LOOPBACK:
        return False
    if request.environ["SERVER_PROTOCOL"] == "HTTP/1.0":
        return False
    if any(name.removeprefix("HTTP_").startswith(_OF_PROXIES) for name in request.environ if name.startswith("HTTP_")):
        return False
    return _is_loopback(request.remote_addr or "")


def _is_loopback(peer: str) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _name(host: str) -> str:
    """The host without its port, in lower case."""
    host = host.lower()
    return host if host.startswith("[") and host.endswith("]") else host.rsplit(":", 1)[0]


def _site(origin: str) -> str | None:
    """The host of an Origin in lower case; None where it has none, or is malformed."""
    try:
        return urlsplit(origin).hostname
    except ValueError:
        return None


def _authority(origin: str) -> str | None:
    """The host and port of an Origin, as ``_site``."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None
