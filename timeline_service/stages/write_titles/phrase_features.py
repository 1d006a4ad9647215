"""What speaks for or against a phrase of a clause in its title: features by name, whose weights are in
``languages/<xx>/title_phrases.toml``. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.logistic import Features
from timeline_service.stages.write_titles.phrase import Phrase, is_set_off

_SIZES = (1, 2, 3, 5, 8, 13)
_RESTS = (3, 5, 7, 9, 12, 16, 22)
_FEW = (4, 8, 14)
_DISTANCES = (1, 2, 4, 7, 12)
_FARTHEST = 8
_LIGHT = ("amod", "advmod")  # a word by itself may tell which
_PASSED = ("punct", "advmod", "compound:prt", "aux", "cop")


def features(phrase: Phrase) -> Features:
    """The features of a phrase; absent means 0."""
    names = (*_of_label(phrase), *_of_place(phrase), *_of_size(phrase), *_of_words(phrase), *_of_noun(phrase))
    return dict.fromkeys(names, 1.0)


def _of_label(phrase: Phrase) -> Iterator[str]:
    top, above, label = phrase.top, phrase.above, phrase.top.dep
    opener = next((c.lemma.lower() for c in phrase.below if c.dep in ("case", "mark")), "")
    yield label
    yield f"{label} of {'head' if above is phrase.head else above.dep}"
    yield f"{label} under {above.pos}"
    yield f"{label} of {top.pos}"
    yield f"{label} with {opener or 'nothing'}"
    yield f"{opener or label} behind {above.lemma.lower()}"
    if label in _LIGHT:
        yield f"{label} {top.lemma.lower()}"
    if phrase.is_infinitive:
        yield f"{label} infinitive"
    if label == "conj":
        yield f"joined by {next((c.lemma for c in phrase.below if c.dep == 'cc'), 'nothing')}"


def _of_place(phrase: Phrase) -> Iterator[str]:
    top, above, head, label = phrase.top, phrase.above, phrase.head, phrase.top.dep
    up = [token.i for _, token in zip(range(_FARTHEST), phrase.document.tree.way_up(top.i))]
    depth = up.index(head.i) if head.i in up else _FARTHEST
    yield f"{min(depth, 4)} deep"
    yield f"{_up_to(abs(top.i - above.i), _DISTANCES)} away"
    if top.i < head.i:
        yield "before the head"
    if any(phrase.document.tokens[i].dep.startswith(("nsubj", "csubj")) for i in up[:depth]):
        yield f"{label} in the subject"
    yield f"{label} set off" if is_set_off(phrase) else f"{label} bound to {above.dep}"
    if top.i < above.i:
        yield f"{label} before"
        return
    yield f"{label} behind"
    behind = [child for child in phrase.document.tree[above] if child.i > above.i and child.dep not in _PASSED]
    yield f"{min(sum(child.i < top.i for child in behind), 3)} between"
    if behind and behind[0] is top:
        yield f"{label} first behind"
    if above.pos == "VERB" and not any(c.dep in ("obj", "ccomp", "xcomp") for c in phrase.document.tree[above]):
        yield f"{label} of a verb without object"


def _of_size(phrase: Phrase) -> Iterator[str]:
    size, rest = _up_to(len(phrase.words), _SIZES), len(phrase.whole) - len(phrase.words)
    yield f"{size} words"
    yield f"{phrase.top.dep} of {size} words"
    yield f"{_up_to(rest, _RESTS)} words besides"
    yield f"{phrase.top.dep} beside {_up_to(rest, _FEW)} words"


def _of_words(phrase: Phrase) -> Iterator[str]:
    top, label = phrase.top, phrase.top.dep
    if any(word.i in phrase.told for word in phrase.words):
        yield f"{label} told"
    if any(child.dep == "nummod" for child in phrase.below):
        yield f"{label} counted"
        yield f"counted with {phrase.document.tree.case(top) or 'nothing'}"
    if any(word.pos == "NUM" for word in phrase.words):
        yield f"{label} with a number"
    if top.entity:
        yield f"{label} {top.entity}"
    if top.text[:1].isupper():
        yield f"{label} with a capital"


def _of_noun(phrase: Phrase) -> Iterator[str]:
    """Whether the noun that it hangs from is "a" one or "the" one."""
    for article in (child for child in phrase.document.tree[phrase.above] if child.dep == "det"):
        yield f"{phrase.top.dep} of {'a' if article.lemma == 'a' else 'the'} noun"


def _up_to(number: int, edges: tuple[int, ...]) -> str:
    return next((f"{edge}" for edge in edges if number <= edge), f"over {edges[-1]}")
