"""What the process that serves does besides: every few seconds, each thing in a thread of its own."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

from flask import Flask

from timeline_service import desk
from timeline_service.desk import Desk
from timeline_service.web import log
from timeline_service.web.kept import Kept

EVERY = 3.0  # seconds


def keep(app: Flask, server: Any, parent: int) -> None:
    """Renew what is on lease, clear and publish what is due, for as long as the parent is there; without it, end.

    Where one of these takes long, a lease does not run out meanwhile, nor is a draft published late.
    """
    opened: Desk = app.extensions["desk"]
    kept: Kept = app.extensions["kept"]
    for task in (opened.renew, opened.clear_up, partial(publish, opened)):
        Thread(target=_again, args=(task, parent), daemon=True, name="housekeeping").start()
    _again(kept.let_go, parent)
    server.should_exit = True


def publish(opened: Desk) -> None:
    """Publish the drafts whose time has come, and log those that could not be published."""
    desk.publish_due(opened, now=desk.now(), failed=_not_published)


def _not_published(id: str, error: Exception) -> None:
    log.failure(type(error), error.__traceback__, request_id=None, error=error, timeline=id)


def _again(task: Callable[[], Any], parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
        try:
            task()
        except Exception as error:  # a database that is down is one that may come back
            log.failure(type(error), error.__traceback__, request_id=None)
