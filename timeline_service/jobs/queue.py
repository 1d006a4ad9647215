"""Reading the documents of jobs: what every executor does, one document after the other.

The state is in the store and nowhere else. A document is claimed with a lease, which is renewed while it is read, and
finished if the claim is still good: whoever is killed in between, each document is counted once and each job ends once.
"""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from timeline_service import deadline, service
from timeline_service.jobs.attempts import Failure, Job, attempt
from timeline_service.schemas.canonical import canonical
from timeline_service.settings import Settings
from timeline_service.store import Store, jobs
from timeline_service.store.jobs import Claim, JobKind

_MARGIN = timedelta(seconds=5)  # of a lease, beyond the time that an article may take
_RENEWED = 3  # times while a lease lasts


def now() -> datetime:
    """The time of leases and of the history of a job; no answer depends on it."""
    return datetime.now(UTC)


def new_owner() -> str:
    """A name for whoever claims documents."""
    return f"{socket.gethostname()[:20]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


@dataclass(frozen=True, slots=True)
class Queue:
    """The jobs of a store, as an executor sees them."""

    store: Store
    settings: Settings

    @property
    def lease(self) -> timedelta:
        """How long a document is its reader's, who renews it: as long as reading takes on a machine that is free."""
        return timedelta(seconds=self.settings.deadline) + _MARGIN

    def claim(self, owner: str, job_id: str | None = None) -> Claim | None:
        """Take a document, of this job or of any; None where there is none to read."""
        with self.store.writing() as session:
            return jobs.claim(session, owner=owner, now=now(), lease=self.lease, job_id=job_id)

    def read(self, claim: Claim) -> bool:
        """Read a document and store what became of it; False where another reader has taken it over.

        One that never comes to an end ends this process (``deadline.armed``).
        """
        work, seconds = _work(claim.kind), self.settings.deadline
        with deadline.armed(seconds), self._kept(claim):
            got = attempt(work, claim.article, longest=self.settings.max_text, seconds=seconds)
        became: dict[str, Any] = {"error": stored(got)} if isinstance(got, Failure) else {"answer": got}
        with self.store.writing() as session:
            return jobs.finish(session, claim, **became, now=now())

    @contextmanager
    def _kept(self, claim: Claim) -> Iterator[None]:
        """Renew the lease of a document meanwhile: on a busy machine its deadline comes late, by the clock."""
        over = Event()

        def renew() -> None:
            good = True
            while good and not over.wait(self.lease.total_seconds() / _RENEWED):
                with suppress(SQLAlchemyError), self.store.writing() as session:
                    good = jobs.renew(session, claim, now=now(), lease=self.lease)

        renewing = Thread(target=renew, daemon=True, name="lease")
        renewing.start()
        try:
            yield
        finally:
            over.set()
            renewing.join()

    def run(self, job_id: str, *, seconds: float) -> bool:
        """Read documents of a job, for so long and the last one to its end; whether some may be left to read."""
        owner, ends = new_owner(), monotonic() + seconds
        while claim := self.claim(owner, job_id):
            self.read(claim)
            if monotonic() >= ends:
                return True
        return False


def stored(failure: Failure) -> Mapping[str, str]:
    """A failure as it is stored."""
    return {"kind": failure.kind, "reason": failure.reason}


def _work(kind: JobKind) -> Callable[..., bytes]:
    """What reads a document, and gives the answer as it is stored."""
    found: Mapping[str, Job] = {"extract": service.extract, "annotate": service.annotate, "dates": service.dates}

    def work(article: Mapping[str, Any], *, longest: int) -> bytes:
        return canonical(found[kind](article, longest=longest)).encode()

    return work
