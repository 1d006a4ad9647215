"""Requests to timeline-service. Nothing of an article is logged."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import requests

from superdesk_timeline.configuration import Configuration


class NotAnswered(Exception):
    """The service gave no timeline; the message is for the editor. ``status`` is its answer's, if it gave one."""

    def __init__(self, said: str, status: int | None = None) -> None:
        super().__init__(said)
        self.status = status


class Service:
    """One service, asked with one key. Every method raises :class:`NotAnswered`."""

    def __init__(self, configuration: Configuration) -> None:
        if not configuration.address:
            raise NotAnswered("No timeline service is configured: set TIMELINE_SERVICE_URL.")
        self.address = configuration.address
        self._timeout = configuration.timeout
        self._headers = {"Authorization": f"Bearer {configuration.key}"} if configuration.key else {}

    def extract(self, article: dict[str, Any]) -> dict[str, Any]:
        """The timeline of one article; nothing is stored."""
        return self._ask("POST", "/v1/extract", json=article).json()

    def keep(self, external_id: str, article: dict[str, Any]) -> dict[str, Any]:
        """The stored timeline of this id, made of this version of the article; corrections of it stay."""
        return self._ask("PUT", _path(external_id), json={"documents": [article]}).json()

    def publish(self, story: dict[str, Any]) -> dict[str, Any]:
        """The same timeline, for readers."""
        headers = {"If-Match": f'"{story["version"]}"'}
        return self._ask("PATCH", _path(story["id"]), json={"state": "published"}, headers=headers).json()

    def listed(self, story: dict[str, Any], *, as_readers: bool) -> str:
        """The timeline as an ``<ol>``; ``as_readers``: of a published one, what whoever asks gets."""
        if as_readers:
            return self._ask("GET", f"/embed/{quote(story['id'], safe='')}.html", secret=False).text
        return self._ask("GET", _path(story["id"]) + "/export", params={"format": "html"}).text

    def find(self, words: str, *, most: int = 20) -> list[dict[str, Any]]:
        """Events of all stored timelines that have these words."""
        return self._ask("GET", "/v1/events", params={"q": words, "page_size": most}).json()["events"]

    def _ask(
        self, method: str, path: str, *, secret: bool = True, headers: dict[str, str] | None = None, **request: Any
    ) -> requests.Response:
        sent = {**(self._headers if secret else {}), **(headers or {})}
        try:
            response = requests.request(
                method, self.address + path, headers=sent, timeout=self._timeout, allow_redirects=False, **request
            )
        except requests.RequestException as error:
            raise NotAnswered(f"The timeline service cannot be reached ({type(error).__name__}).") from error
        if response.status_code == 200:
            return response
        raise NotAnswered(_reason(response), response.status_code)


def _path(id: str) -> str:
    return f"/v1/timelines/{quote(id, safe='')}"


def _reason(response: requests.Response) -> str:
    """The sentence of a problem document (RFC 9457), with the faults of its fields."""
    try:
        problem = response.json()
        faults = [str(fault) for told in (problem.get("errors") or {}).values() for fault in told]
        said = " ".join(dict.fromkeys([problem["detail"], *faults]))
    except (ValueError, KeyError, TypeError, AttributeError):
        said = response.reason
    return f"The timeline service answered {response.status_code}: {said}"
