"""Figures for Prometheus, of this process: requests by route and status, their seconds, what was sent away."""

from __future__ import annotations

from http import HTTPMethod

from flask import Flask, Response, g, request
from flask_smorest import Blueprint
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Histogram, generate_latest

from timeline_service.web import access
from timeline_service.web.documentation import ACCESS_PROBLEMS, problems

REQUESTS = Counter("timeline_requests", "Requests answered", ("method", "route", "status"))
SECONDS = Histogram(
    "timeline_request_seconds",
    "Seconds from the request to its answer",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
_METHODS = frozenset(HTTPMethod)  # a label for every word that a client may think of would have no end
metrics = Blueprint("metrics", __name__, description="Figures for Prometheus.")


@metrics.get("/metrics")
@metrics.doc(operationId="metrics")
@metrics.response(200, {"type": "string"}, content_type="text/plain", description="Prometheus' text format")
@problems(metrics, *ACCESS_PROBLEMS)
def read() -> Response:
    """What was done since the service started

    Requests by route and status, and their seconds, in Prometheus' text format.
    """
    access.require("read")
    return Response(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def init_app(app: Flask) -> None:
    """Count every answer of ``app``."""
    app.after_request(_count)


def _count(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else ""
    method = request.method if request.method in _METHODS else "other"
    REQUESTS.labels(method, route, str(response.status_code)).inc()
    if (seconds := g.get("seconds")) is not None:
        SECONDS.labels(route).observe(seconds)
    return response
