"""ninjs items over HTTP: as a body of their own, as a JSON body, inside a request, and pushed to a timeline."""

from __future__ import annotations

import pytest

from timeline_service.ingest import NINJS
from timeline_service.schemas import Problem

pytestmark = pytest.mark.usefixtures("pipeline")
ITEM = {
    "uri": "urn:example:bridge-1",
    "language": "en-GB",
    "versionCreated": "2025-10-24T18:05:00+02:00",
    "headlines": [{"value": "Truce holds"}],
    "bodies": [{"contentType": "text/html", "value": "<p>The truce was signed in Cairo on October 13.</p>"}],
}
NEXT = ITEM | {"bodies": [{"contentType": "text/html", "value": "<p>The truce was signed in Cairo on October 12.</p>"}]}
OTHER = ITEM | {
    "uri": "urn:example:port-1",
    "bodies": [{"contentType": "text/html", "value": "<p>The port reopened on October 23.</p>"}],
}
SENT = {
    "a body of its own": {"json": ITEM, "content_type": NINJS},
    "a JSON body": {"json": ITEM},
    "a member of a request": {"json": {"ninjs": ITEM}},
}


@pytest.mark.parametrize("way", SENT)
def test_extract(client, way: str) -> None:
    response = client.post("/v1/extract", **SENT[way])
    assert response.status_code == 200, response.text
    answer = response.get_json()
    (document,) = answer["documents"]
    assert (answer["id"], answer["language"], answer["title"]) == ("urn:example:bridge-1", "en-GB", "Truce holds")
    assert (document["published_at"], document["published_at_source"]) == ("2025-10-24T18:05:00+02:00", "ninjs")
    (event,) = answer["events"]
    assert event["when"]["edtf"] == "2025-10-13"
    mention = event["mentions"][0]
    assert document["text"][mention["start"] : mention["end"]] == "signed"
    assert "publication-date" in [note["code"] for note in answer["notes"]]


@pytest.mark.parametrize("path", ["/v1/annotate", "/v1/dates"])
def test_annotate_and_dates(client, path: str) -> None:
    answer = client.post(path, json=ITEM, content_type=NINJS).get_json()
    assert [timex["value"] for timex in answer["timexes"]] == ["2025-10-13"]
    assert answer["dct"] == "2025-10-24T18:05:00+02:00"


def test_the_query_knows_better_than_the_item(client) -> None:
    address = "/v1/extract?published_at=2024-02-01&id=mine&language=en&title=Mine"
    answer = client.post(address, json=ITEM, content_type=NINJS).get_json()
    assert (answer["id"], answer["language"], answer["title"]) == ("mine", "en", "Mine")
    assert answer["documents"][0]["published_at_source"] == "request"
    assert answer["events"][0]["when"]["edtf"] == "2023-10-13"


def test_the_language_in_the_query_of_plain_text_counts(client) -> None:
    answer = client.post("/v1/extract?language=en-US", data="It sank on October 13.", content_type="text/plain")
    assert answer.get_json()["language"] == "en-US"


def test_items_make_a_timeline_and_a_new_version_takes_the_old_ones_place(client) -> None:
    made = client.post("/v1/timelines", json={"documents": [ITEM]}).get_json()
    assert made["documents"][0]["published_at_source"] == "ninjs"
    path = f"/v1/timelines/{made['id']}/documents"
    pushed = client.post(path, json=NEXT, content_type=NINJS).get_json()
    assert len(pushed["documents"]) == 1, "the same uri: a new version"
    assert pushed["events"][0]["id"] == made["events"][0]["id"]
    assert pushed["events"][0]["when"]["edtf"] == "2025-10-12"
    other = client.post(path, json=NEXT | {"uri": "urn:example:bridge-2"}).get_json()
    assert len(other["documents"]) == 2


def test_what_was_noted_at_the_door_is_kept_and_shown_again(client) -> None:
    item = ITEM | {"pubStatus": "withheld", "firstCreated": "2025-10-23T09:00:00+02:00"}
    made = client.post("/v1/timelines", json={"documents": [item]}).get_json()
    grown = client.post(f"/v1/timelines/{made['id']}/documents", json=NEXT | {"uri": "urn:other"}).get_json()
    read = client.get(f"/v1/timelines/{made['id']}").get_json()
    assert read["notes"] == grown["notes"]
    assert made["notes"] == [note for note in read["notes"] if note["document"] == "d1"]
    said = [(note["document"], note["code"]) for note in read["notes"]]
    assert said == [
        ("d1", "withheld"), ("d1", "publication-date"), ("d1", "publication-dates-differ"), ("d2", "publication-date"),
    ]  # fmt: skip


KILL = {"uri": ITEM["uri"], "version": "3", "pubStatus": "canceled"}


