"""Serving: a process with an event loop and threads, and worker processes that read articles, forked from one parent.

The model is loaded once, before anything is forked, and its memory is shared (docs/decisions.md says why this model).
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
import logging
import os
import resource
import shutil
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, Thread

import uvicorn
from flask import Flask

from timeline_service import deadline, service, workers
from timeline_service.faults import InputError
from timeline_service.jobs import broker
from timeline_service.jobs.runner import Runner
from timeline_service.settings import Settings
from timeline_service.store import Store
from timeline_service.store.keys import ever_any, keys
from timeline_service.web import log
from timeline_service.web.access import LOOPBACK
from timeline_service.web.app import create_app
from timeline_service.web.connections import HEAD, Connection, Limits
from timeline_service.web.front import Front
from timeline_service.web.housekeeping import keep
from timeline_service.web.jobs import runner_of
from timeline_service.web.live import Hub
from timeline_service.web.supervisor import Supervisor
from timeline_service.webhooks.deliverer import Deliverer

BACKLOG = 2_048  # connections that wait until they are taken
TASKS = 1_000  # pieces of work after which a worker is replaced: spaCy's string store grows with every new word
_GIVES_WAY = 10  # niceness of what nobody waits for
_KEEP_ALIVE = 20  # seconds that an idle connection stays open
_M_ARENA_MAX = -8  # of glibc's malloc.h
_MAKE_ONE = "Make a key: timeline-service keys new --newsroom NEWSROOM --name NAME"
WARM_UP = (
    "<article><p>The council closed the bridge on Tuesday after inspectors found a crack. "
    "It will reopen in two weeks.</p></article>"
)  # HTML, so that the workers share its reader too


def serve(settings: Settings, *, host: str, port: int, keyed: bool) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first, for as long as ``settings.grace``.

    ``keyed``: requests of this machine need a key, too, also as long as there is none.
    """
    log.configure(settings.log_level)
    if settings.broker_url:
        broker.check(settings.broker_url)
    keyless = _is_keyless(settings, host=host, keyed=keyed)
    address = _bound(host, port)
    app = create_app(settings, keyless=keyless, owner=f"{socket.gethostname()} {host}:{port}")
    if service.model_name() is not None:
        service.extract({"html": WARM_UP, "published_at": "2025-10-24"}, longest=settings.max_text)
    app.extensions["store"].close()
    _share_the_heap()
    gc.collect()
    gc.freeze()
    address.listen(BACKLOG)
    log.info("serving", at=f"http://{f'[{host}]' if ':' in host else host}:{address.getsockname()[1]}")
    folder = mkdtemp(prefix="timeline-service-")
    pool = str(Path(folder) / "workers")
    reading = partial(workers.serve, pool, parent=os.getpid(), tasks=TASKS)
    roles: list[Callable[[], None]] = [partial(_serve, app, settings, address, pool, os.getpid())]
    if (runner := runner_of(app)) is not None:
        roles.append(partial(_read_jobs, runner, os.getpid()))
    if settings.webhook_names:
        roles.append(partial(_deliver, Deliverer(app.extensions["store"], settings), os.getpid()))
    try:
        readers = [reading] * (settings.workers + 1)
        Supervisor([*roles, *readers], grace=settings.grace, asked=len(roles)).run()
    finally:
        shutil.rmtree(folder)


def _is_keyless(settings: Settings, *, host: str, keyed: bool) -> bool:
    """Whether this machine needs no key yet, which is said in the log; and so it is if nobody has one."""
    store = Store(settings.database_url)
    store.migrate()
    with store.in_words(), store.reading() as session:
        first_run, usable = not ever_any(session), bool(keys(session))
    store.close()
    for_others = host not in LOOPBACK or settings.hosts or settings.public_url
    keyless = first_run and not (keyed or for_others)
    if keyless:
        log.warn("keyless", "Until there is an API key, whoever asks on this machine may do all; not with --keyed.")
    elif not usable:
        why = "There is no API key yet" if first_run else "Every API key was revoked"
        log.warn("no key", f"{why}: only readers are answered. {_MAKE_ONE}")
    return keyless


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends at once (TCP_NODELAY) only where a socket says that it is TCP; else bodies come 40 ms after heads.
    address = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    address.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        address.bind((host, port))
    except OSError as error:
        raise InputError(f"{host}:{port} cannot be listened on: {error.strerror}.") from None
    return address


def _serve(app: Flask, settings: Settings, address: socket.socket, pool: str, parent: int) -> None:
    """The process that serves."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    for name in ("uvicorn.error", "uvicorn.access", "asyncio"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # they would quote what came; ours do not
        logging.getLogger(name).propagate = False
    desk = app.extensions["desk"]
    desk.work.join(workers.Pool(pool))
    desk.take_over()
    limits = Limits(each=settings.peer_connections, all=settings.connections)
    hub = Hub(app.extensions["store"], most=settings.streams)
    config = uvicorn.Config(
        Front(app, hub, threads=settings.threads, largest={b"": settings.max_body, b"/v1/jobs": settings.max_job_body}),
        http=partial(Connection, limits=limits),  # type: ignore[arg-type]
        ws="none", lifespan="off", loop="asyncio", log_config=None, access_log=False, server_header=False,
        proxy_headers=False, h11_max_incomplete_event_size=HEAD, timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=max(1, settings.grace - 1), backlog=BACKLOG,
    )  # fmt: skip
    server = _Server(config, hub)
    Thread(target=keep, args=(app, server, parent), daemon=True, name="housekeeping").start()
    asyncio.run(server.serve(sockets=[address]))


def _read_jobs(runner: Runner, parent: int) -> None:
    """The process that reads jobs, when nobody else wants the processor; on a par where that is not to be had."""
    with suppress(PermissionError):
        os.nice(_GIVES_WAY)
    deadline.be_ended_by_timers()
    runner.start()
    _wait_for_the_end(parent)
    runner.stop()


def _deliver(deliverer: Deliverer, parent: int) -> None:
    """The process that tells webhooks what changed; who is slow to answer keeps nobody else waiting."""
    telling = Thread(target=deliverer.run, name="webhooks")
    telling.start()
    _wait_for_the_end(parent)
    deliverer.stop()
    telling.join()


def _wait_for_the_end(parent: int) -> None:
    """Until the service ends, or the process that everything starts from is gone."""
    over = Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while os.getppid() == parent and not over.wait(1):
        pass


class _Server(uvicorn.Server):
    """uvicorn's server; when it is to end, streams end first, which would not by themselves."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called by uvicorn."""
        self._hub.end()
        await super().shutdown(sockets)


def _share_the_heap() -> None:
    """Let all threads take memory from one heap: glibc gives each its own, and gives little of that back."""
    if tune := getattr(ctypes.CDLL(None), "mallopt", None):
        tune(_M_ARENA_MAX, 1)
