"""Words as word pieces, and what an uncased vocabulary does not say of them."""
import pytest

from timeline_service.reader.pieces import MOST_PIECES, Break, Shape, WordPieces, break_of, shape_of

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "cease", "##fire", "##s", "cafe", "-", "'", "s", "un", "##a", "中", "a", "##b"]
PIECES = WordPieces(VOCABULARY)


@pytest.mark.parametrize(("form", "expected"), [
    ("ceasefire", ["cease", "##fire"]),
    ("CEASEFIRES", ["cease", "##fire", "##s"]),
    ("Café", ["cafe"]),
    ("cease-a", ["cease", "-", "a"]),
    ("a's", ["a", "'", "s"]),
    ("中中", ["中", "中"]),
    ("un\u00adab", ["un", "##a", "##b"]),  # a soft hyphen is no letter
    ("ceasex", ["[UNK]"]),
    ("\ufffd", ["[UNK]"]),
    ("a" * 101, ["[UNK]"]),
])  # fmt: skip
def test_words_are_cut_by_the_longest_piece_first(form, expected):
    assert [VOCABULARY[number] for number in PIECES.of(form)] == expected


def test_of_a_long_word_the_beginning_and_the_last_piece_are_kept():
    pieces = PIECES.of("a" + "b" * 20 + "-")
    assert len(pieces) == MOST_PIECES
    assert [VOCABULARY[number] for number in (pieces[0], pieces[-1])] == ["a", "-"]


@pytest.mark.parametrize(("form", "expected"), [
    ("truce", Shape.LOWER), ("Truce", Shape.CAPITALIZED), ("UN", Shape.UPPER), ("A", Shape.CAPITAL_LETTER),
    ("McKay", Shape.MIXED), ("U.N.", Shape.MIXED), ("13", Shape.DIGITS), ("b2b", Shape.DIGITS), ("—", Shape.SYMBOLS),
    ("n't", Shape.OTHER),
])  # fmt: skip
def test_how_a_word_is_written(form, expected):
    assert shape_of(form) is expected


@pytest.mark.parametrize(("whitespace", "expected"), [
    ("", Break.NOTHING), (" ", Break.SPACE), ("\n", Break.NEWLINE), (" \n ", Break.NEWLINE), ("\n\n", Break.BLANK_LINE),
])  # fmt: skip
def test_what_stands_before_a_word(whitespace, expected):
    assert break_of(whitespace) is expected
