"""Whether there can be Celery workers: Celery is an extra, and its brokers need packages of their own."""

from __future__ import annotations

from timeline_service.faults import InputError, not_installed


def check(broker_url: str) -> None:
    """Raise InputError where Celery cannot ask this broker with what is installed; nothing is connected."""
    try:
        from timeline_service.jobs import celery
    except ImportError:
        raise not_installed("TIMELINE_BROKER_URL needs Celery", "celery") from None
    try:
        celery.application(broker_url).connection_for_write().create_transport()
    except (ImportError, AttributeError, LookupError, ValueError):  # as kombu says each; what it says has the address
        raise InputError(
            "TIMELINE_BROKER_URL names no broker that Celery can ask with what is installed; one is redis://host/0."
        ) from None
