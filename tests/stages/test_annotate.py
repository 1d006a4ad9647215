"""Sentences and tokens: inside blocks, with the offsets of the text, in Universal Dependencies whoever parsed."""
from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace

import pytest
import spacy
from conllu import ENGLISH

from timeline_service.model import Block, Document, Span, Token
from timeline_service.reader import loading
from timeline_service.reader.loading import load_pipeline
from timeline_service.stages import annotate as module
from timeline_service.stages.annotate import _from_clear, annotate
from timeline_service.stages.find_blocks import find_blocks
from timeline_service.syntax.features import PAST_PARTICIPLE, Features


@pytest.fixture(scope="module")
def cutter() -> spacy.Language:
    """A pipeline that only cuts words and sentences."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.fixture
def blank(monkeypatch: pytest.MonkeyPatch, cutter: spacy.Language) -> None:
    monkeypatch.setattr(module, "load_pipeline", lambda code: cutter)


@pytest.fixture
def fresh() -> Iterator[None]:
    """Pipelines are loaded once a process; here each is loaded anew."""
    loading._loaded.cache_clear()
    yield
    loading._loaded.cache_clear()


def annotated(text: str) -> Document:
    return annotate(find_blocks(Document(id="d1", text=text), ENGLISH), ENGLISH)


def words_of(document: Document) -> list[str]:
    return [document.text[token.start : token.end] for token in document.tokens]


def clear(*rows: tuple[str, str, str, int]) -> list[tuple[str, str, str]]:
    """(word, label, head) after the mapping of rows of word, part of speech, CLEAR label and number of the head."""
    tokens = [
        Token(i=n, start=n, end=n + 1, text=word, lemma=word, pos=pos, features=Features(), dep=dep, head=head)
        for n, (word, pos, dep, head) in enumerate(rows)
    ]
    return [(token.text, token.dep, tokens[token.head].text) for token in _from_clear(tokens, 0)]


@pytest.mark.parametrize(("dep", "label"), [
    ("dobj", "obj"), ("nsubjpass", "nsubj:pass"), ("auxpass", "aux:pass"), ("poss", "nmod:poss"),
    ("prt", "compound:prt"), ("relcl", "acl:relcl"), ("dative", "iobj"), ("neg", "advmod"),
    ("npadvmod", "obl:unmarked"), ("ccomp", "ccomp"),
])  # fmt: skip
def test_labels_of_the_official_pipelines_become_ud(dep, label):
    assert clear(("said", "VERB", "root", 0), ("it", "PRON", dep, 0))[1] == ("it", label, "said")


@pytest.mark.parametrize(("rows", "noun", "preposition"), [
    (
        [("met", "VERB", "root", 0), ("in", "ADP", "prep", 0), ("Orsa", "PROPN", "pobj", 1)],
        ("Orsa", "obl", "met"), ("in", "case", "Orsa"),
    ),
    (
        [("closed", "VERB", "root", 0), ("by", "ADP", "agent", 0), ("engineers", "NOUN", "pobj", 1)],
        ("engineers", "obl:agent", "closed"), ("by", "case", "engineers"),
    ),
    (
        [("sale", "NOUN", "root", 0), ("of", "ADP", "prep", 0), ("ferries", "NOUN", "pobj", 1)],
        ("ferries", "nmod", "sale"), ("of", "case", "ferries"),
    ),
], ids=["oblique", "agent of a passive", "below a noun"])  # fmt: skip
def test_the_object_of_a_preposition_takes_its_place(rows, noun, preposition):
    found = clear(*rows)
    assert (found[2], found[1]) == (noun, preposition)


def test_a_noun_behind_two_prepositions_hangs_from_what_is_above_both():
    ran_out = [("ran", "VERB", "root", 0), ("out", "ADP", "prep", 0)]
    assert clear(*ran_out, ("of", "ADP", "prep", 1), ("town", "NOUN", "pobj", 2))[3] == ("town", "obl", "ran")


@pytest.mark.usefixtures("blank")
class TestCutting:
    def test_tokens_are_the_words_of_the_text(self):
        document = annotated("🌊 The quake  damaged a school.\r\n\r\nNobody was hurt, Ms. Vale’s office said.")
        assert words_of(document) == [token.text for token in document.tokens]
        assert "".join(words_of(document)) == "".join(document.text.split())

    def test_sentences_never_cross_blocks(self):
        document = annotated("Strong quake shakes Almara\n\nThe quake damaged a school. Nobody was hurt on Monday.")
        inside = [(s.kind, document.blocks[s.block].span.covers(s.span)) for s in document.sentences]
        assert inside == [("headline", True), ("body", True), ("body", True)]

    def test_sentences_hold_every_token_once_in_order(self):
        document = annotated("The quake damaged a school. Nobody was hurt.\n\nThe council met on Monday.")
        numbers = [n for sentence in document.sentences for n in range(sentence.first, sentence.last)]
        assert numbers == [token.i for token in document.tokens] == list(range(len(document.tokens)))

    def test_white_space_makes_no_token(self):
        document = Document(id="d1", text=" \n  a \n\n", blocks=(Block(Span(0, 8), "body"),))
        assert words_of(annotate(document, ENGLISH)) == ["a"]

    @pytest.mark.parametrize("run", ["a" * 500, "[ab]" * 100, "ab-" * 100])
    def test_a_long_run_is_cut_and_its_offsets_are_kept(self, run):
        document = annotated(f"The council voted on Monday, {run} and it met again on Friday.")
        assert words_of(document) == [token.text for token in document.tokens]
        assert "".join(words_of(document)) == "".join(document.text.split())
        assert max(len(token.text) for token in document.tokens) <= 80

    @pytest.mark.parametrize("run", ["[" * 10_000, "🌊" * 240, "-" * 1_200])
    def test_a_long_run_of_marks_alone_is_passed_over(self, run):
        document = annotated(f"The council voted on Monday.\n{run}\nIt met again on Friday.")
        assert words_of(document) == "The council voted on Monday . It met again on Friday .".split()

    def test_a_paragraph_without_an_end_is_parsed_in_pieces(self):
        document = annotated("the council met again and " * 1_000)
        assert len(document.sentences) > 1
        assert len(document.tokens) == 5_000

    @pytest.mark.parametrize(("text", "opening"), [
        ("The crew left at 8 a.m. The ship sailed", "The"),
        ("The crew left at 8 a.m.  Two ships sailed", "Two"),
        ("He runs Vale Corp. Officials closed it", "Officials"),
    ])
    def test_the_dot_of_an_abbreviation_ends_a_sentence_before_a_sure_opening(self, text, opening):
        document = annotated(text)
        assert [document.tokens[s.first].text for s in document.sentences[1:]] == [opening]

    @pytest.mark.parametrize("text", ["It shut at 8 a.m. Monday", "He left Vale Co. Lirona", "It shut at 8 a.m. there"])
    def test_the_dot_of_an_abbreviation_ends_no_sentence_before_a_name(self, text):
        assert len(annotated(text).sentences) == 1

    def test_nothing_gives_nothing(self):
        assert annotated("").tokens == annotated(" \n").tokens == ()


class Parser:
    """Stands in for a pipeline: it knows one parse and gives it for the text of the parse."""

    def __init__(self, doc: spacy.tokens.Doc) -> None:
        self.doc = doc

        self.vocab = doc.vocab

    memory_zone = staticmethod(nullcontext)

    def make_doc(self, text: str) -> spacy.tokens.Doc:
        assert text == self.doc.text
        return self.doc

    def __call__(self, doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
        assert doc.text == self.doc.text
        return self.doc


def read_by(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> dict[str, Token]:
    """The tokens of a parse by their text, in a block that begins five characters into the text."""
    monkeypatch.setattr(module, "load_pipeline", lambda code: parser)
    text = "Home\n" + parser.doc.text
    document = Document(id="d1", text=text, blocks=(Block(Span(5, len(text)), "body"),))
    return {token.text: token for token in annotate(document, ENGLISH).tokens}


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch, cutter: spacy.Language) -> dict[str, Token]:
    """A parse in CLEAR, with a line break inside that something hangs from."""
    doc = spacy.tokens.Doc(
        cutter.vocab, words=["Crews", "met", "\n", "in", "ORSA", "."], spaces=[True, False, False, True, False, False],
        heads=[1, 1, 1, 1, 3, 2], deps=["nsubj", "ROOT", "dep", "prep", "pobj", "punct"],
        pos=["NOUN", "VERB", "SPACE", "ADP", "PROPN", "PUNCT"], lemmas=["Crew", "Meet", "\n", "in", "ORSA", "."],
        ents=["O", "O", "O", "O", "B-FAC", "O"],
    )  # fmt: skip
    return read_by(Parser(doc), monkeypatch)


@pytest.mark.parametrize(("deps", "expected"), [
    (["nsubjpass", "auxpass", "ROOT"], ["nsubj:pass", "aux:pass", "root"]),
    (["nmod", "aux", "ROOT"], ["nmod", "aux", "root"]),
], ids=["CLEAR without an object", "UD"])  # fmt: skip
def test_whose_labels_they_are_is_told_from_any_one_of_them(monkeypatch, cutter, deps, expected):
    doc = spacy.tokens.Doc(cutter.vocab, words=["Crews", "were", "shot"], heads=[2, 2, 2], deps=deps)
    assert [token.dep for token in read_by(Parser(doc), monkeypatch).values()] == expected


def test_a_parse_in_clear_comes_out_in_ud(by_hand):
    assert {text: token.dep for text, token in by_hand.items()} == {
        "Crews": "nsubj", "met": "root", "in": "case", "ORSA": "obl", ".": "root",
    }  # fmt: skip


def test_tokens_are_counted_without_white_space_and_placed_in_the_whole_text(by_hand):
    assert [(token.i, token.start) for token in by_hand.values()] == [(0, 5), (1, 11), (2, 15), (3, 18), (4, 22)]


def test_a_word_that_hangs_from_white_space_stands_alone(by_hand):
    assert by_hand["."].head == by_hand["."].i


def test_lemmas_are_lower_case_but_for_names(by_hand):
    assert [token.lemma for token in by_hand.values()] == ["crew", "meet", "in", "ORSA", "."]


def test_a_building_is_a_place(by_hand):
    assert (by_hand["ORSA"].entity, by_hand["ORSA"].entity_start) == ("LOC", True)


def test_a_language_without_a_pipeline_is_left_without_tokens(monkeypatch, fresh):
    monkeypatch.delenv("TIMELINE_PIPELINE_TLH", raising=False)
    document = find_blocks(Document(id="d1", text="nuqneH", language="tlh"), ENGLISH)
    assert annotate(document, replace(ENGLISH, code="tlh")) == document


def test_a_named_pipeline_takes_the_place_of_the_shipped_one(monkeypatch, fresh, tmp_path):
    spacy.blank("en", meta={"name": "ours"}).to_disk(tmp_path)
    monkeypatch.setenv("TIMELINE_PIPELINE_EN", str(tmp_path))
    assert load_pipeline("en").meta["name"] == "ours"


def test_a_named_pipeline_that_is_missing_is_said_so(monkeypatch, fresh):
    monkeypatch.setenv("TIMELINE_PIPELINE_EN", "no_such_pipeline")
    with pytest.raises(OSError, match="no_such_pipeline"):
        load_pipeline("en")


def test_the_shipped_pipeline_reads_a_plain_sentence(pipeline):
    document = annotated("The bridge was closed by engineers on Monday.")
    found = {token.text: (token.features, token.dep, document.tokens[token.head].text) for token in document.tokens}
    assert found["closed"] == (replace(PAST_PARTICIPLE, voice="Pass"), "root", "closed")
    assert found["bridge"] == (Features(number="Sing"), "nsubj:pass", "closed")
    assert found["engineers"] == (Features(number="Plur"), "obl:agent", "closed")


def test_the_shipped_pipeline_knows_a_person(pipeline):
    document = annotated("President Maria Santos met the ministers in Paris on Monday.")
    assert {token.text for token in document.tokens if token.entity == "PERSON"} >= {"Maria", "Santos"}


def test_the_shipped_pipeline_keeps_to_a_sure_opening(pipeline):
    document = annotated("The crew left the harbour at 8 a.m. Two ships followed it.")
    assert [document.tokens[s.first].text for s in document.sentences] == ["The", "Two"]


@pytest.mark.model
def test_a_sentence_is_not_cut_where_none_ends():
    told = annotated("Rovers beat City 3-2 after extra time at Millbrook Park on Sunday to win the cup.")
    assert len(told.sentences) == 1


def test_threads_that_ask_at_once_get_the_same_pipeline(fresh, monkeypatch, cutter, tmp_path) -> None:
    cutter.to_disk(tmp_path)
    monkeypatch.setenv("TIMELINE_PIPELINE_EN", str(tmp_path))
    with ThreadPoolExecutor(4) as threads:
        loaded = list(threads.map(load_pipeline, ["en"] * 4))
    assert len({id(each) for each in loaded}) == 1
