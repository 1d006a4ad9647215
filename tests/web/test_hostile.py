"""Text that nobody wrote for readers: every shape gets an answer, of true spans, in bounded time."""

from __future__ import annotations

import pytest

from timeline_service.schemas import Timeline

SIZE = 2_000  # code points; `make soak` takes the limit
SHAPES = {
    "letters": "a",
    "brackets": "[",
    "digits": "1",
    "hyphens": "-",
    "quotation marks": '"',
    "astral characters": "🕊",
    "combining marks": "e\u0301",
    "newlines": "\n.",
    "control characters": "\x01\x02",
    "right to left": "\u202eשלום ",
    "dates in a row": "13 October 2025 ",
    "dates without spaces": "2025-10-13,",
    "months in a row": "Oct. ",
    "dates that hang from dates": "two days after ",
    "signals and lengths of time": "two days before three weeks after ",
    "points that run together": "The head of the agency says it is fine for people who left to fly, a day after it ",
    "one sentence": "and the man saw the dog ",
    "words with dots": "a.b.",
    "numbers and hyphens": "1-2-3-",
    "markup": "<p><b>",
    "tabs": "\t\t.",
    "URLs": "https://example.org/2025/10/13/",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_any_text_gets_an_answer(client, pipeline, shape: str) -> None:
    _answered(client, (SHAPES[shape] * SIZE)[:SIZE])


@pytest.mark.soak
@pytest.mark.parametrize("shape", SHAPES)
def test_any_text_of_any_length_gets_an_answer(client, pipeline, shape: str) -> None:
    _answered(client, (SHAPES[shape] * 200_000)[:200_000])


def _answered(client, text: str) -> None:
    response = client.post("/v1/extract", json={"text": text, "published_at": "2025-10-24"})
    assert response.status_code == 200, response.text
    answer = response.get_json()
    assert Timeline().validate(answer) == {}
    for timex in answer["timexes"]:
        assert text[timex["start"] : timex["end"]] == timex["text"]
    for event in answer["events"]:
        for mention in event["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
            assert mention["sentence"]["start"] <= mention["start"] < mention["end"] <= mention["sentence"]["end"]


NO_LANGUAGE = {
    "another alphabet": "Переговоры начались в Женеве 24 октября 2025 года.",
    "no language": "lorem ipsum dolor sit amet 123 !!! ???",
    "a number": "42",
    "a dot": ".",
    "emoji": "🕊️👩‍👩‍👧‍👦🇫🇷",
}


@pytest.mark.parametrize("case", NO_LANGUAGE)
def test_text_that_is_no_english(client, pipeline, case: str) -> None:
    _answered(client, NO_LANGUAGE[case])


@pytest.mark.parametrize("language", ["de", "fr", "ru", "zh-Hans", "tlh", "xx", "de-x-a", "de-1-2"])
def test_other_languages(client, pipeline, language: str) -> None:
    body = {"text": "Am 13. Oktober 2025 geschah es.", "language": language, "published_at": "2025-10-24"}
    response = client.post("/v1/extract", json=body)
    assert response.status_code == 200
    assert "language-without-events" in [note["code"] for note in response.get_json()["notes"]]
