"""Stored timelines from the command line: the same desk as on the web, clear errors, exit statuses, JSON in a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from migrated import migrated
from stored import NOW, numbered, put

from timeline_service import desk
from timeline_service.cli import desk as shared
from timeline_service.exports import FILES
from timeline_service.schemas import Revisions, StoredTimelineOut, TimelineList
from timeline_service.store import Store, StoredTimeline, find
from timeline_service.store.keys import issue, keys, revoke

Run = Callable[..., tuple[int, str, str]]
TEXT = "The council closed the bridge on Tuesday. Engineers found a crack on October 20."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with one draft of three rows, ``cms:7``."""
    url = migrated(tmp_path / "t.sqlite3")
    monkeypatch.setenv("TIMELINE_DATABASE_URL", url)
    opened = Store(url)
    put(opened, external_id="cms:7", **numbered())
    return opened


def stored(store: Store, id: str = "cms:7") -> StoredTimeline:
    with store.reading() as session:
        found = find(session, id, newsroom="local")
    assert found is not None
    return found


def done(run: Run, *words: str | Path, stdin: bytes = b"") -> Any:
    """The JSON that a command answers."""
    status, out, err = run("timelines", *words, stdin=stdin)
    assert (status, err) == (0, "")
    return json.loads(out)


def refused(run: Run, *words: str | Path, stdin: bytes = b"", status: int = 2) -> str:
    """The one line that says why not."""
    got, out, err = run("timelines", *words, stdin=stdin)
    assert (got, out) == (status, ""), err
    assert err.startswith("timeline-service: ") and err.count("\n") == 1
    return err


def test_the_list_is_that_of_the_web(run: Run, store: Store) -> None:
    put(store, id="b", state="published", newsroom="other")
    answer = done(run, "list")
    assert TimelineList().validate(answer) == {}
    assert [each["external_id"] for each in answer["timelines"]] == ["cms:7"] and answer["total"] == 1
    assert done(run, "list", "--newsroom", "other", "--state", "published")["timelines"][0]["id"] == "b"
    assert done(run, "list", "--title", "nothing like it")["timelines"] == []
    status, table, _ = run("timelines", "list", "--format", "table")
    assert status == 0 and "cms:7" in table and "1 of 1." in table


def test_one_is_shown_as_json_table_and_export(run: Run, store: Store) -> None:
    answer = done(run, "show", "cms:7")
    assert StoredTimelineOut().validate(answer) == {} and answer["version"] == 1
    assert done(run, "show", "a", "--format", "json") == answer
    _, table, _ = run("timelines", "show", "cms:7", "--format", "table")
    assert all(each["id"] in table for each in answer["events"]) and "draft, version 1" in table
    assert "\n1. **" in run("timelines", "show", "cms:7", "--format", "markdown")[1]
    assert run("timelines", "show", "cms:7", "--format", "html")[1].count("<h3") == len(answer["events"])
    assert "list` names those" in refused(run, "show", "cms:8")


def test_a_row_is_corrected_and_the_history_says_by_whom(run: Run, store: Store) -> None:
    event = stored(store).answer["events"][0]["id"]
    answer = done(run, "correct", "cms:7", event, "--title", "Signed at last", "--text", "In words.", "--by", "Ada")
    row = next(each for each in answer["events"] if each["id"] == event)
    assert (row["title"], row["text"], answer["version"]) == ("Signed at last", "In words.", 2)
    assert {each["by"] for each in answer["corrections"]} == {"Ada"} and answer["corrections"][0]["words"]
    told = done(run, "history", "cms:7")
    assert Revisions().validate(told) == {} and "Signed at last" in told["revisions"][0]["what"]
    hidden = done(run, "correct", "cms:7", event, "--hide")
    assert event not in {each["id"] for each in hidden["events"]}
    assert stored(store).version == 3


