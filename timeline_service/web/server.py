"""gunicorn, started from Python: threads, and a model that is loaded once, before the workers fork."""

from __future__ import annotations

import ctypes
import gc
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from prometheus_client.multiprocess import mark_process_dead

from timeline_service import service
from timeline_service.settings import Settings
from timeline_service.web import log
from timeline_service.web.app import create_app
from timeline_service.web.jobs import runner_of
from timeline_service.web.worker import Worker

_M_ARENA_MAX = -8  # of glibc's malloc.h
WARM_UP = (
    "<article><p>The council closed the bridge on Tuesday after inspectors found a crack. "
    "It will reopen in two weeks.</p></article>"
)  # HTML, so that the workers share its reader too


class Server(BaseApplication):
    """The service under gunicorn (gthread), on one address."""

    def __init__(self, settings: Settings, *, host: str, port: int, keyless: bool) -> None:
        self._keyless = keyless
        self._settings, self._bind = settings, f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """gunicorn asks for its settings."""
        choices: dict[str, Any] = {
            "bind": self._bind,
            "worker_class": Worker,
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "timeout": self._settings.timeout,
            "graceful_timeout": self._settings.grace,
            "keepalive": 5,
            "preload_app": True,
            "loglevel": self._settings.log_level,
            "max_requests": 10_000,  # spaCy's string store grows with every new word
            "max_requests_jitter": 1_000,
            "limit_request_line": 8_190,
            "forwarder_headers": "",
            "control_socket_disable": True,
            "child_exit": _child_exit,
            "post_worker_init": _start_reading_jobs,
            "worker_exit": _stop_reading_jobs,
        }
        for name, value in choices.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Called once, in the parent: everything that the workers share is made here."""
        log.configure(self._settings.log_level)
        app = create_app(self._settings, keyless=self._keyless)
        if service.model_name() is not None:
            service.extract({"html": WARM_UP, "published_at": "2025-10-24"}, longest=self._settings.max_text)
        app.extensions["store"].close()
        _share_the_heap()
        gc.collect()
        gc.freeze()
        return app


def serve(settings: Settings, *, host: str, port: int, keyless: bool) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first."""
    Server(settings, host=host, port=port, keyless=keyless).run()


def _share_the_heap() -> None:
    """Let all threads take memory from one heap: glibc gives each its own, and gives little of that back."""
    if tune := getattr(ctypes.CDLL(None), "mallopt", None):
        tune(_M_ARENA_MAX, 1)


def _start_reading_jobs(worker: Any) -> None:
    worker.wsgi.extensions["runner"] = runner = runner_of(worker.wsgi)
    if runner is not None:
        runner.start()


def _stop_reading_jobs(_server: Any, worker: Any) -> None:
    runner = getattr(worker, "wsgi", None) and worker.wsgi.extensions.get("runner")
    if runner is not None:
        runner.stop()


def _child_exit(_server: Any, worker: Any) -> None:
    mark_process_dead(worker.pid)
