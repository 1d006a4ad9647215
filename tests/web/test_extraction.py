"""An article in, an answer out, in the shapes of the contract."""

from __future__ import annotations

import json

import pytest

from timeline_service.schemas import Annotation, Dates, Timeline

TEXT = "The truce was signed on October 13.\r\nTwo days later 🕊 strikes killed 100 people.\r\n"
ARTICLE = {"text": TEXT, "published_at": "2025-10-24", "id": "cms-7", "title": "Truce", "url": "https://example.org/7"}


def test_dates(client) -> None:
    answer = client.post("/v1/dates", json=ARTICLE).get_json()
    assert Dates().validate(answer) == {}
    assert (answer["id"], answer["dct"]) == ("cms-7", "2025-10-24")
    for timex in answer["timexes"]:
        assert TEXT[timex["start"] : timex["end"]] == timex["text"]


def test_dates_without_a_publication_date_stay_open(client) -> None:
    answer = client.post("/v1/dates", json={"text": TEXT}).get_json()
    assert answer["dct"] is None
    assert answer["timexes"][0]["value"] == "XXXX-10-13"
    assert answer["notes"][0]["code"] == "no-publication-date"


def test_plain_text_with_its_fields_in_the_query(client) -> None:
    query = {name: value for name, value in ARTICLE.items() if name != "text"}
    plain = client.post("/v1/dates", data=TEXT.encode(), content_type="text/plain; charset=utf-8", query_string=query)
    assert plain.data == client.post("/v1/dates", json=ARTICLE).data


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "application/vnd.iptc.ninjs+json"])
def test_every_parameter_of_an_article_stands_in_the_query(client, kind: str) -> None:
    query = {"max_events": "1", "min_salience": "0", "left_out": "true"}
    body = {"text/plain": TEXT, "text/html": f"<article><p>{TEXT}</p></article>"}
    item = json.dumps({"uri": "urn:x:1", "bodies": [{"contentType": "text/plain", "value": TEXT}]})
    answer = client.post("/v1/extract", data=body.get(kind, item).encode(), content_type=kind, query_string=query)
    assert (answer.status_code, len(answer.get_json()["events"])) == (200, 1)
    assert answer.get_json()["left_out"]


@pytest.mark.parametrize("said", ["", "many", "0", "1.5", "501", "9" * 5_000])
def test_a_wrong_number_in_the_query_is_refused(client, said: str) -> None:
    answer = client.post("/v1/extract", data=b"One.", content_type="text/plain", query_string={"max_events": said})
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["max_events"])


