"""Extractive titles: the clause of the trigger with its subject and object, shortened; every word is the article's."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from timeline_service.model import Document, Event, Language, Span, Story, Token
from timeline_service.stages import stage
from timeline_service.stages.read_clauses import Children, children_of, until_phrase, verb_group

MIN_WORDS, MAX_WORDS = 4, 14
_MOST_WEIGHED = 80  # words of a clause that are weighed for its title: those nearest to the trigger
# what belongs to the trigger however short the title, and what is added, in this order, while it stays short enough
_CORE = ("nsubj", "nsubj:pass", "csubj", "aux", "aux:pass", "cop", "compound:prt", "obj", "iobj", "expl", "mark")
_NEGATIONS = ("not", "n't", "n’t", "never", "no", "nor", "without", "neither", "nobody", "nothing", "none")
_MORE = ("xcomp", "obl:agent", "ccomp", "obl", "nmod", "advmod", "obl:unmarked", "nmod:unmarked", "advcl", "acl")
_NOMINAL = ("det", "amod", "compound", "flat", "fixed", "nummod", "nmod:poss", "nmod:desc", "goeswith", "advmod")
_NOMINAL_IF_SHORT = ("nmod", "conj", "cc", "nmod:unmarked")
_SET_OFF = 20  # words between commas, at most, behind which a lost subject is looked for
_TRIMMED = ("det", "amod", "advmod", "appos", "acl:relcl", "acl", "parataxis", "punct", "cc:preconj")
_SOURCE = ("accord", "according")
_DANGLING = ("IN", "TO", "CC", "DT", "PRP$", ",", ":", "WDT", "WRB")


@stage(needs=("entries",), gives=("entries",))
def write_titles(story: Story, language: Language) -> Story:
    """Titles of 4 to 14 words where the clause has as many."""
    trees = {document.id: children_of(document.tokens) for document in story.documents}
    idle = language.words.get("titles", {}).get("idle", ())
    told = {entry.chain.mentions[0] for entry in story.entries}
    verbs = {(ref.document, story.event(ref).token) for ref in told}  # that have a title of their own
    titled = []
    for entry in story.entries:
        ref = entry.chain.mentions[0]
        document, event, tree = story.document(ref.document), story.event(ref), trees[ref.document]
        verb = _verb_over(event, document)
        alone = verb is not None and (document.id, verb.i) in verbs
        title = _title(event, document, tree, idle, head=document.tokens[event.token]) if alone else ""
        if len(title.split()) < MIN_WORDS:
            title = _title(event, document, tree, idle, head=_clause_head(verb, event, document))
        titled.append(replace(entry, title=title))
    return replace(story, entries=tuple(titled))


def _title(event: Event, document: Document, children: Children, idle: Collection[str], *, head: Token) -> str:
    trigger = document.tokens[event.token]
    core = sorted(set(_core(head, document, children)), key=lambda t: abs(t.i - trigger.i))
    words = set(core[:_MOST_WEIGHED])
    negated = any(token.text.lower() in _NEGATIONS for token in words)
    if negated and (limit := until_phrase(head, children)):
        words |= set(_phrase(limit, children, case=True))
    sentence = document.sentences[event.sentence].span
    dates = [timex.span for timex in document.timexes if timex.span and timex.span.overlaps(sentence)]
    for groups in _extensions(head, trigger, words, document, children, dates, idle):
        words |= next((group for group in groups if len(_printed(words | group)) <= MAX_WORDS), set())
    words = {token for token in words if token.dep != "advmod" or token.text.lower() not in idle}
    if len(_printed(words)) > MAX_WORDS:
        words = _shortened(words, head, trigger, children)
    return _text(_with_joints(words, document.tokens))


def _with_joints(words: set[Token], tokens: tuple[Token, ...]) -> list[Token]:
    """The words in text order, with the hyphens, apostrophes and commas that stand between two of them."""
    chosen = {token.i for token in words}
    joints = {n + 1 for n in chosen if n + 2 in chosen and n + 1 not in chosen and _is_joint(*tokens[n : n + 3])}
    return [tokens[n] for n in sorted(chosen | joints)]


def _is_joint(before: Token, mark: Token, after: Token) -> bool:
    return mark.text == "," or (before.end == mark.start and mark.end == after.start)


def _verb_over(event: Event, document: Document) -> Token | None:
    """The verb that a nominal trigger is the subject or object of."""
    trigger = document.tokens[event.token]
    if event.pos == "VERB" or event.clause is None or trigger.dep not in ("nsubj", "nsubj:pass", "obj"):
        return None
    verb = document.tokens[document.clauses[event.clause].head]
    return verb if trigger.head == verb.i else None


def _clause_head(verb: Token | None, event: Event, document: Document) -> Token:
    """The trigger, or the verb over it; from there up to the verb that says how real it is: "refused to resign",
    "denied that it had", so that no title says the contrary."""
    head = verb or document.tokens[event.token]
    while head.dep == "xcomp" or (head.dep == "conj" and document.tokens[head.head].dep == "xcomp"):
        head = document.tokens[head.head]
    alleged = event.status == "denied" and event.polarity == "POS" and head.dep == "ccomp"
    return document.tokens[head.head] if alleged else head


def _core(head: Token, document: Document, children: Children) -> Iterator[Token]:
    if head.pos != "VERB":
        yield from _phrase(head, children)
        if not any(child.dep == "cop" for child in children[head.i]):
            return
    yield head
    yield from verb_group(head, document.tokens, children)
    subject = next((child for child in children[head.i] if child.dep.startswith("nsubj")), head)
    for child in children[head.i]:
        if child.dep.startswith("nsubj"):
            if child.i <= subject.i + 1:  # a second one, unless it goes on with the name, is an error of the parse
                yield from _subject(child, head, document, children)
        elif child.tag in ("WP", "WDT", "WRB"):
            continue
        elif child.dep in _CORE and not (child.dep == "mark" and child.tag != "TO"):
            yield from _phrase(child, children)
        elif child.text.lower() in _NEGATIONS and child.i < head.i:
            yield child  # behind the verb it speaks of what follows: "not on Monday but on Tuesday"
        elif child.lemma == "due":
            yield from _subtree(child, children)
    if not any(child.dep in ("nsubj", "nsubj:pass") for child in children[head.i]):
        borrowed = list(_borrowed_subject(head, document, children))
        yield from borrowed or _noun_before(head, document, children)


def _subject(subject: Token, verb: Token, document: Document, children: Children) -> Iterator[Token]:
    """The subject's phrase; a relative pronoun gives its antecedent's, a personal one the name that it stands for."""
    relative = subject.tag in ("WP", "WDT")
    if relative and verb.dep == "acl:relcl":
        yield from _phrase(document.tokens[verb.head], children)
    elif subject.i in document.antecedents:
        yield from _name(document.tokens[document.antecedents[subject.i]], children)
    elif not relative:
        yield from _phrase(subject, children)


def _borrowed_subject(head: Token, document: Document, children: Children) -> Iterator[Token]:
    """The subject of the clause that an infinitive, a participle or a conjunct hangs from."""
    at = head
    for _ in range(4):
        if at.dep == "acl":
            yield from _phrase(document.tokens[at.head], children)
            return
        if at.dep not in ("xcomp", "conj", "advcl") or at.head == at.i:
            return
        at = document.tokens[at.head]
        for child in children[at.i]:
            if child.dep.startswith("nsubj"):
                yield from _subject(child, at, document, children)
                return


def _noun_before(head: Token, document: Document, children: Children) -> Iterator[Token]:
    """Where the parse lost the subject of a finite verb: the noun before it, or before what commas set off between."""
    tokens = document.tokens
    group = [head, *verb_group(head, tokens, children)]
    first = min(token.i for token in group)
    if tokens[first].tag not in ("VBD", "VBZ", "VBP", "MD") or first == 0:
        return
    at, opening = first - 1, max(first - _SET_OFF, 0)
    if tokens[at].text == ",":
        at = next((i - 1 for i in range(at - 1, opening, -1) if tokens[i].text == ","), -1)
    if at >= 0 and tokens[at].pos in ("NOUN", "PROPN") and _one_sentence(tokens[at], head, document):
        name = tokens[at]
        while name.dep in ("flat", "compound") and name.head < name.i:
            name = tokens[name.head]
        if not _within(name, [timex.span for timex in document.timexes if timex.span]):
            yield from _phrase(name, children)


def _one_sentence(one: Token, other: Token, document: Document) -> bool:
    return any(sentence.first <= one.i <= other.i < sentence.last for sentence in document.sentences)


def _phrase(head: Token, children: Children, *, case: bool = False) -> Iterator[Token]:
    """A word with its determiners, adjectives, names and short genitives, without clauses; its preposition if asked."""
    waiting = [(head, case)]
    while waiting:
        at, cased = waiting.pop()
        yield at
        for child in children[at.i]:
            if child.dep in _NOMINAL or (child.dep in _NOMINAL_IF_SHORT and _is_short(child, children)):
                waiting.append((child, True))
            elif child.dep == "case" and cased:
                waiting.append((child, False))


def _name(noun: Token, children: Children) -> Iterator[Token]:
    """The noun that a pronoun stands for, as short as it can be told apart: a name, or the noun with its article."""
    yield noun
    yield from (c for c in children[noun.i] if c.dep in ("flat", "compound", "det", "nmod:poss") and c.i < noun.i + 3)


def _is_short(token: Token, children: Children) -> bool:
    return sum(1 for _ in islice(_subtree(token, children), 5)) <= 4


def _subtree(token: Token, children: Children) -> Iterator[Token]:
    waiting = [token]
    while waiting:
        at = waiting.pop()
        yield at
        waiting.extend(children[at.i])


def _extensions(
    head: Token,
    trigger: Token,
    core: set[Token],
    document: Document,
    children: Children,
    dates: list[Span],
    idle: Collection[str],
) -> Iterator[list[set[Token]]]:
    """Further dependents, most telling label first: each whole or, where that is too long, its core or its kernel.

    Dates are left out, they stand beside the title; so is what stands before the subject, and idle adverbs.
    """
    start = min(token.i for token in core)
    wanted = [c for label in _MORE for c in children[head.i] if c.dep == label and c.i > start and c.tag != "WRB"]
    for child in wanted:
        dated = _within(child, dates)
        sourced = any(c.lemma.lower() in _SOURCE for c in children[child.i])  # the attribution says who says so
        first = min(word.i for word in _subtree(child, children) if word.dep != "punct")
        set_off = child.dep.startswith("acl") and document.tokens[first - 1].text == ","  # "a hearing, scheduled for Monday"
        if not dated and not sourced and not set_off and child.text.lower() not in idle:
            whole = {t for t in _subtree(child, children) if t.dep != "punct" and not _of_date(t, document, dates)}
            yield [whole, _part(child, document, children), _kernel(child, children)]
    for noun in (c for c in children[head.i] if c.dep == "obj"):
        below = (child for child in children[noun.i] if child.dep == "nmod")
        yield from ([{t for t in _subtree(c, children) if t.dep != "punct"}] for c in below)
    if head is not trigger:
        yield [_kernel(trigger, children) or set(_phrase(trigger, children))]
    if head.pos != "VERB" and head.dep in ("nmod", "obl") and len(_printed(core)) < MIN_WORDS:
        above = document.tokens[head.head]
        yield [{*_phrase(above, children), *_core(above, document, children), *_phrase(head, children, case=True)}]


def _part(child: Token, document: Document, children: Children) -> set[Token]:
    """The core of a clause with the word that opens it, or of a phrase with its preposition."""
    if child.pos != "VERB":
        return set(_phrase(child, children, case=True))
    openers = {c for c in children[child.i] if c.dep == "mark" or c.tag == "WRB"}
    return {child, *_core(child, document, children), *openers}


def _kernel(verb: Token, children: Children) -> set[Token]:
    """The least that an infinitive can say: "to end the war"; nothing for other words."""
    to = {child for child in children[verb.i] if child.dep == "mark" and child.tag == "TO"}
    things = (child for child in children[verb.i] if child.dep == "obj")
    return {verb, *to, *(word for thing in things for word in _name(thing, children))} if to else set()


def _within(token: Token, dates: list[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in dates)


def _of_date(token: Token, document: Document, dates: list[Span]) -> bool:
    """Whether a word is a date's or hangs from one: its preposition, "not", "at least"; a date as subject stays."""
    at = token
    for _ in range(3):
        if _within(at, dates):
            return not at.dep.startswith("nsubj")
        if at.dep not in ("case", "advmod", "cc", "obl", "fixed", "nmod"):
            return False
        at = document.tokens[at.head]
    return False


