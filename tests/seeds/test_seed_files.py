"""Every file in seeds/ must be readable by the rules in seeds/README.md."""

from __future__ import annotations

import calendar
import datetime as dt
import pathlib
import re
import tomllib

import pytest

SEEDS = pathlib.Path(__file__).resolve().parents[2] / "seeds"
FILES = sorted(SEEDS.glob("*.toml"))

STATUSES = {"occurred", "ongoing", "planned", "possible", "denied", "cancelled"}
GRANULARITIES = {"minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century"}
LEVELS = {"key", "acceptable"}
STORY_KEYS = {"title", "published_at", "language", "source", "story", "article", "event", "must_not", "order"}
EVENT_KEYS = set(
    "id words also title when when_also granularity earliest latest status status_also level".split()
)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Words a title may add to the article's own.
SMALL_WORDS = set(
    "a an the and or but of in on at to for from by with into over under after before since until till as is are was "
    "were be been has have had will would could may might must it its his her their they not no up out off about "
    "against between during".split()
)


def read(path: pathlib.Path) -> dict:
    with path.open("rb") as handle:
        return tomllib.load(handle)


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def story(request) -> dict:
    return read(request.param)


def locate(words: str, article: str) -> tuple[int, int]:
    """Start and end, in code points, of the [trigger] of a quote that stands once in the article."""
    parts = re.fullmatch(r"([^\[\]]*)\[([^\[\]]+)\]([^\[\]]*)", words, re.DOTALL)
    assert parts, f"needs exactly one [trigger]: {words!r}"
    before, trigger, after = parts.groups()
    quote = before + trigger + after
    first = article.find(quote)
    assert first >= 0, f"quote is not in the article: {words!r}"
    assert article.find(quote, first + 1) == -1, f"quote is not unique: {words!r}"
    start = first + len(before)
    end = start + len(trigger)
    assert trigger == trigger.strip(), f"blank at the edge of the trigger: {words!r}"
    assert not (start and article[start - 1].isalnum()), f"trigger starts inside a word: {words!r}"
    assert not (end < len(article) and article[end].isalnum()), f"trigger ends inside a word: {words!r}"
    return start, end


# ---------------------------------------------------------------- dates (the EDTF subset of the contract)

