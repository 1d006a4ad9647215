"""Who may do what: each method of each route, for a draft and for what is published, by each kind of caller."""

from __future__ import annotations

from typing import Any, NamedTuple

CALLERS = ("nobody", "forged", "stranger", "reader", "writer")  # stranger: a key of another newsroom that may write
ARTICLE = {"text": "Trams stopped on October 20.", "published_at": "2025-10-24"}
Statuses = tuple[int, int, int, int, int]

EVERYBODY: Statuses = (200, 200, 200, 200, 200)
A_KEY: Statuses = (401, 401, 200, 200, 200)
A_KEY_THAT_WRITES: Statuses = (401, 401, 200, 403, 200)
NEWSROOM_READS: Statuses = (401, 401, 404, 200, 200)
NEWSROOM_WRITES: Statuses = (401, 401, 404, 403, 200)
ON_A_DRAFT: Statuses = (404, 404, 404, 200, 200)
NO_SUCH_JOB: Statuses = (401, 401, 404, 404, 404)  # tests/web/test_jobs.py has some
NOBODY_YET: Statuses = (404, 404, 404, 404, 404)


class Row(NamedTuple):
    """What a route answers the callers; ``sites``: whether pages of any site may read what anybody may read."""

    draft: Statuses
    published: Statuses
    body: Any = None
    query: str = ""
    sites: bool = False
    changes: bool = False


def same(statuses: Statuses, **more: Any) -> Row:
    """A row whose route does not care whether the timeline is published."""
    return Row(statuses, statuses, **more)


