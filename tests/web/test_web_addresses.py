"""Wherever a timeline leaves for readers, no address leads out of the web, whatever its articles came with."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from lxml import etree

from timeline_service.exports import EXPORTS

TEXT = "The truce was signed on 13 October 2025 in Cairo. A vote is planned for 2 November 2025."
SCHEMES = ["javascript:pwned(1)", " jAvAsCrIpT:pwned(1)", "data:text/html,pwned(1)", "file:///pwned(1)", "pwned(1)/x"]
RUN = "pwned(1)"


@pytest.fixture(params=SCHEMES)
def told(client: Any, request: pytest.FixtureRequest) -> dict[str, Any]:
    """A published timeline of an article with such an address."""
    document = {"text": TEXT, "published_at": "2025-10-24", "title": "Truce", "url": request.param}
    made = client.put("/v1/timelines/address", json={"documents": [document]})
    assert made.status_code == 200, made.get_json()
    tag = {"If-Match": made.headers["ETag"]}
    shown = client.patch("/v1/timelines/address", json={"state": "published", "quotes": "sentence"}, headers=tag)
    assert shown.status_code == 200
    return shown.get_json()


@pytest.mark.parametrize("extension", [export.extension for export in EXPORTS])
def test_exports(client: Any, told: dict[str, Any], extension: str) -> None:
    response = client.get(f"/v1/timelines/{told['id']}/export.{extension}")
    assert response.status_code == 200 and RUN not in response.text


@pytest.mark.parametrize(
    "address", ["/embed/{}.json", "/embed/{}.atom", "/embed/{}.html", "/embed/{}", "/oembed?url=http://localhost/embed/{}"]
)
def test_what_readers_get(client: Any, told: dict[str, Any], address: str) -> None:
    response = client.get(address.format(told["id"]))
    assert response.status_code == 200 and RUN not in response.text


def test_links_of_the_embedded_page_and_of_the_feed(client: Any, told: dict[str, Any]) -> None:
    page = lxml.html.fromstring(client.get(f"/embed/{told['id']}").data)
    feed = etree.fromstring(client.get(f"/embed/{told['id']}.atom").data)
    addresses = [*page.xpath("//@href | //@src | //@action"), *feed.xpath("//@href | //*[local-name()='id']/text()")]
    assert addresses
    assert [each for each in addresses if not each.startswith(("http://localhost/", "/", "#"))] == []


def test_exports_of_what_a_page_sends(client: Any) -> None:
    """The page at / sends back what it was given, and anybody may send anything there."""
    answer = client.post("/v1/extract", json={"text": TEXT, "published_at": "2025-10-24"}).get_json()
    answer["documents"][0]["url"] = SCHEMES[0]
    for export in EXPORTS:
        sent = {"timeline": answer, "texts": {"d1": TEXT}}
        response = client.post(f"/export/{export.name}", json=sent)
        assert RUN not in response.text, export.name


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", ["link", "image"])
def test_addresses_of_editors_are_refused(client: Any, scheme: str, kind: str) -> None:
    made = client.put("/v1/timelines/edited", json={"documents": [{"text": TEXT, "published_at": "2025-10-24"}]})
    event = made.get_json()["events"][0]["id"]
    more = {"alt": "A weir"} if kind == "image" else {}
    tag = {"If-Match": made.headers["ETag"]}
    response = client.patch(f"/v1/timelines/edited/events/{event}", json={kind: {"url": scheme} | more}, headers=tag)
    assert response.status_code == 422 and "web address" in response.text


def test_the_address_that_a_page_says_it_has(client: Any) -> None:
    page = (
        '<html><head><title>Truce</title><link rel="canonical" href="javascript:pwned(1)">'
        '<meta property="og:url" content="data:text/html,pwned(1)"></head>'
        f"<body><article><p>{TEXT}</p></article></body></html>"
    )
    answer = client.post("/v1/extract", json={"html": page, "published_at": "2025-10-24"}).get_json()
    assert answer["documents"][0]["url"] is None
