"""The flow, as two lists: ``READ`` takes an article to its dated events, ``TELL`` takes a story to its timeline."""
from __future__ import annotations

from dataclasses import replace

from timeline_service import deadline
from timeline_service.model import Document, Language, Story, Told
from timeline_service.stages.anchor_timexes import anchor_timexes
from timeline_service.stages.annotate import annotate
from timeline_service.stages.apply_corrections import apply_corrections
from timeline_service.stages.apply_groupings import apply_groupings
from timeline_service.stages.find_blocks import find_blocks
from timeline_service.stages.find_events import find_events
from timeline_service.stages.find_signals import find_signals
from timeline_service.stages.find_timexes import find_timexes
from timeline_service.stages.gather_claims import gather_claims
from timeline_service.stages.join_articles import join_articles
from timeline_service.stages.judge_status import judge_status
from timeline_service.stages.leave_out_twins import leave_out_twins
from timeline_service.stages.link_mentions import link_mentions
from timeline_service.stages.order_events import order_events
from timeline_service.stages.read_clauses import read_clauses
from timeline_service.stages.read_labels import read_labels
from timeline_service.stages.read_markup import read_markup
from timeline_service.stages.resolve_pronouns import resolve_pronouns
from timeline_service.stages.select_entries import select_entries
from timeline_service.stages.write_titles import write_titles

DATES = (
    find_timexes,  # words → expressions, then extents
    read_markup,  # <time datetime> → the date that its words mean
    read_labels,  # the labels of a list → years and days that they leave unsaid
    anchor_timexes,  # expression + anchor + tense → interval, TIMEX3 value, EDTF
)
READ = (
    find_blocks,  # text → paragraphs; headline, dateline, heading, label, body, furniture
    annotate,  # blocks → sentences, tokens, entities
    read_clauses,  # tense, aspect, modality, negation, governing verb, reporting frame
    resolve_pronouns,  # he, she, it, they → the noun, where little doubt is left
    *DATES,
    find_signals,  # before, after, since, until, as, following …
    find_events,  # trigger, class, participants, attribution
    judge_status,  # occurred · ongoing · planned · possible · denied · cancelled
)
ORDER = (
    link_mentions,  # mentions of one event in an article → one chain
    join_articles,  # chains of several articles that tell one event → one chain
    apply_groupings,  # lasting ids; rows by hand; merges and splits
    apply_corrections,  # an editor's status, dates and orders, as claims
    gather_claims,  # evidence/: each module proposes order or dates, with its reason
    order_events,  # network/: admit claims strongest first, refuse and list what contradicts
)
TELL = (
    *ORDER,
    select_entries,  # salience, and what editors pinned
    write_titles,
    leave_out_twins,  # two rows of an article with one title, and what editors hid
)


def read_dates(document: Document, language: Language) -> Document:
    """The timexes alone, without the parser."""
    for stage in DATES:
        deadline.check()
        document = stage(document, language)
    return document


def read(document: Document, language: Language) -> Document:
    """One article, read: sentences, clauses, timexes, signals, events with their status."""
    for stage in READ:
        deadline.check()
        document = stage(document, language)
    return document


def tell_alone(document: Document, language: Language) -> Document:
    """The article with what it tells by itself, before it is joined with others."""
    if document.told:
        return document
    story = Story(documents=(document,))
    for stage in ORDER:
        deadline.check()
        story = stage(story, language)
    began = {id: bounds.start for id, bounds in story.bounds.items()}
    told = (Told(tuple(ref.event for ref in chain.mentions), began[chain.id]) for chain in story.chains)
    return replace(document, told=tuple(told))


def tell(story: Story, language: Language) -> Story:
    """A story of read documents, with what editors said of it, told: chains, claims, order, entries."""
    if len(story.documents) > 1:
        story = replace(story, documents=tuple(tell_alone(document, language) for document in story.documents))
    for stage in TELL:
        deadline.check()
        story = stage(story, language)
    return story
