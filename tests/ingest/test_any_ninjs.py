"""Whatever stands in a ninjs item, it is read or refused with a sentence: no other exception, no unsound text."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_service.ingest import Unreadable, from_ninjs, known_of_ninjs
from timeline_service.ingest.characters import sound_text

WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "The truce was signed on October 13.", "<p>The truce was signed.</p><script>x()</script>", "<p>" * 300 + "x",
        "2025-10-24T18:05:00Z", "9999-12-31T23:59:00Z", "0001-01-01T00:00:00Z", "2025-10-24", "yesterday", "Tokyo",
        "text/html", "text/plain", "main", "canceled", "withheld", "<?xml version='1.0'?><p>x</p>", "&#0;",
        "\x01", "The truce\x1f was signed&#11;.",
    ]),
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
TEXTS = st.fixed_dictionaries({}, optional=dict.fromkeys(("role", "contentType", "value"), WORDS | VALUES))
NAMES = (
    "uri", "guid", "language", "body_html", "body_text", "body_x", "headline", "title", "located", "pubStatus",
    "versionCreated", "versioncreated", "firstCreated", "contentCreated", "firstpublished", "embargoed",
    "embargoedUntil", "associations",
)  # fmt: skip
LISTS = dict.fromkeys(("bodies", "headlines"), st.lists(TEXTS, max_size=3) | VALUES)
MEMBERS = LISTS | dict.fromkeys(NAMES, WORDS | VALUES)


@settings(deadline=None)  # the lexicon is loaded by the first one
@given(st.fixed_dictionaries({}, optional=MEMBERS))
def test_any_item_is_read_or_refused(item: dict[str, Any]) -> None:
    known_of_ninjs(item)
    try:
        document = from_ninjs(item)
    except Unreadable as refused:
        assert refused.field == "ninjs" and len(str(refused)) > 20
        return
    assert document.text.strip() == document.text != ""
    sound_text(document.text)
    assert document.dct is None or document.dct_source in ("ninjs", "dateline")
