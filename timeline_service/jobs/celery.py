"""The executor for more than one machine: Celery workers, told by a broker such as Redis that there is work.

The broker carries ids of jobs and nothing else. It may lose a message or bring it twice: what is to be done is in the
store. Messages are acknowledged late and fetched one at a time; one that comes back finds less to do, or nothing. A
task is a turn of a job and not all of it: at SIGTERM a worker waits for the tasks that its processes are at.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from functools import cache
from threading import Event, Thread

from celery import Celery, signals
from kombu.exceptions import OperationalError as BrokerError
from sqlalchemy.exc import SQLAlchemyError

from timeline_service import service, settings
from timeline_service.jobs.queue import Queue, now
from timeline_service.settings import Settings
from timeline_service.store import Store, jobs

TASK = "timeline_service.run_job"
ITEMS_A_TASK = 20  # documents for which one more worker is asked to help
MOST_TASKS = 50  # of one job
TURN = 1.0  # seconds for which a task reads documents of its job; the last one it reads to its end
_WATCH = 2.0  # seconds between looks for jobs that nobody reads
_VISIBLE = 600  # seconds after which Redis gives a message to another worker


@cache
def application(broker_url: str) -> Celery:
    """The Celery application of a broker, with its one task."""
    app = Celery("timeline-service", broker=broker_url)
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_ignore_result=True,
        task_default_queue="timeline-service",
        worker_prefetch_multiplier=1,
        worker_cancel_long_running_tasks_on_connection_loss=True,
        broker_connection_retry_on_startup=True,
        broker_transport_options={"visibility_timeout": _VISIBLE},
        worker_hijack_root_logger=False,
        worker_max_tasks_per_child=1_000,
    )
    app.task(_run_job, name=TASK)
    return app


def send(job_id: str, *, items: int, broker_url: str) -> None:
    """Tell the workers of a job; raise ConnectionError where the broker does not answer."""
    app = application(broker_url)
    try:
        for _ in range(max(1, min(MOST_TASKS, -(-items // ITEMS_A_TASK)))):
            app.send_task(TASK, (job_id,), retry=False)
    except BrokerError as error:
        raise ConnectionError(f"The broker does not answer: {type(error).__name__}.") from None


def work(configured: Settings, *, concurrency: int) -> None:
    """Be a worker with so many processes, until SIGTERM; they share the memory of the pipeline that is loaded here."""
    service.extract({"text": "The bridge was closed on Tuesday.", "published_at": "2025-10-24"}, longest=1_000)
    gc.collect()
    gc.freeze()
    ends = Event()
    watch = Thread(target=_watch, args=(configured, ends), daemon=True)
    signals.worker_ready.connect(lambda **_: watch.start(), weak=False)
    try:
        words = ["worker", "--pool", "prefork", "--concurrency", str(concurrency), "--loglevel", "WARNING"]
        application(configured.broker_url).worker_main([*words, "--without-gossip", "--without-mingle"])
    finally:
        ends.set()


@cache
def _queue() -> Queue:
    """The queue of this process: each opens the store for itself."""
    configured = settings.current()
    return Queue(Store(configured.database_url), configured)


def _run_job(job_id: str) -> None:
    queue = _queue()
    if queue.run(job_id, seconds=TURN):
        with suppress(ConnectionError):  # who watches sends it when there is a broker again
            send(job_id, items=1, broker_url=queue.settings.broker_url)


def _watch(configured: Settings, ends: Event) -> None:
    """Send the jobs again that nobody reads."""
    queue = Queue(Store(configured.database_url), configured)
    while not ends.wait(_WATCH):
        try:
            with queue.store.writing() as session:
                stalled = jobs.stalled(session, now=now(), lease=queue.lease)
            for job_id in stalled:
                send(job_id, items=1, broker_url=configured.broker_url)
        except (SQLAlchemyError, OSError):
            continue
