"""Blocks → sentences and tokens, in one label scheme. Only this and ``reader/`` know spaCy.

The shipped pipeline speaks Universal Dependencies v2; spaCy's official English pipelines speak CLEAR (ClearNLP).
Whoever names one of those in ``TIMELINE_PIPELINE_EN`` gets its labels and prepositional phrases turned into UD here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

import numpy as np
import spacy
import spacy.strings
import spacy.tokens
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IS_SPACE, LEMMA, LENGTH, MORPH, POS, TAG

from timeline_service import deadline
from timeline_service.model import Block, Document, Language, Sentence, Span, Token, Views
from timeline_service.reader.component import VIEWS
from timeline_service.reader.loading import load_pipeline
from timeline_service.stages import stage
from timeline_service.stages.annotate.repairs import repaired
from timeline_service.syntax.features import features, of_tag

_LONG_RUN = re.compile(r"\S{80,}")  # spaCy's tokenizer is quadratic on runs without a space
_PIECE = 60  # characters that a longer run is cut into
_MARKS = re.compile(r"[^\w\s]{40,}")  # a piece of nothing else holds no words: a ruled line, and it is not parsed
_CHUNK = 4_000  # characters parsed as one: bounds the memory and time of a paragraph without an end
_BATCH = 16_000  # characters after which a deadline is looked at and spaCy's memory is given back
_ATTRIBUTES = (LENGTH, LEMMA, TAG, MORPH, POS, DEP, HEAD, ENT_TYPE, ENT_IOB, IS_SPACE)
_SIGN, _BEGINS = 1 << 63, 3  # spaCy gives steps to the head as unsigned 64-bit numbers, and 3 for the "B" of IOB
_ONE_AT_A_TIME = Lock()  # a memory zone belongs to the whole pipeline
_Row = list[int]
_BLANK_LINE = "\n\n"
_NONE: frozenset[str] = frozenset()
_ENTITY_TYPES = {"PER": "PERSON", "FAC": "LOC", "NORP": "NORP"}
_CLEAR_TO_UD = {
    "ROOT": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj",
    "dative": "iobj", "agent": "case", "prep": "case", "pobj": "obl", "poss": "nmod:poss", "prt": "compound:prt",
    "relcl": "acl:relcl", "attr": "xcomp", "acomp": "xcomp", "oprd": "xcomp", "neg": "advmod",
    "npadvmod": "obl:unmarked",
    "nn": "compound", "predet": "det:predet", "preconj": "cc:preconj", "quantmod": "advmod", "pcomp": "advcl",
    "complm": "mark", "meta": "dep", "intj": "discourse", "nmod": "compound",
}  # fmt: skip
_CLEAR_ALONE = _CLEAR_TO_UD.keys() - {"nmod"}  # labels that tell CLEAR from UD, which has nmod too


@stage(needs=("text", "blocks"), gives=("tokens", "sentences", "views"))
def annotate(document: Document, language: Language) -> Document:
    """Sentences never cross a block; a document in a language without a pipeline is left without tokens."""
    nlp = load_pipeline(language.code)
    if nlp is None:
        return document
    shortened = language.words.get("sentences", {})
    opening = _opening(shortened.get("abbreviations", _NONE), shortened.get("openers", _NONE))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    views: list[tuple[NDArray[np.float16], NDArray[np.float16]]] = []
    pieces = [(n, span) for n, block in enumerate(document.blocks) for span in _pieces(document.text, block)]
    for batch in _batches(pieces):
        deadline.check()
        with _ONE_AT_A_TIME, nlp.memory_zone():
            joined = _joined(nlp, document.text, batch, opening)
            doc = nlp(joined.doc)
            views += [doc.user_data[VIEWS]] if VIEWS in doc.user_data else []
            for block, words in _sentences(doc, joined):
                first = len(tokens)
                tokens += _tokens(words, joined, nlp.vocab.strings, text=document.text, first=first)
                where = Span(tokens[first].start, tokens[-1].end)
                kind = document.blocks[block].kind
                sentences.append(Sentence(len(sentences), first, len(tokens), where, block, kind))
    seen = Views(*map(np.concatenate, zip(*views))) if views else None
    tokens = repaired(tokens, language.words)
    return replace(document, tokens=tuple(tokens), sentences=tuple(sentences), views=seen)


@dataclass(frozen=True, slots=True)
class _Joined:
    """Pieces of blocks as one spaCy document, a blank line between blocks, so that they are read as one text.

    For each of its tokens, ``starts`` is where it stands in the article and ``blocks`` in which block.
    """

    doc: spacy.tokens.Doc
    starts: list[int]
    blocks: list[int]


def _joined(nlp: spacy.Language, text: str, pieces: list[tuple[int, Span]], opening: re.Pattern[str]) -> _Joined:
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    blocks: list[int] = []
    opens: list[int] = []
    for block, span in pieces:
        part = text[span.start : span.end]
        known = {match.end() for match in opening.finditer(part)}
        if blocks and blocks[-1] != block:
            known.add(0)
            words.append(_BLANK_LINE)
            spaces.append(False)
            starts.append(span.start)
            blocks.append(block)
        for token in nlp.make_doc(part):
            if token.idx in known:
                opens.append(len(words))
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            starts.append(span.start + token.idx)
            blocks.append(block)
    doc = spacy.tokens.Doc(nlp.vocab, words=words, spaces=spaces)
    for place in opens:
        doc[place].is_sent_start = True
    return _Joined(doc, starts, blocks)


@cache
def _opening(abbreviations: frozenset[str], openers: frozenset[str]) -> re.Pattern[str]:
    """Where a sentence begins behind an abbreviation: the dot of "8 a.m." ends one before "The", and no name."""
    one, other = ("|".join(map(re.escape, sorted(words))) for words in (abbreviations, openers))
    return re.compile(rf"\b(?:{one})\s+(?=(?:{other})\b)") if one and other else re.compile(r"(?!)")


def _batches(pieces: list[tuple[int, Span]]) -> Iterator[list[tuple[int, Span]]]:
    batch: list[tuple[int, Span]] = []
    size = 0
    for block, span in pieces:
        if batch and size + span.end - span.start > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append((block, span))
        size += span.end - span.start
    if batch:
        yield batch


def _pieces(text: str, block: Block) -> Iterator[Span]:
    """The block as one span, or several where a run without a space or the whole is too long for the parser."""
    start = block.span.start
    for end in _cuts(text, block.span):
        while end - start > _CHUNK:
            space = text.rfind(" ", start + 1, start + _CHUNK)
            cut = space if space > start else start + _CHUNK
            yield Span(start, cut)
            start = cut
        if end > start and not _MARKS.fullmatch(text, start, end):
            yield Span(start, end)
        start = end


def _cuts(text: str, span: Span) -> Iterator[int]:
    for run in _LONG_RUN.finditer(text, span.start, span.end):
        yield from range(run.start() + _PIECE, run.end(), _PIECE)
    yield span.end


def _sentences(doc: spacy.tokens.Doc, joined: _Joined) -> Iterator[tuple[int, list[tuple[int, _Row]]]]:
    """The words of each sentence with their places in the doc, and its block; white space is no word."""
    rows = doc.to_array(list(_ATTRIBUTES)).tolist()
    whole: list[tuple[int, _Row]] = []
    for sent in doc.sents:
        words = [(n, rows[n]) for n in range(sent.start, sent.end) if not rows[n][-1]]
        if whole and words and not _goes_on(doc, joined, whole[-1][0], words[0][0]):
            yield joined.blocks[whole[0][0]], whole
            whole = []
        whole += words
    if whole:
        yield joined.blocks[whole[0][0]], whole


def _goes_on(doc: spacy.tokens.Doc, joined: _Joined, last: int, first: int) -> bool:
    """Whether a sentence was cut where none ends: "Rovers beat City" from "3-2 after extra time"."""
    before, after = doc[last].text, doc[first].text
    small = after[0].islower() or after[0].isdigit()
    near = joined.starts[first] - joined.starts[last] - len(before) <= 1
    return small and before[-1].isalnum() and near and joined.blocks[first] == joined.blocks[last]


def _tokens(
    words: list[tuple[int, _Row]], joined: _Joined, strings: spacy.strings.StringStore, *, text: str, first: int
) -> list[Token]:
    """One sentence; read as an array, because spaCy makes an object for every look at a word."""
    place = {n: first + number for number, (n, _) in enumerate(words)}
    tokens = []
    for n, (length, lemma, tag, morph, pos, dep, step, entity, iob, _) in words:
        i, kind, start = place[n], strings[pos], joined.starts[n]
        head = place.get(n + (step if step < _SIGN else step - 2 * _SIGN), i)
        base, label = strings[lemma], "root" if head == i else strings[dep]
        word, base = text[start : start + length], base if kind == "PROPN" else base.lower()
        name = _ENTITY_TYPES.get(strings[entity], strings[entity])
        begins = iob == _BEGINS
        analysis = features(strings[morph]) if morph else of_tag(strings[tag])
        if analysis.is_wh and len(word) > 1 and word.isupper() and _has_small_words(words, joined, text):
            analysis = replace(analysis, pron_type="")  # the body that is called WHO
        tokens.append(Token(i, start, start + length, word, base, kind, analysis, label, head, name, begins))
    return _from_clear(tokens, first) if any(token.dep in _CLEAR_ALONE for token in tokens) else tokens


def _has_small_words(words: list[tuple[int, _Row]], joined: _Joined, text: str) -> bool:
    return any(text[joined.starts[n] : joined.starts[n] + length].islower() for n, (length, *_) in words)


def _from_clear(tokens: list[Token], first: int) -> list[Token]:
    """CLEAR → UD v2: the object of a preposition takes its place in the tree, the preposition becomes its case."""
    objects = {token.head: token for token in tokens if token.dep == "pobj"}
    turned = []
    for token in tokens:
        head, dep = token.head, _CLEAR_TO_UD.get(token.dep, token.dep)
        if token.i in objects and token.dep in ("prep", "agent"):
            head = objects[token.i].i
        elif token.dep == "pobj":
            preposition = tokens[token.head - first]
            governor = tokens[preposition.head - first]
            while governor.dep == "prep" and governor.head != governor.i:  # out of, because of
                governor = tokens[governor.head - first]
            head = governor.i
            dep = "obl:agent" if preposition.dep == "agent" else "nmod" if governor.pos in ("NOUN", "PROPN") else "obl"
        turned.append(replace(token, head=head, dep=dep))
    return turned