def _month_span(year: int, month: int, months: int = 1) -> tuple[dt.date, dt.date]:
    last = month + months - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    return dt.date(year, month, 1), dt.date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def span_of(date: str) -> tuple[dt.date, dt.date]:
    """First and last civil day of one EDTF date."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        day = dt.date.fromisoformat(date)
        return day, day
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?", date):
        day = dt.datetime.fromisoformat(date).date()
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d{2})", date):
        year, part = int(match[1]), int(match[2])
        if 1 <= part <= 12:
            return _month_span(year, part)
        if 21 <= part <= 24:  # spring … winter, winter running on into the next year
            return _month_span(year, 3 * (part - 20), 3)
        if 33 <= part <= 36:
            return _month_span(year, 3 * (part - 33) + 1, 3)
    if re.fullmatch(r"\d{4}", date):
        return dt.date(int(date), 1, 1), dt.date(int(date), 12, 31)
    if re.fullmatch(r"\d{3}X", date):
        return dt.date(int(date[:3] + "0"), 1, 1), dt.date(int(date[:3] + "9"), 12, 31)
    if re.fullmatch(r"\d{2}XX", date):
        return dt.date(int(date[:2] + "00"), 1, 1), dt.date(int(date[:2] + "99"), 12, 31)
    raise ValueError(f"not in the EDTF subset: {date!r}")


def edtf(text: str) -> tuple[dt.date, dt.date]:
    """First and last civil day; an open end is the end of the calendar. No clock times inside intervals."""
    if "/" not in text:
        return span_of(text)
    left, right = text.split("/")
    if "T" in text or left == right == "..":
        raise ValueError(f"not in the EDTF subset: {text!r}")
    first = dt.date.min if left == ".." else span_of(left)[0]
    last = dt.date.max if right == ".." else span_of(right)[1]
    if first > last:
        raise ValueError(f"interval runs backwards: {text!r}")
    return first, last


def published(story: dict) -> dt.date | None:
    text = story.get("published_at")
    return dt.datetime.fromisoformat(text).date() if text else None


# ---------------------------------------------------------------- titles

def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub(r"[’']s\b", " ", text.lower()))


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if one.isdigit() or other.isdigit():
        return False
    common = 0
    while common < min(len(one), len(other)) and one[common] == other[common]:
        common += 1
    return common >= 4 and len(one) - common <= 4 and len(other) - common <= 4


# ---------------------------------------------------------------- the tests

def test_there_are_stories():
    assert len(FILES) >= 10


def test_file_is_plain_utf8_with_lf():
    for path in FILES:
        raw = path.read_bytes()
        assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf"), path.name
        raw.decode("utf-8")


def test_story_head(story):
    assert not set(story) - STORY_KEYS
    for key in ("title", "language", "source", "story", "article"):
        assert story[key].strip(), key
    assert SLUG.fullmatch(story["story"])
    assert story["article"].splitlines()[0] == story["title"]
    assert 120 <= len(story["article"].split()) <= 480
    published(story)


def test_events_are_complete(story):
    assert len(story["event"]) >= 6
    assert len(story["must_not"]) >= 1
    ids = [event["id"] for event in story["event"]]
    assert len(ids) == len(set(ids))
    for event in story["event"]:
        assert not set(event) - EVENT_KEYS, event["id"]
        assert SLUG.fullmatch(event["id"]), event["id"]
        assert event["status"] in STATUSES, event["id"]
        assert set(event.get("status_also", [])) <= STATUSES - {event["status"]}, event["id"]
        assert event["level"] in LEVELS, event["id"]
        assert event.get("granularity", "day") in GRANULARITIES, event["id"]
        assert "when" in event or "granularity" not in event, event["id"]
    assert any(event["level"] == "key" for event in story["event"])


def test_words_are_found_once_and_do_not_collide(story):
    article = story["article"]
    taken: dict[tuple[int, int], str] = {}
    for event in story["event"]:
        for words in [event["words"], *event.get("also", [])]:
            start, end = locate(words, article)
            assert end - start <= 40, f"a trigger is a word or a few: {words!r}"
            for (left, right), owner in taken.items():
                assert end <= left or right <= start, f"{event['id']} and {owner} share words: {words!r}"
            taken[start, end] = event["id"]
    for entry in story["must_not"]:
        assert entry["why"].strip()
        start, end = locate(entry["words"], article)
        for (left, right), owner in taken.items():
            assert end <= left or right <= start, f"must_not stands on {owner}: {entry['words']!r}"


def test_dates_and_bounds(story):
    day = published(story)
    for event in story["event"]:
        name = event["id"]
        readings = [edtf(text) for text in event.get("when_also", [])]
        if "when" in event:
            readings.insert(0, edtf(event["when"]))
        assert event.get("when") not in event.get("when_also", []), name
        earliest = dt.date.fromisoformat(event["earliest"]) if "earliest" in event else dt.date.min
        latest = dt.date.fromisoformat(event["latest"]) if "latest" in event else dt.date.max
        assert earliest <= latest, name
        if "when" in event:
            first, last = readings[0]
            assert first <= latest and earliest <= last, f"{name}: bounds and when do not meet"
            if "earliest" in event and "latest" in event:  # the start lies within some reading
                low, high = min(r[0] for r in readings), max(r[1] for r in readings)
                coarse = event.get("granularity") in {"month", "quarter", "season", "year", "decade", "century"}
                slack = 366 if coarse else 3  # "three weeks later" may be a day or two out
                assert low.toordinal() - slack <= earliest.toordinal(), f"{name}: earliest before every reading"
                assert latest.toordinal() <= high.toordinal() + slack, f"{name}: latest after every reading"
        if day and event["status"] in {"occurred", "ongoing"} and "latest" in event:
            assert latest <= day, f"{name}: past, but may begin after publication"
        if day and event["status"] in {"planned", "possible"} and "earliest" in event:
            if not {"occurred", "ongoing"} & set(event.get("status_also", [])):
                assert earliest >= day, f"{name}: future, but may begin before publication"


def test_order_is_known_and_acyclic(story):
    pairs = [tuple(pair) for pair in story.get("order", {}).get("before", [])]
    ids = {event["id"] for event in story["event"]}
    for pair in pairs:
        assert len(pair) == 2 and pair[0] != pair[1] and set(pair) <= ids, pair
    assert len(pairs) == len(set(pairs))
    left = set(ids)
    while left:
        free = {node for node in left if not any(b == node and a in left for a, b in pairs)}
        assert free, f"before runs in a circle among {sorted(left)}"
        left -= free


def test_order_agrees_with_the_bounds(story):
    events = {event["id"]: event for event in story["event"]}
    for before, after in story.get("order", {}).get("before", []):
        one, other = events[before].get("earliest"), events[after].get("latest")
        assert not (one and other) or one <= other, (before, after)
        assert "denied" not in {events[before]["status"], events[after]["status"]}, "no order on a denied event"


def test_titles(story):
    article = set(_words(story["article"]))
    for event in story["event"]:
        assert 4 <= len(event["title"].split()) <= 14, event["title"]
        missing = [
            word
            for word in _words(event["title"])
            if word not in SMALL_WORDS and not any(_same_word(word, known) for known in article)
        ]
        assert not missing, f"{event['title']!r} adds {missing}"


def test_a_story_of_many_articles_tells_events_again():
    by_story: dict[str, list[dict]] = {}
    for path in FILES:
        data = read(path)
        by_story.setdefault(data["story"], []).append(data)
    running = [group for group in by_story.values() if len(group) > 1]
    assert running
    for group in running:
        dates = [published(article) for article in group]
        assert None not in dates and len(set(dates)) == len(dates)
        told: dict[str, int] = {}
        for article in group:
            for event in article["event"]:
                told[event["id"]] = told.get(event["id"], 0) + 1
        assert max(told.values()) >= 2
