"""Event timelines in Superdesk. Name this package in ``INSTALLED_APPS``; the settings are in ``configuration.py``."""

from __future__ import annotations

from typing import Any

from superdesk_timeline import configuration


def init_app(app: Any) -> None:
    """Read the settings, register the macro and the AI service. Superdesk calls this once when it starts."""
    configuration.read(app.config)
    # Superdesk's register takes every loaded module with a callback whose name has "macros." in it.
    from superdesk_timeline.macros import event_timeline  # noqa: F401
    from superdesk_timeline.tags import TimelineTags

    TimelineTags(app)
