"""What the process that serves does besides: every few seconds, in a thread of its own."""

from __future__ import annotations

import os
import time
from typing import Any

from flask import Flask

from timeline_service import desk
from timeline_service.desk import Desk
from timeline_service.web import log
from timeline_service.web.kept import Kept

EVERY = 3.0  # seconds


def keep(app: Flask, server: Any, parent: int) -> None:
    """Renew what is on lease, clear and publish what is due, for as long as the parent is there; without it, end."""
    opened: Desk = app.extensions["desk"]
    kept: Kept = app.extensions["kept"]
    while os.getppid() == parent:
        time.sleep(EVERY)
        kept.let_go()
        try:
            opened.keep_up()
            desk.publish_due(opened, now=desk.now())
        except Exception as error:  # a database that is down is one that may come back
            log.failure(type(error), error.__traceback__, request_id=None)
    server.should_exit = True
