"""Timelines that live: made, grown, corrected, published, replaced, deleted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask

from timeline_service import seeding
from timeline_service.exports import FILES
from timeline_service.schemas import StoredTimelineOut
from timeline_service.settings import Settings
from timeline_service.stories import READINGS
from timeline_service.web import create_app
from timeline_service.web.bodies import TIMEML

pytestmark = pytest.mark.usefixtures("pipeline")
ARTICLE = {
    "id": "cms-1",
    "published_at": "2025-10-24",
    "text": "Ferry sinks off Ardmoyle as president resigns\n\nThe truce was signed in Cairo on October 13.\n\n"
    "The Finnish ferry Aurora sank off Ardmoyle, killing 12 people.\n\nPresident Ana Moreno resigned in Lisbon.\n\n"
    "Talks will open in Geneva on November 3.",
}
OTHER = {
    "published_at": "2025-10-25",
    "text": "Police arrested two men in Lyon on Friday.\n\nThe airport of Skerrow was closed on October 20.",
}


@pytest.fixture(scope="module")
def app(database: str) -> Iterator[Flask]:
    """The application, on each database in turn."""
    application = create_app(Settings(database_url=database), keyless=True)
    yield application
    application.extensions["store"].close()


@pytest.fixture
def timeline(client):
    """A new draft."""
    return made(client.post("/v1/timelines", json={"documents": [ARTICLE]}))


def made(response, status: int = 200) -> dict:
    """The timeline of a response, in its shape and with its ETag."""
    assert response.status_code == status, response.text
    body = response.get_json(force=True)
    if status == 200:
        assert StoredTimelineOut().validate(body) == {}
        assert response.headers["ETag"].startswith(f'"{body["version"]}-')
        assert [event["rank"] for event in body["events"]] == list(range(1, len(body["events"]) + 1))
    return body


def event(timeline: dict, words: str) -> dict:
    """The event whose trigger is this."""
    return next(each for each in timeline["events"] if words in [mention["text"] for mention in each["mentions"]])


def correct(client, timeline: dict, id: str, **changes) -> dict:
    headers = {"If-Match": f'"{timeline["version"]}"'}
    return made(client.patch(f"/v1/timelines/{timeline['id']}/events/{id}", json=changes, headers=headers))


def refused(client, timeline: dict, id: str, **changes) -> int:
    headers = {"If-Match": f'"{timeline["version"]}"'}
    status = client.patch(f"/v1/timelines/{timeline['id']}/events/{id}", json=changes, headers=headers).status_code
    assert status >= 400
    return status


def test_a_draft_is_made_and_read(client, timeline) -> None:
    assert (timeline["state"], timeline["version"], timeline["quotes"]) == ("draft", 1, "none")
    assert event(timeline, "signed")["when"]["edtf"] == "2025-10-13"
    again = client.get(f"/v1/timelines/{timeline['id']}")
    assert made(again) == timeline
    unchanged = client.get(f"/v1/timelines/{timeline['id']}", headers={"If-None-Match": again.headers["ETag"]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")


def test_each_format_of_a_version_has_a_tag_of_its_own(client, timeline) -> None:
    address = f"/v1/timelines/{timeline['id']}/export"
    tags = {}
    for kind in ("application/json", "text/csv", "text/html", "application/timeml+xml"):
        tags[kind] = client.get(address, headers={"Accept": kind}).headers["ETag"]
    assert len(set(tags.values())) == len(tags), "Accept chooses between them: a 304 must not mean another one"
    known = {"Accept": "text/csv", "If-None-Match": tags["text/csv"]}
    assert client.get(address, headers=known).status_code == 304
    assert client.get(address, headers=known | {"Accept": "text/html"}).status_code == 200


def test_sentences_are_quoted_to_those_who_may_see_them(timeline) -> None:
    sentence = event(timeline, "signed")["mentions"][0]["sentence"]
    assert sentence["text"] == ARTICLE["text"][sentence["start"] : sentence["end"]]


def test_documents_come_and_go_and_events_keep_their_ids(client, timeline) -> None:
    before = {each["id"]: each["title"] for each in timeline["events"]}
    grown = made(client.post(f"/v1/timelines/{timeline['id']}/documents", json=OTHER))
    assert before.items() <= {each["id"]: each["title"] for each in grown["events"]}.items()
    assert event(grown, "arrested")["mentions"][0]["document"] == "d2"
    same = made(client.post(f"/v1/timelines/{timeline['id']}/documents", json=OTHER))
    assert len(same["documents"]) == 2, "the same article again is no third one"
    assert same["version"] == grown["version"], "and no new version"
    headers = {"If-Match": f'"{same["version"]}"'}
    shrunk = made(client.delete(f"/v1/timelines/{timeline['id']}/documents/d2", headers=headers))
    assert {each["id"]: each["title"] for each in shrunk["events"]} == before


def test_an_article_is_known_by_the_id_that_it_was_sent_with(client, timeline) -> None:
    address = f"/v1/timelines/{timeline['id']}/documents"
    grown = made(client.post(address, json=OTHER | {"id": "cms/2"}))
    known = client.get(address).get_json()["documents"]
    assert [(each["id"], each["external_id"]) for each in known] == [("d1", "cms-1"), ("d2", "cms/2")]
    headers = {"If-Match": f'"{grown["version"]}"'}
    assert made(client.delete(f"{address}/cms-2", headers=headers), 404)["status"] == 404
    rest = made(client.delete(f"{address}/cms%2F2", headers=headers))
    assert [each["id"] for each in rest["documents"]] == ["d1"]


@pytest.mark.parametrize("correction", [{}, {"title": "Ferry lost"}])
def test_the_same_articles_again_are_no_new_version(client, correction: dict[str, str]) -> None:
    sent = {"documents": [ARTICLE | {"url": "https://example.org/é"}, OTHER]}
    first = made(client.put("/v1/timelines/again", json=sent))
    if correction:
        first = correct(client, first, event(first, "sank")["id"], **correction)
    again = client.put("/v1/timelines/again", json=sent)
    assert (made(again)["version"], made(again)["updated_at"]) == (first["version"], first["updated_at"])
    sent["documents"][1] = OTHER | {"title": "A headline"}
    assert made(client.put("/v1/timelines/again", json=sent))["version"] == first["version"] + 1
    client.delete("/v1/timelines/again", headers={"If-Match": "*"})


def test_an_editor_is_believed_and_the_rest_follows(client, timeline) -> None:
    sank, resigned = event(timeline, "sank"), event(timeline, "resigned")
    assert sank["rank"] < resigned["rank"]
    turned = correct(client, timeline, resigned["id"], before=sank["id"])
    assert event(turned, "resigned")["rank"] < event(turned, "sank")["rank"]
    dated = correct(client, turned, sank["id"], date="2025-10-02", title="Ferry sinks off Ardmoyle", status="occurred")
    assert event(dated, "sank")["title"] == "Ferry sinks off Ardmoyle"
    assert event(dated, "sank")["when"]["granularity"] == "day"
    assert event(dated, "sank")["when"]["edtf"] == "2025-10-02"
    assert event(dated, "resigned")["when"]["latest"] <= "2025-10-02", "what came before it has that bound now"
    assert event(dated, "resigned")["rank"] < event(dated, "sank")["rank"] < event(dated, "signed")["rank"]
    grown = made(client.post(f"/v1/timelines/{timeline['id']}/documents", json=OTHER))
    assert event(grown, "sank")["when"]["edtf"] == "2025-10-02", "corrections outlive a new article"
    assert [each["kind"] for each in grown["corrections"]] == ["before", "title", "date", "status"]
    assert {each["by"] for each in grown["corrections"]} == {"local"}
    headers = {"If-Match": f'"{grown["version"]}"'}
    for each in grown["corrections"]:
        response = client.delete(f"/v1/timelines/{timeline['id']}/corrections/{each['number']}", headers=headers)
        headers = {"If-Match": response.headers["ETag"]}
    undone = made(response)
    assert event(undone, "sank")["title"] == sank["title"]
    assert event(undone, "sank")["rank"] < event(undone, "resigned")["rank"]
    history = client.get(f"/v1/timelines/{timeline['id']}/revisions").get_json()["revisions"]
    assert [each["version"] for each in history] == list(range(undone["version"], 0, -1))


def test_hide_and_pin(client, timeline) -> None:
    signed = event(timeline, "signed")
    hidden = correct(client, timeline, signed["id"], hidden=True)
    assert signed["id"] not in [each["id"] for each in hidden["events"]]
    back = correct(client, hidden, signed["id"], hidden=False, pinned=True)
    assert signed["id"] in [each["id"] for each in back["events"]]


def test_merged_events_come_apart_when_that_is_undone(client, timeline) -> None:
    sank, resigned = event(timeline, "sank"), event(timeline, "resigned")
    merged = correct(client, timeline, resigned["id"], merge=sank["id"])
    assert event(merged, "resigned")["id"] == event(merged, "sank")["id"] == sank["id"]
    assert refused(client, merged, resigned["id"], title="Resignation") == 404, "it is another event now"
    number = merged["corrections"][0]["number"]
    headers = {"If-Match": f'"{merged["version"]}"'}
    apart = made(client.delete(f"/v1/timelines/{timeline['id']}/corrections/{number}", headers=headers))
    assert event(apart, "resigned")["id"] == resigned["id"]


def test_an_event_that_was_split_off_is_an_event_like_any_other(client, timeline) -> None:
    sank, resigned = event(timeline, "sank"), event(timeline, "resigned")
    merged = correct(client, timeline, resigned["id"], merge=sank["id"])
    here = {"document": "d1", "start": resigned["mentions"][0]["start"]}
    assert refused(client, merged, sank["id"], split={"document": "d1", "start": 0}) == 422
    split = correct(client, merged, sank["id"], split=here)
    off = event(split, "resigned")["id"]
    assert off not in {each["id"] for each in timeline["events"]} and event(split, "sank")["id"] == sank["id"]
    assert refused(client, split, sank["id"], split=here) == 422, "it is split off already"
    assert refused(client, split, off, split=here) == 422, "it has no other mention"
    titled = correct(client, split, off, title="President resigns", date="2025-10-02", before=sank["id"])
    assert (event(titled, "resigned")["id"], event(titled, "resigned")["title"]) == (off, "President resigns")
    grown = made(client.post(f"/v1/timelines/{timeline['id']}/documents", json=OTHER))
    assert (event(grown, "resigned")["id"], event(grown, "resigned")["when"]["edtf"]) == (off, "2025-10-02")
    assert len({each["id"] for each in grown["events"]}) == len(grown["events"])
    back = correct(client, grown, off, merge=sank["id"])
    assert event(back, "resigned")["id"] == sank["id"]


def test_publishing_is_an_act(client, timeline) -> None:
    path = f"/v1/timelines/{timeline['id']}"
    headers = {"If-Match": f'"{timeline["version"]}"'}
    published = made(client.patch(path, json={"state": "published", "quotes": "sentence"}, headers=headers))
    assert (published["state"], published["quotes"], published["version"]) == ("published", "sentence", 2)
    assert published["events"] == timeline["events"]


@pytest.mark.parametrize("part", ["", "/export.csv", "/export.json"])
def test_what_is_published_is_for_pages_of_any_site_also_without_keys(client, timeline, part: str) -> None:
    path, elsewhere = f"/v1/timelines/{timeline['id']}", {"Origin": "https://news.example"}
    corrected = correct(client, timeline, event(timeline, "signed")["id"], hidden=False)
    for headers in ({}, elsewhere):
        assert "Access-Control-Allow-Origin" not in client.get(path + part, headers=headers).headers, "a draft"
    made(client.patch(path, json={"state": "published"}, headers={"If-Match": f'"{corrected["version"]}"'}))
    here, there = client.get(path + part), client.get(path + part, headers=elsewhere)
    assert [each.headers.get("Access-Control-Allow-Origin") for each in (here, there)] == ["*", "*"]
    assert "Origin" in there.headers["Vary"] and "in Cairo on October 13" not in there.text, "no quotes were allowed"
    if not part:
        assert (here.get_json()["corrections"] != [], there.get_json()["corrections"]) == (True, [])
    same = {"Origin": "http://localhost"}
    assert client.get(path + part, headers=same).data == here.data


def test_changes_name_the_version_they_were_made_from(client, timeline) -> None:
    path = f"/v1/timelines/{timeline['id']}"
    change = {"state": "published"}
    assert client.patch(path, json=change).status_code == 428
    assert client.patch(path, json=change, headers={"If-Match": '"7"'}).status_code == 412
    assert client.delete(path).status_code == 428
    assert client.delete(path, headers={"If-Match": '"7"'}).status_code == 412
    assert client.delete(path, headers={"If-Match": '"1"'}).status_code == 204
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_what_is_deleted_is_nowhere(tmp_path: Path, how: str) -> None:
    """Not in the file of the store, not in its write-ahead log, and not among what the worker remembers."""
    application = create_app(Settings(database_url=f"sqlite:///{tmp_path / 't.sqlite3'}"), keyless=True)
    client = application.test_client()
    secret = "Wilhelmina Quorn resigned in Skerrow on October 20."
    timeline = made(client.post("/v1/timelines", json={"documents": [ARTICLE | {"text": secret}]}))

    def places() -> list[str]:
        files = [path.name for path in tmp_path.iterdir() if b"Quorn" in path.read_bytes()]
        return files + ["memory"] * (secret in READINGS)

    assert {"t.sqlite3-wal", "memory"} <= set(places())
    path, headers = f"/v1/timelines/{timeline['id']}", {"If-Match": f'"{timeline["version"]}"'}
    if how == "deleted":
        assert client.delete(path, headers=headers).status_code == 204
    else:
        made(client.put(path, json={"documents": [ARTICLE]}, headers=headers))
    assert places() == []
    application.extensions["store"].close()


def test_put_by_the_callers_own_id(client) -> None:
    path = "/v1/timelines/urn:cms:2025:1"
    first = made(client.put(path, json={"documents": [ARTICLE]}))
    assert first["external_id"] == "urn:cms:2025:1"
    assert made(client.put(path, json={"documents": [ARTICLE]}))["events"] == first["events"]
    signed = event(first, "signed")["id"]
    titled = correct(client, made(client.get(path)), signed, title="Truce")
    edited = ARTICLE | {"text": "EDITED. " + ARTICLE["text"] + "\n\nThe port reopened on October 23."}
    again = made(client.put(path, json={"documents": [edited]}))
    assert again["id"] == first["id"] and again["version"] > titled["version"]
    assert (event(again, "signed")["id"], event(again, "signed")["title"]) == (signed, "Truce")
    assert (
        client.post("/v1/timelines", json={"documents": [ARTICLE], "external_id": "urn:cms:2025:1"}).status_code == 422
    )
    assert client.delete(path, headers={"If-Match": f'"{again["version"]}"'}).status_code == 204


@pytest.mark.parametrize("named", ['"1"', '"1-gzip"', '"7"', "*", '""'])
def test_what_was_deleted_does_not_come_back(client, named: str) -> None:
    path = "/v1/timelines/urn:cms:2025:deleted"
    made(client.put(path, json={"documents": [A]}))
    assert client.delete(path, headers={"If-Match": '"1"'}).status_code == 204
    assert client.put(path, json={"documents": [A]}, headers={"If-Match": named}).status_code == 412
    assert client.get(path).status_code == 404


A = {"published_at": "2025-10-24", "text": "The Finnish ferry Aurora sank off Ardmoyle, killing 12 people."}
B = {"published_at": "2025-10-24", "text": "President Ana Moreno resigned in Lisbon on October 20."}
C = {"published_at": "2025-10-24", "text": "The airport of Skerrow was closed on October 21."}


def test_put_knows_an_article_by_its_text_before_its_place(client) -> None:
    path = "/v1/timelines/urn:cms:2025:places"
    first = made(client.put(path, json={"documents": [A, B]}))
    sank = event(first, "sank")["id"]
    correct(client, first, sank, title="Ferry lost")
    ahead = made(client.put(path, json={"documents": [C, A, B]}))
    assert [each["id"] for each in ahead["documents"]] == ["d3", "d1", "d2"]
    assert (event(ahead, "sank")["id"], event(ahead, "sank")["title"]) == (sank, "Ferry lost")
    edited = A | {"text": A["text"].replace("12", "14")}
    again = made(client.put(path, json={"documents": [C, edited, B]}))
    assert [each["id"] for each in again["documents"]] == ["d3", "d1", "d2"], "what is left is known by its place"
    assert event(again, "sank")["title"] == "Ferry lost"


def test_the_same_article_twice_is_one_however_it_is_sent(client) -> None:
    at_once = made(client.post("/v1/timelines", json={"documents": [A, B, A]}))
    one_by_one = made(client.post("/v1/timelines", json={"documents": [A]}))
    for article in (B, A):
        one_by_one = made(client.post(f"/v1/timelines/{one_by_one['id']}/documents", json=article))
    assert [each["id"] for each in at_once["documents"]] == ["d1", "d2"]
    assert at_once["documents"] == one_by_one["documents"] and at_once["events"] == one_by_one["events"]


def test_a_request_that_is_sent_again_is_done_once(client) -> None:
    body, headers = {"documents": [ARTICLE]}, {"Idempotency-Key": "abc"}
    first = made(client.post("/v1/timelines", json=body, headers=headers))
    assert made(client.post("/v1/timelines", json=body, headers=headers))["id"] == first["id"]
    named = body | {"external_id": "once"}
    twice = [client.post("/v1/timelines", json=named, headers={"Idempotency-Key": "def"}) for _ in range(2)]
    assert made(twice[0]) == made(twice[1])
    other = client.post("/v1/timelines", json={"documents": [OTHER]}, headers=headers)
    assert other.status_code == 422 and "Idempotency-Key" in other.get_json(force=True)["errors"]
    assert client.post("/v1/timelines", json=body, headers={"Idempotency-Key": "x" * 256}).status_code == 400


def test_the_list(client, timeline) -> None:
    answer = client.get("/v1/timelines?page_size=1&state=draft").get_json()
    assert answer["total"] >= 1 and len(answer["timelines"]) == 1
    assert client.get("/v1/timelines?page=0").status_code == 422
    assert client.get("/v1/timelines?colour=red").status_code == 422


@pytest.mark.parametrize("name", ["json", "html", "markdown", "csv", "timelinejs", "jsonld", "ical", "ninjs", "timeml"])
def test_exports(client, timeline, name: str) -> None:
    response = client.get(f"/v1/timelines/{timeline['id']}/export?format={name}")
    assert response.status_code == 200
    accepted = client.get(f"/v1/timelines/{timeline['id']}/export", headers={"Accept": response.mimetype})
    assert accepted.data == response.data


def test_exports_by_extension(client, timeline) -> None:
    path, document = f"/v1/timelines/{timeline['id']}/export", client.application.extensions["openapi"]
    described = document["paths"]["/v1/timelines/{id}/export.{extension}"]["parameters"][1]["description"]
    names = {each.extension: each.name for each in FILES} | {"tml": "timeml"}
    for extension, name in names.items():
        by_extension, by_name = client.get(f"{path}.{extension}"), client.get(f"{path}?format={name}")
        assert by_extension.status_code == 200, extension
        assert (by_extension.data, by_extension.mimetype) == (by_name.data, by_name.mimetype)
        assert f" {extension}," in described or f" {extension}." in described
    missing = client.get(f"{path}.pdf")
    assert missing.status_code == 404 and "ics" in missing.get_json(force=True)["detail"]


def test_an_export_that_there_is_not(client, timeline) -> None:
    path = f"/v1/timelines/{timeline['id']}/export"
    assert client.get(f"{path}?format=pdf").status_code == 422
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


WRONG = {
    "no documents": ("post", "/v1/timelines", {"documents": []}),
    "no text": ("post", "/v1/timelines", {"documents": [{"title": "x"}]}),
    "no change": ("patch", "/v1/timelines/{id}/events/e1", {}),
    "no date": ("patch", "/v1/timelines/{id}/events/e1", {"date": "soon"}),
    "no status": ("patch", "/v1/timelines/{id}/events/e1", {"status": "done"}),
    "before itself": ("patch", "/v1/timelines/{id}/events/e1", {"before": "e1"}),
    "before what is not there": ("patch", "/v1/timelines/{id}/events/e1", {"before": "e99999"}),
    "a split of nothing": ("patch", "/v1/timelines/{id}/events/e1", {"split": {"document": "d9", "start": 1}}),
    "no state": ("patch", "/v1/timelines/{id}", {"state": "gone"}),
    "the only document": ("delete", "/v1/timelines/{id}/documents/d1", None),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_and_changes_nothing(client, timeline, case: str) -> None:
    method, path, body = WRONG[case]
    headers = {"If-Match": f'"{timeline["version"]}"'}
    response = client.open(path.format(id=timeline["id"]), method=method.upper(), json=body, headers=headers)
    assert response.status_code == 422, response.text
    assert response.get_json(force=True)["errors"]
    assert made(client.get(f"/v1/timelines/{timeline['id']}")) == timeline


@pytest.fixture(scope="module")
def bridge(app) -> list[dict]:
    """The timelines of the bridge story, as each of its five articles comes in."""
    seeds = [each for each in seeding.read(Path(__file__).parents[2] / "seeds") if each.story == "skerrow-bridge"]
    articles = [{name: value for name, value in seed.article.items() if value} for seed in seeds]
    assert len(articles) == 5
    client = app.test_client()
    steps = [made(client.post("/v1/timelines", json={"documents": articles[:1]}))]
    for article in articles[1:]:
        steps.append(made(client.post(f"/v1/timelines/{steps[0]['id']}/documents", json=article)))
    return steps


def _ids(timeline: dict) -> dict[tuple[str, int], str]:
    """Where an event is told → its id."""
    return {(each["document"], each["start"]): row["id"] for row in timeline["events"] for each in row["mentions"]}


def test_a_story_grows_and_its_events_keep_their_ids(bridge) -> None:
    for before, after in pairwise(bridge):
        kept, now = _ids(before), _ids(after)
        shared = kept.keys() & now.keys()
        assert {place: now[place] for place in shared} == {place: kept[place] for place in shared}
        assert len(shared) >= 0.9 * len(kept), "a new article does not push the others' events out"


def test_what_several_articles_tell_is_one_event(bridge) -> None:
    for words, documents in (("spotted", {"d1", "d4", "d5"}), ("shut", {"d1", "d2"})):
        told = [each["mentions"] for each in bridge[-1]["events"] if words in [m["text"] for m in each["mentions"]]]
        assert any(documents <= {mention["document"] for mention in mentions} for mentions in told), words


def test_the_one_dispute_is_shown_with_who_says_what(client, bridge) -> None:
    """On which day was the crack found? The first article says the 17th, the last one the 14th."""
    assert [len([row for row in each["events"] if row["disputed"]]) for each in bridge] == [0, 0, 0, 0, 1]
    found = event(bridge[-1], "spotted")
    (other,) = found["disputed"]
    assert (found["when"]["earliest"], found["when"]["timex"].split("/")[0]) == ("2026-05-17", "d1")
    assert (other["document"], other["edtf"], other["text"]) == ("d5", "2026-05-14", "14 May")
    page = client.get(f"/v1/timelines/{bridge[-1]['id']}/export?format=markdown").text
    assert page.count("sources differ on the date; Cars back on Skerrow Bridge as crossing chief quits: 14 May") == 1


def test_an_editors_order_moves_the_rest_and_outlives_a_sixth_article(client, bridge) -> None:
    threw, scrapped, struck = (event(bridge[-1], word)["id"] for word in ("threw", "scrapped", "struck"))
    shown = {each["id"]: each["when"] for each in bridge[-1]["events"]}
    assert shown[threw]["edtf"] == "2026-05-19"
    assert shown[scrapped]["latest"] > "2026-05-19" and shown[struck]["latest"] > "2026-05-19"
    first = correct(client, bridge[-1], scrapped, before=threw)
    turned = correct(client, first, struck, before=scrapped)
    sixth = made(client.post(f"/v1/timelines/{turned['id']}/documents", json=OTHER))
    for each in (turned, sixth):
        rows = {row["id"]: row for row in each["events"]}
        assert rows[struck]["rank"] < rows[scrapped]["rank"] < rows[threw]["rank"]
        assert rows[scrapped]["when"]["latest"] <= "2026-05-19", "it has a bound now"
        assert rows[struck]["when"]["latest"] <= "2026-05-19", "and so has what came before it"
        assert [said["event"] for said in each["corrections"]] == [scrapped, struck]
        assert len([row for row in each["events"] if row["disputed"]]) == 1
    assert event(sixth, "arrested")["mentions"][0]["document"] == "d6"


def test_timeml_of_a_stored_document_is_that_of_annotate(client, timeline) -> None:
    path = f"/v1/timelines/{timeline['id']}/export"
    only = client.get(path, headers={"Accept": TIMEML})
    assert (only.status_code, only.mimetype) == (200, TIMEML)
    assert only.data == client.post("/v1/annotate", json=ARTICLE, headers={"Accept": TIMEML}).data
    grown = made(client.post(f"/v1/timelines/{timeline['id']}/documents", json=OTHER))
    several = client.get(f"{path}?format=timeml")
    assert several.status_code == 422 and "d1, d2" in several.get_json(force=True)["errors"]["document"][0]
    correct(client, grown, event(grown, "signed")["id"], date="2025-10-12")
    assert client.get(f"{path}?format=timeml&document=d1").data == only.data, "what was found, not what was corrected"
    second = client.get(f"{path}?format=timeml&document=d2").data
    assert second == client.post("/v1/annotate", json=OTHER, headers={"Accept": TIMEML}).data
    assert client.get(f"{path}?format=timeml&document=d3").status_code == 404


def test_a_brief_timeline_says_what_it_does_not_show(client):
    said = "\n\n".join(f"On {day} May 2025 police arrested a man in Orsa {day}." for day in range(1, 21))
    timeline = made(client.post("/v1/timelines", json={"documents": [{"text": said, "published_at": "2025-06-01"}]}))
    assert len(timeline["events"]) > 12
    address = f"/v1/timelines/{timeline['id']}"
    full, brief = client.get(address), client.get(f"{address}?detail=brief")
    assert full.headers["ETag"] != brief.headers["ETag"]
    assert client.get(f"{address}?detail=full").data == full.data
    body = brief.get_json()
    assert body["detail"] == {"level": "brief", "shown": 10, "of": len(timeline["events"])}
    assert len(body["events"]) == 10
    assert "detail" in {note["code"] for note in body["notes"]}
    assert client.get(f"{address}/export.csv?detail=brief").text.count("\n") == 11
    assert client.get(f"{address}?detail=most").status_code == 422
