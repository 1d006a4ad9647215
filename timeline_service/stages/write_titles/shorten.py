"""The words of a clause without the phrases that it stands without, least necessary first. Part of ``write_titles``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set

from timeline_service.model import Document, Token
from timeline_service.stages.write_titles.conjoined import is_in_one_breath, is_one_of_two, shares_what_follows
from timeline_service.stages.write_titles.necessity import NEVER, need
from timeline_service.stages.write_titles.phrase import Phrase, Words
from timeline_service.stages.write_titles.room import Part, fitted
from timeline_service.stages.write_titles.stumps import without_stumps
from timeline_service.stages.write_titles.subjects import lacks_its_auxiliary, own_subjects, subject_words
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import until_phrase, verb_group

_ROUNDS = 2
_BETWEEN = 3  # words from one of a list to the next
_DASHES = ("—", "–", "--")
_OF_AN_ASIDE = 16  # words between two dashes, at most
_WEIGHED = 80  # words on either side of the trigger that are weighed for its title
Told = Collection[int]  # the triggers that have rows, by their number
_APART = ("case", "mark", "cop", "nsubj", "parataxis", "punct")
_OF_CLAUSES = ("aux", "aux:pass", "cop", "obj", "nsubj", "nsubj:pass")


def clause_words(head: Token, trigger: Token, document: Document, words: Words, told: Told) -> set[Token]:
    """The words of a predicate, its subject and what hangs from it, shortened to a title around the trigger."""
    subject = title_subject(head, trigger, document, words)
    whole = whole_clause(head, trigger, document, words, subject)
    named = set(subject)
    found = phrases(whole, head, trigger, document, words, told)
    spare = [phrase for phrase in found if phrase.top not in named or phrase.above in named]
    return _short(whole, list(_parts(spare, named)), head, trigger, document, words)


def title_subject(head: Token, trigger: Token, document: Document, words: Words) -> list[Token]:
    """The words of the subject of a predicate in a title around the trigger."""
    return list(subject_words(head, document, words, after=_fronted(head, trigger, document.tree)))


def whole_clause(
    head: Token, trigger: Token, document: Document, words: Words, subject: Sequence[Token]
) -> set[Token]:
    """The words of a predicate, its subject and what hangs from it, without what joins it to its sentence."""
    tree = document.tree
    whole = {token for token in tree.subtree(head.i) if -_WEIGHED <= token.i - trigger.i < _WEIGHED}
    around = set(_around(head, trigger, tree, words))
    for joining in around:
        whole.difference_update(tree.subtree(joining.i))
    for shared in _shared_objects(head, tree):
        whole.update(tree.subtree(shared.i))
    named = set(subject[:_WEIGHED])
    if any(own.i in document.antecedents for own in own_subjects(head, tree)):
        whole -= _around_the_name(named, head, tree)
    whole |= named
    group = verb_group(head, tree)
    whole.update([head, *(token for token in (*group, *_shared_marks(head, group, tree)) if token not in around)])
    whole = {token for token in whole if token.dep != "punct"}
    numbers = [token.i for token in whole]
    return whole - _in_asides(document, min(numbers), max(numbers) + 1, (head, trigger))


def noun_words(noun: Token, trigger: Token, document: Document, words: Words, told: Told) -> set[Token]:
    """A noun with what hangs from it, shortened to a title."""
    whole = whole_noun(noun, document)
    numbers = [token.i for token in whole]
    whole -= _in_asides(document, min(numbers), max(numbers) + 1, (noun, trigger))
    parts = list(_parts(phrases(whole, noun, trigger, document, words, told)))
    return _short(whole, parts, noun, trigger, document, words)


def whole_noun(noun: Token, document: Document) -> set[Token]:
    """A noun with what hangs from it, without its preposition, what measures that ("two days before") and what joins
    it on."""
    tree = document.tree
    opening = max((c.i for c in tree[noun] if c.dep in ("case", "mark", "cop") and c.i < noun.i), default=-1)
    first = tree.first(noun.i)
    opening = max(opening, first if document.tokens[first].dep == "case" else -1)  # whatever the parse hangs it from
    near = document.tokens[max(noun.i - _WEIGHED, opening + 1, 0) : noun.i + _WEIGHED]
    apart = _APART if shares_what_follows(noun, tree) else (*_APART, "cc", "conj")
    outside = [c.i for c in tree[noun] if c.dep in apart]
    whole = {t for t in near if tree.covers(noun.i, t.i) and not any(tree.covers(i, t.i) for i in outside)}
    return {token for token in whole if token.dep != "punct"}


def _short(
    whole: set[Token], parts: Collection[Part], head: Token, trigger: Token, document: Document, words: Words
) -> set[Token]:
    """The words that there is room for, without bits of what went; what that makes room for comes back."""
    for _ in range(_ROUNDS):
        kept = fitted(whole, parts, head)
        tidied = without_stumps(kept, whole, head, trigger, document, words)
        if tidied == kept or len(whole) == len(kept):
            break
        bits = kept - tidied
        whole = {t for t in whole if t in tidied or not any(document.tree.covers(bit.i, t.i) for bit in bits)}
    return tidied


def _shared_marks(head: Token, group: Sequence[Token], tree: Tree) -> Iterator[Token]:
    """The "to" behind the auxiliary that a conjunct shares: "The fair was to open in Orsa and close on May 9"."""
    if not group or group[0].head == head.i:
        return
    first = group[0]
    for mark in tree[tree.tokens[first.head]]:
        if mark.dep == "mark" and first.i < mark.i < first.head:
            yield from tree.subtree(mark.i)


def _around_the_name(subject: Set[Token], head: Token, tree: Tree) -> set[Token]:
    """The phrase that has the name for a pronoun: "Although Rosa Maro was found guilty, she denies it"."""
    own = {child.i for child in tree[head] if "subj" in child.dep}
    named = next((token for token in subject if tree.covers(head.i, token.i)), None)
    top = next((c for c in tree[head] if named and c.i not in own and tree.covers(c.i, named.i)), None)
    return set(tree.subtree(top.i)) if top else set()


def _shared_objects(head: Token, tree: Tree) -> Iterator[Token]:
    """What stands behind a verb and hangs from the one before it: "Police arrested and questioned the student"."""
    if head.dep == "conj" and not any(c.dep in ("obj", "ccomp", "xcomp", "obl") for c in tree[head]):
        yield from (c for c in tree.children[head.head] if c.dep == "obj" and c.i > head.i)


def _fronted(head: Token, trigger: Token, tree: Tree) -> int | None:
    """Where a trigger, or what somebody says, stands before the predicate of its title."""
    said = (child.i for child in tree[head] if child.dep in ("ccomp", "parataxis") and child.i < head.i)
    return min((*said, *([trigger.i] if trigger.i < head.i else ())), default=None)


def _around(head: Token, trigger: Token, tree: Tree, words: Words) -> Iterator[Token]:
    """What hangs from a predicate and joins it to its sentence: conjunctions, what it is conjoined to, with "either"
    or "not only" before that, asides; its subjects, which are looked for by themselves."""
    subjects = own_subjects(head, tree)
    outer = any(child.dep.endswith(":outer") for child in tree[head])
    for child in tree[head]:
        joins = child.dep == "mark" and child.pos != "PART" and child.lemma not in words.get("due")
        stray = outer and subjects and child.i < min(t.i for t in tree.subtree(subjects[0].i))
        predicate = child.pos in ("VERB", "AUX") or any(c.dep in _OF_CLAUSES for c in tree[child])
        clause = child.dep == "conj" and predicate and not (child is trigger and lacks_its_auxiliary(child, tree))
        clause = clause and not is_in_one_breath(child, tree, words) and not is_one_of_two(child, tree, words)
        relative = (child.is_relative or child.is_wh_adverb) and child.i < head.i
        if joins or stray or clause or relative:
            yield child
            yield from _paired(head, tree, words) if clause else ()
        elif child.dep == "nsubj" and child.pos == "NUM" and subjects and child not in subjects:
            continue  # "fell 344.65" as some parses have it
        elif child is trigger and child.i > head.i and _is_aside_of_a_speaker(child, tree):
            continue
        elif child.dep in ("cc", "punct", "parataxis", "discourse") or child.dep.startswith(("nsubj", "csubj")):
            yield child


def _is_aside_of_a_speaker(verb: Token, tree: Tree) -> bool:
    """ "…, the navy has announced"."""
    below = {child.dep for child in tree[verb]}
    return verb.dep == "parataxis" and bool(own_subjects(verb, tree)) and not below & {"obj", "ccomp", "xcomp", "obl"}


def _paired(first: Token, tree: Tree, words: Words) -> Iterator[Token]:
    """What announces a second conjunct before the first: "either", "not only"."""
    below = list(tree[first])
    yield from (c for c in below if c.dep == "cc:preconj")
    for only in (c for c in below if c.lemma.lower() in words.get("restricting") and c.i < first.i):
        before = tree.tokens[only.i - 1] if only.i else only
        if before.lemma.lower() in words.get("contrasted") and before.head in (only.i, first.i):
            yield from {before, only}


def _in_asides(document: Document, first: int, last: int, bound: Collection[Token]) -> set[Token]:
    """Words that stand in brackets or between two dashes, unless a word that the title is ``bound`` to does."""
    found: set[Token] = set()
    opened: int | None = None
    dashed: int | None = None

    def aside(start: int, end: int) -> set[Token]:
        inside = any(start < word.i < end for word in bound)
        return set() if inside else set(document.tokens[start : end + 1])

    for token in document.tokens[first : last + 1]:
        if token.text in "([{":
            opened = token.i
        elif token.text in ")]}" and opened is not None:
            found |= aside(opened, token.i)
            opened = None
        elif token.text in _DASHES and _is_spaced(token, document.tokens):
            near = dashed is not None and token.i - dashed <= _OF_AN_ASIDE
            within = aside(dashed, token.i) if dashed is not None and near else set()
            found |= within
            dashed = None if within else token.i
    return found


def _is_spaced(dash: Token, tokens: Sequence[Token]) -> bool:
    """Whether a dash has a space on either side: not that of "3–1"."""
    before, behind = tokens[max(dash.i - 1, 0)], tokens[min(dash.i + 1, len(tokens) - 1)]
    return before.end < dash.start and dash.end < behind.start


def phrases(
    whole: Set[Token], head: Token, trigger: Token, document: Document, words: Words, told: Told
) -> Iterator[Phrase]:
    """The phrases of a clause or of a noun's words, but those that the trigger stands in."""
    tree = document.tree
    bound = {above.i for word in (head, trigger) for above in tree.way_up(word.i)}
    kept = until_phrase(head, tree, words.get("until"))
    for top in whole:
        if top.i not in bound and top is not kept:
            yield Phrase(top, head, trigger, document, words, told, whole)


