"""The settings: from Superdesk's own, else from the environment, under the same names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DEFAULTS = {
    "TIMELINE_SERVICE_URL": "",  # where the service is, such as https://timelines.example
    "TIMELINE_SERVICE_KEY": "",  # a key with the scope "write"; empty for a service without keys on this machine
    "TIMELINE_SERVICE_PUBLISH": "",  # "true": the macro publishes the timeline, and the embed keeps itself up to date
    "TIMELINE_SERVICE_FIELD": "timeline",  # the id of the custom field (of type embed) that takes the timeline
    "TIMELINE_SERVICE_TIMEOUT": "30",  # seconds
    "DEFAULT_TIMEZONE": "UTC",  # Superdesk's own: where an item is written that has no place in its dateline
}


@dataclass(frozen=True)
class Configuration:
    """What the plug-in was told."""

    address: str
    key: str
    publish: bool
    field: str
    timeout: float
    zone: str


def read(given: Mapping[str, Any]) -> None:
    """Take these settings from now on."""
    global _current
    told = {name: str(given.get(name) or os.environ.get(name) or default) for name, default in DEFAULTS.items()}
    _current = Configuration(
        address=told["TIMELINE_SERVICE_URL"].rstrip("/"),
        key=told["TIMELINE_SERVICE_KEY"],
        publish=told["TIMELINE_SERVICE_PUBLISH"].lower() in ("true", "1", "yes"),
        field=told["TIMELINE_SERVICE_FIELD"],
        timeout=float(told["TIMELINE_SERVICE_TIMEOUT"]),
        zone=told["DEFAULT_TIMEZONE"],
    )


def current() -> Configuration:
    """The settings that were read last."""
    return _current


_current: Configuration
read({})
