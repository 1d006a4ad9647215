"""The words of a clause without the phrases that it stands without, least necessary first. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice

from timeline_service.model import Document, Span, Token
from timeline_service.stages.read_clauses import until_phrase, verb_group
from timeline_service.stages.write_titles.subjects import own_subjects, subject_words
from timeline_service.stages.write_titles.text import printed
from timeline_service.syntax.tree import Tree

MIN_WORDS, MAX_WORDS = 4, 14
_WEIGHED = 80  # words on either side of the trigger that are weighed for its title
# a phrase that no title loses; one that is likely a complement; one that a title loses unless it is too short
_NEVER, _COMPLEMENT, _APART = 99, 14, 2
# what a clause does without, the least necessary first; what is not here it cannot do without
_NEED: Mapping[str, int] = {
    "discourse": 0, "parataxis": 0, "vocative": 0, "dislocated": 0, "list": 0, "dep": 0, "orphan": 0,
    "acl:relcl": 5, "advcl": 4, "advcl:relcl": 1, "acl": 6, "advmod": 8, "obl:unmarked": 5, "nmod:unmarked": 5,
    "obl": 10, "nmod": 11, "amod": 9, "appos": 7, "obl:agent": 13, "conj": 12,
}  # fmt: skip
_OF_CLAUSES = ("aux", "aux:pass", "cop", "obj", "nsubj", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase that may go: the word that it hangs from, its words, and how much the clause needs it."""

    top: Token
    words: frozenset[Token]
    need: tuple[int, int]


def clause_words(head: Token, trigger: Token, document: Document, words: Mapping[str, Collection[str]]) -> set[Token]:
    """The words of a predicate, its subject and what hangs from it, shortened to a title around the trigger."""
    tree = document.tree
    first, last = trigger.i - _WEIGHED, trigger.i + _WEIGHED
    near = [token for token in document.tokens[max(first, 0) : last] if tree.covers(head.i, token.i)]
    around = {c.i for c in _around(head, tree)}
    whole = {token for token in near if token.i not in around and not any(tree.covers(i, token.i) for i in around)}
    group = [token for token in verb_group(head, tree) if token.i not in around]
    whole |= {head, *group, *islice(subject_words(head, document, after=fronted(head, trigger)), _WEIGHED)}
    whole = {token for token in whole if token.dep != "punct"}
    whole -= _in_brackets(document, min(t.i for t in whole), max(t.i for t in whole) + 1, trigger)
    phrases = sorted(_phrases(whole, head, trigger, document, words), key=lambda phrase: phrase.need)
    fitted = _fitted(whole, phrases, head)
    return fitted - set(_bits_of_dates(fitted, {head, trigger}, document))


def noun_words(noun: Token, trigger: Token, document: Document, words: Mapping[str, Collection[str]]) -> set[Token]:
    """A noun with what hangs from it, shortened to a title, without its preposition and what joins it on."""
    tree = document.tree
    near = document.tokens[max(noun.i - _WEIGHED, 0) : noun.i + _WEIGHED]
    outside = [c.i for c in tree[noun] if c.dep in ("case", "mark", "cc", "cop", "nsubj", "parataxis", "punct", "conj")]
    whole = {t for t in near if tree.covers(noun.i, t.i) and not any(tree.covers(i, t.i) for i in outside)}
    whole = {token for token in whole if token.dep != "punct"}
    phrases = sorted(_phrases(whole, noun, trigger, document, words), key=lambda phrase: phrase.need)
    fitted = _fitted(whole, phrases, noun)
    return fitted - set(_bits_of_dates(fitted, {noun, trigger}, document))


def fronted(head: Token, trigger: Token) -> int | None:
    """Where a trigger stands before the predicate of its title."""
    return trigger.i if trigger.i < head.i else None


def _around(head: Token, tree: Tree) -> Iterator[Token]:
    """What hangs from a predicate and joins it to its sentence: conjunctions, what it is conjoined to, asides; its
    subjects, which are looked for by themselves."""
    subjects = own_subjects(head, tree)
    outer = any(child.dep.endswith(":outer") for child in tree[head])
    for child in tree[head]:
        joins = child.dep == "mark" and child.pos != "PART" and child.lemma != "due"
        stray = outer and subjects and child.i < min(t.i for t in tree.subtree(subjects[0].i))
        predicate = child.pos in ("VERB", "AUX") or any(c.dep in _OF_CLAUSES for c in tree[child])
        clause = child.dep == "conj" and predicate
        if joins or stray or clause or child.is_relative or child.is_wh_adverb:
            yield child
        elif child.dep in ("cc", "punct", "parataxis", "discourse") or child.dep.startswith(("nsubj", "csubj")):
            yield child


