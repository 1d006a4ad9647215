"""Trees to try laws on: of any shape, with the labels, tags and words that rules look for; good ones, taken apart."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from conllu import bank, document, reparsed
from hypothesis import strategies as st
from misread import MISREAD

from timeline_service.model import Block, Document, Sentence, Span, Token
from timeline_service.syntax.features import of_tag
from timeline_service.syntax.tree import Tree

_DEPS = (
    "nsubj nsubj nsubj:pass obj obl nmod nmod:unmarked acl acl acl:relcl advcl ccomp xcomp conj parataxis advmod amod "
    "aux aux:pass cop case mark cc punct compound vocative"
).split()
_TAGS = "VBN VBN VBD VBD VBZ VBP VBG VB MD NN NNS NNP IN WDT CD POS TO RB , .".split()
_TEXTS = "after before that on Monday May 2019 said hit beat fire truce report , . who and 30 had was last".split()
_POS = {"V": "VERB", "M": "AUX", "N": "NOUN", "C": "NUM", "I": "ADP", "R": "ADV"}


@st.composite
def _trees(draw: st.DrawFn) -> list[int]:
    """The head of each word; of a tree with one root, which is its own head."""
    size = draw(st.integers(2, 14))
    order = draw(st.permutations(range(size)))
    heads = [order[0]] * size
    for n in range(1, size):
        heads[order[n]] = order[draw(st.integers(0, n - 1))]
    return heads


TREES = _trees()
HEADS = st.integers(1, 10).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n))


def words(
    heads: Sequence[int], deps: Sequence[str] = (), tags: Sequence[str] = (), texts: Sequence[str] = ()
) -> list[Token]:
    """Words with these heads, a space between any two."""
    found: list[Token] = []
    start = 0
    for i, head in enumerate(heads):
        text = texts[i] if texts else "word"
        tag = tags[i] if tags else "NN"
        dep = "root" if head == i else deps[i] if deps else "dep"
        found.append(Token(
            i=i, start=start, end=start + len(text), text=text, lemma=text.lower(), features=of_tag(tag),
            pos=_POS.get(tag[0], "PUNCT"), dep=dep, head=head,
        ))  # fmt: skip
        start += len(text) + 1
    return found


@st.composite
def _any_words(draw: st.DrawFn) -> Document:
    heads = draw(TREES)
    deps, tags, texts = (
        [draw(st.sampled_from(choice)) for _ in heads] for choice in (_DEPS, _TAGS, _TEXTS)
    )
    tokens = words(heads, deps, tags, texts)
    text = " ".join(token.text for token in tokens)
    whole = Span(0, len(text))
    return Document(
        id="d1", text=text, tokens=tuple(tokens), blocks=(Block(whole, "body"),),
        sentences=(Sentence(0, 0, len(tokens), whole, 0, "body"),),
    )


def misread(seed: int) -> Document:
    """A sentence that was misread, once more: some of its words hang elsewhere, with another label or tag."""
    chance = Random(seed)
    sentence, wrong = chance.choice(MISREAD)
    found = reparsed(document(bank()[sentence]), wrong)
    tokens = list(found.tokens)
    for _ in range(chance.randint(1, 8)):
        i = chance.randrange(len(tokens))
        head, dep, tag = chance.randrange(len(tokens)), chance.choice(_DEPS), chance.choice(_TAGS)
        if chance.random() < 0.2:
            tokens[i] = replace(tokens[i], features=of_tag(tag), pos=_POS.get(tag[0], "PUNCT"))
        elif tokens[i].head != i:
            tree = Tree(tokens)
            above = tokens[i].head if tree.covers(i, head) else head
            tokens[i] = replace(tokens[i], head=above, dep=dep if chance.random() < 0.5 else tokens[i].dep)
    return replace(found, tokens=tuple(tokens))


DOCUMENTS = _any_words()  # of one sentence
