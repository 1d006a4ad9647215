"""What editors say, over HTTP: many things in one request, shown before they are kept, nothing lost by them."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from timeline_service.exports import XLSX
from timeline_service.schemas import StoredTimelineOut

pytestmark = pytest.mark.usefixtures("pipeline")
TEXT = (
    "The truce was signed in Cairo on 13 October 2025. Two days later strikes resumed.\n\n"
    "The mayor resigned yesterday, a day after the council had asked him to go.\n\n"
    "The minister was angry. A vote will be held on 2 November."
)
ARTICLE = {"text": TEXT, "published_at": "2025-10-24"}


@pytest.fixture
def timeline(client: Any) -> dict:
    return client.post("/v1/timelines", json={"documents": [ARTICLE]}).get_json()


def say(client: Any, timeline: dict, *said: dict, status: int = 200, **more: Any) -> dict:
    headers = {"If-Match": f'"{timeline["version"]}"'}
    path = f"/v1/timelines/{timeline['id']}/corrections"
    response = client.post(path, json={"corrections": list(said), **more}, headers=headers)
    assert response.status_code == status, response.text
    body = response.get_json(force=True)
    if status == 200:
        assert StoredTimelineOut().validate(body) == {}
    return body


def row(timeline: dict, words: str) -> dict:
    return next(each for each in timeline["events"] if words in each["title"])


def dates(timeline: dict) -> dict[str, str]:
    return {each["id"]: each["when"]["edtf"] for each in timeline["events"]}


def words(part: str) -> dict:
    return {"document": "d1", "start": TEXT.index(part), "end": TEXT.index(part) + len(part)}


@pytest.mark.parametrize("kind", ["before", "after"])
def test_no_stated_date_is_lost_to_an_order(client: Any, timeline: dict, kind: str) -> None:
    signed, resumed = row(timeline, "signed"), row(timeline, "resumed")
    first, second = (resumed, signed) if kind == "before" else (signed, resumed)
    moved = say(client, timeline, {"event": first["id"], kind: second["id"]})
    assert dates(moved) == dates(timeline)
    assert [each["id"] for each in moved["events"]] == [each["id"] for each in timeline["events"]]
    conflict = next(each for each in moved["conflicts"] if each["claim"]["origin"] == "editor")
    assert {claim["source"] for claim in conflict["against"]} == {signed["id"], resumed["id"]}
    assert "“Two days later” (15 October 2025)" in conflict["message"]
    assert "“13 October 2025”" in conflict["message"] and "An editor put" in conflict["message"]


def test_an_order_still_outweighs_what_the_text_only_suggests(client: Any) -> None:
    article = {"text": "The club closed. The bank failed. The shop burned down.", "published_at": "2025-10-24"}
    timeline = client.post("/v1/timelines", json={"documents": [article]}).get_json()
    first, *_, last = timeline["events"]
    moved = say(client, timeline, {"event": last["id"], "before": first["id"]})
    ranks = {each["id"]: each["rank"] for each in moved["events"]}
    assert ranks[last["id"]] < ranks[first["id"]] and moved["conflicts"] == []
    back = say(client, moved, {"event": first["id"], "before": last["id"]})
    ranks = {each["id"]: each["rank"] for each in back["events"]}
    assert ranks[first["id"]] < ranks[last["id"]] and len(back["corrections"]) == 1, "the later order replaces it"


def test_of_orders_that_go_round_in_a_circle_the_last_stands(client: Any) -> None:
    article = {"text": "The club closed. The bank failed. The shop burned down.", "published_at": "2025-10-24"}
    timeline = client.post("/v1/timelines", json={"documents": [article]}).get_json()
    club, bank, shop = (row(timeline, words)["id"] for words in ("club", "bank", "shop"))
    for one, other in ((club, bank), (bank, shop), (shop, club)):
        timeline = say(client, timeline, {"event": one, "before": other})
    ranks = {each["id"]: each["rank"] for each in timeline["events"]}
    assert ranks[bank] < ranks[shop] < ranks[club] and len(timeline["corrections"]) == 3
    (conflict,) = timeline["conflicts"]
    assert (conflict["claim"]["source"], conflict["claim"]["target"]) == (club, bank), "the first of them is told"


def test_a_date_moves_its_row_and_is_shown_before_it_is_kept(client: Any, timeline: dict) -> None:
    resigned = row(timeline, "resigned")
    seen = say(client, timeline, {"event": resigned["id"], "date": "2025-10-01"}, preview=True)
    assert [each["rank"] for each in (row(timeline, "resigned"), row(timeline, "truce"))] == [4, 1]
    assert row(seen, "resigned")["rank"] < row(seen, "truce")["rank"] and seen["version"] == timeline["version"]
    assert client.get(f"/v1/timelines/{timeline['id']}").get_json() == timeline, "nothing was kept"
    kept = say(client, timeline, {"event": resigned["id"], "date": "2025-10-01"})
    assert [each["id"] for each in kept["events"]] == [each["id"] for each in seen["events"]]


@pytest.mark.parametrize(
    ("published_at", "time", "said"),
    [
        ("2025-10-24", "2025-11-02T23:30:00+09:00", "2 November 2025, 23:30 (UTC+09:00)"),
        ("2025-10-24T10:00:00-05:00", "2025-11-02T09:30:00-05:00", "2 November 2025, 09:30 (UTC-05:00)"),
    ],
)
def test_the_zone_of_a_corrected_time_is_kept(client: Any, published_at: str, time: str, said: str) -> None:
    told = client.post("/v1/timelines", json={"documents": [ARTICLE | {"published_at": published_at}]}).get_json()
    vote = row(told, "vote")["id"]
    noon = {"added": None, "title": "Noon in Greenwich", "date": "2025-11-02T12:00:00Z"}
    told = say(client, told, {"event": vote, "date": "2025-11-02T23:30:00+09:00"}, noon)
    when = row(told, "vote")["when"]
    assert (when["edtf"], when["earliest_time"], when["said"]) == ("2025-11-02T23:30:00+09:00", time, said)
    assert row(told, "Noon")["when"]["edtf"] == "2025-11-02T12:00:00Z"
    if published_at != "2025-10-24":
        assert row(told, "Noon")["rank"] < row(told, "vote")["rank"]
        assert row(told, "Noon")["when"]["said"] == "2 November 2025, 07:00 (UTC-05:00)"
    calendar = client.get(f"/v1/timelines/{told['id']}/export.ics").text
    assert "DTSTART:20251102T143000Z" in calendar


def test_many_corrections_are_one_version_or_none(client: Any, timeline: dict) -> None:
    signed, resumed = row(timeline, "signed")["id"], row(timeline, "resumed")["id"]
    kept = say(
        client, timeline,
        {"event": signed, "title": "A truce", "status": "ongoing"}, {"event": resumed, "hidden": True},
        {"headline": "After the truce", "intro": "What is known so far."},
    )  # fmt: skip
    assert kept["version"] == timeline["version"] + 1
    titles = {each["id"]: each["title"] for each in kept["events"]}
    assert (kept["title"], kept["intro"], titles[signed]) == ("After the truce", "What is known so far.", "A truce")
    assert [each["words"] for each in kept["corrections"]][:2] == ["title “A truce”", "“A truce” marked as going on"]
    say(client, kept, {"event": signed, "title": "Lost"}, {"event": "e999", "title": "x"}, status=404)
    assert client.get(f"/v1/timelines/{timeline['id']}").get_json()["version"] == kept["version"]
    history = client.get(f"/v1/timelines/{timeline['id']}/revisions").get_json()["revisions"][0]["what"]
    assert "title “A truce” instead of “The truce was signed in Cairo”" in history
    undone = say(client, kept, undo=[each["number"] for each in kept["corrections"]])
    assert undone["corrections"] == [] and undone["events"] == timeline["events"]


def test_words_of_the_article_become_a_row_and_follow_their_article(client: Any, timeline: dict) -> None:
    made = say(client, timeline, {"added": words("was angry")})
    added = row(made, "angry")
    assert (added["mentions"][0]["text"], added["title"]) == ("was angry", "The minister was angry")
    longer = {"text": f"A new first paragraph.\n\n{TEXT}", "published_at": "2025-10-24"}
    grown = client.put(f"/v1/timelines/{timeline['id']}", json={"documents": [longer]}).get_json()
    moved = row(grown, "angry")
    assert moved["id"] == added["id"] and moved["mentions"][0]["start"] == added["mentions"][0]["start"] + 24
    again = say(client, grown, {"event": added["id"], "title": "Minister is angry", "date": "2025-10-22"})
    assert row(again, "Minister is angry")["when"]["edtf"] == "2025-10-22"
    gone = say(client, again, undo=[each["number"] for each in again["corrections"] if each["kind"] == "added"])
    assert added["id"] not in dates(gone)


def test_words_whose_row_was_taken_back_are_that_row_again(client: Any, timeline: dict) -> None:
    made = say(client, timeline, {"added": words("was angry")})
    gone = say(client, made, undo=[each["number"] for each in made["corrections"]])
    again = say(client, gone, {"added": words("was angry")})
    assert row(again, "angry")["id"] == row(made, "angry")["id"]


def test_words_of_an_event_that_was_left_out_take_it_in(client: Any, timeline: dict) -> None:
    left = client.get(f"/v1/timelines/{timeline['id']}/left-out").get_json()["events"][0]
    sentence = {name: left["mentions"][0][name] for name in ("document", "start", "end")}
    taken = say(client, timeline, {"added": sentence})
    assert left["id"] in dates(taken) and len(taken["events"]) == len(timeline["events"]) + 1


def test_words_with_a_date_are_dated_by_them(client: Any) -> None:
    text = "Few people noticed. The old mill, a ruin since 4 May 2019, had a new roof on 3 June 2025."
    article = {"text": text, "published_at": "2025-10-24"}
    timeline = client.post("/v1/timelines", json={"documents": [article]}).get_json()
    chosen = {"document": "d1", "start": text.index("had a new"), "end": text.index(" on 3 June")}
    made = say(client, timeline, {"added": chosen})
    added = next(each for each in made["events"] if "roof" in each["title"])
    assert added["when"]["edtf"] == "2025-06-03" and "stated" in added["reasons"][0]


def test_a_row_without_words_takes_its_place(client: Any, timeline: dict) -> None:
    made = say(client, timeline, {"added": None, "title": "A dinner was held", "date": "2025-10-14"})
    titles = [each["title"] for each in made["events"]]
    assert titles.index("A dinner was held") == titles.index("The truce was signed in Cairo") + 1
    assert row(made, "dinner")["mentions"] == []
    assert [each["id"] for each in made["documents"]] == ["d1"]
    assert [each["id"] for each in made["timexes"]] == [each["id"] for each in timeline["timexes"]]
    signed = row(made, "signed")["id"]
    moved = say(client, made, {"added": None, "title": "Nobody knows when"}, {"event": signed, "pinned": True})
    last = row(moved, "Nobody")["id"]
    placed = say(client, moved, {"event": last, "before": signed})
    assert [each["id"] for each in placed["events"] if each["id"] in (last, signed)] == [last, signed]
    for kind in ("json", "html", "markdown", "csv", "timelinejs", "jsonld", "ical", "ninjs"):
        response = client.get(f"/v1/timelines/{timeline['id']}/export?format={kind}")
        assert response.status_code == 200, kind


def test_what_was_left_out_is_listed_and_taken_in(client: Any, timeline: dict) -> None:
    listed = client.get(f"/v1/timelines/{timeline['id']}/left-out")
    rows = listed.get_json()["events"]
    assert len(rows) == timeline["left_out"]["count"] > 0 and listed.headers["Cache-Control"] == "private, no-store"
    assert not {each["id"] for each in rows} & set(dates(timeline)) and all(each["title"] for each in rows)
    taken = say(client, timeline, {"event": rows[0]["id"], "pinned": True})
    assert rows[0]["id"] in dates(taken) and taken["left_out"]["count"] == len(rows) - 1
    every = say(client, timeline | {"version": taken["version"]}, {"min_salience": 0})
    assert every["left_out"]["count"] == 0 and len(every["events"]) == len(timeline["events"]) + len(rows)


def test_an_article_answers_with_what_it_left_out_on_request(client: Any) -> None:
    plain = client.post("/v1/extract", json=ARTICLE).get_json()
    full = client.post("/v1/extract", json=ARTICLE | {"left_out": True}).get_json()
    assert plain["left_out"]["count"] == len(full["left_out"]["events"])
    assert full | {"left_out": None} == plain | {"left_out": None}


def test_own_words_and_pictures_can_be_given_and_taken_back(client: Any, timeline: dict) -> None:
    signed = row(timeline, "signed")["id"]
    image = {"url": "https://news.example/truce.jpg", "alt": "Two men shake hands", "credit": "A. Photographer"}
    link = {"url": "https://news.example/truce", "label": "The whole text"}
    said = {"event": signed, "text": "It held for two days.", "image": image, "link": link, "source": "Our desk"}
    kept = say(client, timeline, said)
    found = row(kept, "signed")
    assert {name: found[name] for name in ("text", "image", "link", "source")} == {
        name: value for name, value in said.items() if name != "event"
    }
    page = client.get(f"/v1/timelines/{timeline['id']}/export?format=html").text
    assert 'alt="Two men shake hands"' in page and "It held for two days." in page
    bare = say(client, kept, {"event": signed, "text": "", "image": None, "link": None, "source": ""})
    assert not {"text", "image", "link", "source"} & set(row(bare, "signed"))


@pytest.mark.parametrize(
    "said",
    [
        {"title": "of nothing"},
        {"event": "e1", "headline": "of two things"},
        {"event": "e1", "added": None, "title": "x"},
        {"added": None},
        {"added": {"document": "d1", "start": 5, "end": 5_000}},
        {"added": {"document": "d7", "start": 0, "end": 3}},
        {"event": "e1", "image": {"url": "javascript:alert(1)", "alt": "x"}},
        {"event": "e1", "image": {"url": "https://news.example/a.jpg"}},
        {"event": "e1", "link": {"url": "https://"}},
        {"event": "e1", "before": "e1"},
        {"event": "e1", "title": " \u00a0"},
        {"event": "e1"},
        {},
    ],
)
def test_what_cannot_be_is_refused(client: Any, timeline: dict, said: dict) -> None:
    problem = say(client, timeline, said, status=422)
    assert problem["errors"]


def test_what_is_only_space_is_no_words(client: Any, timeline: dict) -> None:
    signed = row(timeline, "signed")["id"]
    said = {"event": signed, "title": " Signed at last\n", "text": " ", "source": "\t"}
    kept = say(client, timeline, said, {"headline": " "}, {"intro": "\n\n"})
    assert not {"text", "source"} & set(row(kept, "Signed")) and "intro" not in kept
    assert (row(kept, "Signed")["title"], kept["title"]) == ("Signed at last", timeline["title"])


@pytest.mark.parametrize(
    ("said", "where"), [({"event": "e1", "link": "https://news.example"}, "0: link: "), ("e1", "0: ")]
)
def test_what_is_no_object_says_so(client: Any, timeline: dict, said: Any, where: str) -> None:
    problem = say(client, timeline, said, status=422)
    assert problem["errors"]["corrections"] == [f"{where}Not an object: send its fields in braces."]


def test_what_was_said_of_a_row_is_said_of_the_one_that_it_is_joined_to(client: Any, timeline: dict) -> None:
    signed, resumed = row(timeline, "signed")["id"], row(timeline, "resumed")["id"]
    own = {"event": resumed, "date": "2025-10-15", "title": "It all began", "text": "In words."}
    said = say(client, timeline, own, {"event": signed, "title": "A truce"})
    joined = say(client, said, {"event": resumed, "merge": signed})
    found = row(joined, "A truce")
    assert (found["id"], found["when"]["edtf"], found["text"]) == (signed, "2025-10-15", "In words.")
    assert resumed not in dates(joined)
    number = max(each["number"] for each in joined["corrections"])
    apart = say(client, joined, undo=[number])
    assert dates(apart) == dates(said) and "text" not in row(apart, "A truce")


def test_a_timeline_is_shown_with_corrections_and_stored_with_them(client: Any) -> None:
    asked = {"documents": [ARTICLE], "preview": True}
    seen = client.post("/v1/timelines", json=asked).get_json()
    assert seen["version"] == 0 and seen["documents"][0]["text"] == TEXT
    resigned = row(seen, "resigned")["id"]
    said = [
        {"event": resigned, "date": "2025-10-01"},
        {"added": None, "title": "A dinner was held", "date": "2025-10-14"},
    ]
    corrected = client.post("/v1/timelines", json=asked | {"corrections": said}).get_json()
    ranks = {each["id"]: each["rank"] for each in corrected["events"]}
    assert ranks[resigned] < ranks[row(corrected, "truce")["id"]], "a changed date moves its row at once"
    before = client.get("/v1/timelines").get_json()["total"]
    kept = client.post("/v1/timelines", json={"documents": [ARTICLE], "corrections": said})
    assert kept.get_json()["events"] == corrected["events"]
    listed = client.get("/v1/timelines").get_json()
    assert listed["total"] == before + 1 and listed["timelines"][0]["changed_by"] == "local"


def test_the_policy_holds_for_every_export_and_the_desks_copy_says_what_it_is(client: Any, timeline: dict) -> None:
    path, sentence = f"/v1/timelines/{timeline['id']}/export", "resigned yesterday, a day after"
    for kind in ("json", "html", "markdown", "csv", "timelinejs", "jsonld", "ical", "ninjs"):
        plain = client.get(f"{path}?format={kind}").text
        assert sentence not in plain, f"{kind} holds a sentence although the policy says none"
    for kind in ("html", "markdown", "csv", "timelinejs"):
        copy = client.get(f"{path}?format={kind}&copy=desk")
        assert sentence in copy.text, kind
        assert "not-for-publication" in copy.headers["Content-Disposition"]
    for kind in ("html", "markdown", "timelinejs"):
        assert "not for publication" in client.get(f"{path}?format={kind}&copy=desk").text
    assert client.get(f"{path}?format=html&copy=mine").status_code == 422


def test_documents_come_whole_to_the_newsroom(client: Any, timeline: dict) -> None:
    listed = client.get(f"/v1/timelines/{timeline['id']}/documents").get_json()
    assert [(each["text"], each["language"]) for each in listed["documents"]] == [(TEXT, "en")]


# The spreadsheet round trip --------------------------------------------------------------------


def sheet(client: Any, timeline: dict) -> list[dict[str, str]]:
    text = client.get(f"/v1/timelines/{timeline['id']}/export.csv").text
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def send_back(client: Any, timeline: dict, rows: list[dict[str, str]], *, query: str = "", **written: Any) -> Any:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), **written)
    writer.writeheader()
    writer.writerows(rows)
    headers = {"If-Match": f'"{timeline["version"]}"', "Content-Type": "text/csv"}
    path = f"/v1/timelines/{timeline['id']}/corrections{query}"
    return client.post(path, data=("\ufeff" + file.getvalue()).encode(), headers=headers)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_was_changed_in_a_spreadsheet_becomes_corrections(client: Any, timeline: dict, delimiter: str) -> None:
    rows = sheet(client, timeline)
    signed, resumed, *_, vote = rows
    signed["title"], signed["text"] = "=A truce; signed", "It held."
    resumed["when"], resumed["status"] = "16 Oct", "going on"
    vote["hidden"] = "yes"
    rows = [{**dict.fromkeys(signed, ""), "title": "A dinner was held", "when": "by 14 Oct"}, *reversed(rows)]
    seen = send_back(client, timeline, rows, query="?preview=true", delimiter=delimiter)
    assert seen.status_code == 200, seen.text
    assert client.get(f"/v1/timelines/{timeline['id']}").get_json() == timeline
    kept = send_back(client, timeline, rows, delimiter=delimiter).get_json()
    by_id = {each["id"]: each for each in kept["events"]}
    assert (by_id[signed["id"]]["title"], by_id[signed["id"]]["text"]) == ("=A truce; signed", "It held.")
    changed = by_id[resumed["id"]]
    assert (changed["when"]["edtf"], changed["status"]) == ("2025-10-16", "ongoing")
    assert vote["id"] not in by_id and row(kept, "dinner")["when"]["edtf"] == "../2025-10-14"
    assert {each["kind"] for each in kept["corrections"]} == {"title", "text", "date", "status", "hidden", "added"}
    again = send_back(client, kept, sheet(client, kept), delimiter=delimiter)
    assert again.get_json() == kept, "what comes back unchanged is no new version"


@pytest.mark.parametrize(("said", "status"), [("True", 200), ("1", 200), ("", 422), ("maybe", 422)])
def test_a_spreadsheet_is_only_shown_however_that_is_spelt(client: Any, timeline: dict, said: str, status: int) -> None:
    rows = sheet(client, timeline)
    rows[0]["title"] = "Shown, and not kept"
    seen = send_back(client, timeline, rows, query=f"?preview={said}")
    assert seen.status_code == status, seen.text
    assert status == 200 or "preview" in seen.get_json(force=True)["errors"]
    assert client.get(f"/v1/timelines/{timeline['id']}").get_json() == timeline


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("title", "", "Line 2: The title is empty."),
        ("when", "soon", "Line 2: “soon” is not read as a date."),
        ("status", "maybe", "Line 2: “maybe” is no status."),
        ("id", "e999", "Line 2: No event that is shown has the id e999."),
    ],
)
def test_a_spreadsheet_that_cannot_be_read_says_where(
    client: Any, timeline: dict, column: str, cell: str, told: str
) -> None:
    rows = sheet(client, timeline)
    rows[0][column] = cell
    rows[1]["title"] = "Lost, since nothing is taken in by half"
    refused = send_back(client, timeline, rows)
    assert refused.status_code == 422 and refused.get_json(force=True)["errors"]["csv"][0].startswith(told)
    assert client.get(f"/v1/timelines/{timeline['id']}").get_json() == timeline


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_a_spreadsheet_of_any_machine_is_read(client: Any, timeline: dict, end: str) -> None:
    rows = sheet(client, timeline)
    rows[0]["title"] = "A new title"
    kept = send_back(client, timeline, rows, lineterminator=end)
    assert kept.status_code == 200, kept.text
    assert [each["kind"] for each in kept.get_json()["corrections"]] == ["title"]


def test_a_spreadsheet_with_a_cell_beyond_all_bounds_is_refused(client: Any, timeline: dict) -> None:
    rows = sheet(client, timeline)
    rows[0]["text"] = "x" * 140_000
    refused = send_back(client, timeline, rows)
    assert refused.status_code == 422 and "Line 2" in refused.get_json(force=True)["errors"]["csv"][0]


# A workbook ------------------------------------------------------------------------------------


def workbook(client: Any, timeline: dict) -> Any:
    response = client.get(f"/v1/timelines/{timeline['id']}/export.xlsx")
    assert (response.status_code, response.mimetype) == (200, XLSX)
    return load_workbook(io.BytesIO(response.data))


def send_workbook(client: Any, timeline: dict, book: Any, *, query: str = "") -> Any:
    data = book if isinstance(book, bytes) else saved(book)
    headers = {"If-Match": f'"{timeline["version"]}"', "Content-Type": XLSX}
    return client.post(f"/v1/timelines/{timeline['id']}/corrections{query}", data=data, headers=headers)


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_comes_back_as_corrections(client: Any, timeline: dict) -> None:
    book = workbook(client, timeline)
    rows = book.active
    column = {cell.value: cell.column for cell in rows[1]}
    rows.cell(2, column["title"], "=A truce; signed")
    rows.cell(3, column["when"], datetime(2025, 10, 16))  # as Excel keeps what is typed as 16/10/2025
    rows.cell(4, column["hidden"], "yes")
    rows.append({column["title"]: "A dinner was held", column["when"]: "by 14 Oct"})
    rows.cell(2, column["title"]).data_type = "s"
    first, second, third = (rows.cell(line, column["id"]).value for line in (2, 3, 4))
    assert send_workbook(client, timeline, book, query="?preview=true").status_code == 200
    kept = send_workbook(client, timeline, book)
    assert kept.status_code == 200, kept.text
    kept = kept.get_json()
    by_id = {each["id"]: each for each in kept["events"]}
    assert by_id[first]["title"] == "=A truce; signed" and by_id[second]["when"]["edtf"] == "2025-10-16"
    assert third not in by_id and row(kept, "dinner")["when"]["edtf"] == "../2025-10-14"
    again = send_workbook(client, kept, workbook(client, kept))
    assert again.get_json() == kept, "what comes back unchanged is no new version"


def test_a_workbook_holds_text_and_no_formula_and_is_the_same_each_time(client: Any, timeline: dict) -> None:
    path = f"/v1/timelines/{timeline['id']}"
    said = {"corrections": [{"event": timeline["events"][0]["id"], "title": '=HYPERLINK("https://evil.example")'}]}
    client.post(f"{path}/corrections", json=said, headers={"If-Match": "*"})
    one, other = (client.get(f"{path}/export.xlsx").data for _ in range(2))
    assert one == other
    cells = [cell for line in load_workbook(io.BytesIO(one)).active.iter_rows(min_row=2) for cell in line if cell.value]
    assert {cell.data_type for cell in cells} == {"s"} and any(cell.value.startswith("=HYPERLINK") for cell in cells)
    assert TEXT.split(".")[0].encode() not in b"".join(_parts(one)), "no sentences without leave"


def _parts(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return [parts.read(name) for name in parts.namelist()]


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * 60_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"title\nA", b"PK\x03\x04 nothing", _bomb()], ids=["empty", "csv", "cut", "bomb"]
)
def test_what_is_no_workbook_is_refused(client: Any, timeline: dict, data: bytes) -> None:
    refused = send_workbook(client, timeline, data)
    assert refused.status_code == 422 and "workbook" in refused.get_json(force=True)["errors"]["xlsx"][0]


def test_a_workbook_without_titles_or_of_entities_is_refused(client: Any, timeline: dict) -> None:
    book = Workbook()
    book.active.append(["name"])
    book.active.append(["A"])
    refused = send_workbook(client, timeline, book)
    assert refused.status_code == 422 and "name the columns" in refused.get_json(force=True)["errors"]["csv"][0]
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w>&l9;</w>'.encode()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, evil if name.endswith("sheet1.xml") else old.read(name))
    assert send_workbook(client, timeline, file.getvalue()).status_code == 422
