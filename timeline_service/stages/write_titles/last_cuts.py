"""The last resort for a title that no phrase that a clause can spare makes short enough. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from timeline_service.model import Token
from timeline_service.stages.write_titles.candidate import Candidate
from timeline_service.stages.write_titles.room import MAX_WORDS, MIN_WORDS
from timeline_service.stages.write_titles.text import QUOTES, is_cut_off, is_dangling, text

_OF_PERSONS = ("amod", "compound", "nmod:desc", "appos")  # "Deputy Health Minister" before a name
_AROUND = ("advcl", "acl", "acl:relcl", "obl", "nmod", "appos", "conj")
_BEFORE = ("amod", "compound")
_ROOM_BEHIND = MAX_WORDS - 3  # words that may stand before the trigger and leave room for something behind it


def cut_short(title: Candidate) -> str:
    """The title without the article that it begins with, where that makes it short; else without what stands before the
    name of a person, without phrases or without adjectives, nothing of which denies; where that does not make it short
    either, without its end, or where the trigger stands there, without its beginning."""
    articles = {word for word in title.line[:1] if word.features.pron_type == "Art"}
    shorter = title if _is_short(title) else replace(title, words=title.words - articles)
    shorter = shorter if _is_short(shorter) else _without_what_may_go(title)
    return text(title.worded(_nearest(shorter.line, title.trigger, title.document.tokens)))


def _without_what_may_go(title: Candidate) -> Candidate:
    tree = title.document.tree
    for top in _tops(title):
        without = replace(title, words=frozenset(word for word in title.words if not tree.covers(top.i, word.i)))
        if len(without.line) >= MIN_WORDS and not is_dangling(without.line[-1]):
            title = without
        if _is_short(title):
            break
    return title


def _is_short(title: Candidate) -> bool:
    return len(title.text.split()) <= MAX_WORDS


def _tops(title: Candidate) -> Iterator[Token]:
    """The tops of what may go, the first to go first."""
    tree, tokens = title.document.tree, title.document.tokens
    lexicon, indefinite = title.lexicon, title.lexicon.get("indefinite")
    deny = {*lexicon.get("negations")} - {*lexicon.get("lacking")}
    spare = [
        word
        for word in title.line
        if not tree.covers(word.i, title.trigger.i)
        and not tree.covers(word.i, title.head.i)
        and not any(below.text.lower() in deny for below in tree.subtree(word.i))
    ]
    before = [w for w in spare if w.dep in _OF_PERSONS and tokens[w.head].entity == "PERSON" != w.entity]
    around = [w for w in spare if w.dep in _AROUND and w.i > title.head.i]
    plain = [w for w in spare if w.dep in _BEFORE and w.text.islower()]
    adjectives = (w for w in plain if not _has_an_article(w, tokens, indefinite))
    yield from (*before, *reversed(around), *adjectives)


def _has_an_article(word: Token, tokens: Sequence[Token], indefinite: Collection[str]) -> bool:
    """Whether "a" or "an" stands before an adjective, be it outside its quotation marks."""
    before = next((t for t in reversed(tokens[max(word.i - 2, 0) : word.i]) if t.text not in QUOTES), word)
    return before.lemma in indefinite


def _nearest(words: list[Token], trigger: Token, tokens: Sequence[Token]) -> list[Token]:
    while len(text(words).split()) > MAX_WORDS:
        place = next((n for n, word in enumerate(words) if word is trigger), 0)
        far = words[-1] if place < _ROOM_BEHIND else words[0]
        words = [word for word in words if word is not far]
    while len(words) > MIN_WORDS and words[-1] is not trigger:
        if not is_dangling(words[-1]) and not is_cut_off(words[-1], words, tokens):
            break
        words = words[:-1]
    return words
