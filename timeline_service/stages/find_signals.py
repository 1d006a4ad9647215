"""before, after, since, until, as, following …: the words that state an order, and the relation they state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from timeline_service.model import Document, Language, Signal, Span, Token
from timeline_service.stages import stage

_CONNECTS = ("case", "mark", "advmod", "fixed", "acl", "advcl", "obl", "amod")  # labels a connective may carry


@stage(needs=("text", "tokens"), gives=("signals",))
def find_signals(document: Document, language: Language) -> Document:
    """Signals in text order, the longest at each place; ``token`` is the first word's."""
    phrases = _by_first_word(language.words.get("signals", {}))
    found = [
        Signal(f"s{n}", span, document.text[span.start : span.end], relation, token.i)
        for n, (token, span, relation) in enumerate(_matches(document.tokens, phrases), start=1)
    ]
    return replace(document, signals=tuple(found))


def _by_first_word(table: Mapping[str, Iterable[str]]) -> dict[str, list[tuple[list[str], str]]]:
    phrases: dict[str, list[tuple[list[str], str]]] = {}
    for relation, entries in table.items():
        for entry in entries:
            words = entry.split()
            phrases.setdefault(words[0], []).append((words, relation))
    return {first: sorted(found, key=lambda f: (-len(f[0]), f)) for first, found in phrases.items()}


def _matches(
    tokens: tuple[Token, ...], phrases: dict[str, list[tuple[list[str], str]]]
) -> Iterator[tuple[Token, Span, str]]:
    for token in tokens:
        for words, relation in phrases.get(token.text.lower(), ()):
            window = tokens[token.i : token.i + len(words)]
            if [t.text.lower() for t in window] == words and (len(words) > 1 or _connects(token, relation)):
                yield token, Span(token.start, window[-1].end), relation
                break


def _connects(token: Token, relation: str) -> bool:
    """A word alone is no signal as an adverb ("she once led") or where it names a role ("as mayor")."""
    adverb = token.pos == "ADV" and not token.features.is_wh
    return token.dep in _CONNECTS and not adverb and not (relation == "SIMULTANEOUS" and token.dep == "case")
