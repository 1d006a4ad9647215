"""Behind a proxy that ends TLS elsewhere: links begin as TIMELINE_PUBLIC_URL, and cookies are Secure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from stored import NOW, put

from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

PUBLIC = "https://tl.example.org"
PROXIED = "http://tl.example.org"  # as the proxy asks for it
OTHER = "http://service.internal:8000"  # as the newsroom's own systems do


@pytest.fixture(scope="module", params=["", "/"])
def behind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, str]]:
    """An application behind a proxy, with a published timeline; and the secret of a key."""
    database: Path = tmp_path_factory.mktemp("store") / "t.sqlite3"
    hosts = "tl.example.org, service.internal"
    made = create_app(Settings(database_url=f"sqlite:///{database}", hosts=hosts, public_url=PUBLIC + request.param))
    store = made.extensions["store"]
    put(store, id="truce", newsroom="courier", state="published")
    put(store, id="sample", newsroom="samples", state="published")
    with store.writing() as session:
        secret = issue(session, newsroom="courier", name="Ada", scope="write", now=NOW)
    yield made, secret
    store.close()


@pytest.mark.parametrize("site", [PROXIED, OTHER])
@pytest.mark.parametrize("path", ["/embed/truce", "/embed/truce.atom", "/"])
def test_addresses_for_elsewhere(behind: tuple[Flask, str], path: str, site: str) -> None:
    response = behind[0].test_client().get(path, base_url=site)
    begin = {each for each in re.findall(r"https?://[^/\"'<&%]+", response.text) if each.endswith((".org", ":8000"))}
    assert response.status_code == 200 and begin - {"http://www.w3.org", "https://schema.org"} == {PUBLIC}
    assert "org//" not in response.text


def test_oembed(behind: tuple[Flask, str]) -> None:
    answer = behind[0].test_client().get(f"/oembed?url={PUBLIC}/embed/truce", base_url=PROXIED).get_json()
    assert f'src="{PUBLIC}/embed/truce"' in answer["html"] and answer["provider_url"] == f"{PUBLIC}/"


def test_the_cookie_is_secure_and_counts(behind: tuple[Flask, str]) -> None:
    application, secret = behind
    client, headers = application.test_client(), {"Origin": PUBLIC, "Sec-Fetch-Site": "same-origin"}
    answer = client.post("/desk/session", json={"key": secret}, headers=headers, base_url=PROXIED)
    assert answer.headers["Set-Cookie"].startswith("__Host-") and "; Secure" in answer.headers["Set-Cookie"]
    assert client.get("/desk/session", base_url=PROXIED).get_json()["signed_in"]["name"] == "Ada"
    ended = client.delete("/desk/session", headers=headers, base_url=PROXIED)
    assert ended.headers["Set-Cookie"].startswith("__Host-") and "; Secure" in ended.headers["Set-Cookie"]


def test_on_this_machine_itself_there_is_no_proxy(behind: tuple[Flask, str]) -> None:
    application, secret = behind
    answer = application.test_client().post("/desk/session", json={"key": secret}, base_url="http://localhost:8000")
    assert answer.status_code == 200 and "Secure" not in answer.headers["Set-Cookie"]
