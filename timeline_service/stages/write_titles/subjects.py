"""Whose doing a clause tells: its own subject, the noun behind a pronoun, or the subject that it shares. Part of
``write_titles``."""

from __future__ import annotations

from collections.abc import Iterator

from timeline_service.model import Document, Token
from timeline_service.stages.write_titles.phrase import Words, is_a_time
from timeline_service.stages.write_titles.text import is_hyphen, open_alike
from timeline_service.syntax.tree import Tree
from timeline_service.syntax.verbs import verb_group

_SHARING = ("xcomp", "conj", "advcl")  # clauses that have the subject of the one that they hang from
_SET_OFF = 20  # words between commas, at most, behind which a lost subject is looked for
_STOPS = (";", ":")
_NAMING = ("flat", "compound", "det")


def subject_words(head: Token, document: Document, words: Words, *, after: int | None = None) -> Iterator[Token]:
    """The words of the subject of a predicate with all that hangs from them but the clause itself.

    A relative pronoun gives its antecedent's, a personal one the name that it stands for; not where the title has
    some ``after`` which the subject comes: "After his return he …" has no place for the name.
    """
    own = own_subjects(head, document.tree)
    if own:
        for subject in own:
            fronted = after is not None and after < subject.i
            yield from document.tree.subtree(subject.i) if fronted else _of_subject(subject, head, document, words)
    else:
        shared = list(_borrowed(head, document, words)) or list(_before(head, document, words))
        yield from shared or _noun_before(head, document)


def own_subjects(head: Token, tree: Tree) -> list[Token]:
    """The subjects of a predicate; of two the second counts where the first is that of a sentence around it
    ("the news is that Ford is ready"), else it is an error of the parse, unless it goes on with the name."""
    subjects = [child for child in tree[head] if child.dep.startswith(("nsubj", "csubj"))]
    if len(subjects) < 2:
        return subjects
    inner = [child for child in subjects if not child.dep.endswith(":outer")] or subjects
    end = inner[0].i
    while end + 1 < len(tree.tokens) and (behind := tree.tokens[end + 1]).dep == "flat" and behind.head == inner[0].i:
        end += 1
    return [child for child in inner if tree.first(child.i) <= end + 1]


def lacks_its_auxiliary(head: Token, tree: Tree) -> bool:
    """Whether a verb is likely a participle whose auxiliary stands before the one that it is joined to: "two men were
    held and released"."""
    if head.dep != "conj" or own_subjects(head, tree):
        return False
    if any(c.dep in ("obj", "ccomp", "xcomp", "aux") for c in tree[head]) or verb_group(head, tree):
        return False
    return head.features.is_past and any(child.dep == "aux:pass" for child in tree.children[head.head])


def _of_subject(subject: Token, verb: Token, document: Document, words: Words) -> Iterator[Token]:
    several = subject.features.number == "Plur"
    if subject.is_relative and verb.dep.startswith("acl"):
        noun = told_of(subject, verb, document, words)
        name = document.tokens[noun.head]
        if noun.dep == "appos" and noun.pos == "NOUN" and name.pos == "PROPN" and name.i < noun.i:
            yield from name_words(name, document.tree, words)  # "Rosa Quill, a judge who resigned"
        else:
            yield from _without(noun, verb, document.tree)
    elif subject.i in document.antecedents and not has_clitic(subject, document) and not _is_joined(subject, document):
        yield from name_words(document.tokens[document.antecedents[subject.i]], document.tree, words, several=several)
    elif not subject.is_relative:
        yield from document.tree.subtree(subject.i)


def told_of(pronoun: Token, clause: Token, document: Document, words: Words) -> Token:
    """The noun that a relative clause tells of: above the one that the parse hangs it from where that is a date ("a
    raid on Friday evening which hit a bank"), where the pronoun is one of persons and that is none ("Ann Ode, of
    the Greens, who left"), or where that is one of several and the clause in the plural."""
    noun, human = document.tokens[clause.head], pronoun.text.lower() in words.get("who")
    above = document.tokens[noun.head]
    if noun.dep == "conj" and noun.features.number == "Sing" and _tells_of_several(clause, document.tree):
        return above
    if not noun.dep.startswith(("nmod", "obl")) or not above.is_noun or above.i > noun.i:
        return noun
    member = human and noun.pos == "PROPN" and noun.entity != above.entity == "PERSON"
    return above if member or is_a_time(noun, document) else noun


