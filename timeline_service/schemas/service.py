"""What the service says about itself."""

from __future__ import annotations

from marshmallow import Schema, fields, validate


class Health(Schema):
    """The process is alive."""

    status = fields.Constant("ok", required=True, metadata={"type": "string"})


class Ready(Schema):
    """The model is loaded and the store responds."""

    status = fields.Constant("ready", required=True, metadata={"type": "string"})
    model = fields.String(required=True, metadata={"description": "The loaded pipeline, name and version."})
    store = fields.String(required=True, metadata={"description": "The store's dialect: sqlite, postgresql."})


class Version(Schema):
    """The version of the code and of the model."""

    version = fields.String(required=True)
    model = fields.String(required=True, allow_none=True, metadata={"description": "The loaded pipeline."})


class SignIn(Schema):
    """Who wants to work at the desk."""

    key = fields.String(required=True, validate=validate.Length(min=1, max=200))
