"""Varies the names in a corpus: another name in the place of one, small letters, a dateline in front.

Pure functions over :class:`training.conllu.Sentence`, as in :mod:`training.augment`; all chance comes from the
``random.Random`` that is passed in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from training.conllu import Document, Sentence, Word
from training.name_corpora import LOCATION, ORGANIZATION

Mention = tuple[Word, ...]

AGENCIES = ("AP", "AFP", "Reuters")
MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


@dataclass(frozen=True)
class NameRates:
    """How often each change is made: shares of names (replaced, small) or of passages (dateline), 0 to 1."""

    replaced: float = 0.3
    small: float = 0.03
    dateline: float = 0.02


def pool_of(documents: Iterable[Document]) -> dict[str, list[Mention]]:
    """Type → the capitalised names of that type, each once."""
    pool: dict[str, dict[str, Mention]] = {}
    for document in documents:
        for sentence in document.sentences:
            for start, end in _mentions(sentence.words):
                words = sentence.words[start:end]
                if words[0].form[0].isupper():
                    forms = " ".join(word.form for word in words)
                    pool.setdefault(_label(words[0]), {}).setdefault(forms, words)
    return {label: list(mentions.values()) for label, mentions in pool.items()}


def vary_names(
    sentences: Sequence[Sentence], pool: Mapping[str, Sequence[Mention]], rates: NameRates, random: Random
) -> list[Sentence]:
    """A changed copy of a passage."""
    first, *others = [_with_other_names(sentence, pool, rates, random) for sentence in sentences]
    if random.random() < rates.dateline and pool.get(LOCATION):
        first = _with_dateline(first, random.choice(pool[LOCATION]), random)
    return [first, *others]


def _mentions(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """(first word, word after the last) of each name."""
    start = None
    for position, word in enumerate((*words, None)):
        if start is not None and (word is None or not word.entity.startswith("I-")):
            yield start, position
            start = None
        if word is not None and word.entity.startswith("B-"):
            start = position


def _label(word: Word) -> str:
    return word.entity[2:]


def _with_other_names(
    sentence: Sentence, pool: Mapping[str, Sequence[Mention]], rates: NameRates, random: Random
) -> Sentence:
    words: list[Word] = []
    done = 0
    for start, end in _mentions(sentence.words):
        words.extend(sentence.words[done:start])
        words.extend(_changed(sentence.words[start:end], pool, rates, random))
        done = end
    return replace(sentence, words=(*words, *sentence.words[done:]))


def _changed(mention: Mention, pool: Mapping[str, Sequence[Mention]], rates: NameRates, random: Random) -> Mention:
    drawn = random.random()
    others = pool.get(_label(mention[0]), ())
    if drawn < rates.replaced and others and mention[0].form[0].isalpha():
        return _written_as(mention, random.choice(others))
    if drawn > 1 - rates.small:
        return tuple(replace(word, form=word.form.lower()) for word in mention)
    return mention


def _written_as(old: Mention, new: Mention) -> Mention:
    """The new name in the old one's place: small or capital letters and the space after it stay."""
    *front, last = new
    words = (*front, replace(last, space_after=old[-1].space_after))
    if all(word.form.islower() for word in old):
        return tuple(replace(word, form=word.form.lower()) for word in words)
    if all(word.form.isupper() and len(word.form) > 3 for word in old):
        return tuple(replace(word, form=word.form.upper()) for word in words)
    return words


def _with_dateline(sentence: Sentence, place: Mention, random: Random) -> Sentence:
    """``CAIRO, Oct. 13 (AP) - `` before the sentence, date and agency now and then."""
    *front, last = (replace(word, form=word.form.upper()) for word in place)
    words = [*front, replace(last, space_after=True)]
    if random.random() < 0.3:
        words[-1] = replace(words[-1], space_after=False)
        words += [_word(","), _word(random.choice(MONTHS)), _word(str(random.randint(1, 30)))]
    if random.random() < 0.5:
        agency = _word(random.choice(AGENCIES), space_after=False, entity=f"B-{ORGANIZATION}")
        words += [_word("(", space_after=False), agency, _word(")")]
    return replace(sentence, words=(*words, _word(random.choice("-–—")), *sentence.words))


def _word(form: str, *, space_after: bool = True, entity: str = "O") -> Word:
    return Word(form, form, "X", "", "", 0, "dep", space_after, entity=entity)
