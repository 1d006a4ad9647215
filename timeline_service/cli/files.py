"""Articles in files, as the commands take them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from timeline_service.ingest import decode
from timeline_service.schemas import Article, checked


def article_of(path: Path, *, html: bool = False, **known: Any) -> Mapping[str, Any]:
    """The article in a file (``-`` is standard input), with what is ``known`` of it; a .json file is a ninjs item.

    Raises UsageError, naming the file, or Invalid where it is no article.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}.") from None
    try:
        body = decode(data)
        known["published_at"] = known.pop("published")
        if path.suffix.lower() == ".json":
            return checked(Article, known_of({"ninjs": json.loads(body), **known}))
        field = "html" if html or path.suffix.lower() in (".html", ".htm") else "text"
        return checked(Article, known_of({field: body, **known}))
    except RecursionError:
        raise click.UsageError(f"{path}: The JSON is nested too deeply.") from None
    except ValueError as error:
        raise click.UsageError(f"{path}: {error}") from None


def known_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those fields that are given."""
    return {name: value for name, value in fields.items() if value is not None}
