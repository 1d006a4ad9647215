"""The encoder that ships: the same text is read the same, whatever is read before, beside or after it."""
from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

pytestmark = pytest.mark.model
SHORT = "Dravia and Kestria signed an accord in Lirona on March 3."
LONG = " ".join(f"The envoy of district {n} said that talks, stalled since May, would resume." for n in range(60))
RUN_TOGETHER = "the pumps failed and the crews left and " * 300


def written(doc: Doc) -> list[tuple[object, ...]]:
    words = [(t.text, t.tag_, t.pos_, str(t.morph), t.dep_, t.head.i, t.lemma_, bool(t.is_sent_start)) for t in doc]
    views = [array.tobytes() for array in doc.user_data["timeline_views"]]
    return [*words, *views, *((e.start, e.end, e.label_) for e in doc.ents)]


@pytest.mark.parametrize("text", [SHORT, LONG])
def test_neighbours_and_batches_do_not_matter(pipeline: Language, text: str) -> None:
    alone = written(pipeline(text))
    for size in (1, 2, 50):
        found = list(pipeline.pipe([SHORT, LONG, text, RUN_TOGETHER], batch_size=size))
        assert written(found[2]) == alone


def test_words_that_spacy_numbers_itself_are_read_as_often_as_they_come(pipeline: Language) -> None:
    """What one memory zone frees, the next must not find again: ``IS_ALPHA`` is number 1, which no map can clear."""
    for _ in range(3):
        with pipeline.memory_zone():
            assert [pipeline.make_doc(name)[0].text for name in IDS if name] == [name for name in IDS if name]


def test_an_error_while_reading_leaves_nothing_of_its_words(pipeline: Language) -> None:
    with pytest.raises(TimeoutError), pipeline.memory_zone():
        pipeline.make_doc("Zorbled gronks frobnicate")
        raise TimeoutError
    with pipeline.memory_zone():
        assert pipeline.make_doc("Zorbled gronks frobnicate")[0].text == "Zorbled"


ANY = ["", " ", "\n\n", "?", "a" * 300, "中" * 400, "\u00ad", RUN_TOGETHER, LONG + "\n\n" + SHORT]


@pytest.mark.parametrize("text", ANY)
def test_whatever_is_read_becomes_trees(pipeline: Language, text: str) -> None:
    doc = pipeline(text)
    for sentence in doc.sents:
        assert sum(token.head.i == token.i for token in sentence) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_a_sentence_that_fills_a_window_is_read_in_a_longer_one_and_a_longer_one_is_cut(pipeline: Language) -> None:
    clause = "the crew that the mayor whom the paper had named had hired left, "
    lengths = [sum(1 for _ in pipeline(clause * times + "officials said.").sents) for times in (15, 200)]
    assert lengths[0] == 1 < lengths[1]


def test_a_start_that_is_known_is_kept(pipeline: Language) -> None:
    doc = pipeline.make_doc("Talks resumed at 8 a.m. The envoy left.")
    doc[6].is_sent_start = True
    doc[7].is_sent_start = False
    assert [sentence.start for sentence in pipeline(doc).sents] == [0, 6]