def test_a_day_without_a_year_is_of_the_year_of_its_row(run: Run, store: Store) -> None:
    event = stored(store).answer["events"][0]["id"]
    for typed, edtf in (("June 2019", "2019-06"), ("7 June", "2019-06-07")):
        answer = done(run, "correct", "cms:7", event, "--date", typed)
        assert next(each for each in answer["events"] if each["id"] == event)["when"]["edtf"] == edtf


def test_the_story_and_many_rows_at_once(run: Run, store: Store) -> None:
    answer = done(run, "correct", "cms:7", "--headline", "The truce", "--intro", "Day by day.")
    assert (answer["title"], answer["intro"]) == ("The truce", "Day by day.")
    first, second = (each["id"] for each in answer["events"][:2])
    sent = {"corrections": [{"event": first, "title": "One"}, {"event": second, "text": "Two."}], "undo": [2]}
    answer = done(run, "correct", "cms:7", "--from", "-", stdin=json.dumps(sent).encode())
    assert [each["kind"] for each in answer["corrections"]] == ["headline", "title", "text"] and "intro" not in answer


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_spreadsheet_comes_back(run: Run, store: Store, tmp_path: Path, form: str, capfdbinary) -> None:
    sheet = tmp_path / f"rows.{form}"
    if form == "csv":
        text = run("timelines", "show", "cms:7", "--format", "csv")[1]
        title = stored(store).answer["events"][0]["title"]
        sheet.write_text(text.replace(title, "From a spreadsheet"), encoding="utf-8")
    else:
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(["id", "title"])
        book.active.append([stored(store).answer["events"][0]["id"], "From a spreadsheet"])
        book.save(sheet)
    assert done(run, "correct", "cms:7", "--from", sheet)["events"][0]["title"] == "From a spreadsheet"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_spreadsheet_that_comes_back_unchanged_is_no_new_version(
    run: Run, store: Store, tmp_path: Path, form: str
) -> None:
    sheet = tmp_path / f"rows.{form}"
    written = next(each for each in FILES if each.name == form).write(desk.exported(stored(store)), texts={})
    sheet.write_bytes(written.encode() if isinstance(written, str) else written)
    assert done(run, "correct", "cms:7", "--from", sheet)["version"] == 1
    assert [each["version"] for each in done(run, "history", "cms:7")["revisions"]] == [1]


def test_what_is_so_already_is_no_new_version(run: Run, store: Store) -> None:
    assert [done(run, "publish", "cms:7", "--quotes")["version"] for _ in range(2)] == [2, 2]
    assert [done(run, "withdraw", "cms:7")["version"] for _ in range(2)] == [3, 3]
    for by, version in (("Ada", 4), ("Ada", 4), ("Bo", 5)):
        planned = done(run, "publish", "cms:7", "--at", "2999-01-01T00:00:00Z", "--by", by)
        assert planned["version"] == version
    assert "to be published on" in done(run, "history", "cms:7")["revisions"][0]["what"], "by somebody else"


def test_published_planned_and_withdrawn(run: Run, store: Store) -> None:
    planned = done(run, "publish", "cms:7", "--at", "2999-01-01T00:00:00Z")
    assert (planned["state"], planned["publish_at"][:4]) == ("draft", "2999")
    answer = done(run, "publish", "cms:7", "--quotes")
    assert (answer["state"], answer["quotes"], answer["publish_at"]) == ("published", "sentence", None)
    assert done(run, "withdraw", "cms:7")["state"] == "draft"
    assert done(run, "publish", "cms:7", "--no-quotes")["quotes"] == "none"


def test_a_preview_keeps_nothing(run: Run, store: Store) -> None:
    event = stored(store).answer["events"][0]["id"]
    answer = done(run, "correct", "cms:7", event, "--title", "Perhaps", "--preview")
    assert "Perhaps" in {each["title"] for each in answer["events"]}
    sent = json.dumps({"corrections": [{"event": event, "title": "Maybe"}], "preview": True})
    answer = done(run, "correct", "cms:7", "--from", "-", stdin=sent.encode())
    assert "Maybe" in {each["title"] for each in answer["events"]}, "where the file says so"
    assert stored(store).version == 1


WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "nothing said": (("correct", "cms:7"), "Send a correction"),
    "nothing said of a row": (("correct", "cms:7", "e1"), "Say what to correct of e1"),
    "no row": (("correct", "cms:7", "--title", "One"), "Name the EVENT"),
    "another row": (("correct", "cms:7", "e99", "--hide"), "e99"),
    "no id of a row": (("correct", "cms:7", "first", "--hide"), "such as e12"),
    "a new row with an id": (("correct", "cms:7", "e1", "--add", "--title", "One"), "leave EVENT out"),
    "a new row without a title": (("correct", "cms:7", "--add", "--date", "2025-10-13"), "title"),
    "no date": (("correct", "cms:7", "e1", "--date", "sometime"), "Write for example"),
    "no status": (("correct", "cms:7", "e1", "--status", "maybe"), "occurred"),
    "itself": (("correct", "cms:7", "e1", "--merge", "e1"), "another event"),
    "no such correction": (("correct", "cms:7", "--undo", "9"), "number 9"),
    "a file and options": (("correct", "cms:7", "e1", "--from", "-"), "--from FILE says all"),
    "a time that is past": (("publish", "cms:7", "--at", "2020-01-01T00:00:00Z"), "past"),
    "no time": (("publish", "cms:7", "--at", "noon"), "such as 2025-10-24T18:00:00+02:00"),
    "an id that is too long": (("add", "x" * 501, "-"), "external_id"),
    "an id with a control character": (("add", "cms:\t7", "-"), "external_id"),
    "no file": (("add", "cms:7", "nowhere.txt"), "nowhere.txt"),
    "no format": (("show", "cms:7", "--format", "pdf"), "pdf"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_in_a_line_and_nothing_is_changed(run: Run, store: Store, case: str) -> None:
    words, said = WRONG[case]
    assert said in refused(run, *words)
    assert stored(store).version == 1


@pytest.mark.parametrize("body", [b"x{", b"[1]", b"\xff", b'{"corrections": [{"event": "e1", "colour": "red"}]}'])
def test_a_file_that_says_nothing_usable(run: Run, store: Store, body: bytes) -> None:
    refused(run, "correct", "cms:7", "--from", "-", stdin=body)
    assert stored(store).version == 1


def test_another_version_is_not_changed(run: Run, store: Store) -> None:
    event = stored(store).answer["events"][0]["id"]
    said = refused(run, "correct", "cms:7", event, "--title", "Mine", "--if-version", "7", status=3)
    assert "at version 1, not 7" in said
    assert done(run, "correct", "cms:7", event, "--title", "Mine", "--if-version", "1")["version"] == 2
    refused(run, "publish", "cms:7", "--if-version", "1", status=3)


def test_no_draft_is_opened_in_the_place_of_a_version(run: Run, store: Store) -> None:
    said = refused(run, "add", "cms:8", "-", "--if-version", "2", stdin=TEXT.encode(), status=3)
    assert "no timeline 'cms:8'" in said and "version 2" in said
    assert [each["id"] for each in done(run, "list")["timelines"]] == ["a"]


def test_a_change_that_came_in_between_is_not_written_over(run: Run, store: Store, monkeypatch) -> None:
    """Without a version the change is made again on what is there; with one it is not made."""
    event, others = stored(store).answer["events"][0]["id"], iter(range(1, 9))
    check_of = shared.check_of

    def slowly(version: int | None) -> Callable[[StoredTimeline], None]:
        look, came = check_of(version), []

        def check(timeline: StoredTimeline) -> None:
            look(timeline)
            if not came:
                came.append(put(store, version=timeline.version, external_id=f"cms:7-{next(others)}", **numbered()))

        return check

    monkeypatch.setattr(shared, "check_of", slowly)
    answer = done(run, "correct", "a", event, "--title", "Mine")
    assert (answer["version"], answer["external_id"]) == (3, "cms:7-1")
    assert "just changed" in refused(run, "correct", "a", event, "--title", "My", "--if-version", "3", status=3)


@pytest.mark.usefixtures("pipeline")
def test_articles_open_a_timeline_and_come_to_it(run: Run, store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "one.txt", tmp_path / "two.html"
    first.write_text(TEXT, encoding="utf-8")
    second.write_text("<html><body><article><p>The mayor of the town resigned on Friday, after the bridge was closed."
                      "</p></article></body></html>", encoding="utf-8")  # fmt: skip
    opened = done(run, "add", "bridge", first, "--published", "2025-10-24", "--title", "A bridge")
    assert (opened["external_id"], opened["version"], opened["title"]) == ("bridge", 1, "A bridge")
    grown = done(run, "add", "bridge", second, "--published", "2025-10-25")
    assert len(grown["documents"]) == 2 and len(grown["events"]) > len(opened["events"])
    event = grown["events"][0]["id"]
    dated = done(run, "correct", "bridge", event, "--date", "the previous Monday", "--preview")
    assert next(each for each in dated["events"] if each["id"] == event)["when"]["edtf"] == "2025-10-20"
    refused(run, "add", "bridge", "-", "--published", "soon", stdin=b"A text.")


def test_one_is_deleted_for_good(run: Run, store: Store) -> None:
    assert "Say --yes" in refused(run, "delete", "cms:7")
    assert "at version 1, not 7" in refused(run, "delete", "cms:7", "--if-version", "7", "--yes", status=3)
    assert stored(store).version == 1
    assert run("timelines", "delete", "cms:7", "--if-version", "1", "--yes") == (0, "cms:7: deleted.\n", "")
    assert "list` names those" in refused(run, "show", "cms:7")
    assert "list` names those" in refused(run, "delete", "cms:7", "--yes")


def key(store: Store, *newsrooms: str) -> None:
    with store.writing() as session:
        for newsroom in newsrooms:
            issue(session, newsroom=newsroom, name="cms", scope="write", now=NOW)


def test_whose_timelines_is_said_or_plain(run: Run, store: Store) -> None:
    key(store, "courier")
    put(store, id="b", newsroom="courier")
    assert [each["id"] for each in done(run, "list")["timelines"]] == ["b"], "the only one that has a key"
    assert [each["id"] for each in done(run, "list", "--newsroom", "local")["timelines"]] == ["a"], "left there"
    said = refused(run, "withdraw", "b", "--newsroom", "courrier")
    assert "nothing of a newsroom 'courrier'" in said and "keys of courier." in said
    key(store, "gazette")
    said = refused(run, "list")
    assert "--newsroom" in said and "courier, gazette" in said
    assert done(run, "list", "--newsroom", "gazette")["timelines"] == []
    with store.writing() as session:
        for each in keys(session):
            revoke(session, each.prefix, now=NOW)
    assert "No newsroom has a key" in refused(run, "list")
    assert done(run, "publish", "b", "--newsroom", "courier")["state"] == "published", "whose key was revoked"


@pytest.mark.parametrize("newsroom", ["local", "courrier"])
def test_no_draft_is_opened_where_nobody_could_see_it(run: Run, store: Store, newsroom: str) -> None:
    key(store, "courier")
    put(store, id="b", newsroom="courrier")
    said = refused(run, "add", "bridge", "-", "--newsroom", newsroom, stdin=TEXT.encode())
    assert f"draft of {newsroom}, which has no key. There are keys of courier." in said


def test_help_says_what_statuses_mean(run: Run) -> None:
    assert "Exit status 2" in run("timelines", "--help")[1]
