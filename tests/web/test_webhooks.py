"""Webhooks over HTTP: made, listed, tested, disabled, deleted; and told by the real server, whatever is killed."""

from __future__ import annotations

import base64
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from listening import Listener, listening, signed
from migrated import migrated
from serving import serving
from stored import NOW, numbered, put
from waiting import until

from timeline_service.settings import Settings
from timeline_service.store.keys import issue
from timeline_service.web import create_app

TEXT = "The port reopened on October 20. The bridge was closed on October 21."
ARTICLE = {"text": TEXT, "published_at": "2025-10-24"}
# What a process was about to tell that was killed is told when its lease is over: after ten seconds here, not thirty.
SOONER = "from datetime import timedelta; from timeline_service.webhooks import deliverer; "
SOONER += "deliverer.LEASE = timedelta(seconds=10); "


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as server:
        yield server


@pytest.fixture
def service(listener: Listener, tmp_path: Path) -> Iterator[Flask]:
    """One that may call the listener, over a store of its own."""
    listener.told.clear()
    database = migrated(tmp_path / "t.sqlite3")
    application = create_app(Settings(database_url=database, webhook_hosts=listener.host), keyless=True)
    put(application.extensions["store"], external_id="cms:7", **numbered())
    yield application
    application.extensions["store"].close()


@pytest.fixture
def client(service: Flask) -> FlaskClient:
    return service.test_client()


def made(client: FlaskClient, listener: Listener, **wanted: Any) -> dict[str, Any]:
    response = client.post("/v1/webhooks", json={"url": f"http://{listener.host}/heard", **wanted})
    assert response.status_code == 200, response.text
    return response.get_json()


def test_a_secret_is_shown_once(client: FlaskClient, listener: Listener) -> None:
    webhook = made(client, listener, timeline="cms:7")
    assert webhook["secret"].startswith("whsec_")
    assert (webhook["timeline"], webhook["enabled"], webhook["waiting"], webhook["by"]) == ("a", True, 0, "local")
    seen = client.get(f"/v1/webhooks/{webhook['id']}").get_json()
    assert seen == {name: value for name, value in webhook.items() if name != "secret"}
    assert client.get("/v1/webhooks").get_json() == {"webhooks": [seen]}


def test_a_webhook_has_a_name_of_the_newsrooms_own_once(client: FlaskClient, listener: Listener) -> None:
    webhook = made(client, listener, external_id="cms")
    assert client.get("/v1/webhooks/cms").get_json()["id"] == webhook["id"]
    again = client.post("/v1/webhooks", json={"url": f"http://{listener.host}/", "external_id": "cms"})
    assert (again.status_code, list(again.get_json()["errors"])) == (422, ["external_id"])


@pytest.mark.parametrize(
    ("sent", "field", "said"),
    [
        ({"url": "https://elsewhere.example/"}, "url", "may not call elsewhere.example"),
        ({"url": "http://localhost/"}, "url", "may not call localhost"),
        ({"url": "not one"}, "url", "begins with https://"),
        ({"url": 7}, "url", "string"),
        ({}, "url", "equired"),
        ({"timeline": "nobody's"}, "timeline", "no timeline of this id"),
        ({"events": ["all"]}, "events", "nknown"),
    ],
)
def test_what_does_not_fit_is_refused(
    client: FlaskClient, listener: Listener, sent: dict[str, Any], field: str, said: str
) -> None:
    whole = sent if "url" in sent or not sent else {"url": f"http://{listener.host}/", **sent}
    response = client.post("/v1/webhooks", json=whole)
    assert response.status_code == 422
    assert said in " ".join(response.get_json()["errors"][field])


def test_another_newsroom_has_none_of_it(service: Flask, client: FlaskClient, listener: Listener) -> None:
    id = made(client, listener)["id"]
    with service.extensions["store"].writing() as session:
        secret = issue(session, newsroom="other", name="eve", scope="write", now=NOW)
    theirs = {"Authorization": f"Bearer {secret}"}
    assert client.get("/v1/webhooks", headers=theirs).get_json() == {"webhooks": []}
    assert client.get(f"/v1/webhooks/{id}", headers=theirs).status_code == 404
    assert client.delete(f"/v1/webhooks/{id}", headers=theirs).status_code == 404
    taken = {"url": f"http://{listener.host}/", "timeline": "a"}
    assert client.post("/v1/webhooks", json=taken, headers=theirs).status_code == 422