def test_a_canceled_item_takes_its_article_off(client) -> None:
    made = client.post("/v1/timelines", json={"documents": [ITEM, OTHER]}).get_json()
    path = f"/v1/timelines/{made['id']}"
    client.patch(path, json={"state": "published"}, headers={"If-Match": '"1"'})
    answer = client.post(f"{path}/documents", json=KILL, content_type=NINJS).get_json()
    assert [document["id"] for document in answer["documents"]] == ["d2"]
    assert [event["title"] for event in answer["events"]] == ["The port reopened on October 23"]
    assert ("canceled", None) in [(note["code"], note.get("document")) for note in answer["notes"]]
    assert answer["state"] == "published", "the other article may be shown"
    assert "2025-10-13" not in client.get(f"{path}/export.csv").text
    assert client.get(f"{path}/revisions").get_json()["revisions"][0]["what"].endswith(ITEM["uri"])
    again = client.post(f"{path}/documents", json=KILL)
    assert (again.status_code, client.get(path).get_json()["version"]) == (404, answer["version"])


def test_a_timeline_of_a_canceled_article_alone_is_not_for_readers(client) -> None:
    made = client.post("/v1/timelines", json={"documents": [ITEM]}).get_json()
    path = f"/v1/timelines/{made['id']}"
    client.patch(path, json={"state": "published"}, headers={"If-Match": '"1"'})
    assert client.get(f"/embed/{made['id']}.json").status_code == 200
    for version in (3, 4):  # sending it twice does no harm
        answer = client.post(f"{path}/documents", json={"ninjs": KILL}).get_json()
        assert (answer["version"], answer["state"]) == (version, "draft")
        assert [note["code"] for note in answer["notes"]].count("canceled") == 1
    assert client.get(f"/embed/{made['id']}.json").status_code == 404
    refused = client.patch(path, json={"state": "published"}, headers={"If-Match": '"4"'})
    assert (refused.status_code, "canceled" in refused.text) == (422, True)


@pytest.mark.parametrize(("sent", "documents"), [("NEXT", ["d1"]), ("OTHER", ["d2"])])
def test_what_comes_after_a_canceled_article_can_be_published(client, sent: str, documents: list[str]) -> None:
    made = client.post("/v1/timelines", json={"documents": [ITEM]}).get_json()
    path = f"/v1/timelines/{made['id']}"
    client.post(f"{path}/documents", json=KILL)
    answer = client.post(f"{path}/documents", json=globals()[sent]).get_json()
    assert [document["id"] for document in answer["documents"]] == documents
    assert "canceled" not in [note["code"] for note in answer["notes"]]
    published = client.patch(path, json={"state": "published"}, headers={"If-Match": '"3"'})
    assert published.get_json()["state"] == "published"


@pytest.mark.parametrize(("item", "status"), [({"pubStatus": "canceled"}, 422), (KILL | {"uri": "urn:unknown"}, 404)])
def test_a_canceled_item_of_no_known_article_changes_nothing(client, item: dict[str, str], status: int) -> None:
    made = client.post("/v1/timelines", json={"documents": [ITEM]}).get_json()
    path = f"/v1/timelines/{made['id']}"
    response = client.post(f"{path}/documents", json={"ninjs": item})
    assert (response.status_code, response.content_type) == (status, "application/problem+json")
    assert "uri" in response.text
    assert client.get(path).get_json()["version"] == 1


BAD = {
    "no article": (ITEM | {"bodies": []}, "ninjs", "The item contains no text"),
    "canceled": (ITEM | {"pubStatus": "canceled"}, "ninjs", "canceled"),
    "no date": (ITEM | {"versionCreated": "soon"}, "ninjs", "versionCreated: 'soon'"),
    "no language": (ITEM | {"language": "English, please"}, "language", "BCP 47"),
    "a number for a uri": (ITEM | {"uri": 7}, "id", "Not a valid string"),
    "an id without end": (ITEM | {"uri": "urn:" + "x" * 500}, "id", "500"),
    "text and ninjs": ({"text": "The truce was signed.", "ninjs": ITEM}, "text", "exactly one of"),
    "ninjs that is no object": ({"ninjs": "x"}, "ninjs", "must be a JSON object"),
}


@pytest.mark.parametrize("case", BAD)
def test_an_item_that_is_no_good(client, case: str) -> None:
    body, field, words = BAD[case]
    response = client.post("/v1/extract", json=body)
    assert response.status_code == 422, response.text
    problem = response.get_json(force=True)
    assert Problem().validate(problem) == {}
    assert words in " ".join(problem["errors"][field])


def test_an_item_that_is_no_object(client) -> None:
    response = client.post("/v1/extract", data="[]", content_type=NINJS)
    assert (response.status_code, response.content_type) == (400, "application/problem+json")


def test_too_much_text_in_an_item(client) -> None:
    body = ITEM | {"bodies": [{"contentType": "text/html", "value": "<p>word word</p>" * 25_000}]}
    assert client.post("/v1/dates", json=body).status_code == 413
