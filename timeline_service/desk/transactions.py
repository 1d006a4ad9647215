"""One change of a stored timeline: read, made, written as a whole or not at all; nothing that was written is lost.

What is made of a timeline is computed in turn with all other reading (``workers``); the database is written to outside
of that turn, so that a slow disk keeps nobody from reading.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from weakref import WeakValueDictionary

from timeline_service.store import Changed, Store, StoredTimeline, deletions, extent, find, readings, remove, write
from timeline_service.store.idempotency import Seen, begin, end, end_all, give_up, renew
from timeline_service.stories import READINGS
from timeline_service.workers import Busy, NotDone, Work

ATTEMPTS = 20  # how often a change is made again because another server's came in between
TOLD = 20  # code points of articles that are told again in the time of reading one
Make = Callable[[StoredTimeline], StoredTimeline]
Telling = Callable[[StoredTimeline, StoredTimeline], str]
Check = Callable[[StoredTimeline], None]


class NoTimeline(LookupError):
    """The newsroom has no timeline of this id."""


class UsedOtherwise(ValueError):
    """The idempotency key was sent with another request before."""


class UnderWay(NotDone):
    """The first request with this idempotency key has not ended yet."""


@dataclass(frozen=True, slots=True)
class Once:
    """A request that is carried out once, however often it is sent: its key and a hash of what it asks for."""

    key: str
    fingerprint: str


def now() -> datetime:
    """The time of a change: the only clock of the service, and no date of any event depends on it."""
    return datetime.now(UTC)


class Desk:
    """The timelines of all newsrooms in a store, changed by one server; ``owner`` names it among the servers."""

    def __init__(self, store: Store, work: Work, *, owner: str = "here", patience: float = 25.0) -> None:
        self.store, self.work = store, work
        self._owner, self._patience = owner, patience
        self._changing: WeakValueDictionary[str, _Lock] = WeakValueDictionary()
        self._guard = Lock()
        self._begun = 0
        self._deletions = 0

    def own(self, id: str, *, newsroom: str) -> StoredTimeline:
        """The timeline of this id or external id; raise :class:`NoTimeline`."""
        found = self.find(id, newsroom=newsroom)
        if found is None:
            raise NoTimeline(id)
        return found

    def find(self, id: str, *, newsroom: str) -> StoredTimeline | None:
        """The same, or None."""
        with self.store.reading() as session:
            return find(session, id, newsroom=newsroom)

    def with_readings(self, timeline: StoredTimeline) -> StoredTimeline:
        """The timeline with what was read of its documents, so that it is not read again."""
        with self.store.reading() as session:
            return replace(timeline, readings=readings(session, timeline.id))

    def change(
        self,
        id: str,
        make: Make,
        *,
        newsroom: str,
        by: str,
        what: str | Telling,
        size: int | None,
        check: Check,
        exact: bool,
    ) -> StoredTimeline:
        """Change a timeline: ``make`` gives the changed one, ``check`` raises where this version may not be changed.

        ``exact``: the change is for one version; where another came in between, raise ``store.Changed``. Otherwise it
        is made again. Where ``make`` gives what it was given, nothing is written, and nobody hears of it.

        ``what`` tells the change to the history. ``size`` is how many code points are new in it; None where it needs no
        reading: it waits for nobody who reads, and what they make is made again.
        """
        with self.store.reading() as session:
            found = extent(session, id, newsroom=newsroom)
        if found is None:
            raise NoTimeline(id)
        own, known = found
        with nullcontext() if size is None else self._in_line(own):
            for _ in range(ATTEMPTS):
                with self._turn(known, size):
                    before = self.own(id, newsroom=newsroom)
                    check(before)
                    if size is not None:
                        before = self.with_readings(before)
                    after = make(before)
                if after == before:
                    return before
                try:
                    said = what if isinstance(what, str) else what(before, after)
                    with self.store.writing() as session:
                        written = write(session, after, by=by, what=said)
                except Changed:
                    if exact:
                        raise
                    continue
                self._clear(set(before.texts.values()).difference(written.texts.values()))
                return written
        raise Busy("Too many changes of this timeline at once.", retry_after=self.work.queue.wait())

    def create(
        self, make: Callable[[], StoredTimeline], *, newsroom: str, by: str, what: str, size: int, once: Once | None
    ) -> StoredTimeline:
        """Make a new timeline; with ``once`` only once, and what was made is given to those who ask again.

        Raises ``store.Changed`` where its id was taken meanwhile, :class:`UsedOtherwise` and :class:`UnderWay`.
        """
        if once is None:
            with self.work.turn(size):
                timeline = make()
            with self.store.writing() as session:
                return write(session, timeline, by=by, what=what)
        made = self._begin(newsroom, once)
        if made is not None:
            return self.own(made, newsroom=newsroom)
        try:
            with self.work.turn(size):
                timeline = make()
            with self.store.writing() as session:
                written = write(session, timeline, by=by, what=what)
                end(session, newsroom=newsroom, key=once.key, timeline_id=written.id, owner=self._owner)
                return written
        except BaseException:
            with self.store.writing() as session:
                give_up(session, newsroom=newsroom, key=once.key, owner=self._owner)
            raise
        finally:
            self._begun -= 1

    def remove(self, timeline: StoredTimeline) -> None:
        """Delete this version of a timeline for good, everywhere; raise ``store.Changed`` where there is another."""
        with self.store.writing() as session:
            remove(session, timeline.id, version=timeline.version, now=now())
        self._clear(timeline.texts.values())

    @contextmanager
    def turn(self, timeline: StoredTimeline) -> Iterator[None]:
        """A turn to tell a timeline again that is not changed."""
        with self.work.queue.place(), self._turn(sum(map(len, timeline.texts.values())), 0):
            yield

    def take_over(self) -> None:
        """When a server starts: what one of this name had begun before will not be ended by it any more."""
        with self.store.writing() as session:
            end_all(session, owner=self._owner)
            self._deletions = deletions.count(session)

    def renew(self) -> None:
        """To be called every few seconds: the requests that are being carried out are."""
        if self._begun:
            with self.store.writing() as session:
                renew(session, owner=self._owner, now=now())

    def clear_up(self) -> None:
        """Let go of texts that were deleted since the last time, whether here, by another server or by a command."""
        with self.store.reading() as session:
            count = deletions.count(session)
        if count != self._deletions:
            self.work.forget()
            self.store.wipe(patience=0)
            self._deletions = count
        self.store.wipe_if_due()

    def _begin(self, newsroom: str, once: Once) -> str | None:
        """Take note of the request; give the id of what it made before."""
        self._begun += 1
        try:
            with self.store.writing() as session:
                known = {"newsroom": newsroom, "key": once.key, "fingerprint": once.fingerprint}
                seen = begin(session, **known, owner=self._owner, now=now())
        except BaseException:
            self._begun -= 1
            raise
        if seen is Seen.NEW:
            return None
        self._begun -= 1
        if seen is Seen.OTHER:
            raise UsedOtherwise(once.key)
        if seen is Seen.AT_WORK:
            raise UnderWay("The first request with this Idempotency-Key is in progress.", retry_after=2)
        return str(seen)

    def _clear(self, texts: Collection[str]) -> None:
        """Leave nothing of texts that were deleted; the workers hear of it with those of other servers."""
        if texts:
            self.store.wipe()
            READINGS.forget(texts)

    def _turn(self, known: int, size: int | None) -> AbstractContextManager[None]:
        """A turn to read ``size`` code points, and to tell ``known`` ones again."""
        if size is None:
            return nullcontext()
        return self.work.queue.turn(size + known // TOLD)

    @contextmanager
    def _in_line(self, id: str) -> Iterator[None]:
        """A place in the line, and one change of a timeline at a time in this server, so that none is made in vain.

        Who waits for the other change holds a place as well: places are fewer than threads, which must not all wait.
        """
        with self._guard:
            lock = self._changing.setdefault(id, _Lock())
        with self.work.queue.place():
            if not lock.acquire(timeout=self._patience):
                raise Busy("The changes of this timeline ahead take too long.", retry_after=self.work.queue.wait())
            try:
                yield
            finally:
                lock.release()


class _Lock:
    """A lock that can be referred to weakly."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
