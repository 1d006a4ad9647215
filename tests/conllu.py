"""Documents made of hand-checked CoNLL-U, so that stages after ``annotate`` are tested without a model.

The sentences of ``stages/conllu/*.conllu`` are ours: UD v2, ``NE=`` in MISC. A test writes
out the sentence it is about, :func:`parsed` finds its tree; :func:`read` runs the stages that need no rules for dates.
"""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from timeline_service.calendar.intervals import Granularity
from timeline_service.languages import load
from timeline_service.model import (
    Block,
    Chain,
    Document,
    Entry,
    MentionRef,
    Sentence,
    Span,
    Story,
    Timex,
    Token,
    When,
    creation_time,
)
from timeline_service.stages.find_events import find_events
from timeline_service.stages.find_signals import find_signals
from timeline_service.stages.judge_status import judge_status
from timeline_service.stages.read_clauses import read_clauses
from timeline_service.stages.resolve_pronouns import resolve_pronouns
from timeline_service.syntax.features import features

ENGLISH = load("en")
SENTENCES = Path(__file__).parent / "stages" / "conllu"


def document(conllu: str, **fields: object) -> Document:
    """A document whose text is the words of the CoNLL-U, joined as ``SpaceAfter=No`` says; one block a ``# newpar``."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    blocks: list[Block] = []
    text = ""
    for paragraph in conllu.strip().split("# newpar"):
        opened = len(text)
        for block in filter(str.strip, paragraph.split("\n\n")):
            first = len(tokens)
            for row in rows(block):
                word, head, entity = row[1], int(row[6]), _entity(row)
                goes_on = len(tokens) > first and tokens[-1].entity == entity
                tokens.append(Token(
                    i=len(tokens), start=len(text), end=len(text) + len(word), text=word, lemma=row[2], pos=row[3],
                    features=features(row[5]), dep=row[7], head=first + (head or int(row[0])) - 1, entity=entity,
                    entity_start=bool(entity) and not goes_on,
                ))
                text += word + ("" if "SpaceAfter=No" in row[9] else " ")
            span = Span(tokens[first].start, tokens[-1].end)
            sentences.append(Sentence(len(sentences), first, len(tokens), span, len(blocks), "body"))
        if len(text) > opened:
            blocks.append(Block(Span(opened, len(text.rstrip())), "body"))
            text = text.rstrip() + "\n"
    made = Document(id="d1", text=text, tokens=tuple(tokens), sentences=tuple(sentences), blocks=tuple(blocks))
    return replace(made, **fields)  # type: ignore[arg-type]


def rows(sentence: str) -> list[list[str]]:
    """The ten columns of each word of one sentence of CoNLL-U."""
    columns = (line.split("\t") for line in sentence.splitlines() if line and not line.startswith("#"))
    return [row for row in columns if row[0].isdigit()]


def _entity(row: list[str]) -> str:
    return next((feature[3:] for feature in row[9].split("|") if feature.startswith("NE=")), "")


@cache
def bank() -> Mapping[str, str]:
    """The hand-checked sentences: text → CoNLL-U."""
    files = (path.read_text(encoding="utf-8") for path in sorted(SENTENCES.glob("*.conllu")))
    found = [block.strip() for file in files for block in file.split("\n\n") if block.strip()]
    return {block.splitlines()[0].removeprefix("# text = "): block for block in found}


def parsed(
    *sentences: str, headline: str = "", published: str = "", dates: Mapping[str, str] | None = None
) -> Document:
    """A document of sentences of the bank, a paragraph each, under a headline.

    ``dates`` are words of the text and the day they mean, ``{"on Friday": "2026-05-08"}``.
    """
    lines = (headline, *sentences) if headline else sentences
    made = document("\n\n# newpar\n".join(bank()[line] for line in lines))
    if headline:
        made = replace(
            made,
            blocks=(replace(made.blocks[0], kind="headline"), *made.blocks[1:]),
            sentences=(replace(made.sentences[0], kind="headline"), *made.sentences[1:]),
        )
    return replace(
        made,
        dct=creation_time(published) if published else None,
        timexes=tuple(_dates(made.text, dates or {})),
    )


def reparsed(document: Document, tree: Mapping[str, tuple[str, str]]) -> Document:
    """The document as another parser might have it: word → its label and the word that it hangs from, or itself."""
    place = {token.text: token.i for token in document.tokens}
    tokens = [
        replace(token, dep=tree[token.text][0], head=place[tree[token.text][1]]) if token.text in tree else token
        for token in document.tokens
    ]
    return replace(document, tokens=tuple(tokens))


def _dates(text: str, dates: Mapping[str, str]) -> Iterator[Timex]:
    for n, (words, day) in enumerate(dates.items(), start=1):
        start = text.index(words)
        yield replace(creation_time(day), id=f"t{n}", text=words, span=Span(start, start + len(words)))


def read(document: Document) -> Document:
    """``READ`` from the parse on, with the dates that the document already has."""
    for stage in (read_clauses, resolve_pronouns, find_signals, find_events, judge_status):
        document = stage(document, ENGLISH)
    return document


def untold(*documents: Document, dated: Collection[str] = ()) -> Story:
    """A story with an entry for every mention, in text order; the triggers in ``dated`` have a date to the day."""
    story = Story(documents=documents)
    refs = [MentionRef(document.id, event.id) for document in documents for event in document.events]
    on_a_day = When(basis="stated", granularity=Granularity.DAY, placement="dated")
    entries = tuple(
        Entry(
            chain=Chain(f"c{n}", (ref,)),
            status=story.event(ref).status or "occurred",
            when=on_a_day if story.event(ref).text in dated else When(),
            rank=n,
        )
        for n, ref in enumerate(refs, start=1)
    )
    return replace(story, chains=tuple(entry.chain for entry in entries), entries=entries)
