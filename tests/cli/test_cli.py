"""The commands as a person types them: what is written, where, and with which exit status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import BOUND

from timeline_service import service
from timeline_service.schemas import Annotation, Dates, Timeline
from timeline_service.stories import READINGS

ARTICLE = "The truce was signed on October 13.\r\nTwo days later 🕊 strikes killed 100 people.\r\n"
LINE = {"id": "a", "dct": "2025-10-24", "text": ARTICLE}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def jsonl(*records: dict) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def test_dates_one_answer_a_line_in_order(run) -> None:
    status, out, err = run("dates", stdin=jsonl(LINE, {**LINE, "id": 2, "dct": None}))
    first, second = map(json.loads, out.splitlines())
    assert (status, err) == (0, "")
    assert Dates().validate(first) == {}
    assert (first["id"], second["id"]) == ("a", 2)
    assert first["timexes"][0]["value"] == "2025-10-13"
    assert second["timexes"][0]["value"] == "XXXX-10-13"
    for answer in (first, second):
        for timex in answer["timexes"]:
            assert ARTICLE[timex["start"] : timex["end"]] == timex["text"]


def test_one_unreadable_date_in_an_archive_is_said_and_left_open(run) -> None:
    status, out, err = run("dates", stdin=jsonl({**LINE, "dct": "soon"}, LINE))
    first, second = map(json.loads, out.splitlines())
    assert status == 0
    assert err.startswith("timeline-service: Line 1: dct") and err.count("\n") == 1
    assert first["timexes"][0]["value"] == "XXXX-10-13"
    assert second["timexes"][0]["value"] == "2025-10-13"


def test_annotate(run, pipeline, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl(LINE, LINE))
    status, out, _ = run("annotate", source)
    first, second = map(json.loads, out.splitlines())
    assert status == 0
    assert Annotation().validate(first) == {}
    assert first == second
    assert "signed" in [event["text"] for event in first["events"]]


def test_extract_is_json_in_a_pipe(run, pipeline, article: Path) -> None:
    status, out, _ = run("extract", article, "--published", "2025-10-24")
    answer = json.loads(out)
    assert status == 0
    assert Timeline().validate(answer) == {}
    assert ARTICLE[slice(*(answer["timexes"][0][end] for end in ("start", "end")))] == "October 13"


def test_extract_from_standard_input_as_a_table(run, pipeline) -> None:
    status, out, _ = run("extract", "-", "--published", "2025-10-24", "--format", "table", stdin=ARTICLE.encode())
    assert status == 0
    assert "13 October 2025" in out


def test_extract_a_page(run, pipeline, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><article><p>The truce was signed on October 13, 2025.</p></article></body></html>")
    answer = json.loads(run("extract", path)[1])
    assert answer["documents"][0]["text"] == "The truce was signed on October 13, 2025."


def test_extract_several_files_to_a_folder(run, pipeline, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(article.read_bytes())
    assert run("extract", article, other, "--published", "2025-10-24", "--out", tmp_path / "out")[0] == 0
    assert (tmp_path / "out" / "article.json").read_bytes() == (tmp_path / "out" / "other.json").read_bytes()


@pytest.mark.parametrize(
    ("form", "name", "holds"), [("markdown", "article.md", "1. **"), ("html", "article.html", "<h3")]
)
def test_a_folder_takes_every_format(run, pipeline, article: Path, form: str, name: str, holds: str) -> None:
    out = article.parent / "out"
    assert run("extract", article, "--published", "2025-10-24", "--format", form, "--out", out)[0] == 0
    assert [path.name for path in out.iterdir()] == [name]
    assert holds in (out / name).read_text(encoding="utf-8")


def test_no_article_is_written_over_by_its_timeline(run, tmp_path: Path) -> None:
    wire = tmp_path / "wire"
    wire.mkdir()
    items = {name: json.dumps({"headline": name, "body_text": ARTICLE}) for name in ("a.json", "b.json")}
    for name, item in items.items():
        (wire / name).write_text(item, encoding="utf-8")
    status, out, err = run("extract", *(wire / name for name in items), "--out", tmp_path / "other" / ".." / "wire")
    assert (status, out) == (2, "") and "a.json is one of the articles" in err
    assert {path.name: path.read_text(encoding="utf-8") for path in wire.iterdir()} == items


def test_a_timeline_takes_the_place_of_an_older_one_as_a_whole(run, pipeline, article: Path, monkeypatch) -> None:
    out = article.parent / "out"
    out.mkdir()
    (out / "article.json").write_text("older", encoding="utf-8")

    def full(path: Path, text: str, **_: object) -> None:
        path.write_bytes(text[:10].encode())
        raise OSError(28, "No space left on device", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", full)
        assert "No space left" in run("extract", article, "--out", out)[2]
    assert (out / "article.json").read_text(encoding="utf-8") == "older"
    assert run("extract", article, "--out", out)[0] == 0
    assert json.loads((out / "article.json").read_text(encoding="utf-8"))["events"]
    assert [path.name for path in out.iterdir()] == ["article.json"]


BAD = {
    "a file that is not there": (["extract", "none.txt"], b"", "none.txt"),
    "bytes that are not UTF-8": (["extract", "-"], b"caf\xe9", "Byte 3"),
    "no text": (["extract", "-"], b" \n", "no text"),
    "a date that is none": (["extract", "-", "--published", "yesterday"], b"Hello.", "YYYY-MM-DD"),
    "a salience of two": (["extract", "-", "--min-salience", "2"], b"Hello.", "min_salience"),
    "several files without a folder": (["extract", "a", "b"], b"", "--out"),
    "a table in a folder": (["extract", "a", "--format", "table", "--out", "b"], b"", "for the terminal"),
    "an option that is none": (["extract", "--publshed", "x"], b"", "--publshed"),
    "a format that is none": (["extract", "--format", "pdf"], b"", "pdf"),
    "a command that is none": (["extrct"], b"", "extrct"),
    "a page without text": (["extract", "--html", "-"], b"<p></p>", "No article text"),
    "too much text": (["extract", "-"], b"word " * 50_000, "250,000 characters"),
    "a line that is not JSON": (["dates"], b"\n{", "Line 2"),
    "a line that is a list": (["annotate"], b"[]", "Line 1"),
    "a line without text": (["dates"], jsonl({"id": 1}), "Line 1: text"),
    "a line with half a character": (["dates"], b'{"text": "\\ud800"}', "surrogate"),
    "a port that is none": (["serve", "--port", "0"], b"", "--port"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_line_and_exit_status_2(run, case: str) -> None:
    words, stdin, said = BAD[case]
    status, out, err = run(*words, stdin=stdin)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1 and err.startswith("timeline-service: ")


def test_a_folder_that_cannot_be_made_is_said(run, pipeline, article: Path) -> None:
    status, out, err = run("extract", article, "--out", article / "folder")
    assert (status, out, err) == (2, "", f"timeline-service: {article / 'folder'}: Not a directory.\n")


def test_a_fault_of_our_own_is_not_said_to_be_the_users(run, monkeypatch) -> None:
    dates = service.dates

    def broken(article: dict, **known: object) -> dict:
        if article["id"] == "broken":
            raise ValueError("a fault of our own that quotes the article")
        return dates(article, **known)

    monkeypatch.setattr(service, "dates", broken)
    status, out, err = run("dates", stdin=jsonl(LINE, {**LINE, "id": "broken"}, LINE))
    assert status == 1
    assert len(out.splitlines()) == 2
    said = r"timeline-service: Line 2: timeline-service failed on this article: ValueError in cli/lines\.py:\d+\.\n"
    assert re.fullmatch(said, err)


def test_a_bad_setting_is_said(run, monkeypatch) -> None:
    monkeypatch.setenv("TIMELINE_MAX_TEXT", "plenty")
    status, out, err = run("extract", "-", stdin=b"Hello.")
    assert (status, out) == (2, "")
    assert "TIMELINE_MAX_TEXT must be a whole number" in err


def test_seeding_twice_changes_and_reads_nothing(run, pipeline, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 't.sqlite3'}")
    assert run("seed")[1].endswith("35 of them new or changed.\n")
    monkeypatch.setattr(READINGS, "_known", {})  # as in a process that is new
    monkeypatch.setattr(READINGS, "_read", lambda document: pytest.fail(f"{document.id} was read again"))
    assert run("seed")[1].endswith("0 of them new or changed.\n")


def test_no_seeds_where_they_were_looked_for(run, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TIMELINE_SEEDS", str(tmp_path))
    assert run("seed")[0] == 2


def test_openapi_is_the_committed_file(run) -> None:
    committed = Path(__file__).parents[2] / "openapi.yaml"
    assert run("openapi")[1] == committed.read_text(encoding="utf-8"), "make openapi writes it"


def test_commands_that_read_articles_load_no_store() -> None:
    program = "import sys, timeline_service.cli.articles; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], timeout=BOUND, check=False).returncode == 0