def _without(noun: Token, clause: Token, tree: Tree) -> Iterator[Token]:
    """A noun with what hangs from it, but for its preposition, a clause of it, what follows that and a conjunct; and
    for what stands before its copula: "beside it will be a replica, which was stolen"."""
    yield noun
    several = _tells_of_several(clause, tree)
    copula = max((child.i for child in tree[noun] if child.dep == "cop" and child.i < noun.i), default=-1)
    around = tree.covers(clause.i, noun.i)  # where the parse lost whose subject the noun is
    for child in tree[noun]:
        joined = child.dep in ("case", "mark", "cop", "nsubj", "punct", "aux", *(() if several else ("conj", "cc")))
        if copula < child.i < clause.i and not joined:
            yield from (word for word in tree.subtree(child.i) if around or not tree.covers(clause.i, word.i))


def _tells_of_several(clause: Token, tree: Tree) -> bool:
    """Whether a relative clause in the plural stands behind what is joined by "and": "a judge and a clerk who were"."""
    verb = min((clause, *verb_group(clause, tree)), key=lambda token: token.i)
    return clause.dep == "acl:relcl" and verb.features.number == "Plur"


def name_words(noun: Token, tree: Tree, words: Words, *, several: bool = False) -> Iterator[Token]:
    """The noun that a pronoun stands for, as short as it can be told apart: a name, or the noun with its article; with
    those that are joined to it where it stands for ``several``."""
    yield noun
    name = {noun.i, noun.head}
    for behind in tree.tokens[noun.i + 1 :]:
        if behind.dep == "flat" and behind.head in name:
            name.add(behind.i)
            yield behind
        elif not is_hyphen(behind, tree.tokens):
            break
    for child in tree[noun]:
        named = child.dep in _NAMING or (child.dep == "amod" and child.text[:1].isupper())
        if child.dep == "det" and noun.entity == "PERSON" and noun.pos == "PROPN":
            named = child.i == noun.i - 1  # not "the" of "the elder Ode"
        if child.dep == "nmod:poss" and child.i < noun.i:
            yield from _owner(child, tree, words)
        elif named and child.i < noun.i + 3:
            yield child
            below = (c for c in tree.subtree(child.i) if c.dep in ("compound", "flat", "amod", "advmod"))
            # not "37" of "Ann Ode, 37,"
            yield from (c for c in below if c.i < noun.i or tree.tokens[c.i - 1].text != ",")
            yield from _called_for(child, noun, tree, words)
        elif child.dep == "nmod" and tree.case(child) in words.get("of") and _is_named(noun) and _is_named(child):
            yield from (c for c in tree.subtree(child.i) if c.dep in (*_NAMING, "nmod:poss", "case") or c is child)
        elif several and child.dep == "conj" and child.is_noun:
            yield from (c for c in tree[child] if c.dep == "cc")
            yield from name_words(child, tree, words)


def _called_for(article: Token, noun: Token, tree: Tree, words: Words) -> Iterator[Token]:
    """ "Elderly" of "an elderly man", which would be "an man"."""
    if article.dep != "det" or article.lemma not in words.get("indefinite"):
        return
    behind = (c for c in tree[noun] if article.i < c.i < noun.i and c.dep in ("compound", "flat"))
    first = tree.tokens[next((tree.first(c.i) for c in behind), noun.i)]
    between = tree.tokens[article.i + 1 : first.i]
    if between and not open_alike(between[0], first):
        yield from (word for word in between if word.dep != "punct")


