"""The settings, read from the environment once; ``docs/operations.md`` holds the table that this file writes."""

from __future__ import annotations

import base64
import binascii
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from timeline_service.faults import InputError

SECRET = "whsec_"  # before the base64 of a secret that webhooks are signed with
LEVELS = ("debug", "info", "warning", "error")
TABLE_START, TABLE_END = "<!-- settings: made by `make docs` -->", "<!-- end of settings -->"


def data_home(environ: Mapping[str, str]) -> Path:
    """Where this service keeps its data: ``$XDG_DATA_HOME/timeline-service``, by default under ``~/.local/share``."""
    base = environ.get("XDG_DATA_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".local" / "share")
    return Path(base) / "timeline-service"


def _is_secret(word: str) -> bool:
    """Whether this is a secret as Standard Webhooks writes it."""
    try:
        key = base64.b64decode(word.removeprefix(SECRET), validate=True)
    except binascii.Error:
        return False
    return word.startswith(SECRET) and 24 <= len(key) <= 64


def _setting(variable: str, default: Any, about: str) -> Any:
    return field(default=default, metadata={"variable": variable, "about": about})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One field a variable; sizes in bytes, text in code points, times in seconds."""

    database_url: str = _setting(
        "TIMELINE_DATABASE_URL", "", "SQLAlchemy URL of the store; empty: SQLite in the data directory (see above)"
    )
    seeds: str = _setting("TIMELINE_SEEDS", "", "folder of seed stories; empty: the ones that came with the package")
    brand: str = _setting("TIMELINE_BRAND", "timeline-service", "the name that pages and embeds go by")
    session_hours: int = _setting(
        "TIMELINE_SESSION_HOURS", 12, "hours after which who signed in at the desk does so again"
    )
    hosts: str = _setting(
        "TIMELINE_HOSTS", "", "host names the service goes by, besides localhost, with commas between"
    )
    retention_days: int = _setting(
        "TIMELINE_RETENTION_DAYS", 3650, "days after its last change that a stored timeline is deleted for good"
    )
    max_body: int = _setting("TIMELINE_MAX_BODY", 2_000_000, "largest request body, bytes; beyond it the answer is 413")
    max_text: int = _setting("TIMELINE_MAX_TEXT", 200_000, "longest article, characters; beyond it the answer is 413")
    max_in_flight: int = _setting(
        "TIMELINE_MAX_IN_FLIGHT", 32, "articles being read or waiting; beyond it 503 with Retry-After"
    )
    patience: int = _setting("TIMELINE_PATIENCE", 25, "seconds an article waits for its turn before 503")
    deadline: int = _setting(
        "TIMELINE_DEADLINE", 30, "seconds of computing that the reading of one request may take before 503"
    )
    rate: int = _setting(
        "TIMELINE_RATE", 600, "requests of one key in a minute; beyond it 503 with Retry-After"
    )
    rate_without_key: int = _setting(
        "TIMELINE_RATE_WITHOUT_KEY", 6000, "the same for one address that sends no key, such as a proxy or localhost"
    )
    workers: int = _setting("TIMELINE_WORKERS", 2, "processes that read articles, and one more for short ones alone")
    threads: int = _setting("TIMELINE_THREADS", 48, "threads for requests; more than TIMELINE_MAX_IN_FLIGHT")
    connections: int = _setting("TIMELINE_CONNECTIONS", 4_000, "connections that are open at a time; beyond it 503")
    peer_connections: int = _setting(
        "TIMELINE_PEER_CONNECTIONS", 1_000, "the same of one address, such as a proxy; beyond it 503"
    )
    streams: int = _setting(
        "TIMELINE_STREAMS", 2_000, "streams of changes (Server-Sent Events) that are open at a time; beyond it 503"
    )
    timeout: int = _setting(
        "TIMELINE_TIMEOUT", 60, "seconds after which a worker that gives no answer is replaced, and the answer is 503"
    )
    grace: int = _setting("TIMELINE_GRACE", 30, "seconds that running requests get at shutdown")
    broker_url: str = _setting(
        "TIMELINE_BROKER_URL",
        "",
        "broker of the Celery workers that read jobs, such as redis://host/0; empty: a process of `serve` reads them",
    )
    max_job_body: int = _setting("TIMELINE_MAX_JOB_BODY", 20_000_000, "largest upload of a job, bytes; beyond it 413")
    max_job_documents: int = _setting(
        "TIMELINE_MAX_JOB_DOCUMENTS", 10_000, "most documents of a job; beyond it 422; and ten times as many waiting"
    )
    job_days: int = _setting("TIMELINE_JOB_DAYS", 7, "days after its end that `forget` deletes a job with its results")
    webhook_hosts: str = _setting(
        "TIMELINE_WEBHOOK_HOSTS",
        "",
        "hosts (and ports) that may be told of changes and of jobs that end, with commas between; `*`: any public one",
    )
    webhook_secret: str = _setting(
        "TIMELINE_WEBHOOK_SECRET",
        "",
        "what webhooks of jobs are signed with, as `whsec_…`; while it is changed, two with a comma between",
    )
    public_url: str = _setting(
        "TIMELINE_PUBLIC_URL",
        "",
        "address of the service for links in embeds, feeds and webhooks, such as https://timelines.example",
    )
    frame_ancestors: str = _setting(
        "TIMELINE_FRAME_ANCESTORS",
        "*",
        "sites that may embed timelines, as CSP writes them; by newsroom: `courier=https://courier.example; *`",
    )
    log_level: str = _setting("TIMELINE_LOG_LEVEL", "info", f"one of `{'`, `'.join(LEVELS)}`")

    @property
    def host_names(self) -> tuple[str, ...]:
        """The names in ``hosts``, in lower case."""
        return tuple(name.strip().lower() for name in self.hosts.split(",") if name.strip())

    @property
    def webhook_names(self) -> tuple[str, ...]:
        """The names in ``webhook_hosts``, in lower case."""
        return tuple(name.strip().lower() for name in self.webhook_hosts.split(",") if name.strip())

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets in ``webhook_secret``."""
        return tuple(secret.strip() for secret in self.webhook_secret.split(",") if secret.strip())

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read the variables; raise InputError with a sentence where one is no good."""
        values: dict[str, Any] = {}
        for each in fields(cls):
            variable, raw = each.metadata["variable"], environ.get(each.metadata["variable"], "")
            if not raw:
                continue
            if isinstance(each.default, int):
                if not (raw.isascii() and raw.isdecimal()) or int(raw) == 0:
                    raise InputError(f"{variable} must be a whole number above 0, not {raw!r}.")
                values[each.name] = int(raw)
            else:
                values[each.name] = raw
        if values.get("log_level", "info") not in LEVELS:
            raise InputError(f"TIMELINE_LOG_LEVEL must be one of {', '.join(LEVELS)}, not {values['log_level']!r}.")
        if not re.fullmatch(r"(https?://[^/?#\s]+[^?#\s]*)?", public := values.get("public_url", "")):
            raise InputError(f"TIMELINE_PUBLIC_URL must be as https://timelines.example is, not {public!r}.")
        values.setdefault("database_url", f"sqlite:///{data_home(environ) / 'timelines.sqlite3'}")
        settings = cls(**values)
        if not all(map(_is_secret, settings.webhook_secrets)):
            raise InputError(
                f"TIMELINE_WEBHOOK_SECRET must be {SECRET} and the base64 of 24 to 64 bytes, or two such with a comma "
                f'between. One is made by: echo "{SECRET}$(openssl rand -base64 32)"'
            )
        if settings.threads <= settings.max_in_flight:  # else no thread is left to say that there is too much to do
            most = f"TIMELINE_MAX_IN_FLIGHT ({settings.max_in_flight})"
            raise InputError(f"TIMELINE_THREADS ({settings.threads}) must be more than {most}.")
        return settings


def table() -> str:
    """The settings as a Markdown table."""
    rows = [f"| `{s.metadata['variable']}` | {_default(s.default)} | {s.metadata['about']} |" for s in fields(Settings)]
    rows.append("| `TIMELINE_PIPELINE_EN` | | another spaCy pipeline for English: a name or a path |")
    return "\n".join(["| variable | default | what it sets |", "|---|---|---|", *rows])


def _default(value: Any) -> str:
    return f"`{value}`" if value != "" else ""


def write_table(page: Path) -> None:
    """Put the table between its two marks in ``page``."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(TABLE_START)
    after = rest.split(TABLE_END)[1]
    page.write_text(f"{before}{TABLE_START}\n{table()}\n{TABLE_END}{after}", encoding="utf-8")


def current() -> Settings:
    """The settings of this process."""
    return Settings.from_environment(os.environ)


if __name__ == "__main__":
    write_table(Path(sys.argv[1]))
