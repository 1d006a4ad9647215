"""What came in — plain text, HTML — becomes a :class:`Document` with its text and its publication date."""

from timeline_service.ingest.article import from_html, from_text
from timeline_service.ingest.characters import Unreadable, decode, sound_text
from timeline_service.ingest.dateline import language_of
from timeline_service.ingest.jsonl import read_jsonl

__all__ = ["Unreadable", "decode", "from_html", "from_text", "language_of", "read_jsonl", "sound_text"]
