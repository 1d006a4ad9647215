"""Stories of many articles: more than one request takes, and no more than a story does."""

from __future__ import annotations

from typing import Any

import pytest

from timeline_service.desk import documents

pytestmark = pytest.mark.usefixtures("pipeline")


def article(number: int) -> dict[str, Any]:
    """The article of a day."""
    text = f"Ship {number} reached Port Merrin on 3 May 2025."
    return {"id": f"a{number}", "text": text, "published_at": "2025-05-04"}


def test_a_story_grows_beyond_what_one_request_takes(client: Any) -> None:
    everything = [article(number) for number in range(101)]
    refused = client.put("/v1/timelines/ships", json={"documents": everything})
    assert refused.status_code == 422
    assert "1 to 100 documents at once" in refused.text
    made = client.put("/v1/timelines/ships", json={"documents": everything[:100]})
    assert made.status_code == 200
    grown = client.post(f"/v1/timelines/{made.get_json()['id']}/documents", json=everything[100])
    assert grown.status_code == 200
    assert [each["id"] for each in grown.get_json()["documents"]][-2:] == ["d100", "d101"]


def test_a_full_story_takes_new_versions_and_no_more_articles(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", 2)
    made = client.post("/v1/timelines", json={"documents": [article(1), article(2)]}).get_json()
    path = f"/v1/timelines/{made['id']}/documents"
    refused = client.post(path, json=article(3))
    assert (refused.status_code, list(refused.get_json()["errors"])) == (422, ["documents"])
    assert "at most 2 documents" in refused.get_json()["detail"]
    again = client.post(path, json={**article(2), "text": "Ship 2 reached Port Merrin on 4 May 2025."})
    assert again.status_code == 200
    assert len(again.get_json()["documents"]) == 2