def _in_brackets(document: Document, first: int, last: int, trigger: Token) -> set[Token]:
    """Words that stand in brackets, unless the trigger does."""
    found: set[Token] = set()
    opened: int | None = None
    for token in document.tokens[first : last + 1]:
        if token.text in "([{":
            opened = token.i
        elif token.text in ")]}" and opened is not None:
            if not opened < trigger.i < token.i:
                found |= set(document.tokens[opened : token.i + 1])
            opened = None
    return found


def _phrases(
    whole: Set[Token], head: Token, trigger: Token, document: Document, words: Mapping[str, Collection[str]]
) -> Iterator[_Phrase]:
    """The phrases that may go, each with its need; none that the trigger stands in."""
    tree = document.tree
    kept = until_phrase(head, tree)
    start = min(t.i for t in whole if t is head or t.head == head.i or t.dep.startswith("nsubj"))
    for top in whole:
        if top is head or tree.covers(top.i, trigger.i) or tree.covers(top.i, head.i) or top is kept:
            continue
        need = _need(top, head, document, words, start)
        if need < _NEVER:
            yield _Phrase(top, frozenset(t for t in whole if tree.covers(top.i, t.i)), (need, -abs(top.i - head.i)))


def _need(top: Token, head: Token, document: Document, words: Mapping[str, Collection[str]], start: int) -> int:
    tree = document.tree
    below = tree[top]
    openers = {child.text.lower() for child in below if child.dep in ("case", "mark", "advmod")}
    if _is_date(top, document):
        return 0
    if top.text.lower() in (*words.get("negations", ()), *words.get("quantities", ())) or openers & {"no", "not"}:
        return _NEVER
    if any(child.lemma.lower() in words.get("sources", ()) for child in below):
        return 0
    if top.dep == "advmod" and top.text.lower() in words.get("idle", ()):
        return 0
    above = document.tokens[top.head]
    infinitive = top.dep in ("acl", "advcl") and any(c.dep == "mark" and c.pos == "PART" for c in below)
    if (infinitive or (top.dep == "nmod" and "of" in openers)) and above.dep in ("obl", "nmod"):
        return _NEVER  # "as part of", "in an attempt to": with the phrase or not at all
    if (
        top.is_wh_adverb
        or _is_of_name(top, document)
        or _calls_for_its_article(top, document)
        or (above.dep == "amod" and above.i < top.i)
    ):
        return _NEVER  # "an engine capable of flight"
    if top.dep == "advmod" and (top.head != head.i or any(c.text.lower() == "no" for c in below)):
        return _NEVER
    need = _NEED.get(top.dep, _NEVER)
    if need < _NEVER and any(child.dep == "nummod" for child in below):
        need += 8  # a quantity
    if top.dep == "advcl" and openers & set(words.get("conditions", ())):
        return _COMPLEMENT
    if need < _NEVER and top.head == head.i and top.i < head.i and top.dep.startswith(("obl", "advcl", "advmod")):
        if not _inside_group(top, head, tree):
            return 1  # what stands before the subject
    if top.dep in ("acl", "acl:relcl", "advcl", "appos", "obl") and _is_set_off(top, document):
        return _APART
    if top.dep == "appos" and top.pos == "PROPN":
        return _NEVER
    if top.dep == "conj" and (top.pos == "VERB" or any(c.dep == "cop" for c in below)):
        return 3
    if top.dep == "conj" and document.tokens[top.head].dep.startswith("nsubj"):
        return _NEVER
    if top.dep == "amod" and above.head == head.i and above.dep in ("nsubj", "nsubj:pass", "obj"):
        return 13
    if top.dep == "nmod" and openers & {"of"}:
        return _COMPLEMENT
    if top.dep == "obl" and openers & set(words.get("settings", ())):
        return 4
    if infinitive:
        return need + (6 if top.dep == "acl" else 3)
    if top.dep == "obl" and top.i == _first_behind(document.tokens[top.head], tree):
        return _COMPLEMENT
    return need


def _is_of_name(top: Token, document: Document) -> bool:
    """Whether an adjective belongs to the name that it stands in: "United States"."""
    head = document.tokens[top.head]
    return top.dep == "amod" and (top.text[:1].isupper() or (bool(top.entity) and top.entity == head.entity))


