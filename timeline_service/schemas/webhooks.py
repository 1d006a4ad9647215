"""Webhooks: who is told what happens to timelines."""

from __future__ import annotations

from marshmallow import Schema, fields

from timeline_service.schemas.article import bounded_text

_AT = {"description": "Date and time in UTC"}


class WebhookIn(Schema):
    """Whom to tell of what."""

    url = bounded_text(
        "An http(s) address; its host must be in TIMELINE_WEBHOOK_HOSTS.",
        shortest=1,
        longest=2_000,
        allow_none=False,
        required=True,
    )
    external_id = bounded_text("The caller's own id of the webhook, unique in the newsroom.", shortest=1, longest=500)
    timeline = bounded_text(
        "The id or external id of one timeline, of which every version is told; null: of all that are published.",
        shortest=1,
        longest=500,
    )


class WebhookChange(Schema):
    """Whether it is told anything."""

    enabled = fields.Boolean(
        required=True, metadata={"description": "false: nothing more, and what waits is given up; true: from now on"}
    )


class WebhookOut(Schema):
    """A webhook, and how it fares; its secret is shown once, when it is made."""

    id = fields.String(required=True)
    external_id = fields.String(required=True, allow_none=True)
    url = fields.String(required=True)
    timeline = fields.String(
        attribute="timeline_id",
        required=True,
        allow_none=True,
        metadata={"description": "The id of its timeline; null: all that are published"},
    )
    by = fields.String(required=True, metadata={"description": "The name of the key that made it"})
    created_at = fields.DateTime(required=True, metadata=_AT)
    enabled = fields.Function(
        lambda webhook: webhook.disabled_because is None, required=True, metadata={"type": "boolean"}
    )
    disabled_because = fields.String(
        required=True, allow_none=True, metadata={"description": "Why it is told nothing more"}
    )
    waiting = fields.Integer(required=True, metadata={"description": "How much it is yet to be told"})
    tries = fields.Integer(required=True, metadata={"description": "How often the first of that has failed"})
    after = fields.DateTime(
        data_key="next_try_at", required=True, allow_none=True, metadata={"description": "When it is tried again, UTC"}
    )
    failing_since = fields.DateTime(required=True, allow_none=True, metadata=_AT)
    delivered_at = fields.DateTime(required=True, allow_none=True, metadata=_AT)
    last_answer = fields.String(
        required=True, allow_none=True, metadata={"description": "What came of the last call, such as status 204"}
    )


class NewWebhook(WebhookOut):
    """A webhook that was just made."""

    secret = fields.String(required=True, metadata={"description": "What its calls are signed with; shown this once"})


class WebhookList(Schema):
    """The webhooks of the newsroom, the last made first."""

    webhooks = fields.List(fields.Nested(WebhookOut), required=True)


class WebhookTest(Schema):
    """What came of a call that tells nothing."""

    heard = fields.Boolean(required=True, metadata={"description": "Whether the answer was of 2xx"})
    status = fields.Integer(required=True, allow_none=True)
    said = fields.String(required=True, metadata={"description": "The status, or why there is none"})
