"""``worker``: reads the jobs of the service, beside it or on another machine."""

from __future__ import annotations

import click

from timeline_service import settings
from timeline_service.faults import InputError
from timeline_service.jobs import broker
from timeline_service.jobs.engines import local


@click.command()
@click.option("--concurrency", type=click.IntRange(1), help="Processes; by default one a core.")
def worker(concurrency: int | None) -> None:
    """Read the jobs of POST /v1/jobs, with Celery, until SIGTERM; TIMELINE_BROKER_URL names the broker."""
    configured = settings.current()
    if not configured.broker_url:
        raise InputError("TIMELINE_BROKER_URL is not set: without it `timeline-service serve` reads the jobs itself.")
    broker.check(configured.broker_url)
    from timeline_service.jobs import celery  # an extra

    celery.work(configured, concurrency=concurrency or local.cores())
