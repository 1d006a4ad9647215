"""The nouns of the product: what a stage reads and what it gives.

Everything is frozen: a stage returns a new :class:`Document` or :class:`Story` made with ``dataclasses.replace``. All
offsets are Unicode code points into ``Document.text``, half-open, so ``text[span.start:span.end]`` is always the words.
Names are TimeML's (ISO 24617-1) where it has one: timex, signal, event, class, tense, aspect, polarity, modality,
TLINK.
"""

from timeline_service.model.document import Document, Documents, Told, Views
from timeline_service.model.language import Language
from timeline_service.model.mentions import (
    AHEAD,
    HAPPENED,
    Basis,
    Event,
    EventPos,
    Participant,
    Signal,
    Status,
    Timex,
    WrittenAs,
    creation_time,
)
from timeline_service.model.order import Bounds, Chain, Claim, ClaimKind, Conflict, MentionRef, Origin, TLink
from timeline_service.model.parse import Aspect, Block, BlockKind, Clause, MarkedDate, Sentence, Tense, Token, Tokens
from timeline_service.model.reasons import Because, Note, Span
from timeline_service.model.story import Anchor, Correction, Entry, Identities, Placement, Story, When

__all__ = [
    "Span", "Because", "Note",
    "Tense", "Aspect", "BlockKind", "Token", "Tokens", "Block", "MarkedDate", "Sentence", "Clause",
    "Status", "HAPPENED", "AHEAD", "Basis", "EventPos", "WrittenAs", "Timex", "creation_time", "Signal", "Participant",
    "Event",
    "Views", "Told", "Document", "Documents",
    "Origin", "ClaimKind", "MentionRef", "Chain", "Claim", "TLink", "Conflict", "Bounds",
    "Placement", "Anchor", "Identities", "Correction", "When", "Entry", "Story",
    "Language",
]
