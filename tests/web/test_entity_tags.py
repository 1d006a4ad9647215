"""An entity tag names one write: a version comes twice, where a backup is put back or an id is used again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from migrated import migrated
from stored import TIMELINE, put

from timeline_service.settings import Settings
from timeline_service.store import find, remove, write
from timeline_service.web import create_app, preconditions

KEPT = "/v1/timelines/kept"
FORMS = [KEPT, f"{KEPT}?detail=brief", f"{KEPT}/export.csv", f"{KEPT}/changes", "/embed/kept", "/embed/kept.json",
         "/embed/kept.html", "/embed/kept.atom"]  # fmt: skip


def opened(folder: Path) -> Flask:
    return create_app(Settings(database_url=f"sqlite:///{folder}/t.sqlite3"), keyless=True)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    migrated(tmp_path / "t.sqlite3")
    application = opened(tmp_path)
    put(application.extensions["store"], id="kept", state="published")
    yield application.test_client()
    application.extensions["store"].close()


def tags(client: FlaskClient) -> dict[str, str]:
    """The tag of each form."""
    return {form: client.get(form).headers["ETag"] for form in FORMS}


def are_old(client: FlaskClient, known: dict[str, str]) -> None:
    """Whoever has one of them is given what there is now."""
    for form, tag in known.items():
        assert client.get(form, headers={"If-None-Match": tag}).status_code == 200, form


def changed(client: FlaskClient, named: str) -> int:
    """The status of a change that is based on what is named; where it is made there is another version."""
    other = {"none": "sentence", "sentence": "none"}[client.get(KEPT).get_json()["quotes"]]
    return client.patch(KEPT, json={"quotes": other}, headers={"If-Match": named}).status_code


def test_the_same_version_after_a_backup_was_put_back(tmp_path: Path) -> None:
    database, backup = tmp_path / "t.sqlite3", tmp_path / "backup"
    store = opened(tmp_path).extensions["store"]
    put(store, id="kept", state="published")
    store.close()
    shutil.copy(database, backup)
    known = tags_of_version_2(tmp_path)
    shutil.copy(backup, database)
    assert not set(known.values()) & set(tags_of_version_2(tmp_path).values())
    application = opened(tmp_path)
    client = application.test_client()
    are_old(client, known)
    assert changed(client, known[KEPT]) == 412 and changed(client, client.get(KEPT).headers["ETag"]) == 200
    application.extensions["store"].close()


def tags_of_version_2(folder: Path) -> dict[str, str]:
    application = opened(folder)
    client = application.test_client()
    changed = client.patch(KEPT, json={"quotes": "sentence"}, headers={"If-Match": '"1"'})
    assert changed.get_json()["version"] == 2
    known = tags(client)
    application.extensions["store"].close()
    return known


def test_another_timeline_at_the_same_address(client: FlaskClient) -> None:
    """By the newsroom's own id; of another timeline it is version 1 again."""
    known, store = tags(client), client.application.extensions["store"]
    for form, tag in known.items():
        assert client.get(form, headers={"If-None-Match": tag}).status_code == 304, form
    with store.writing() as session:
        before = find(session, "kept")
        assert before is not None
        remove(session, "kept", version=1, now=before.updated_at)
        again = replace(TIMELINE, id="kept", state="published", updated_at=before.updated_at.replace(microsecond=1))
        write(session, again, by="test", what="made")
    are_old(client, known)
    assert changed(client, known[KEPT]) == 412 and changed(client, '"1"') == 200


def test_another_version_of_the_service(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may make something else of the same timeline; whoever is about to change it has missed nothing."""
    known = tags(client)
    monkeypatch.setattr(preconditions, "VERSION", "99")
    are_old(client, known)
    assert changed(client, known[KEPT]) == 200


@pytest.mark.parametrize("form", FORMS)
def test_a_change_may_name_any_form_of_what_it_is_based_on(client: FlaskClient, form: str) -> None:
    tag = client.get(form).headers["ETag"]
    assert changed(client, tag) == 200
    assert changed(client, tag) == 412
    assert changed(client, '"2"') == 200
    for other in ('"2"', f'"3-{tag.split("-")[1]}"', tag.replace('"1-', '"3-')):
        assert changed(client, other) == 412, other