def _parts(found: Iterable[Phrase], named: Set[Token] = frozenset()) -> Iterator[Part]:
    """The phrases that may go, each with its need; what is listed behind a word goes or stays as one, and so does "from
    14 to 31". None takes along the words ``named`` of the subject, wherever the parse hangs them."""
    joined: dict[tuple[int, str], list[tuple[float, Phrase]]] = {}  # the last list or range of what hangs from a word
    every: list[list[tuple[float, Phrase]]] = []
    for phrase in sorted(found, key=lambda phrase: phrase.top.i):
        degree = need(phrase)
        if degree >= NEVER:
            continue
        kind = _joined_as(phrase)
        those = joined.get((phrase.top.head, kind))
        if those and _is_next(phrase, those[-1][1]) and (kind == "list" or phrase.opens_with("range_ends")):
            those.append((degree, phrase))
        else:
            every.append([(degree, phrase)])
            if kind == "list" or (kind and phrase.opens_with("range_starts")):
                joined[phrase.top.head, kind] = every[-1]
    for those in every:
        words = frozenset[Token]().union(*(phrase.words for _, phrase in those))
        top, head = those[0][1].top, those[0][1].head
        words = words if top in named else words - named
        yield Part(top, words, (max(degree for degree, _ in those), -abs(top.i - head.i), top.i))


def _joined_as(phrase: Phrase) -> str:
    """Whether a phrase may be of a list or one end of a range."""
    ends = phrase.top.dep in ("obl", "nmod") and (phrase.opens_with("range_starts") or phrase.opens_with("range_ends"))
    return "list" if phrase.top.dep == "conj" else "range" if ends else ""


def _is_next(phrase: Phrase, before: Phrase) -> bool:
    """Whether at most a comma and brackets or the like stand between two phrases of a list."""
    return min(word.i for word in phrase.words) - max(word.i for word in before.words) <= _BETWEEN
