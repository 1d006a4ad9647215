"""Errors: RFC 9457 problem details."""

from __future__ import annotations

from marshmallow import Schema, fields


class Problem(Schema):
    """``application/problem+json``, the same shape for every error (RFC 9457)."""

    type = fields.String(required=True, metadata={"description": "A URI for the kind; about:blank: see status."})
    title = fields.String(required=True, metadata={"description": "The name of the status."})
    status = fields.Integer(required=True, metadata={"description": "The HTTP status code."})
    detail = fields.String(required=True, metadata={"description": "What is wrong, and what to do about it."})
    request_id = fields.String(metadata={"description": "Identifies this request in the log; also in X-Request-Id."})
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "The faults by field.", "examples": [{"published_at": ["Not a date."]}]},
    )