def _owner(noun: Token, tree: Tree, words: Words) -> Iterator[Token]:
    """Who owns something, with the "'s" that says so: "the old king's" of "the old king's sons"."""
    for word in name_words(noun, tree, words, several=True):
        yield word
        yield from (child for child in tree[word] if child.dep == "case" and child.i > word.i)


def _is_named(noun: Token) -> bool:
    return noun.text[:1].isupper()


def has_clitic(token: Token, document: Document) -> bool:
    """Whether the word behind is written to this one: "he'd", which a name cannot take the place of."""
    behind = document.tokens[token.i + 1 : token.i + 2]
    return bool(behind) and behind[0].start == token.end and behind[0].pos in ("AUX", "VERB")


def _is_joined(pronoun: Token, document: Document) -> bool:
    """ "He, his mother and his stepfather"."""
    return pronoun.pos == "PRON" and any(child.dep == "conj" for child in document.tree[pronoun])


def _borrowed(head: Token, document: Document, words: Words) -> Iterator[Token]:
    """The subject of the clause that an infinitive, a participle or a conjunct hangs from."""
    at = head
    for _ in range(4):
        if at.dep == "acl":
            yield from _without(document.tokens[at.head], at, document.tree)
            return
        if not (at.dep in _SHARING or _is_spliced(at, document)) or at.head == at.i:
            return
        at = _joined_before(at, document.tree) or document.tokens[at.head]
        if own := own_subjects(at, document.tree):
            if own[-1].i < head.i:  # not "Arrested in January, she was held"
                names = all(subject.pos == "PROPN" for subject in own)  # "Bo The Bold" as some parses have it
                for subject in own if names else own[-1:]:
                    yield from _of_subject(subject, at, document, words)
            return


def _is_spliced(verb: Token, document: Document) -> bool:
    """ "Orsa fell, was held by Lund": right behind a mark or "and", so that no noun before it may be its subject."""
    first = min(token.i for token in (verb, *verb_group(verb, document.tree)))
    return verb.dep == "parataxis" and document.tokens[max(first - 1, 0)].pos in ("PUNCT", "CCONJ")


def _joined_before(verb: Token, tree: Tree) -> Token | None:
    """The last clause with a subject of its own before a conjunct, where all hang from the first: "Orsa shut its port;
    Lund followed and asked for help"; not "…, officials said, and asked for help"."""
    beside = tree.children[verb.head] if verb.dep == "conj" else ()
    joined = [c for c in beside if verb.head < c.i < verb.i and own_subjects(c, tree)]
    clauses = [c for c in joined if c.dep == "conj" or _is_behind_a_stop(c, tree)]
    return max(clauses, key=lambda clause: clause.i, default=None)


def _is_behind_a_stop(clause: Token, tree: Tree) -> bool:
    first = tree.first(clause.i)
    return any(token.text in _STOPS for token in tree.tokens[max(first - 1, 0) : first + 1])


def _before(head: Token, document: Document, words: Words) -> Iterator[Token]:
    """The subject of what is joined to a verb that is a participle in truth: "The truce, signed in May, held"."""
    for joined in (child for child in document.tree[head] if child.dep == "conj"):
        own = own_subjects(joined, document.tree)
        if own and own[0].i < head.i:
            yield from _of_subject(own[0], joined, document, words)
            return


def _noun_before(head: Token, document: Document) -> Iterator[Token]:
    """Where the parse lost the subject of a finite verb: the noun before it, or before what commas set off between."""
    tokens = document.tokens
    first = min(token.i for token in (head, *verb_group(head, document.tree)))
    if not tokens[first].features.is_finite or first == 0:
        return
    at, opening = first - 1, max(first - _SET_OFF, 0)
    if tokens[at].text == ",":
        at = next((i - 1 for i in range(at - 1, opening, -1) if tokens[i].text == ","), -1)
    if at >= 0 and tokens[at].is_noun and head.i < document.sentence_of(at).last:
        name = tokens[at]
        while name.dep in ("flat", "compound", "nmod") and name.head < name.i:
            name = tokens[name.head]
        if not is_a_time(name, document):
            yield from _without(name, head, document.tree)
