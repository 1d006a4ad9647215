"""What came in — plain text, HTML, ninjs — becomes a :class:`Document` with its text and its publication date."""

from timeline_service.ingest.article import from_html, from_ninjs, from_text
from timeline_service.ingest.characters import Unreadable, decode, sound_text
from timeline_service.ingest.dateline import language_of
from timeline_service.ingest.jsonl import read_jsonl
from timeline_service.ingest.ninjs import MEDIA_TYPE as NINJS
from timeline_service.ingest.ninjs import is_canceled, is_ninjs
from timeline_service.ingest.ninjs import known as known_of_ninjs

__all__ = [
    "NINJS",
    "Unreadable",
    "decode",
    "from_html",
    "from_ninjs",
    "from_text",
    "is_canceled",
    "is_ninjs",
    "known_of_ninjs",
    "language_of",
    "read_jsonl",
    "sound_text",
]
