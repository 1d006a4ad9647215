"""Varies treebank sentences the way news text varies: headlines, quotes, missing full stops, line breaks.

Pure functions over :class:`training.conllu.Sentence`; all chance comes from the ``random.Random`` that is passed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from training.conllu import Sentence, Word
from training.docs import PARAGRAPH_BREAK

CURLY = {"'": "’", "``": "“", "''": "”"}
SMALL_WORDS = frozenset("a an and as at but by for from in into of off on or over s the to up with".split())


@dataclass(frozen=True)
class Rates:
    """How often each change is made: shares of passages (quotes) or of sentences (all others), 0 to 1."""

    curly_quotes: float = 0.25
    upper_case: float = 0.01
    title_case: float = 0.03
    lower_case: float = 0.01
    no_final_stop: float = 0.05
    paragraph_break: float = 0.15
    line_break: float = 0.04


def vary(sentences: Sequence[Sentence], rates: Rates, random: Random) -> tuple[list[Sentence], list[str]]:
    """A changed copy of a passage, and the whitespace token to write before each sentence (``""`` for none)."""
    changed = [_vary_case(sentence, rates, random) for sentence in sentences]
    if random.random() < rates.curly_quotes:
        changed = [_with_curly_quotes(sentence) for sentence in changed]
    breaks = []
    for position, sentence in enumerate(changed):
        if position and random.random() < rates.no_final_stop:
            changed[position - 1] = _without_final_stop(changed[position - 1])
            breaks.append(PARAGRAPH_BREAK)
        else:
            breaks.append(_break_before(sentence, rates, random))
    return changed, breaks


def _break_before(sentence: Sentence, rates: Rates, random: Random) -> str:
    if random.random() < rates.line_break:
        return "\n"
    if sentence.opens_paragraph or random.random() < rates.paragraph_break:
        return PARAGRAPH_BREAK
    return ""


def _vary_case(sentence: Sentence, rates: Rates, random: Random) -> Sentence:
    drawn = random.random()
    for rate, change in (
        (rates.upper_case, str.upper),
        (rates.title_case, _headline_case),
        (rates.lower_case, str.lower),
    ):
        if drawn < rate:
            return _with_forms(sentence, change)
        drawn -= rate
    return sentence


def _with_forms(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    """The sentence with every form changed, unless a change of length would disturb the tokens."""
    forms = [change(word.form) for word in sentence.words]
    if any(len(form) != len(word.form) for form, word in zip(forms, sentence.words, strict=True)):
        return sentence
    words = [replace(word, form=form) for form, word in zip(forms, sentence.words, strict=True)]
    return replace(sentence, words=tuple(words))


def _headline_case(form: str) -> str:
    if form.lower() in SMALL_WORDS or not form[0].isalpha() or not form.islower() or form == "n't":
        return form
    return form[0].upper() + form[1:]


def _without_final_stop(sentence: Sentence) -> Sentence:
    *body, last = sentence.words
    is_leaf = all(word.head != len(sentence.words) for word in body)
    if last.form == "." and body and last.head and is_leaf:
        return replace(sentence, words=tuple(body))
    return sentence


def _with_curly_quotes(sentence: Sentence) -> Sentence:
    words: list[Word] = []
    for word in sentence.words:
        form = word.form
        if form == '"':
            form = CURLY.get(word.xpos, "“")
        elif "'" in form:
            form = form.replace("'", "‘" if word.xpos == "``" else "’")
        words.append(replace(word, form=form))
    return replace(sentence, words=tuple(words))
