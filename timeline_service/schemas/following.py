"""What changed of a timeline since a version."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

KINDS = ("new", "changed", "withdrawn")


class ChangesQuery(Schema):
    """Since when."""

    since = fields.Integer(
        validate=validate.Range(min=1, max=2**31 - 1), metadata={"description": "A version that the caller has seen."}
    )


class Change(Schema):
    """One row."""

    event = fields.String(required=True)
    change = fields.String(required=True, validate=validate.OneOf(KINDS))
    title = fields.String(required=True, allow_none=True, metadata={"description": "null where it is withdrawn"})


class Changes(Schema):
    """The rows that changed from one version to another."""

    id = fields.String(required=True)
    version = fields.Integer(required=True, metadata={"description": "The version that is there"})
    since = fields.Integer(required=True, allow_none=True, metadata={"description": "null: all rows are told as new"})
    changes = fields.List(fields.Nested(Change), required=True)
