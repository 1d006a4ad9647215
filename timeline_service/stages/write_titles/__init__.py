"""Extractive titles: the clause of the trigger with its subject and object, shortened; every word is the article's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from timeline_service import deadline
from timeline_service.model import Document, Event, Language, Story, Token
from timeline_service.stages import stage
from timeline_service.stages.read_clauses import until_phrase
from timeline_service.stages.write_titles.words import (
    NEGATIONS,
    core_words,
    extensions,
    name_words,
    phrase,
    words_above,
)
from timeline_service.syntax.tree import Tree

MIN_WORDS, MAX_WORDS = 4, 14
_MOST_WEIGHED = 80  # words of a clause that are weighed for its title: those nearest to the trigger
_TRIMMED = ("det", "amod", "advmod", "appos", "acl:relcl", "acl", "parataxis", "punct", "cc:preconj")
_JOINING = ("PUNCT", "CCONJ", "SCONJ", "ADP", "PART")
_OPENING = ("case", "mark", "cc", "cc:preconj", "det", "det:predet", "punct")


@stage(needs=("documents", "entries"), gives=("entries",))
def write_titles(story: Story, language: Language) -> Story:
    """Titles of 4 to 14 words where the clause has as many."""
    idle = language.words.get("titles", {}).get("idle", ())
    told = {entry.chain.mentions[0] for entry in story.entries}
    verbs = {(ref.document, story.event(ref).token) for ref in told}  # that have a title of their own
    titled = []
    for entry in deadline.checked(story.entries):
        ref = entry.chain.mentions[0]
        document, event = story.document(ref.document), story.event(ref)
        verb = _verb_over(event, document)
        undone = entry.status in ("denied", "cancelled")  # what the verb says of it belongs to its title
        alone = verb is not None and not undone and (document.id, verb.i) in verbs
        title = _title(event, document, idle, head=document.tokens[event.token]) if alone else ""
        if len(title.split()) < MIN_WORDS:
            title = _title(event, document, idle, head=_clause_head(verb, event, document))
        titled.append(replace(entry, title=title))
    return replace(story, entries=tuple(titled))


def _title(event: Event, document: Document, idle: Collection[str], *, head: Token) -> str:
    trigger = document.tokens[event.token]
    core = sorted(set(core_words(head, document)), key=lambda t: abs(t.i - trigger.i))
    words = set(core[:_MOST_WEIGHED])
    negated = any(token.text.lower() in NEGATIONS for token in words)
    if negated and (limit := until_phrase(head, document.tree)):
        words |= set(phrase(limit, document.tree, case=True))
    sentence = document.sentences[event.sentence].span
    dates = [timex.span for timex in document.timexes if timex.span and timex.span.overlaps(sentence)]
    for groups in extensions(head, trigger, words, document, dates, idle):
        words |= next((group for group in groups if len(_printed(words | group)) <= MAX_WORDS), set())
    if len(_printed(words)) < MIN_WORDS:
        above = words_above(head, document)
        words |= above if len(_printed(words | above)) <= MAX_WORDS else set()
    short = len(_printed(words)) < MIN_WORDS  # then with its date: "the bridge opened in 1968"
    for groups in extensions(head, trigger, words, document, [], idle) if short else ():
        if len(_printed(words)) < MIN_WORDS:
            behind = [group for group in groups if group and min(token.i for token in group) > head.i]
            words |= next((group for group in behind if len(_printed(words | group)) <= MAX_WORDS), set())
    words = {token for token in words if token.dep != "advmod" or token.text.lower() not in idle}
    words -= set(_bits_of_dates(words, {head, trigger}, document))
    if len(_printed(words)) > MAX_WORDS:
        words = _shortened(words, head, trigger, document.tree)
    return _text(_with_joints(words, document.tokens))


def _bits_of_dates(words: Collection[Token], kept: Collection[Token], document: Document) -> Iterator[Token]:
    """Words of dates that are there by half, without a preposition: "minutes" of "minutes later", "31" of "Oct. 31"."""
    for timex in document.timexes:
        if timex.span is None or timex.type not in ("DATE", "TIME"):
            continue
        bits = [token for token in words if timex.span.start <= token.start < timex.span.end]
        words_of_it = document.text[timex.span.start : timex.span.end].split()
        led = any(child in words for token in bits for child in document.tree[token] if child.dep == "case")
        bound = any(token in kept or token.dep.startswith(("nsubj", "nmod:poss")) for token in bits)
        if len(bits) < len(words_of_it) and not led and not bound:
            yield from bits


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


def _shortened(words: set[Token], head: Token, trigger: Token, tree: Tree) -> set[Token]:
    """Drop adjectives, then the farthest phrases, until the title is short; never a negation or a name's part."""
    kept = set(words)
    for noun in (c for c in tree[head] if c in words and c.dep.startswith(("nsubj", "obj", "obl"))):
        if len(_printed(kept)) > MAX_WORDS:
            kept -= set(tree.subtree(noun.i)) - {noun, *name_words(noun, tree)}
    for token in sorted(words, key=lambda t: -abs(t.i - trigger.i)):
        if len(_printed(kept)) <= MAX_WORDS:
            break
        if token.dep in _TRIMMED and token.text.lower() not in NEGATIONS:
            kept -= set(tree.subtree(token.i))
    for token in sorted(kept, key=lambda t: -abs(t.i - trigger.i)):
        if len(_printed(kept)) <= MAX_WORDS:
            break
        if token not in (head, trigger) and token.text.lower() not in NEGATIONS:
            kept.discard(token)
    return kept


def _printed(words: Iterable[Token]) -> list[str]:
    return _text(sorted(words, key=lambda token: token.i)).split()


def _is_dangling(word: Token) -> bool:
    """Whether no title may end with a word: one that opens a phrase or a clause, or points to what does not follow."""
    pointing = word.features.pron_type == "Dem" and word.pos == "PRON"
    particle = word.dep in ("compound:prt", "advmod")
    opens = word.dep in _OPENING or (word.pos in _JOINING and not particle) or bool(word.features.poss)
    return opens or pointing or word.is_relative or word.is_wh_adverb


def _text(tokens: list[Token]) -> str:
    """The words as they stand, joined as in the article, without a dangling end, with a capital."""
    while tokens and _is_dangling(tokens[-1]):
        tokens = tokens[:-1]
    while tokens and (tokens[0].pos in ("PUNCT", "CCONJ", "SCONJ")):
        tokens = tokens[1:]
    text = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        text += token.text if before is None or before.end == token.start else f" {token.text}"
    return text[:1].upper() + text[1:]
