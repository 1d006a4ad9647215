"""Trains the English pipeline that ships in ``timeline_service/languages/en/pipeline`` (see README.md)."""