def _calls_for_its_article(top: Token, document: Document) -> bool:
    """Whether the article before an adjective would be another without it: "an additional loan"."""
    if top.dep != "amod" or not 0 < top.i < len(document.tokens) - 1:
        return False
    article, behind = document.tokens[top.i - 1], document.tokens[top.i + 1]
    sounds = [word.text[:1].lower() in "aeiou" for word in (top, behind)]
    return article.lemma == "a" and article.dep == "det" and sounds[0] != sounds[1]


def _inside_group(top: Token, head: Token, tree: Tree) -> bool:
    """Whether a word stands between the subject and its verb."""
    subjects = own_subjects(head, tree)
    return any(s.i < top.i for s in subjects) or not subjects


def _first_behind(verb: Token, tree: Tree) -> int:
    """The first dependent behind a verb that is no word of its group: likely its complement."""
    behind = (c for c in tree[verb] if c.i > verb.i and c.dep not in ("punct", "advmod", "compound:prt", "aux", "cop"))
    first = next(behind, None)
    return first.i if first else -1


def _is_set_off(top: Token, document: Document) -> bool:
    """Whether a phrase stands behind a comma, a dash or a colon: "a hearing, scheduled for Monday"."""
    first = min(word.i for word in document.tree.subtree(top.i) if word.dep != "punct")
    before = document.tokens[first - 1] if first else None
    if before is None or before.pos != "PUNCT":
        return False
    return before.text in ",:;—–([" or (before.text == "-" and before.end < document.tokens[first].start)


def _is_date(top: Token, document: Document) -> bool:
    """Whether a phrase is a date, which stands beside the title; not one that is part of a name or a subject."""
    if not top.dep.startswith(("obl", "nmod", "advmod", "advcl", "amod")) or top.dep == "nmod:poss":
        return False
    above = document.tokens[top.head]
    return any(s.start <= top.start < s.end and not s.start <= above.start < s.end for s in _dates(document))


def _dates(document: Document) -> Iterator[Span]:
    return (t.span for t in document.timexes if t.span is not None and t.type in ("DATE", "TIME"))


def _bits_of_dates(words: Collection[Token], kept: Collection[Token], document: Document) -> Iterator[Token]:
    """Words of dates that are there by half, without a preposition: "minutes" of "minutes later", "31" of "Oct. 31"."""
    for span in _dates(document):
        bits = [token for token in words if span.start <= token.start < span.end]
        led = any(child in words for token in bits for child in document.tree[token] if child.dep == "case")
        bound = any(token in kept or token.dep.startswith(("nsubj", "nmod:poss")) for token in bits)
        if len(bits) < len(document.text[span.start : span.end].split()) and not led and not bound:
            yield from bits


def _fitted(whole: set[Token], phrases: list[_Phrase], head: Token) -> set[Token]:
    """The words without the phrases that a title never needs and without as many others as make it short enough.

    What was cut comes back where there is room for it: first what is needed most, and in a title that is too short
    also what it would do without.
    """
    kept: set[Token] = set(whole)
    apart: list[tuple[_Phrase, Set[Token]]] = []
    cut: list[tuple[_Phrase, Set[Token]]] = []
    for phrase in phrases:
        spare = phrase.need[0] <= _APART
        if phrase.top in kept and (spare or len(printed(kept)) > MAX_WORDS):
            (apart if spare else cut).append((phrase, phrase.words & kept))
            kept -= phrase.words
    by_number = {token.i: token for token in whole}
    behind_first = sorted(apart, key=lambda one: one[0].top.i < head.i)
    for phrase, gone in (*reversed(cut), *behind_first):
        wanted = phrase.need[0] > _APART or len(printed(kept)) < MIN_WORDS
        if wanted and by_number.get(phrase.top.head) in kept:
            parts = phrases if phrase.need[0] >= _COMPLEMENT else ()
            inner = (part.words for part in parts if part.top in gone and part.top is not phrase.top)
            kept |= _as_fits(kept, gone, inner)
    return kept


def _as_fits(kept: Set[Token], gone: Set[Token], inner: Iterable[Set[Token]]) -> Set[Token]:
    """The phrase, or what is left of it without phrases inside of it, if there is room for it beside what is kept."""
    for phrase in (frozenset[Token](), *inner):
        gone = gone - phrase
        if len(printed(kept | gone)) <= MAX_WORDS:
            return gone
    return frozenset()
