"""Jobs and their documents, each call inside the caller's transaction. A document is read by whoever has its lease.

The row of a job is always locked before those of its documents, so that no two calls wait for each other.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast, get_args

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from timeline_service.store import deletions, external_ids, outbox
from timeline_service.store.records import utc
from timeline_service.store.tables import JobItemRow, JobRow, WebhookRow

JobKind = Literal["extract", "annotate", "dates"]
JobState = Literal["waiting", "running", "done", "cancelled"]
ItemState = Literal["waiting", "running", "done", "failed", "cancelled"]
JOB_KINDS: tuple[JobKind, ...] = get_args(JobKind)
JOB_STATES: tuple[JobState, ...] = get_args(JobState)
ITEM_STATES: tuple[ItemState, ...] = get_args(ItemState)
MOST_TRIES = 3  # of a document whose reader is killed
LOST = timedelta(minutes=10)
_OPEN = ("waiting", "running")
_ALIKE = ("id", "external_id", "newsroom", "kind", "state", "total", "done", "failed", "webhook")
_AT_ONCE = 500  # rows that are written together
_KILLED = {"kind": "killed", "reason": f"The process that read this document was killed {MOST_TRIES} times."}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A document of a new job: its ``article``, or why it cannot be read (``error``: kind and reason)."""

    source_id: str | None
    article: Mapping[str, Any] | None = None
    error: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is known of a job; ``done`` and ``failed`` are counts of documents."""

    id: str
    external_id: str | None
    newsroom: str
    kind: JobKind
    state: JobState
    total: int
    done: int
    failed: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    webhook: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A document of a job and what became of it."""

    number: int
    id: str | None
    state: ItemState
    answer: dict[str, Any] | None
    error: dict[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A document that ``owner`` reads."""

    job_id: str
    number: int
    kind: JobKind
    article: dict[str, Any]
    owner: str


def add(
    session: Session,
    items: Sequence[NewItem],
    *,
    id: str,
    newsroom: str,
    kind: JobKind,
    external_id: str | None = None,
    webhook: str | None = None,
    now: datetime,
) -> Job:
    """Store a job; documents that have an error are failed from the beginning.

    Raises :class:`external_ids.Taken` where the newsroom has a job of this external id.
    """
    failed = sum(item.error is not None for item in items)
    row = JobRow(
        id=id, newsroom=newsroom, external_id=external_id, kind=kind, state="waiting", total=len(items), done=0,
        failed=failed, created_at=now, touched_at=now, webhook=webhook,
    )  # fmt: skip
    external_ids.insert(session, row)
    for first in range(0, len(items), _AT_ONCE):
        session.execute(
            JobItemRow.__table__.insert(),  # type: ignore[attr-defined]
            [
                {
                    "job_id": id, "number": number, "state": "waiting" if item.error is None else "failed", "tries": 0,
                    "source_id": item.source_id, "article": item.article, "error": item.error,
                }
                for number, item in enumerate(items[first : first + _AT_ONCE], start=first + 1)
            ],
        )  # fmt: skip
    _end_if_all_is_done(session, row, now)
    return _job(row)


def find(session: Session, id: str, *, newsroom: str) -> Job | None:
    """The job of this id, or of this external id, in the newsroom; None if there is none."""
    row = external_ids.find_row(session, JobRow, id, newsroom=newsroom)
    return None if row is None else _job(row)


def page(session: Session, *, newsroom: str, first: int, size: int) -> tuple[list[Job], int]:
    """Jobs of a newsroom, the last made first: ``size`` of them from ``first`` on, and how many in all."""
    own = JobRow.newsroom == newsroom
    total = session.scalar(select(func.count()).select_from(JobRow).where(own)) or 0
    rows = session.scalars(
        select(JobRow).where(own).order_by(JobRow.created_at.desc(), JobRow.id).offset(first).limit(size)
    )
    return [_job(row) for row in rows], total


def waiting(session: Session, *, newsroom: str) -> int:
    """How many documents of a newsroom are not read yet."""
    left = select(func.sum(JobRow.total - JobRow.done - JobRow.failed))
    return int(session.scalar(left.where(JobRow.newsroom == newsroom, JobRow.state.in_(_OPEN))) or 0)


def results(session: Session, job: Job, *, first: int, size: int) -> list[Result]:
    """Documents of a job, in the order they came in: ``size`` of them from ``first`` on."""
    own = select(JobItemRow).where(JobItemRow.job_id == job.id, JobItemRow.number > first)
    return [_result(row, job.state) for row in session.scalars(own.order_by(JobItemRow.number).limit(size))]


def claim(
    session: Session, *, owner: str, now: datetime, lease: timedelta, job_id: str | None = None
) -> Claim | None:
    """Take the next document that nobody reads, of the oldest job or of this one; None where there is none.

    One whose lease is over was being read by a process that is gone; after ``MOST_TRIES`` such it is failed.
    """
    free = _free(now)
    wanted = select(JobRow).where(
        JobRow.state.in_(_OPEN), exists().where(JobItemRow.job_id == JobRow.id, free).correlate(JobRow)
    )
    if job_id is not None:
        wanted = wanted.where(JobRow.id == job_id)
    while job := session.scalar(wanted.order_by(JobRow.created_at, JobRow.id).limit(1).with_for_update()):
        own = select(JobItemRow).where(JobItemRow.job_id == job.id, free).order_by(JobItemRow.number).limit(1)
        item = session.scalar(own.with_for_update())
        if item is None:  # somebody else took the last one while this waited for the job
            return None
        if item.tries >= MOST_TRIES:
            _fail(session, job, item, _KILLED, now)
            session.flush()
            continue
        item.state, item.owner, item.until, item.tries = "running", owner, now + lease, item.tries + 1
        begun = max(now, utc(job.created_at))  # a runner reads the clock before it looks for work
        job.state, job.started_at, job.touched_at = "running", job.started_at or begun, now
        session.flush()
        kind = cast(JobKind, job.kind)
        return Claim(job_id=job.id, number=item.number, kind=kind, article=item.article or {}, owner=owner)
    return None


def renew(session: Session, claim: Claim, *, now: datetime, lease: timedelta) -> bool:
    """Keep a document for its reader for longer; False where the claim is not good any more."""
    if (held := _held(session, claim)) is None:
        return False
    job, item = held
    job.touched_at, item.until = now, now + lease
    return True


def finish(
    session: Session, claim: Claim, *, answer: bytes = b"", error: Mapping[str, str] | None = None, now: datetime
) -> bool:
    """Store what became of a document; False, and nothing is stored, where the claim is not good any more.

    The answer is JSON in UTF-8.
    """
    if (held := _held(session, claim)) is None:
        return False
    job, item = held
    job.touched_at = now
    if error is not None:
        _fail(session, job, item, error, now)
    else:
        item.state, item.article, item.owner, item.until = "done", None, None, None
        item.answer = zlib.compress(answer)
        job.done += 1
        _end_if_all_is_done(session, job, now)
    return True


def cancel(session: Session, id: str, *, now: datetime) -> bool:
    """Read no more of a job, and forget the texts that were not read; False where it has ended."""
    job = session.get(JobRow, id, with_for_update=True)
    if job is None or job.state not in _OPEN:
        return False
    _end(session, job, "cancelled", now)
    session.execute(update(JobItemRow).where(JobItemRow.job_id == id).values(article=None, owner=None, until=None))
    return True


def remove(session: Session, id: str) -> None:
    """Delete a job for good, with its documents and answers, and with what it had yet to tell."""
    session.execute(delete(JobRow).where(JobRow.id == id))
    session.execute(delete(WebhookRow).where(WebhookRow.job_id == id))
    deletions.add(session)


def forget(session: Session, *, now: datetime, days: int) -> int:
    """Delete for good the jobs that ended so many days ago; give how many that were."""
    old = JobRow.ended_at < now - timedelta(days=days)
    session.execute(delete(WebhookRow).where(WebhookRow.job_id.in_(select(JobRow.id).where(old))))
    if gone := cast(Any, session.execute(delete(JobRow).where(old))).rowcount:
        deletions.add(session)
    return cast(int, gone)


def stalled(session: Session, *, now: datetime, lease: timedelta) -> list[str]:
    """Ids of the jobs that nobody reads though they have begun: no document was taken, kept or finished for a lease.

    And of those that nobody began for ``LOST``, as if their message had never come. Each is given once a lease.
    """
    quiet = (JobRow.state == "running") & (JobRow.touched_at < now - lease)
    unbegun = (JobRow.state == "waiting") & (JobRow.touched_at < now - LOST)
    free = exists().where(JobItemRow.job_id == JobRow.id, _free(now)).correlate(JobRow)
    rows = session.scalars(select(JobRow).where(or_(quiet, unbegun), free).with_for_update(skip_locked=True)).all()
    for row in rows:
        row.touched_at = now
    return [row.id for row in rows]


def _held(session: Session, claim: Claim) -> tuple[JobRow, JobItemRow] | None:
    """The rows of a claim, locked; None where it is not good any more."""
    job = session.get(JobRow, claim.job_id, with_for_update=True)
    item = session.get(JobItemRow, (claim.job_id, claim.number), with_for_update=True)
    if job is None or item is None or item.state != "running" or item.owner != claim.owner:
        return None
    return job, item


def _free(now: datetime) -> ColumnElement[bool]:
    over = (JobItemRow.state == "running") & (JobItemRow.until < now)
    return or_(JobItemRow.state == "waiting", over)


def _fail(session: Session, job: JobRow, item: JobItemRow, error: Mapping[str, str], now: datetime) -> None:
    item.state, item.article, item.owner, item.until, item.error = "failed", None, None, None, dict(error)
    job.failed += 1
    _end_if_all_is_done(session, job, now)


def _end_if_all_is_done(session: Session, job: JobRow, now: datetime) -> None:
    if job.done + job.failed == job.total:
        _end(session, job, "done", now)


def _end(session: Session, job: JobRow, state: JobState, now: datetime) -> None:
    job.state, job.ended_at = state, now
    outbox.tell_end(session, job, now=now)


def _job(row: JobRow) -> Job:
    alike: dict[str, Any] = {name: getattr(row, name) for name in _ALIKE}
    started, ended = (None if at is None else utc(at) for at in (row.started_at, row.ended_at))
    return Job(**alike, created_at=utc(row.created_at), started_at=started, ended_at=ended)


def _result(row: JobItemRow, job: JobState) -> Result:
    ended = row.state in ("done", "failed")
    return Result(
        number=row.number,
        id=row.source_id,
        state=cast(ItemState, "cancelled" if job == "cancelled" and not ended else row.state),
        answer=json.loads(zlib.decompress(row.answer)) if row.answer is not None else None,
        error=row.error,
    )
