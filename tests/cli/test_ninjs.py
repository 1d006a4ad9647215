"""``timeline-service extract item.json``: the command line reads ninjs items as the API does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from timeline_service.cli import cli

ITEM = {
    "uri": "urn:example:1",
    "language": "en-GB",
    "firstCreated": "2025-10-24T18:05:00+02:00",
    "bodies": [{"contentType": "text/html", "value": "<p>The truce was signed in Cairo on October 13.</p>"}],
}


def extract(tmp_path: Path, text: str, *words: str):
    path = tmp_path / "item.json"
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(cli, ["extract", str(path), *words])


def test_an_item(tmp_path: Path, pipeline) -> None:
    answer = json.loads(extract(tmp_path, json.dumps(ITEM)).stdout)
    assert (answer["id"], answer["language"]) == ("urn:example:1", "en-GB")
    assert [event["when"]["edtf"] for event in answer["events"]] == ["2025-10-13"]
    asked = json.loads(extract(tmp_path, json.dumps(ITEM), "--published", "2024-01-01", "--language", "en").stdout)
    assert (asked["language"], asked["documents"][0]["published_at_source"]) == ("en", "request")


def test_one_that_is_exported_is_read_in_again(tmp_path: Path, pipeline) -> None:
    item = extract(tmp_path, json.dumps(ITEM), "--format", "ninjs").stdout
    assert json.loads(extract(tmp_path, item).stdout)["documents"][0]["text"].startswith("1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "item.json"),
        ("[]", "must be a JSON object"),
        ("[" * 100_000, "nested"),
        ('{"uri": "x"}', "contains no text"),
    ],
)
def test_one_that_is_no_good(tmp_path: Path, text: str, words: str) -> None:
    result = extract(tmp_path, text)
    assert result.exit_code != 0 and not result.stdout
    assert words in f"{result.stderr} {result.exception}"
