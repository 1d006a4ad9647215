"""What the service says of itself."""

from __future__ import annotations

from marshmallow import Schema, fields


class Health(Schema):
    """The process answers."""

    status = fields.Constant("ok", required=True, metadata={"type": "string"})


class Ready(Schema):
    """The model is loaded and the store answers."""

    status = fields.Constant("ready", required=True, metadata={"type": "string"})
    model = fields.String(required=True, metadata={"description": "The loaded pipeline, name and version."})
    store = fields.String(required=True, metadata={"description": "The store's dialect: sqlite, postgresql."})


class Version(Schema):
    """Which code and which model answer."""

    version = fields.String(required=True)
    model = fields.String(required=True, allow_none=True, metadata={"description": "The loaded pipeline."})