TABLE: dict[tuple[str, str], Row] = {
    ("POST", "/v1/extract"): same(A_KEY, body=ARTICLE),
    ("POST", "/v1/annotate"): same(A_KEY, body=ARTICLE),
    ("POST", "/v1/dates"): same(A_KEY, body=ARTICLE),
    ("POST", "/v1/timelines"): same(A_KEY_THAT_WRITES, body={"documents": [ARTICLE]}),
    ("GET", "/v1/timelines"): same(A_KEY),
    ("GET", "/v1/timelines/<id>"): Row(ON_A_DRAFT, EVERYBODY, sites=True),
    ("PUT", "/v1/timelines/<id>"): same(A_KEY_THAT_WRITES, body={"documents": [ARTICLE]}, changes=True),
    ("PATCH", "/v1/timelines/<id>"): same(NEWSROOM_WRITES, body={"quotes": "sentence"}, changes=True),
    ("DELETE", "/v1/timelines/<id>"): same((401, 401, 404, 403, 204), changes=True),
    ("GET", "/v1/timelines/<id>/revisions"): same(NEWSROOM_READS),
    ("POST", "/v1/timelines/<id>/documents"): same(NEWSROOM_WRITES, body=ARTICLE, changes=True),
    ("DELETE", "/v1/timelines/<id>/documents/<document>"): same(NEWSROOM_WRITES, changes=True),
    ("PATCH", "/v1/timelines/<id>/events/<event>"): same(NEWSROOM_WRITES, body={"title": "A title"}, changes=True),
    ("DELETE", "/v1/timelines/<id>/corrections/<int:number>"): same(NEWSROOM_WRITES, changes=True),
    ("POST", "/v1/timelines/<id>/corrections"): same(
        NEWSROOM_WRITES, body={"corrections": [{"headline": "A headline"}]}, changes=True
    ),
    ("GET", "/v1/timelines/<id>/left-out"): same(NEWSROOM_READS),
    ("GET", "/v1/timelines/<id>/documents"): same(NEWSROOM_READS),
    ("GET", "/v1/timelines/<id>/comments"): same(NEWSROOM_READS),
    ("POST", "/v1/timelines/<id>/comments"): same(NEWSROOM_WRITES, body={"event": "e1", "text": "Sure?"}),
    ("DELETE", "/v1/timelines/<id>/comments/<int:number>"): same((401, 401, 404, 403, 404)),
    ("GET", "/v1/timelines/<id>/export"): Row(ON_A_DRAFT, EVERYBODY, query="?format=csv", sites=True),
    ("GET", "/v1/timelines/<id>/export.<extension>"): Row(ON_A_DRAFT, EVERYBODY, sites=True),
    ("GET", "/v1/events"): same(A_KEY),
    ("POST", "/v1/jobs"): same((401, 401, 202, 403, 202), body={"documents": [ARTICLE]}),
    ("GET", "/v1/jobs"): same(A_KEY),
    ("GET", "/v1/jobs/<job>"): same(NO_SUCH_JOB),
    ("GET", "/v1/jobs/<job>/results"): same(NO_SUCH_JOB),
    ("POST", "/v1/jobs/<job>/cancel"): same((401, 401, 404, 403, 404)),
    ("DELETE", "/v1/jobs/<job>"): same((401, 401, 404, 403, 404)),
    ("POST", "/v1/webhooks"): same((401, 401, 422, 403, 422), body={"url": "https://nobody.allowed.example/"}),
    ("GET", "/v1/webhooks"): same(A_KEY_THAT_WRITES),
    ("GET", "/v1/webhooks/<webhook>"): same((401, 401, 404, 403, 404)),  # tests/web/test_webhooks.py has some
    ("PATCH", "/v1/webhooks/<webhook>"): same((401, 401, 404, 403, 404), body={"enabled": True}),
    ("DELETE", "/v1/webhooks/<webhook>"): same((401, 401, 404, 403, 404)),
    ("POST", "/v1/webhooks/<webhook>/test"): same((401, 401, 404, 403, 404)),
    ("GET", "/metrics"): same(A_KEY),
    ("POST", "/export/<name>"): same(A_KEY, body="carried"),
    ("GET", "/desk/session"): same(EVERYBODY),
    ("POST", "/desk/session"): same((401,) * 5, body={"key": "tl_forged"}),
    ("DELETE", "/desk/session"): same((204,) * 5),
    ("POST", "/desk/date"): same(A_KEY, body={"words": "13 Oct"}),
    ("GET", "/embed/<id>"): Row(NOBODY_YET, EVERYBODY, sites=True),
    ("GET", "/embed/<id>/"): same((308,) * 5),
    ("GET", "/v1/timelines/<id>/changes"): Row(ON_A_DRAFT, EVERYBODY, query="?since=1", sites=True),
    ("GET", "/v1/timelines/<id>/live"): Row(ON_A_DRAFT, EVERYBODY, sites=True),
    ("GET", "/embed/<id>/live"): Row(NOBODY_YET, EVERYBODY, sites=True),
    ("GET", "/embed/<id>.atom"): Row(NOBODY_YET, EVERYBODY, sites=True),
    ("GET", "/embed/<id>.html"): Row(NOBODY_YET, EVERYBODY, sites=True),
    ("GET", "/embed/<id>.json"): Row(NOBODY_YET, EVERYBODY, sites=True),
    ("GET", "/oembed"): Row(NOBODY_YET, EVERYBODY, query="?url=http://localhost/embed/{id}", sites=True),
    ("GET", "/widget/<path:name>"): same(EVERYBODY, sites=True),
    ("GET", "/stories/<id>"): same(NOBODY_YET),  # the seed stories alone have such a page
    ("GET", "/timelines/<id>/edit"): same(EVERYBODY),  # a page without anything of the timeline
    ("GET", "/"): same(EVERYBODY),
    ("GET", "/docs"): same(EVERYBODY),
    ("GET", "/openapi.yaml"): same(EVERYBODY),
    ("GET", "/healthz"): same(EVERYBODY),
    ("GET", "/readyz"): same(EVERYBODY),
    ("GET", "/version"): same(EVERYBODY),
    ("GET", "/static/<path:filename>"): same(EVERYBODY),
}
