"""``/v1/webhooks``: the systems of a newsroom that are told what happens to its timelines."""

from __future__ import annotations

import secrets
from threading import BoundedSemaphore

from flask import Response
from flask_smorest import Blueprint
from werkzeug.exceptions import NotFound, ServiceUnavailable

from timeline_service import desk
from timeline_service.faults import InputError
from timeline_service.schemas import Invalid, checked
from timeline_service.schemas.webhooks import (
    NewWebhook,
    WebhookChange,
    WebhookIn,
    WebhookList,
    WebhookOut,
    WebhookTest,
)
from timeline_service.store import webhooks as stored
from timeline_service.store.external_ids import Taken
from timeline_service.store.keys import Key
from timeline_service.store.webhooks import Webhook
from timeline_service.web import access, bodies
from timeline_service.web.answers import as_json
from timeline_service.web.documentation import ACCESS_PROBLEMS, CHANGE_PROBLEMS, json_body, problems
from timeline_service.web.transactions import desk_here, settings_here, store
from timeline_service.webhooks import messages
from timeline_service.webhooks.addresses import target
from timeline_service.webhooks.calling import call
from timeline_service.webhooks.signing import new_secret

webhooks = Blueprint("webhooks", __name__, url_prefix="/v1/webhooks", description="Who is told what changes.")
_TESTS = BoundedSemaphore(4)  # calls at once that hold a thread of this server


@webhooks.post("")
@webhooks.doc(operationId="createWebhook", requestBody=json_body(WebhookIn))
@webhooks.response(200, NewWebhook, description="The webhook, with its secret")
@problems(webhooks, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS)
def create() -> Response:
    """Have an address told of changes

    Of every version of one timeline, or of what happens to any that is published. Calls are signed as Standard Webhooks
    has it, with a secret that this answer alone shows. They hold no words of a timeline: ids of rows, and where to
    fetch them.
    """
    key = access.require("write")
    wanted = checked(WebhookIn, bodies.json_object())
    try:
        target(wanted["url"], settings_here())
    except InputError as error:
        raise Invalid({"url": [str(error)]}) from None
    timeline_id = _timeline(wanted.get("timeline"), key)
    secret = new_secret()
    known = {"newsroom": key.newsroom, "timeline_id": timeline_id, "url": wanted["url"], "secret": secret}
    try:
        with store().writing() as session:
            made = stored.add(
                session, **known, external_id=wanted.get("external_id"), by=key.name, now=desk.now()
            )
    except Taken:
        raise Invalid({"external_id": ["There is a webhook with this external id."]}) from None
    except stored.TooManyWebhooks as error:
        raise Invalid({"url": [str(error)]}) from None
    return as_json(NewWebhook().dump(made))


@webhooks.get("")
@webhooks.doc(operationId="listWebhooks")
@webhooks.response(200, WebhookList, description="The webhooks")
@problems(webhooks, *ACCESS_PROBLEMS)
def index() -> Response:
    """The webhooks of the newsroom, last made first

    How each fares, and without its secret.
    """
    key = access.require("write")
    with store().reading() as session:
        found = stored.all_of(session, newsroom=key.newsroom)
    return as_json(WebhookList().dump({"webhooks": found}))


@webhooks.get("/<webhook>")
@webhooks.doc(operationId="readWebhook")
@webhooks.response(200, WebhookOut, description="The webhook")
@problems(webhooks, 404, *ACCESS_PROBLEMS)
def read(webhook: str) -> Response:
    """How a webhook fares

    What came of the last call, how much waits to be told, and whether it was disabled, and why.
    """
    return as_json(WebhookOut().dump(_own(webhook, access.require("write"))))


@webhooks.patch("/<webhook>")
@webhooks.doc(operationId="changeWebhook", requestBody=json_body(WebhookChange))
@webhooks.response(200, WebhookOut, description="The webhook")
@problems(webhooks, *CHANGE_PROBLEMS, *ACCESS_PROBLEMS, 404)
def change(webhook: str) -> Response:
    """Disable a webhook, or enable it again

    One that nobody answered for three days, or that answered 410, is disabled by the service. What happened meanwhile
    is in `/v1/timelines/{id}/changes`. To enable one that is enabled tells at once what waits.
    """
    key = access.require("write")
    enabled = checked(WebhookChange, bodies.json_object())["enabled"]
    own = _own(webhook, key)
    with store().writing() as session:
        if enabled:
            stored.enable(session, own.id)
        else:
            stored.disable(session, own.id, because=f"Disabled by {key.name}.")
    return as_json(WebhookOut().dump(_own(webhook, key)))


@webhooks.delete("/<webhook>")
@webhooks.doc(operationId="deleteWebhook")
@webhooks.response(204, description="It is gone, with what it was yet to be told")
@problems(webhooks, 404, *ACCESS_PROBLEMS)
def remove(webhook: str) -> Response:
    """Delete a webhook

    Nothing more is told, not even what waits.
    """
    own = _own(webhook, access.require("write"))
    with store().writing() as session:
        stored.remove(session, own.id)
    return Response(status=204)


@webhooks.post("/<webhook>/test")
@webhooks.doc(operationId="testWebhook")
@webhooks.response(200, WebhookTest, description="What came of it")
@problems(webhooks, 404, *ACCESS_PROBLEMS)
def test(webhook: str) -> Response:
    """Call a webhook now, with a message of type `timeline.test`

    It is signed like any other, made once and not tried again. The answer says what came of it.
    """
    own, at = _own(webhook, access.require("write")), desk.now()
    if not _TESTS.acquire(blocking=False):
        raise ServiceUnavailable("Other webhooks are being tested.", retry_after=10)
    try:
        id = f"test_{secrets.token_urlsafe(16)}"
        message = messages.of_test(own.id, at=at)
        answer = call(own.url, message, id=id, secrets=(own.secret,), at=at, settings=settings_here())
    finally:
        _TESTS.release()
    return as_json(WebhookTest().dump(answer))


def _timeline(named: str | None, key: Key) -> str | None:
    if named is None:
        return None
    found = desk_here().find(named, newsroom=key.newsroom)
    if found is None:
        raise Invalid({"timeline": ["The newsroom has no timeline of this id."]})
    return found.id


def _own(id: str, key: Key) -> Webhook:
    with store().reading() as session:
        found = stored.find(session, id, newsroom=key.newsroom)
    if found is None:
        raise NotFound("No webhook of this newsroom has this id.")
    return found