def _shortened(words: set[Token], head: Token, trigger: Token, children: Children) -> set[Token]:
    """Drop adjectives, then the farthest phrases, until the title is short; never a negation or a name's part."""
    kept = set(words)
    for noun in (c for c in children[head.i] if c in words and c.dep.startswith(("nsubj", "obj", "obl"))):
        if len(_printed(kept)) > MAX_WORDS:
            kept -= set(_subtree(noun, children)) - {noun, *_name(noun, children)}
    for token in sorted(words, key=lambda t: -abs(t.i - trigger.i)):
        if len(_printed(kept)) <= MAX_WORDS:
            break
        if token.dep in _TRIMMED and token.text.lower() not in _NEGATIONS:
            kept -= set(_subtree(token, children))
    for token in sorted(kept, key=lambda t: -abs(t.i - trigger.i)):
        if len(_printed(kept)) <= MAX_WORDS:
            break
        if token not in (head, trigger) and token.text.lower() not in _NEGATIONS:
            kept.discard(token)
    return kept


def _printed(words: Iterable[Token]) -> list[str]:
    return _text(sorted(words, key=lambda token: token.i)).split()


def _text(tokens: list[Token]) -> str:
    """The words as they stand, joined as in the article, without a dangling end, with a capital."""
    while tokens and (tokens[-1].tag in _DANGLING or tokens[-1].pos == "PUNCT"):
        tokens = tokens[:-1]
    while tokens and (tokens[0].pos in ("PUNCT", "CCONJ", "SCONJ") or tokens[0].tag == ","):
        tokens = tokens[1:]
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        text += token.text if before is None or before.end == token.start else f" {token.text}"
    return text[:1].upper() + text[1:]
