"""Who tells webhooks what is in the outbox: some threads, from the start of a server to its end.

Any number of servers over one store may do so: what one has taken nobody else takes, and if it is killed, what it had
taken is tried again when the lease is over.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event
from traceback import extract_tb
from typing import Any
from urllib.parse import urlsplit

import structlog
from sqlalchemy.exc import SQLAlchemyError

from timeline_service.settings import Settings
from timeline_service.store import Store, outbox
from timeline_service.webhooks import messages
from timeline_service.webhooks.calling import PATIENCE, call

AT_ONCE, OF_A_HOST = 8, 2  # calls; one host that hangs keeps no more of them
LEASE = timedelta(seconds=PATIENCE + 20)
_IDLE = 0.5  # seconds between looks where there is nothing to tell
_AWAY = 5.0  # seconds until the next look where the store does not answer

Clock = Callable[[], datetime]


def now() -> datetime:
    """The time of calls; no answer depends on it."""
    return datetime.now(UTC)


class Deliverer:
    """Tells webhooks what happens, until it is stopped."""

    def __init__(self, store: Store, settings: Settings, *, clock: Clock = now) -> None:
        self._store, self._settings, self._clock = store, settings, clock
        self._woken, self._ends = Event(), Event()

    def run(self) -> None:
        """Until :meth:`stop`; what is under way then is ended first."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhooks") as threads:
            under_way: dict[Future[None], str] = {}  # → the host that is called
            while not self._ends.is_set():
                self._woken.clear()
                under_way = {each: host for each, host in under_way.items() if not each.done()}
                pause = _IDLE
                try:
                    with self._store.reading() as session:
                        waiting = outbox.due(session, now=self._clock())
                    for webhook_id, url in waiting:
                        host = urlsplit(url).netloc.lower()
                        if len(under_way) < AT_ONCE and list(under_way.values()).count(host) < OF_A_HOST:
                            under_way[threads.submit(self._told, webhook_id)] = host
                except SQLAlchemyError:
                    pause = _AWAY
                self._woken.wait(pause)

    def stop(self) -> None:
        """Begin no more calls."""
        self._ends.set()
        self._woken.set()

    def _told(self, webhook_id: str) -> None:
        try:
            if self.tell(webhook_id):
                self._woken.set()
        except SQLAlchemyError:
            pass  # what is not written down is told again
        except Exception as error:  # a fault of our own: tried again when the lease is over
            places = [f"{each.filename}:{each.lineno} {each.name}" for each in extract_tb(error.__traceback__)]
            _log().error("failure", webhook=webhook_id, kind=type(error).__name__, frames=places[-12:])

    def tell(self, webhook_id: str) -> bool:
        """Tell a webhook what it is to be told next; whether it heard it."""
        at = self._clock()
        with self._store.writing() as session:
            delivery = outbox.claim(session, webhook_id, now=at, lease=LEASE)
        if delivery is None:
            return False
        message = messages.of(delivery, public_url=self._settings.public_url)
        webhook, settings = delivery.webhook, self._settings
        secrets = (webhook.secret,) if webhook.secret else settings.webhook_secrets
        answer = call(webhook.url, message, id=delivery.id, secrets=secrets, at=at, settings=settings)
        _log().info("webhook", webhook=webhook.id, delivery=delivery.id, kind=delivery.kind, said=answer.said)
        now = self._clock()
        with self._store.writing() as session:
            if answer.heard:
                outbox.delivered(session, delivery, answer=answer.said, now=now)
            else:
                outbox.failed(session, delivery, answer=answer.said, unwanted=answer.unwanted, now=now)
        return answer.heard


def _log() -> Any:
    return structlog.get_logger("timeline_service.webhooks")
