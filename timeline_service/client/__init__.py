"""A typed client of the service, for other programs; httpx, which it needs, comes with the extra ``client``.

>>> from timeline_service.client import Client
>>> with Client("https://timelines.example", key="…") as desk:  # doctest: +SKIP
...     story = desk.create([{"text": "The truce was signed on 13 October.", "published_at": "2025-10-24"}])
...     story = desk.correct(story, {"event": story.timeline[0].id, "title": "Truce signed"})
...     desk.publish(story)
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

import httpx

from timeline_service.library import Timeline, timeline_of

Article = Mapping[str, Any]
_ATTEMPTS, _LONGEST_WAIT = 4, 30.0  # seconds


class Refused(Exception):
    """The service refused a request: ``status``, a sentence, and by field what to fix (RFC 9457)."""

    def __init__(self, status: int, detail: str, errors: Mapping[str, Sequence[str]]) -> None:
        fields = "; ".join(f"{field}: {' '.join(map(str, faults))}" for field, faults in errors.items())
        super().__init__(" ".join(filter(None, [detail, fields])))
        self.status, self.errors = status, errors


class Stale(Refused):
    """Somebody else changed the story since it was read: read it and try again (412)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an editor said; ``words`` is the same for people."""

    number: int
    kind: str
    event: str
    value: Any
    words: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A stored timeline at one version; ``etag`` names the version that a change is based on."""

    id: str
    external_id: str | None
    state: str
    quotes: str
    version: int
    etag: str
    timeline: Timeline
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the list of stories."""

    id: str
    external_id: str | None
    title: str | None
    state: str
    version: int
    events: int
    changed_by: str


class Client:
    """Requests to one service with one key. A context manager; not to be shared by threads.

    A service that is overloaded (503) or asks to wait (429) is asked again, as often as it is harmless. Raises
    :class:`Refused`, and httpx's errors where there is no answer.
    """

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def extract(self, text: str, *, published_at: str | None = None, **known: Any) -> Timeline:
        """The timeline of one article; nothing is stored."""
        article = {"text": text, "published_at": published_at, **known, "left_out": True}
        return timeline_of(self._ask("POST", "/v1/extract", json=article).json(), text=text)

    def stories(self, *, title: str = "", state: str | None = None) -> Iterator[Line]:
        """The stories of the newsroom, last changed first; further pages are read as they are wanted."""
        wanted = {name: value for name, value in (("title", title), ("state", state)) if value}
        page, seen = 1, 0
        while True:
            found = self._ask("GET", "/v1/timelines", params={**wanted, "page": page, "page_size": 100}).json()
            for each in found["timelines"]:
                yield Line(**{name: each[name] for name in Line.__dataclass_fields__})
            seen += len(found["timelines"])
            if seen >= found["total"] or not found["timelines"]:
                return
            page += 1

    def create(self, articles: Sequence[Article], *, external_id: str | None = None, once: str | None = None) -> Story:
        """A new draft. With ``once`` (an Idempotency-Key), a repeated call makes no second one."""
        headers = {"Idempotency-Key": once} if once else {}
        json = {"documents": list(articles), **({"external_id": external_id} if external_id else {})}
        return _story(self._ask("POST", "/v1/timelines", json=json, headers=headers, again=bool(once)))

    def put(self, external_id: str, articles: Sequence[Article]) -> Story:
        """The story of this id of your own, made of these articles: created, or its documents replaced."""
        return _story(self._ask("PUT", _path(external_id), json={"documents": list(articles)}))

    def read(self, id: str) -> Story:
        """One story, by its id or by your own."""
        return _story(self._ask("GET", _path(id)))

    def add(self, story: Story, article: Article) -> Story:
        """The story with one article more, or with a new version of one."""
        return _story(self._ask("POST", f"{_path(story.id)}/documents", json=dict(article)))

    def correct(self, story: Story, *corrections: Mapping[str, Any]) -> Story:
        """The story with corrections, all of them or none; raise :class:`Stale` if it has changed."""
        return self._changed("POST", story, "/corrections", {"corrections": list(corrections)})

    def preview(self, story: Story, *corrections: Mapping[str, Any]) -> Timeline:
        """What would come of corrections; nothing is kept."""
        json = {"corrections": list(corrections), "preview": True}
        path = f"{_path(story.id)}/corrections"
        return timeline_of(self._ask("POST", path, json=json, headers={"If-Match": story.etag}).json())

    def undo(self, story: Story, *numbers: int) -> Story:
        """The story without these corrections."""
        return self._changed("POST", story, "/corrections", {"undo": list(numbers)})

    def publish(self, story: Story) -> Story:
        """The story, for readers."""
        return self._changed("PATCH", story, "", {"state": "published"})

    def unpublish(self, story: Story) -> Story:
        """The story as a draft again."""
        return self._changed("PATCH", story, "", {"state": "draft"})

    def delete(self, story: Story) -> None:
        """Delete the story for good, with its texts and its history."""
        self._ask("DELETE", _path(story.id), headers={"If-Match": story.etag}, again=False)

    def export(self, story: Story, format: str) -> str:
        """The story as ``html markdown csv timelinejs jsonld ical ninjs json timeml``."""
        return self._ask("GET", f"{_path(story.id)}/export", params={"format": format}).text

    def _changed(self, method: str, story: Story, where: str, json: Mapping[str, Any]) -> Story:
        return _story(self._ask(method, _path(story.id) + where, json=json, headers={"If-Match": story.etag}))

    def _ask(self, method: str, path: str, *, again: bool = True, **request: Any) -> httpx.Response:
        for left in reversed(range(_ATTEMPTS)):
            response = self._http.request(method, path, **request)
            if response.status_code not in (429, 503) or not again or not left:
                break
            time.sleep(min(_seconds(response.headers.get("Retry-After")), _LONGEST_WAIT))
        if response.is_success:
            return response
        raise _refusal(response)


def _path(id: str) -> str:
    return f"/v1/timelines/{quote(id, safe='')}"


def _story(response: httpx.Response) -> Story:
    body = response.json()
    alike = ("id", "external_id", "state", "quotes", "version")
    return Story(
        **{name: body[name] for name in alike},
        etag=response.headers["ETag"],
        timeline=timeline_of(body),
        corrections=tuple(
            Correction(**{name: each[name] for name in Correction.__dataclass_fields__}) for each in body["corrections"]
        ),
    )


def _refusal(response: httpx.Response) -> Refused:
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    kind = Stale if response.status_code == 412 else Refused
    return kind(response.status_code, problem.get("detail") or response.reason_phrase, problem.get("errors") or {})


def _seconds(retry_after: str | None) -> float:
    return float(retry_after) if retry_after and retry_after.isdecimal() else 1.0
