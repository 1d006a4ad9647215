"""``openapi.yaml``, made from the schemas and the views; and the helpers with which a view documents itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from flask_smorest import Api, Blueprint

from timeline_service.ingest import NINJS
from timeline_service.schemas import NOT_BLANK, Article, ArticleParameters, NinjsItem, Problem
from timeline_service.version import VERSION
from timeline_service.web.bodies import HTML, JSON, JSON_LINES, TEXT
from timeline_service.web.problems import MEDIA_TYPE, STATUSES

BODY_PROBLEMS = (400, 406, 413, 414, 415, 422, 500, 503)
CHANGE_PROBLEMS = (400, 413, 415, 422, 500, 503)
ACCESS_PROBLEMS = (401, 403, 503)
IF_MATCH = {
    "in": "header", "name": "If-Match", "schema": {"type": "string"},
    "description": 'The ETag that the change is based on; or the version alone, such as "7".',
}  # fmt: skip
IF_NONE_MATCH = {
    "in": "header", "name": "If-None-Match", "schema": {"type": "string"},
    "description": "`*`: only if there is no timeline with this id; else 412, and nothing is changed.",
}  # fmt: skip
ONCE = {
    "in": "header", "name": "Idempotency-Key", "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "description": "Any text. A request that is repeated with the same key is carried out only once.",
}  # fmt: skip
_HEADERS = {
    405: {"Allow": {"schema": {"type": "string"}, "description": "The supported methods"}},
    415: {"Accept-Post": {"schema": {"type": "string"}, "description": "The supported media types"}},
    503: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds until the next try"}},
}
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key: Authorization: Bearer …"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key, in its own header"},
}
_IN_PATHS = {
    "id": "The id of the timeline, or the newsroom's own (external) id.",
    "document": "The id of a document of the timeline, such as d1.",
    "event": "The id of an event of the timeline, such as e1.",
    "number": "The number of a correction of the timeline, or of a comment on it.",
    "job": "The id of the job, or the newsroom's own (external) id.",
    "webhook": "The id of the webhook, or the newsroom's own (external) id.",
    "extension": "One of json, html, md, csv, xlsx, timelinejs.json, jsonld, ics, ninjs.json, tml.",
}
ABOUT = """\
A news article goes in; a timeline comes out that an editor can use as it is, and audit where in doubt: every date \
names the words it came from and the rule that read them, every order names its evidence, and nothing is invented.

Offsets count Unicode code points: text[start:end] is always the quoted words. Errors are RFC 9457 problem details. \
The same request always gets the same bytes.

Requests need an API key, but for what is published. A service on one's own machine needs none from there until there \
is one.
"""


def article_body() -> dict[str, Any]:
    """The documentation of a body that is JSON, plain text, HTML or ninjs; but for JSON with fields in the query."""
    about = "Used if the body is text/plain, text/html or ninjs."
    text: dict[str, Any] = {"schema": {"type": "string", "pattern": NOT_BLANK}}
    content = {JSON: {"schema": Article}, TEXT: text, HTML: text, NINJS: {"schema": NinjsItem}}
    return {
        "parameters": [{"in": "query", "schema": ArticleParameters, "description": about}],
        "requestBody": {"required": True, "content": content},
    }


def json_body(schema: type, *, article: bool = False) -> dict[str, Any]:
    """The documentation of a body that is JSON, for an ``article`` a ninjs item too."""
    ninjs: dict[str, Any] = {NINJS: {"schema": NinjsItem}} if article else {}
    return {"required": True, "content": {JSON: {"schema": schema}, **ninjs}}


def lines_body(schema: type, parameters: type) -> dict[str, Any]:
    """The documentation of a body that is JSON, or JSON Lines with its fields in the query."""
    about = "Used if the body is JSON Lines."
    lines = {"schema": {"type": "string", "description": "An article a line"}}
    content = {JSON: {"schema": schema}, **dict.fromkeys(JSON_LINES, lines)}
    return {
        "parameters": [{"in": "query", "schema": parameters, "description": about}],
        "requestBody": {"required": True, "content": content},
    }


def problems(blueprint: Blueprint, *statuses: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Document the errors of a view."""

    def document(view: Callable[..., Any]) -> Callable[..., Any]:
        for status in sorted(set(statuses), reverse=True):
            about = {"description": STATUSES[status], "headers": _HEADERS.get(status)}
            view = blueprint.alt_response(status, schema=Problem, content_type=MEDIA_TYPE, **about)(view)
        return view

    return document


def options() -> dict[str, Any]:
    """What flask-smorest is told about the API as a whole."""
    return {
        "API_TITLE": "timeline-service",
        "API_VERSION": VERSION,
        "OPENAPI_VERSION": "3.1.0",
        "API_SPEC_OPTIONS": {
            "info": {
                "description": ABOUT,
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
                "contact": {"name": "The timeline-service authors"},
            },
            "servers": [{"url": "http://127.0.0.1:8000", "description": "As `make run` starts it"}],
        },
    }


def specification(api: Api) -> dict[str, Any]:
    """The OpenAPI document. Errors that no view names are problem documents as well."""
    document: dict[str, Any] = api.spec.to_dict()
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    document["components"]["responses"] = {
        "DEFAULT_ERROR": {"description": "Any other error, in the same shape.", "content": problem}
    }
    for name in ("Article", "DocumentIn"):
        document["components"]["schemas"][name]["oneOf"] = [{"required": [body]} for body in ("text", "html", "ninjs")]
    document["components"]["schemas"]["EventChange"]["minProperties"] = 1
    ninjs = document["components"]["schemas"]["NinjsItem"]
    ninjs["anyOf"] = [{"required": [body]} for body in ("bodies", "body_html", "body_text")]
    ninjs["anyOf"].append({"required": ["uri", "pubStatus"]})  # canceled
    document["components"]["securitySchemes"] = SECURITY
    del document["components"]["schemas"]["PaginationMetadata"]  # flask-smorest's; our pages are in the answers
    document["tags"].sort(key=lambda tag: tag["name"])
    for path in document["paths"].values():
        for parameter in path.get("parameters", ()):
            parameter["description"] = _IN_PATHS[parameter["name"]]
        for operation in (each for name, each in path.items() if name != "parameters"):
            responses = operation["responses"]
            operation["responses"] = dict(sorted(responses.items(), key=lambda item: str(item[0])))
            operation["security"] = [{name: []} for name in SECURITY] if {"401", 401} & responses.keys() else []
    return document


def as_yaml(document: dict[str, Any]) -> str:
    """The text of ``openapi.yaml``."""
    head = "# Made by `make openapi` from the schemas and views; a test holds the two equal.\n"
    return head + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=120)
