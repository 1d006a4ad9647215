"""A text's words in stretches that fit the encoder: none lost, none twice, whole paragraphs where they fit."""
from hypothesis import given
from hypothesis import strategies as st

from timeline_service.reader.pieces import Break, Shape, WordPieces
from timeline_service.reader.windows import LONGEST, Stretch, Word, fitting, inputs_of, of_like_length, sections

PIECES = WordPieces(["[UNK]", "[CLS]", "[SEP]", "a", "b"])


def word(pieces: int = 1, before: Break = Break.SPACE) -> Word:
    return Word((3,) * pieces, Shape.LOWER, before, None)


texts = st.lists(st.builds(word, st.integers(1, 8), st.sampled_from([Break.SPACE] * 20 + [Break.BLANK_LINE])))


@given(texts)
def test_sections_hold_every_word_once_and_begin_with_paragraphs(words):
    found = list(sections(words))
    assert [place for section in found for place in range(*section)] == list(range(len(words)))
    assert all(words[section.first].before is Break.BLANK_LINE for section in found[1:])


@given(texts)
def test_a_section_that_does_not_fit_is_one_paragraph(words):
    for section in sections(words):
        inside = [place for place in range(section.first + 1, section.end) if words[place].before is Break.BLANK_LINE]
        assert fitting(words, section, longest=LONGEST) == section or not inside


def test_paragraphs_stand_together_as_long_as_they_fit():
    words = ([word(before=Break.BLANK_LINE)] + [word()] * 99) * 4
    assert list(sections(words)) == [Stretch(0, 200), Stretch(200, 400)]


def test_a_word_that_does_not_fit_stands_alone():
    assert fitting([word(8), word(8)], Stretch(0, 2), longest=5) == Stretch(0, 1)


def test_stretches_of_like_length_share_a_run():
    words = [word()] * 70
    long, short, other = Stretch(0, 40), Stretch(40, 50), Stretch(50, 62)
    assert list(of_like_length(words, [long, short, other], together=50)) == [[short, other], [long]]


def test_the_arrays_say_where_each_word_begins_and_ends():
    words = [word(2), word(before=Break.NOTHING), word(before=Break.NEWLINE)]
    inputs = inputs_of(words, [Stretch(0, 2), Stretch(2, 3)], PIECES)
    assert inputs.ids.tolist() == [[1, 3, 3, 3, 2], [1, 3, 2, 0, 0]]
    assert inputs.mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert (inputs.first.tolist(), inputs.last.tolist()) == ([[1, 3], [1, 0]], [[2, 3], [1, 0]])
    assert inputs.breaks.tolist() == [[3, 3, 1, 1, 1], [3, 3, 1, 0, 0]]
