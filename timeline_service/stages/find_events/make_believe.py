"""What happens only in a story, a play or an exercise is no event of the world. A part of ``find_events``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline_service import deadline
from timeline_service.model import Clause, Document, Note, Sentence, Token
from timeline_service.syntax.labels import NOMINAL_SUBJECTS

_BARE = ("PRESENT", "PRESPART", "PASTPART", "INFINITIVE", "NONE")
SATIRE = Note("satire", "The text says that it is satire or made up, so no events were taken from it.")


def is_satire(document: Document, words: Mapping) -> bool:
    """Whether a text bears the label of satire at its head, or says at its head or end that it is made up."""
    blocks = [document.text[b.span.start : b.span.end].lower() for b in document.blocks if b.kind != "furniture"]
    if not blocks:
        return False
    labels = "|".join(map(re.escape, sorted(words.get("labels", ()))))
    labelled = re.match(rf"\W*(?:{labels})\s*[-–—:|\])]", blocks[0]) if labels else None
    return bool(labelled) or any(p in end for end in (blocks[0], blocks[-1]) for p in words.get("phrases", ()))


def made_up(document: Document, words: Mapping) -> frozenset[int]:
    """Numbers of the clauses that retell a work ("in it, miners strike") or tell what was played in an exercise."""
    found: set[int] = set()
    sentence_of = {t.i: s.i for s in document.sentences for t in document.tokens[s.first : s.last]}
    clauses: dict[int, list[Clause]] = defaultdict(list)
    for clause in document.clauses:
        clauses[sentence_of[clause.head]].append(clause)
    before: Sentence | None = None  # the sentence before, where it only retells
    for sentence in deadline.checked(document.sentences):
        here = clauses[sentence.i]
        retold = {n for clause in here for n in _retold(clause, here, sentence, document, words)}
        main = [clause for clause in here if clause.is_main]
        goes_on = before is not None and before.block == sentence.block and bool(main)
        if not retold and goes_on and all(map(_is_timeless, main)) and not _is_dated(sentence, document):
            retold = {clause.i for clause in here}
        before = sentence if retold and all(clause.i in retold for clause in main) else None
        found |= retold | {n for clause in here for n in _played(clause, here, document, words)}
    return frozenset(found)


def _is_timeless(clause: Clause) -> bool:
    return clause.tense == "PRESENT" and clause.frame is None


def _is_dated(sentence: Sentence, document: Document) -> bool:
    dates = (t.span for t in document.timexes_in(sentence.span) if t.span and t.type in ("DATE", "TIME"))
    return any(sentence.span.covers(span) for span in dates)


def _retold(
    clause: Clause, clauses: Sequence[Clause], sentence: Sentence, document: Document, words: Mapping
) -> Iterator[int]:
    """ "In the film, miners strike": the clause and what goes with it; "the novel tells how": what it tells."""
    if _is_timeless(clause) and clause.relation == "acl:relcl" and _is_set_in(clause, document, words):
        yield from (c.i for c in _below(clause, clauses))
    if not _is_timeless(clause) or not clause.is_main:
        return
    tree, telling = document.tree, document.tokens[clause.head].lemma in words.get("telling", ())
    for child in tree.children[clause.head]:
        if not _is_work(child, sentence, document, words.get("works", ())):
            continue
        if child.dep == "obl" and child.i < clause.head and _case(child, document) in words.get("inside", ()):
            yield from (c.i for c in _below(clause, clauses) if not tree.covers(child.i, c.head))
        elif child.dep in NOMINAL_SUBJECTS and telling:
            yield from (c.i for c in _below(clause, clauses) if c is not clause and c.relation != "conj")


def _is_set_in(clause: Clause, document: Document, words: Mapping) -> bool:
    """ "A film in which a car falls from a bridge", "where": not one "that opens in May"."""
    head = document.tokens[clause.head]
    inside = (c for c in document.tree.children[clause.head] if c.i < head.i and c.features.is_wh)
    inner = any(c.dep == "advmod" or _case(c, document) in words.get("inside", ()) for c in inside)
    return inner and document.tokens[head.head].lemma.lower() in words.get("works", ())


def _case(noun: Token, document: Document) -> str:
    return next((c.text.lower() for c in document.tree[noun] if c.dep == "case"), "")


def _is_work(word: Token, sentence: Sentence, document: Document, works: Iterable[str]) -> bool:
    """A film, a novel, or "it" where the sentence before is about one."""
    if not word.features.is_personal:
        return word.lemma.lower() in works
    before = document.sentences[sentence.i - 1] if sentence.i else None
    if before is None or before.block != sentence.block:
        return False
    return any(
        noun.lemma.lower() in works and noun.dep in (*NOMINAL_SUBJECTS, "obj", "nmod:desc", "root")
        for noun in document.tokens[before.first : before.last]
    )


def _below(clause: Clause, clauses: Sequence[Clause]) -> list[Clause]:
    """A clause, those that hang from it and those joined to it, as long as no other tense begins."""
    found, numbers = [clause], {clause.i}
    for other in clauses:
        if other.governor in numbers and other.tense in _BARE:
            numbers.add(other.i)
            found.append(other)
    return found


def _played(clause: Clause, clauses: Sequence[Clause], document: Document, words: Mapping) -> Iterator[int]:
    """ "Gunmen stormed the station in a drill", "in a mock raid"; in exercises people may be harmed."""
    head = document.tokens[clause.head]
    for noun in _parts(head, document, words):
        harm = head.lemma in words.get("harming", ())
        pretended = any(c.dep == "amod" and c.text.lower() in words.get("pretended", ()) for c in document.tree[noun])
        if pretended or noun.lemma in words.get("unreal", ()) or (noun.lemma in words.get("drills", ()) and not harm):
            yield clause.i
            numbers = {clause.i}
            for other in clauses:
                joined = other.governor in numbers and other.relation in ("conj", "advcl", "xcomp", "ccomp")
                if joined and not document.tree.covers(noun.i, other.head):
                    numbers.add(other.i)
                    yield other.i


def _parts(head: Token, document: Document, words: Mapping) -> Iterator[Token]:
    """Nouns that say what a verb was part of: "in an exercise", "as part of a drill"."""
    for child in document.tree[head]:
        if child.dep.startswith("obl"):
            known = any(c.dep == "det" and c.lemma in words.get("indefinite", ()) for c in document.tree[child])
            if known and _case(child, document) in words.get("inside", ()):
                yield child
            elif child.lemma in words.get("parts", ()):
                yield from (c for c in document.tree[child] if c.dep.startswith("nmod"))
