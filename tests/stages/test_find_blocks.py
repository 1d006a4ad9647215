"""Blocks: paragraphs and lone lines of a page, and whether each is headline, dateline, heading, body or furniture."""
from __future__ import annotations

import pytest
from conllu import ENGLISH
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_service import languages
from timeline_service.model import Block, Document
from timeline_service.stages.find_blocks import find_blocks

LEAD = "The council voted on Monday to close the old harbour, ending a dispute of nine years."
SECOND = "Work on the new quay begins in June, the mayor told reporters after the meeting."
ANY = st.text("aZé字0🌊•*·-–—_.,?!…|©()\"” \n\r\t\x0b\x85\u2028\u00a0\u200b\ud800", max_size=200)
PAGE = st.lists(st.sampled_from([
    LEAD, SECOND, "Related articles", "By Ines Corvo", "What happens next", "• a first item of the list", "*", "- ",
    "ORSA, May 6 (Kestria News) — Farmers met.", "🌊🌊", "…", "Subscribe to our newsletter", "\r\n", "\n\n", "\n", " ",
    "\t", "\u2028", "\x0b", "\x85", "a" * 300,
])).map("\n".join)  # fmt: skip


def blocks(text: str, title: str | None = None) -> tuple[Block, ...]:
    return find_blocks(Document(id="d1", text=text, title=title), ENGLISH).blocks


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.span.start : block.span.end]) for block in blocks(text, title)]


@pytest.mark.parametrize(("text", "kind"), [
    (LEAD, "body"),
    ("What happens next", "heading"),
    ("Who pays?", "heading"),
    ("May 6, 2026", "dateline"),
    ("By Ines Corvo", "furniture"),
    ("Subscribe to our newsletter", "furniture"),
    ("(Additional reporting by Karl Orne)", "furniture"),
    ("News | Sport | Weather", "furniture"),
    ("© 2026 Kestria News", "furniture"),
    ("~ ~ ~", "furniture"),
])
def test_what_a_line_after_the_lead_is(text, kind):
    assert kinds(f"{LEAD}\n\n{text}\n\n{SECOND}")[1] == (kind, text)


@pytest.mark.parametrize("text", [
    "Divers brought up two more from the wreck on Sunday.",
    "Both mayors will sign in Orsa on Friday.",
    "Hundreds had to sign up twice.",
    "The backlog in the ports fell in June.",
    "The valley lacks resources.",
    "Advertising on the trams fell in May.",
    "The two papers share this prize.",
    "(The ferry company denied it on Monday.)",
    "He said: “More from the fund will follow.”",
    "The guard showed one photo: a quay on fire.",
])
def test_a_short_paragraph_of_the_article_is_no_furniture_and_does_not_close_it(text):
    short = "Nobody was hurt."
    assert kinds(f"{LEAD}\n\n{text}\n\n{short}")[1:] == [("body", text), ("body", short)]


@pytest.mark.parametrize("text", [
    "Sign up for our newsletter.",
    "This article was amended on 3 May to correct a name.",
    "We use cookies to make the site better.",
    "(Reporting by Karl Orne in Orsa.)",
    "Quays at dawn. Photograph: Karl Orne/Kestria News",
    "Ferries burn at the old quay. Image: Karl Orne.",
    "First published on Mon 3 May 2021 at 12.00",
    "Advertisement",
    "Ines Corvo, all rights reserved.",
])
def test_a_short_block_is_furniture_by_how_it_opens_or_where_it_ends_no_sentence(text):
    assert kinds(f"{LEAD}\n\n{text}\n\n{SECOND}")[1] == ("furniture", text)


@pytest.mark.parametrize("heading", ["Region lacks resources", "Sources of the conflict", "Two more from Orsa found"])
def test_a_heading_that_only_holds_a_closing_word_closes_nothing(heading):
    assert kinds(f"{LEAD}\n\n{heading}\n\nNobody was hurt.")[1:] == [("heading", heading), ("body", "Nobody was hurt.")]


@pytest.mark.parametrize("closing", ["Sources", "Sources: Kestria News, Orsa Herald", "See also", "Most read in Orsa"])
def test_what_opens_with_a_closing_word_and_ends_no_sentence_closes_the_article(closing):
    found = kinds(f"{LEAD}\n\n{closing}\n\nHarbour wins a prize\n\n{SECOND}")
    assert [kind for kind, _ in found] == ["body", "furniture", "furniture", "body"]


@pytest.mark.parametrize(("text", "title"), [
    (f"Council closes the old harbour\n\n{LEAD}", None),
    (f"Council closes the old harbour\n\n{LEAD}", "Council closes the old harbour"),
    (f"Home\n\nCouncil closes the old harbour\n\n{LEAD}", None),
    (f"{LEAD}\n\nCouncil closes the old harbour", "Council Closes the Old Harbour!"),
], ids=["first line without a full stop", "the title", "after a word of navigation", "the title wherever it stands"])
def test_the_headline(text, title):
    assert ("headline", "Council closes the old harbour") in kinds(text, title)