@pytest.mark.parametrize(
    ("address", "query"),
    [("/v1/dates", "published_at=2025-10-24&published_at=2024-10-24"), ("/v1/timelines", "title=one&title=two")],
)
def test_a_parameter_that_says_two_things_is_refused(client, address: str, query: str) -> None:
    sent = {"data": TEXT.encode(), "content_type": "text/plain"}
    ask = client.post if address == "/v1/dates" else client.get
    answer = ask(f"{address}?{query}", **(sent if ask == client.post else {}))
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [query.split("=")[0]])
    first, _ = query.split("&")
    assert ask(f"{address}?{first}&{first}", **(sent if ask == client.post else {})).status_code == 200


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html;q=0.5, application/*;q=0.1"])
def test_accept(client, accept: str) -> None:
    assert client.post("/v1/dates", json=ARTICLE, headers={"Accept": accept}).status_code == 200


def test_a_request_id_is_given_back(client) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": "abc-1"}).headers["X-Request-Id"] == "abc-1"
    assert client.get("/healthz", headers={"X-Request-Id": "a\tb" * 40}).headers["X-Request-Id"] != "a\tb" * 40


def test_another_language_is_read_as_far_as_it_goes(client) -> None:
    answer = client.post("/v1/extract", json={"text": "Der Vertrag wurde am 13. Oktober 2025 unterzeichnet.",
                                              "language": "de"}).get_json()  # fmt: skip
    assert answer["events"] == []
    assert "language-without-events" in [note["code"] for note in answer["notes"]]


OTHERS = {
    "German": "Der Waffenstillstand wurde am 13. Oktober in Kairo unterzeichnet. Danach starben hundert Menschen.",
    "Chinese": "停火协议于10月13日在开罗签署。",
    "Arabic": "تم توقيع الهدنة في القاهرة يوم 13 أكتوبر.",
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_text_in_another_language_is_told_apart(client, pipeline, name: str) -> None:
    answer = client.post("/v1/extract", json={"text": OTHERS[name], "published_at": "2025-10-24"}).get_json()
    (note,) = (each for each in answer["notes"] if each["code"] == "not-in-this-language")
    assert "`language`" in note["message"] and note["document"] == "d1"
    assert "no-events" not in [each["code"] for each in answer["notes"]], "it is said once why there are none"


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("<p>The truce was <b>signed</b> on October 13.</p>", True),
        ("The truce&nbsp;was signed on October 13.", True),
        ('<DIV class="x">The truce was signed<br/>on October 13.', True),
        ("The truce was signed by Smith & Sons on <October 13>; x < b > y.", False),
        ("The <p> element was added on October 13.", False),
    ],
)
def test_html_that_is_sent_as_text_is_told(client, text: str, like: bool) -> None:
    answer = client.post("/v1/dates", json={"text": text, "published_at": "2025-10-24"}).get_json()
    assert ("looks-like-html" in [each["code"] for each in answer["notes"]]) is like
    assert [each["value"] for each in answer["timexes"]] == ["2025-10-13"], "it is read all the same"


def test_where_no_event_is_found_it_says_so(client, pipeline) -> None:
    nothing = client.post("/v1/extract", json={"text": "Hello.", "published_at": "2025-10-24"}).get_json()
    assert (nothing["events"], [each["code"] for each in nothing["notes"]]) == ([], ["no-events"])
    something = client.post("/v1/extract", json=ARTICLE).get_json()
    assert (len(something["events"]) > 0, something["notes"]) == (True, [])


def test_extract(client, pipeline) -> None:
    answer = client.post("/v1/extract", json=ARTICLE).get_json()
    assert Timeline().validate(answer) == {}
    assert answer["id"] == "cms-7"
    (source,) = answer["documents"]
    assert (source["title"], source["url"], source["text"]) == ("Truce", "https://example.org/7", None)
    assert (source["published_at"], source["published_at_source"]) == ("2025-10-24", "request")


def test_extract_gives_the_same_bytes_twice(client, pipeline) -> None:
    assert client.post("/v1/extract", json=ARTICLE).data == client.post("/v1/extract", json=ARTICLE).data


def test_extract_from_html_gives_the_text_that_the_offsets_count_in(client, pipeline) -> None:
    page = "<html><body><article><h1>Truce</h1><p>The truce was signed on October 13, 2025.</p></article></body></html>"
    answer = client.post("/v1/extract?published_at=2025-10-24", data=page, content_type="text/html").get_json()
    text = answer["documents"][0]["text"]
    (timex,) = answer["timexes"]
    assert text[timex["start"] : timex["end"]] == timex["text"]


def test_annotate(client, pipeline) -> None:
    answer = client.post("/v1/annotate", json=ARTICLE).get_json()
    assert Annotation().validate(answer) == {}
    assert "signed" in [event["text"] for event in answer["events"]]


def test_annotate_as_timeml(client, pipeline) -> None:
    response = client.post("/v1/annotate", json=ARTICLE, headers={"Accept": "application/timeml+xml"})
    assert response.content_type == "application/timeml+xml; charset=utf-8"
    assert 'value="2025-10-13">October 13</TIMEX3>' in response.text


MANY = " ".join(f"The council closed bridge {n} on October {n}." for n in range(1, 13))


@pytest.mark.usefixtures("pipeline")
def test_rows_that_have_no_room_are_counted_and_told(client) -> None:
    asked = {"text": MANY, "published_at": "2025-10-24", "max_events": 5}
    answer = client.post("/v1/extract", json=asked).get_json()
    every = len(client.post("/v1/extract", json=asked | {"max_events": 50}).get_json()["events"])
    assert Timeline().validate(answer) == {} and every > len(answer["events"]) == 5
    assert answer["detail"] == {"level": "full", "shown": 5, "of": every}
    assert answer["left_out"]["crowded_out"] == every - 5
    (note,) = (note["message"] for note in answer["notes"] if note["code"] == "crowded-out")
    assert note.startswith(f"5 of {every} rows are shown")
