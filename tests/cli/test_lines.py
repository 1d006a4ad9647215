"""``annotate``, ``dates`` and ``extract`` over JSON Lines: every good line is written, every bad one is named."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from timeline_service import cli, service
from timeline_service.schemas import Timeline

TEXT = "The truce was signed on October 13. Two days later strikes killed 100 people."
GOOD = {"id": "good", "dct": "2025-10-24", "text": TEXT}
BAD = (
    b"{",  # 2
    b"[1]",
    b'{"id": "no text"}',
    b'{"text": 7}',
    b'{"text": "a\\u0000b"}',
    b"caf\xe9",
    b'{"id": NaN, "text": "Hello."}',  # 8
    b'{"id": "\\ud800", "text": "It rained on May 3."}',
    b'{"id": {"n": [1e999]}, "text": "It rained on May 3."}',
    b'{"id": {"\\udfff": 1}, "text": "It rained on May 3."}',  # 11
)


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """``run("dates", stdin=b"…")`` gives (exit status, lines of standard output, lines of standard error)."""

    def call(*words: str | Path, stdin: bytes = b"") -> tuple[int, list[str], list[str]]:
        monkeypatch.setattr(sys, "argv", ["timeline-service", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfdbinary.readouterr()
        return stop.value.code or 0, out.decode().splitlines(), err.decode().splitlines()

    return call


def lines(*each: dict | bytes) -> bytes:
    return b"".join((line if isinstance(line, bytes) else json.dumps(line).encode()) + b"\n" for line in each)


@pytest.mark.parametrize("words", [("dates",), ("annotate",), ("extract", "--jsonl")], ids=lambda words: words[0])
def test_bad_lines_are_named_and_good_ones_written(run, pipeline, words: tuple[str, ...]) -> None:
    status, out, err = run(*words, stdin=lines(GOOD, *BAD, {**GOOD, "id": "last"}))
    assert status == 1
    assert [json.loads(line)["id"] for line in out] == ["good", "last"]
    assert [line.split(": ")[:2] for line in err] == [["timeline-service", f"Line {n}"] for n in range(2, len(BAD) + 2)]


@pytest.mark.parametrize("words", [("dates",), ("annotate",), ("extract", "--jsonl")], ids=lambda words: words[0])
def test_nothing_but_bad_lines_is_exit_status_2(run, words: tuple[str, ...]) -> None:
    status, out, err = run(*words, stdin=lines(*BAD))
    assert (status, out, len(err)) == (2, [], len(BAD))


def test_what_cannot_be_written_of_an_answer_costs_no_other(run, monkeypatch) -> None:
    dates = service.dates

    def unsound(article, **known):
        found = dates(article, **known)
        return {**found, "text": "\ud800"} if article["id"] == "worse" else found

    monkeypatch.setattr(service, "dates", unsound)
    status, out, err = run("dates", stdin=lines({**GOOD, "id": "worse"}, GOOD))
    assert (status, [json.loads(line)["id"] for line in out], len(err)) == (1, ["good"], 1)
    assert "UnicodeEncodeError" in err[0]


def test_no_lines_are_no_fault(run) -> None:
    assert run("dates", stdin=b"\n\n") == (0, [], [])


def test_extract_reads_a_file_of_json_lines(run, pipeline, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    article = {"id": 7, "published_at": "2025-10-24", "text": TEXT, "title": "Truce holds", "section": "world"}
    page = {"id": "page", "html": "<article><p>The bridge was closed on May 3, 2024, the council said.</p></article>"}
    path.write_bytes(lines(article, GOOD, page))
    status, out, err = run("extract", path)
    first, second, third = map(json.loads, out)
    assert (status, err) == (0, [])
    assert all(Timeline().validate(each) == {} for each in (first, second, third))
    assert (first["id"], first["title"]) == ("7", "Truce holds")
    assert first["events"][0]["when"]["edtf"] == second["events"][0]["when"]["edtf"] == "2025-10-13"
    assert third["documents"][0]["text"].startswith("The bridge")


def test_options_of_extract_hold_where_a_line_does_not_say(run, pipeline) -> None:
    undated = {"text": TEXT}
    _, out, _ = run("extract", "--jsonl", "--published", "2024-10-24", "--max-events", "1", stdin=lines(undated, GOOD))
    first, second = map(json.loads, out)
    assert [len(each["events"]) for each in (first, second)] == [1, 1]
    assert [each["documents"][0]["published_at"] for each in (first, second)] == ["2024-10-24", "2025-10-24"]


def test_json_lines_are_one_file_in_one_format(run, tmp_path: Path) -> None:
    for words in (("a.jsonl", "b.txt"), ("a.jsonl", "--out", tmp_path), ("a.jsonl", "--format", "csv")):
        status, out, err = run("extract", *words)
        assert (status, out, len(err)) == (2, [], 1)
