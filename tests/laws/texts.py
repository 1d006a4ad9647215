"""Texts to try laws on: anything at all, and news-like text that is thick with dates, signals and odd characters."""
from __future__ import annotations

from hypothesis import strategies as st

_DATES = [
    "October 13", "Oct. 13, 2025", "13 October", "2025-10-13", "10/13/2025", "13/10/25", "Monday", "last Friday",
    "next week", "two days ago", "three weeks later", "the following day", "that night", "since 2019",
    "by the end of May", "in 480 BC", "the 1990s", "the 19th century", "the first quarter of 2024", "Q3", "summer",
    "fiscal 2026", "at 5:17 p.m.", "14:30 GMT", "midnight", "at 24:00 on Dec. 31, 9999", "Jan. 1, 0001", "Feb. 29",
    "Feb. 30, 2025", "for two hours", "every Tuesday", "1,000,000 years ago", "ten thousand years later",
    "99999 centuries ago", "a few days", "today", "tomorrow", "yesterday", "Christmas", "Easter Sunday",
    "between May 3 and May 5", "from 1914 to 1918", "May 5-3", "within 30 days", "the weekend", "the year 9999",
    "early 2025", "mid-March", "half a century", "31 Nov", "2:60 a.m.",
    "in the three months to June", "the year to March", "from 30 October to Sunday", "two and a half days ago",
    "Orthodox Christmas 1100", "1946 Saka",
]  # fmt: skip
_EVENTS = [
    "The truce was signed", "they met", "shelling killed 40 people", "the minister said he had resigned",
    "she did not run", "talks will resume", "the vote may be held", "if it rains the race is cancelled",
    "the company plans to sell the mill", "police had arrested him", "the election", "an attack",
    "“We won,” she said", "the trial began", "he denied that he left", "the strike, which ended", "Bridge reopens",
    "the storm hit", "a deal to end the war", "according to the police",
]  # fmt: skip
_LINKS = [
    " on ", " after ", " before ", " until ", ", ", ". ", ".\n\n", "; ", " when ", " while ", " and ",
    " two days after ", " ", " — ", "\n", " (", ") ", " by ", " because of ", "? ", "! ", " said. ", " than ",
    " as ", "\r\n", "\u2028", "…", "/", "-",
]  # fmt: skip
_ODD = [
    "🕊️", "e\u0301", "\u202e", "\u00a0", "\u200b", "½", "٣",
    "Ⅻ", "’", "“", "\"", "'", "\x85", "\x0b", "ſ", "İ", "ß", "0" * 12,
]  # fmt: skip

# what the service reads: no NUL, no half of a surrogate pair (tests/web/test_bad_input.py sends those)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=120)
NEWS = st.lists(
    st.one_of(*(st.sampled_from(words) for words in (_DATES, _EVENTS, _LINKS, _LINKS)), st.sampled_from(_ODD), ANY),
    min_size=1, max_size=25,
).map("".join)  # fmt: skip
TEXTS = st.one_of(NEWS, NEWS, NEWS, ANY)
ZONES = st.sampled_from(["", "Z", "+14:00", "-12:00", "+05:45"])
PUBLISHED = st.one_of(
    st.none(),
    st.dates().map(str),
    st.builds(lambda moment, zone: moment.isoformat(timespec="seconds") + zone, st.datetimes(), ZONES),
)
ARTICLES = st.fixed_dictionaries(
    {"text": TEXTS.filter(str.strip)},
    optional={
        "published_at": PUBLISHED,
        "title": st.one_of(st.none(), NEWS),
        "language": st.sampled_from(["en", "en-GB", "en-US"]),
    },
)
