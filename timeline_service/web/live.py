"""Timelines as they change, over Server-Sent Events (WHATWG HTML, 9.2): each open stream is a task that waits.

A stream tells versions, not timelines: who hears of a new one fetches it, from a cache where there is one. Where no
stream can be had, polling with the ETag says the same.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from timeline_service.store import Store, states
from timeline_service.web import log

LOOK = 1.0  # seconds between looks at the versions of what is watched
ALIVE = 15.0  # seconds after which a stream that has nothing to tell says that it is there
AGAIN = 5_000  # milliseconds after which a browser whose stream broke off tries again
WITHDRAWN = "This timeline was withdrawn by its newsroom."
KIND = "text/event-stream"
State = tuple[int, str]  # version, state


def told(state: State | None, *, published: bool) -> bytes:
    """The event for a state; ``published``: of one that is not, or is gone, only that it was withdrawn."""
    if state is None or (published and state[1] != "published"):
        return _event("withdrawn", {"message": WITHDRAWN})
    return _event("version", {"version": state[0], "state": state[1]}, id=str(state[0]))


def _event(kind: str, data: Mapping[str, Any], *, id: str | None = None) -> bytes:
    named = f"id: {id}\n" if id is not None else ""
    return f"{named}event: {kind}\nretry: {AGAIN}\ndata: {json.dumps(data)}\n\n".encode()


class Hub:
    """The streams of one process, and one look a second at the versions of all that they watch."""

    def __init__(self, store: Store, *, most: int) -> None:
        self._store, self._most = store, most
        self._watchers: dict[str, set[asyncio.Event]] = {}
        self._states: dict[str, State | None] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="versions")
        self._looking: asyncio.Task[None] | None = None
        self._ended = False

    @property
    def is_full(self) -> bool:
        """Whether there are as many streams as there may be."""
        return sum(map(len, self._watchers.values())) >= self._most

    def end(self) -> None:
        """The service ends: every stream does."""
        self._ended = True
        for watchers in self._watchers.values():
            for changed in watchers:
                changed.set()

    async def stream(self, id: str, *, published: bool, told_first: State) -> AsyncIterator[bytes]:
        """What happens to a timeline, until it is withdrawn or the service ends; ``told_first`` was told already."""
        changed = asyncio.Event()
        changed.set()  # something may have happened since it was told
        self._watchers.setdefault(id, set()).add(changed)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        last: State | None = told_first
        try:
            while not self._ended:
                try:
                    await asyncio.wait_for(changed.wait(), ALIVE)
                except TimeoutError:
                    yield b":\n\n"
                    continue
                changed.clear()
                now = self._states.get(id, last)
                if self._ended or (now is not None and last is not None and now[0] <= last[0]):
                    continue
                last = now
                yield told(now, published=published)
                if now is None or (published and now[1] != "published"):
                    return
        finally:
            self._watchers[id].discard(changed)
            if not self._watchers[id]:
                del self._watchers[id]
                self._states.pop(id, None)

    async def _look(self) -> None:
        """As long as anybody watches."""
        loop = asyncio.get_running_loop()
        while self._watchers and not self._ended:
            wanted = tuple(self._watchers)
            try:
                found = await loop.run_in_executor(self._thread, self._found, wanted)
            except Exception as error:  # a store that is away may come back
                log.failure(type(error), error.__traceback__, request_id=None)
            else:
                self._tell({id: found.get(id) for id in wanted})
            await asyncio.sleep(LOOK)

    def _found(self, ids: tuple[str, ...]) -> dict[str, State]:
        with self._store.reading() as session:
            return states(session, ids)

    def _tell(self, found: Mapping[str, State | None]) -> None:
        for id, state in found.items():
            if id in self._watchers and self._states.get(id, ()) != state:
                self._states[id] = state
                for changed in self._watchers[id]:
                    changed.set()


async def send(events: AsyncIterator[bytes], sent: Callable[[bytes], Any], gone: Callable[[], Any]) -> None:
    """Send events as they come until there are no more, or the peer is ``gone``."""
    hung_up = asyncio.ensure_future(gone())
    try:
        while True:
            coming = asyncio.ensure_future(anext(events, None))
            await asyncio.wait({coming, hung_up}, return_when=asyncio.FIRST_COMPLETED)
            if not coming.done():
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
                return
            if (event := coming.result()) is None:
                return
            await sent(event)
    finally:
        hung_up.cancel()
        await events.aclose()  # type: ignore[attr-defined]
