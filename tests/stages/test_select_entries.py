"""Salience: what a row weighs, the line it must pass, and how many rows there may be."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from conllu import ENGLISH, parsed, read, untold

from timeline_service.model import Correction, Document, Language, Story
from timeline_service.pipeline import read as read_article
from timeline_service.pipeline import tell
from timeline_service.schemas.article import Article
from timeline_service.service import document_of
from timeline_service.stages.select_entries import MAX_EVENTS, select_entries

VOTED = "The council voted on Monday."
WILL_VOTE = "The council will vote again on Friday."
DAMAGED = "The quake damaged a school."
SAID = "Police said two men had fled before officers arrived."
AS_IT_WEIGHS = {"key": {"weight by itself": 1.0}}  # gains: a row is key or no event, as it weighs by itself


def weighed_by(**salience: float) -> Language:
    """English with other weights of rows, where none repeats another."""
    words = {**ENGLISH.words, "salience": {name.replace("_", " "): weight for name, weight in salience.items()}}
    return replace(ENGLISH, words={**words, "repeats": {}, "gains": AS_IT_WEIGHS})


WEIGHED = weighed_by(prior=-2.0, dated=2.0, relation_root=0.2)


def selected(story: Story, language=WEIGHED) -> list[str]:
    """The triggers of the entries that are kept, in order."""
    return [story.event(entry.chain.mentions[0]).text for entry in select_entries(story, language).entries]


def saliences(document: Document, *, dated: Collection[str] = ()) -> dict[str, float]:
    """Trigger → salience by the weights that are shipped."""
    story = replace(untold(document, dated=dated), min_salience=0.0)
    return {story.event(e.chain.mentions[0]).text: e.salience for e in select_entries(story, ENGLISH).entries}


@pytest.mark.parametrize(("sentence", "trigger"), [
    ("The minister did not sign the treaty.", "sign"),
    ("No flights left the island on Sunday.", "left"),
    ("If talks fail, unions will strike.", "fail"),
    ("The airline may cut 40 flights.", "cut"),
    ("“I saw him fall,” Anton Dell said.", "fall"),
    ("Ministers want to raise the toll.", "want"),
    (SAID, "said"),
], ids=["negated", "no subject", "an if-clause", "possible", "in a quotation", "a wish", "a bare report"])
def test_a_dated_main_clause_outweighs(sentence, trigger):
    weighed = saliences(read(parsed("Summit Airlines cancelled a flight to Lirona.", sentence)), dated=["cancelled"])
    assert weighed["cancelled"] > weighed[trigger]


def test_a_date_makes_the_same_clause_weigh_more():
    assert saliences(read(parsed(VOTED)), dated=["voted"])["voted"] > saliences(read(parsed(VOTED)))["voted"]


def test_by_itself_a_dated_main_clause_is_kept_and_a_denied_one_is_not():
    document = read(parsed(VOTED, "The minister did not sign the treaty."))
    assert selected(untold(document, dated=["voted"]), ENGLISH) == ["voted"]


def test_a_chain_told_in_headings_alone_is_left_out():
    document = parsed(VOTED, headline=DAMAGED)
    heading = (replace(document.sentences[0], kind="heading"), *document.sentences[1:])
    story = replace(untold(read(replace(document, sentences=heading))), min_salience=0.0)
    assert selected(story) == ["voted"]


class TestHowMany:
    """With weights of our own: only what is dated passes the line that is the default."""

    story = untold(read(parsed(VOTED, DAMAGED, WILL_VOTE, SAID)), dated=["voted", "vote"])

    def test_the_line_is_there_without_a_wish(self):
        assert selected(self.story) == ["voted", "vote"]

    def test_a_lower_line_keeps_more_and_zero_keeps_all(self):
        assert selected(replace(self.story, min_salience=0.12)) == ["voted", "damaged", "vote", "said"]
        assert len(selected(replace(self.story, min_salience=0.0))) == len(self.story.entries)

    def test_a_line_of_one_keeps_nothing(self):
        assert selected(replace(self.story, min_salience=1.0)) == []

    @pytest.mark.parametrize(("most", "kept"), [(0, []), (1, ["voted"]), (2, ["voted", "vote"])])
    def test_at_most_so_many_the_weightiest_and_of_equals_the_first(self, most, kept):
        assert selected(replace(self.story, max_events=most)) == kept

    def test_the_weightiest_are_kept_wherever_they_stand(self):
        assert selected(replace(self.story, min_salience=0.0, max_events=2)) == ["voted", "vote"]

    def test_ranks_close_up_and_keep_their_order(self):
        ranked = [(entry.rank, entry.chain.id) for entry in select_entries(self.story, WEIGHED).entries]
        assert [rank for rank, _ in ranked] == [1, 2]
        assert ranked == sorted(ranked)

    def test_order_is_by_rank_and_not_by_place_in_the_list(self):
        backwards = replace(self.story, entries=self.story.entries[::-1])
        assert selected(backwards) == ["voted", "vote"]

    def test_there_is_a_most_without_a_wish(self):
        first = self.story.entries[0]
        alike = (replace(first, chain=replace(first.chain, id=f"c{n}")) for n in range(MAX_EVENTS + 5))
        many = replace(self.story, entries=tuple(alike))
        told = select_entries(many, WEIGHED)
        assert (len(told.entries), told.crowded_out, len(told.left_out)) == (MAX_EVENTS, 5, 5)

    def test_who_has_no_room_is_counted_but_not_what_editors_took_in_or_out(self):
        first = self.story.entries[0]
        alike = (replace(first, chain=replace(first.chain, id=f"c{n}")) for n in range(10))
        said = (
            Correction(kind="pinned", event="c9", value=True), Correction(kind="hidden", event="c8", value=True),
            Correction(kind="hidden", event="c0", value=True), Correction(kind="pinned", event="c7", value=False),
        )  # fmt: skip
        told = select_entries(replace(self.story, entries=tuple(alike), max_events=4, said=said), WEIGHED)
        assert [entry.chain.id for entry in told.entries] == ["c0", "c1", "c2", "c3", "c9"], "c0 goes when all is told"
        assert told.insisted == {"c9"}
        assert told.crowded_out == 4, "c4, c5, c6 and c7"
        assert len(told.left_out) == 4

    def test_salience_lies_between_zero_and_one(self):
        weighed = select_entries(replace(self.story, min_salience=0.0), ENGLISH).entries
        assert all(0.0 <= entry.salience <= 1.0 for entry in weighed)
        assert len({entry.salience for entry in weighed}) > 1


@pytest.mark.model
@pytest.mark.parametrize(("sentence", "shown"), [
    ("The upcoming third stage of the race worries the teams.", True),
    ("The upcoming stage of the race worries the teams.", False),
])  # fmt: skip
def test_a_planned_step_that_is_counted_is_shown_however_it_is_named(pipeline, sentence, shown):
    text = f"Dravia and Kestria signed a truce in Lirona on Monday.\n\n{sentence}"
    document = document_of(Article().load({"text": text, "published_at": "2026-05-06"}), longest=10_000)
    story = tell(Story(documents=(read_article(document, ENGLISH),)), ENGLISH)
    told = {story.event(ref).text for entry in story.entries for ref in entry.chain.mentions}
    assert ("stage" in told) is shown


@pytest.mark.model
def test_what_begins_is_told_by_its_beginning(pipeline):
    text = "The court says a trial is set to begin on Monday in Lirona."
    document = document_of(Article().load({"text": text, "published_at": "2026-05-06"}), longest=10_000)
    story = tell(Story(documents=(read_article(document, ENGLISH),)), ENGLISH)
    assert [story.event(entry.chain.mentions[0]).text for entry in story.entries] == ["begin"]


def test_what_an_anniversary_is_of_is_told():
    document = read(parsed("Bells rang on Wednesday, the 20th anniversary of the crash.", WILL_VOTE))
    light = weighed_by(prior=-1.7, relation_root=3.0)
    none = {**light.words, "order": {**light.words["order"], "anniversaries": ()}}
    assert "crash" in selected(untold(document), light)
    assert "crash" not in selected(untold(document), replace(light, words=none))