def test_a_first_line_that_ends_like_a_sentence_is_no_headline():
    assert [kind for kind, _ in kinds(f"{LEAD}\n\n{SECOND}")] == ["body", "body"]


def test_a_title_that_begins_with_a_year_is_no_label() -> None:
    title = "2026 Orsa Cup: farewell to Tarn"
    found = kinds(f"{title}\nSunday, June 27, 2026\nTarn lost to Orsa on Thursday and went home.", title)
    assert [kind for kind, _ in found] == ["headline", "dateline", "body"]


@pytest.mark.parametrize("dateline", [
    "ORSA (KN) —", "ORSA, May 6 (Kestria News) —", "ORSA —", "PORT ALMARA, Kestria (KN) _", "ORSA --",
])
def test_a_dateline_is_cut_from_the_sentence_behind_it(dateline):
    assert kinds(f"{dateline} {LEAD}") == [("dateline", dateline), ("body", LEAD)]


@pytest.mark.parametrize("text", [
    "UNESCO said on Monday that the harbour was safe from the new works.",
    "The council — its members said — voted on Monday to close the harbour.",
])
def test_no_dateline_where_there_is_none(text):
    assert kinds(text) == [("body", text)]


@pytest.mark.parametrize("bullet", ["• ", "* ", "- ", "– ", "·", "  ▪ "])
def test_items_of_a_list_are_body_without_their_bullet(bullet):
    items = ["The bridge was closed on Monday", "The road reopens on Friday"]
    text = f"{LEAD}\n" + "\n".join(bullet + item for item in items)
    listed = [(text[b.span.start : b.span.end], b.kind) for b in blocks(text) if b.bullet]
    assert listed == [(item, "body") for item in items]


def test_a_hyphenated_word_at_the_start_is_no_bullet():
    assert blocks("-based firms closed the harbour on Monday, the council said.")[0].bullet is False


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_hard_wrapped_lines_are_one_paragraph(newline):
    lines = [
        "The council voted on Monday to close the old harbour of Orsa,",
        "ending a dispute of nine years with the fishing families who",
        "have worked from its quays since the war ended.",
    ]
    text = newline.join(lines) + 2 * newline + SECOND
    assert kinds(text) == [("body", newline.join(lines)), ("body", SECOND)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n\n", "\r\n\r\n", "\u2029"])
def test_lines_that_end_their_sentence_are_paragraphs(newline):
    assert kinds(newline.join([LEAD, SECOND])) == [("body", LEAD), ("body", SECOND)]


def test_offsets_count_code_points():
    text = f"🌊🌊 {LEAD}\r\n\r\n{SECOND}"
    assert kinds(text)[-1] == ("body", SECOND)


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", "\u2028\x85", "•\n*"])
def test_nothing_gives_nothing(text):
    assert blocks(text) == ()


def test_a_page_of_furniture_has_no_body():
    found = kinds("Skip to content\nLog in | Subscribe | Contact us\n© 2026 Kestria News. All rights reserved")
    assert {kind for kind, _ in found} == {"furniture"}


def test_after_the_end_of_the_article_short_lines_are_furniture_and_prose_is_not():
    found = kinds(f"{LEAD}\n\nRelated articles\n\nHarbour wins a prize\n\n{SECOND}")
    assert [kind for kind, _ in found] == ["body", "furniture", "furniture", "body"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.one_of(ANY, PAGE))
def test_blocks_stand_in_order_and_hold_every_letter(text):
    found = blocks(text)
    ends = [0, *(end for block in found for end in block.span), len(text)]
    assert ends == sorted(ends)
    assert all(block.span.start < block.span.end for block in found)
    covered = {n for block in found for n in range(*block.span)}
    outside = {c for n, c in enumerate(text) if n not in covered}
    assert {c for c in outside if not c.isspace()} <= set("•‣◦▪●*·-–—")


@settings(max_examples=40, deadline=None, derandomize=True)
@given(PAGE)
def test_blocks_begin_and_end_with_a_character_that_shows(text):
    for block in blocks(text):
        words = text[block.span.start : block.span.end]
        assert words == words.strip()


@pytest.mark.parametrize(("code", "may", "june", "labels"), [("nl", "mei", "juni", 2), ("fr", "mai", "juin", 0)])
def test_a_label_begins_with_a_preposition_of_its_own_language(code: str, may: str, june: str, labels: int) -> None:
    text = f"In {may} 2024: Orsa, Lund.\nIn {june} 2024: Vela, Ulvsund."
    found = find_blocks(Document(id="d1", text=text, language=code), languages.load(code)).blocks
    assert sum(block.kind == "label" for block in found) == labels
