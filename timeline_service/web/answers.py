"""The body of an answer."""

from __future__ import annotations

from flask import Response

from timeline_service.schemas.canonical import canonical
from timeline_service.web.bodies import JSON


def as_json(answer: object) -> Response:
    """An answer as JSON, the same bytes for the same answer."""
    return Response(canonical(answer), content_type=JSON)
