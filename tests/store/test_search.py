"""Events are found by words, dates, status and participant; both databases find the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from stored import ANSWER, DOCUMENT, NOW, put
from waiting import BOUND

from timeline_service.faults import InputError
from timeline_service.store import Store, forget, remove, search
from timeline_service.store.database import MIGRATIONS

TEXT = "Ministers signed the truce in Cairo. Workers at the Brûlé refinery will strike. Caesar was murdered."


def event(id: str, sentence: str, edges: tuple[str | None, str | None], status: str, *who: str) -> dict[str, Any]:
    start = TEXT.index(sentence)
    mention = {"document": "d1", "start": start, "end": start + 1, "text": sentence[0]}
    when = {"edtf": None, "earliest": edges[0], "latest": edges[1], "granularity": None, "basis": "none"}
    return {
        "id": id, "rank": int(id[1:]), "title": sentence.split(" in ")[0], "status": status, "placement": "dated",
        "when": when | {"text": None, "timex": None}, "participants": [{"text": each} for each in who],
        "mentions": [mention | {"sentence": {"start": start, "end": start + len(sentence)}}],
    }  # fmt: skip


EVENTS = [
    event("e1", "Caesar was murdered.", ("-0043-01-01", "-0043-12-31"), "occurred", "Caesar"),
    event("e2", "Ministers signed the truce in Cairo.", ("2025-10-13", "2025-10-13"), "occurred", "Ministers", "Cairo"),
    event("e3", "Workers at the Brûlé refinery will strike.", ("2025-10-24", None), "planned", "Workers", "100% of it"),
    event("e4", "Ministers signed the truce in Cairo.", (None, None), "possible"),
]
STORY = {"answer": ANSWER | {"events": EVENTS, "title": "Truce"}, "documents": (DOCUMENT.__class__(
    key="d1", text=TEXT, text_sha256="x", language="en"),)}  # fmt: skip


def found(store: Store, **wanted: Any) -> list[str]:
    with store.reading() as session:
        events, total = search.search(session, newsroom=wanted.pop("newsroom", "local"), size=50, **wanted)
    assert total == len(events)
    return [each.event for each in events]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("truce", ["e2", "e4"]),
        ("TRUCES signing", ["e2", "e4"]),  # stems, in any order and case
        ("truce murdered", []),  # all of them
        ('"signed the truce"', ["e2", "e4"]),
        ('"truce signed"', []),
        ("caesar", ["e1"]),
        ("refinery", ["e3"]),
        ("ministers signed the truce in cairo", ["e2", "e4"]),  # with words that PostgreSQL does not index
        ('at the refinery "will strike"', ["e3"]),
        ("workers OR caesar", []),  # no operators: "or" is a word like any other
        ("caesar*", ["e1"]),
        ("NEAR(truce)", []),
        ("truce') --", ["e2", "e4"]),
        ('truce"', ["e2", "e4"]),
        ("truce & !cairo", ["e2", "e4"]),
    ],
)
def test_words(store, words: str, expected: list[str]) -> None:
    put(store, **STORY)
    assert found(store, words=words) == expected


@pytest.mark.parametrize("words", ["", " ", "!?", '""', "a " * 30])
def test_no_words_or_too_many(store, words: str) -> None:
    with pytest.raises(InputError):
        found(store, words=words)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, ["e1", "e2", "e3", "e4"]),
        ("2025-10-13", "2025-10-13", ["e2"]),
        ("2025-10-14", None, ["e3"]),
        ("2026-01-01", "2026-12-31", ["e3"]),  # it can begin then: its end is open
        (None, "0001-01-01", ["e1"]),
        (None, "2025-10-23", ["e1", "e2"]),
        ("0001-01-01", "1999-12-31", []),
    ],
)
def test_dates(store, since: str | None, until: str | None, expected: list[str]) -> None:
    put(store, **STORY)
    days = {name: date.fromisoformat(day) for name, day in (("since", since), ("until", until)) if day}
    assert found(store, **days) == expected


def test_status_participant_and_state(store) -> None:
    put(store, **STORY)
    assert found(store, status="planned") == ["e3"]
    assert found(store, participant="cair") == ["e2"]
    assert found(store, participant="100%") == ["e3"]
    assert found(store, participant="rs\nCa") == [], "of one participant"
    assert found(store, state="published") == []
    assert found(store, words="truce", status="occurred", participant="Ministers", state="draft") == ["e2"]


def test_a_newsroom_finds_its_own(store) -> None:
    put(store, **STORY)
    put(store, id="b", newsroom="other", **STORY)
    assert found(store, words="caesar") == ["e1"]
    with store.reading() as session:
        ((event,), total) = search.search(session, newsroom="other", words="caesar")
    assert (total, event.timeline, event.timeline_title, event.state) == (1, "b", "Truce", "draft")
    assert event.when["earliest"] == "-0043-01-01" and event.participants == ["Caesar"]


def test_pages(store) -> None:
    for id in "abc":
        put(store, id=id, **STORY)
    with store.reading() as session:
        events, total = search.search(session, newsroom="local", words="truce", first=1, size=2)
    assert ([(each.timeline, each.event) for each in events], total) == ([("b", "e2"), ("c", "e2")], 6)


def test_what_changed_or_is_gone_is_not_found(store) -> None:
    first = put(store, **STORY)
    second = put(store, version=first.version, **STORY | {"answer": ANSWER | {"events": EVENTS[:1], "title": "Truce"}})
    assert found(store, words="truce") == [] and found(store) == ["e1"]
    with store.writing() as session:
        remove(session, "a", version=second.version, now=NOW)
    assert found(store) == []
    put(store, **STORY)
    with store.writing() as session:
        forget(session, now=NOW.replace(year=2099), days=1)
    assert found(store, words="truce") == []


WORDS = {b"refinery", b"refineri", b"caesar", b"Caesar"}  # as they are in the text, or in the index


def opened(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder / 't.sqlite3'}")
    store.migrate()
    return store


def deleted(folder: Path) -> Store:
    """A store of a file from which two timelines were deleted, and nothing else was done."""
    store = opened(folder)
    for id in "ab":
        put(store, id=id, **STORY)
    with store.writing() as session:
        forget(session, now=NOW.replace(year=2099), days=1)
    return store


def left(folder: Path) -> set[bytes]:
    """The words that are still in the files."""
    data = b"".join(path.read_bytes() for path in folder.iterdir())
    return {word for word in WORDS if word in data}


def test_nothing_of_a_deleted_timeline_is_left_in_the_file(tmp_path) -> None:
    store = deleted(tmp_path)
    store.wipe()
    store.close()
    assert left(tmp_path) == set()


def test_what_a_process_that_was_killed_left_goes_with_the_next(tmp_path) -> None:
    deleted(tmp_path).close()
    assert left(tmp_path) == {b"refineri", b"caesar"}, "of the index"
    store = opened(tmp_path)
    store.wipe_if_due()
    assert left(tmp_path) == set()
    store.close()


def test_an_index_that_takes_long_is_not_rewritten_for_each_deletion(tmp_path) -> None:
    store = deleted(tmp_path)
    store._traces._rest, store._traces._rests_until = 1_000.0, monotonic() + 1_000.0  # as if it had taken 100 seconds
    assert not store.wipe(patience=BOUND), "it does not wait for it"
    assert left(tmp_path) == {b"refineri", b"caesar"}, "the texts are gone, from the log too"
    store.wipe_if_due()
    assert left(tmp_path) == {b"refineri", b"caesar"}
    store._traces._rests_until = monotonic()
    assert not store.wipe(patience=BOUND), "it is left to who does it besides"
    store.wipe_if_due()
    assert left(tmp_path) == set()
    store.close()


def test_timelines_from_before_there_was_a_search_are_found(tmp_path) -> None:
    store = Store(f"sqlite:///{tmp_path / 't.sqlite3'}")
    store.migrate()
    put(store, **STORY)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        connection.commit()
    store.migrate()
    assert found(store, words="truce refinery") == [] and found(store, words="truce") == ["e2", "e4"]
    store.close()
