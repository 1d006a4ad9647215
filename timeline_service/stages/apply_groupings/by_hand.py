"""Rows that an editor made: from words of an article, or from no article at all. A part of ``apply_groupings``.

Words become a mention like those that were found, so that all evidence of their sentence dates and orders the row. A
row without words, or with words of a language that has no parser, stands in a document of its own that is no article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline_service.lookups.document_index import clause_above
from timeline_service.model import (
    Anchor,
    Block,
    Chain,
    Clause,
    Correction,
    Document,
    Event,
    Language,
    MentionRef,
    Sentence,
    Span,
    Story,
    Token,
)
from timeline_service.stages.find_events import event_at
from timeline_service.stages.judge_status import judge_status
from timeline_service.syntax.features import Features

_NAMELESS = "An event"


def with_rows(
    story: Story, language: Language, corrections: Iterable[Correction], anchors: Mapping[str, Sequence[Anchor]]
) -> Story:
    """The story with a chain for each row that an editor made; ``anchors`` says where its words stand by now.

    Where the words are a mention that was found meanwhile, the row is that event.
    """
    corrections = list(corrections)
    titles = {each.event: each.value for each in corrections if each.kind == "title"}
    known = {chain.id for chain in story.chains}
    documents = {document.id: document for document in story.documents}
    made: dict[str, list[Event]] = {}
    chains = list(story.chains)
    for each in corrections:
        if each.kind != "added" or each.event in known:
            continue
        home, event = _told(documents, anchors.get(each.event, ()), language) or _untold(each, titles)
        events = made.setdefault(home.id, [])
        event = replace(event, id=f"e{len(home.events) + len(events) + 1}")
        documents.setdefault(home.id, home)
        events.append(event)
        chains.append(Chain(each.event, (MentionRef(home.id, event.id),)))
    for id, events in made.items():
        documents[id] = _judged(documents[id], events, language)
    return replace(story, documents=tuple(documents.values()), chains=tuple(chains))


def _judged(document: Document, events: Sequence[Event], language: Language) -> Document:
    """The document with more events, and the status that each has among the others."""
    every = replace(document, events=(*document.events, *events))
    if document.by_hand:
        return every
    new = judge_status(every, language).events[len(document.events) :]
    return replace(document, events=(*document.events, *new))


def _told(
    documents: Mapping[str, Document], anchors: Sequence[Anchor], language: Language
) -> tuple[Document, Event] | None:
    """The article and the event of the selected words; None where they are not there (any more), or were not parsed."""
    for name, start, end in anchors:
        document, span = documents.get(name), Span(start, end)
        inside = [t for t in document.words_in(span) if t.pos != "PUNCT"] if document else []
        if document is None or not inside:
            continue
        clause_at = document.clause_at
        head = _head(inside, document, clause_at)
        sentence = document.sentence_of(head.i).i
        event = event_at(head, sentence, document, clause_at, document.tree, language.words)
        return document, replace(event, span=span, text=document.text[start:end])
    return None


def _head(inside: Sequence[Token], document: Document, clause_at: Mapping[int, Clause]) -> Token:
    """The word that the selection is about: its predicate, else the word that the others hang from."""
    numbers = {token.i for token in inside}
    tops = [token for token in inside if token.head not in numbers or token.head == token.i]
    predicates = [token for token in inside if token.i in clause_at]
    top = next((token for token in tops if token in predicates), None) or (predicates or tops)[0]
    clause = clause_above(top.i, document.tree, clause_at)
    return top if top.pos in ("VERB", "NOUN", "PROPN") or clause is None else document.tokens[clause.head]


def _untold(correction: Correction, titles: Mapping[str, str]) -> tuple[Document, Event]:
    """A document of one word, the title, so that the row takes part in the order like any other."""
    text = titles.get(correction.event) or correction.value.get("text") or _NAMELESS
    span = Span(0, len(text))
    word = Token(
        i=0, start=0, end=len(text), text=text, lemma=text, pos="NOUN", features=Features(), dep="root", head=0
    )  # fmt: skip
    document = Document(
        id=correction.event,
        text=text,
        blocks=(Block(span, "body"),),
        tokens=(word,),
        sentences=(Sentence(0, 0, 1, span, 0, "body"),),
        by_hand=True,
    )
    event = Event(
        id="e1", span=span, text=text, token=0, lemma=text, sentence=0, clause=None, event_class="OCCURRENCE",
        tense="NONE", aspect="NONE", pos="NOUN", status="occurred",
    )  # fmt: skip
    return document, event