def test_a_test_call_says_what_came_of_it(client: FlaskClient, listener: Listener) -> None:
    webhook = made(client, listener)
    path = f"/v1/webhooks/{webhook['id']}/test"
    assert client.post(path).get_json() == {"heard": True, "status": 204, "said": "status 204"}
    ((headers, body),) = listener.told
    key = base64.b64decode(webhook["secret"].removeprefix("whsec_"))
    assert headers["webhook-signature"] == signed(key, headers, body)
    (message,) = listener.messages
    assert (message["type"], message["data"]) == ("timeline.test", {"webhook": webhook["id"]})
    listener.statuses = [500]
    assert client.post(path).get_json() == {"heard": False, "status": 500, "said": "status 500"}
    assert client.get(f"/v1/webhooks/{webhook['id']}").get_json()["tries"] == 0, "it is not tried again"


def test_a_webhook_is_disabled_enabled_and_deleted(service: Flask, client: FlaskClient, listener: Listener) -> None:
    path = f"/v1/webhooks/{made(client, listener)['id']}"
    put(service.extensions["store"], version=1, external_id="cms:7", state="published", **numbered())
    assert client.get(path).get_json()["waiting"] == 1
    disabled = client.patch(path, json={"enabled": False}).get_json()
    assert (disabled["enabled"], disabled["disabled_because"], disabled["waiting"]) == (False, "Disabled by local.", 0)
    assert client.patch(path, json={"enabled": True}).get_json()["enabled"]
    assert client.patch(path, json={"enabled": "perhaps"}).status_code == 422
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


@pytest.mark.model
@pytest.mark.usefixtures("pipeline")
@pytest.mark.timeout(900)
def test_kills_between_a_change_and_its_telling_lose_nothing(database: str) -> None:
    """The listener is away while the server is killed, twice; everything that was acknowledged is told, in order."""
    with listening() as first:
        port, host = first.server_port, first.host
    with serving(database, first=SOONER, TIMELINE_WORKERS="1", TIMELINE_WEBHOOK_HOSTS=host) as server:
        made = server.ask("POST", "/v1/webhooks", {"url": f"http://{host}/"})[1]
        path = "/v1/timelines/told"
        timeline = server.ask("PUT", path, {"documents": [ARTICLE]})[1]
        acknowledged = []
        for change in ({"state": "published"}, {"quotes": "sentence"}, {"quotes": "none"}):
            timeline = server.ask("PATCH", path, change, If_Match=f'"{timeline["version"]}"')[1]
            acknowledged.append(timeline["version"])
        server.stop(signal.SIGKILL)
        server.start()
        event = f"{path}/events/{timeline['events'][0]['id']}"
        timeline = server.ask("PATCH", event, {"title": "Another title"}, If_Match=f'"{timeline["version"]}"')[1]
        acknowledged.append(timeline["version"])
        for process in server.processes():
            os.kill(process, signal.SIGKILL)
        with listening(port) as listener:
            listener.statuses = [500]
            until(lambda: len({headers["webhook-id"] for headers, _ in listener.told}) == len(acknowledged))
            told = [message["data"]["version"] for message in listener.messages]
            assert list(dict.fromkeys(told)) == acknowledged
            key = base64.b64decode(made["secret"].removeprefix("whsec_"))
            assert all(headers["webhook-signature"] == signed(key, headers, body) for headers, body in listener.told)
            assert b"bridge" not in b"".join(body for _, body in listener.told).lower()
            retitled = {"event": event.rpartition("/")[2], "change": "changed"}
            assert listener.messages[-1]["data"]["changes"] == [retitled]
            server.await_ready()
            until(lambda: server.ask("GET", f"/v1/webhooks/{made['id']}")[1]["waiting"] == 0)
            began = time.monotonic()
            server.ask("PATCH", path, {"state": "draft"}, If_Match="*")
            until(lambda: listener.messages[-1]["type"] == "timeline.withdrawn")
            assert time.monotonic() - began < 30
