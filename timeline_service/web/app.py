"""The application factory: settings in, a Flask application out."""

from __future__ import annotations

import os
import socket

from flask import Flask

from timeline_service import settings as environment
from timeline_service.desk import Desk
from timeline_service.settings import Settings
from timeline_service.store import Store
from timeline_service.web import access, addresses, headers, log, metrics, rate_limits
from timeline_service.web.comments import comments
from timeline_service.web.corrections import corrections
from timeline_service.web.documentation import options, specification
from timeline_service.web.edits import edits
from timeline_service.web.embed import embedding
from timeline_service.web.extraction import extraction
from timeline_service.web.following import following
from timeline_service.web.health import health
from timeline_service.web.jobs import jobs
from timeline_service.web.kept import Kept
from timeline_service.web.pages import pages
from timeline_service.web.problems import ProblemApi
from timeline_service.web.search import events
from timeline_service.web.sessions import sessions
from timeline_service.web.timelines import timelines
from timeline_service.web.webhooks import webhooks
from timeline_service.web.workbench import workbench
from timeline_service.workers import Queue, Work


def create_app(settings: Settings | None = None, *, keyless: bool = False, owner: str = "") -> Flask:
    """The service with its store migrated; the settings are those of the environment unless they are given.

    ``keyless``: requests of this machine need no key as long as there never was one. Only for a server that nobody else
    reaches (``web/access.py``). ``owner`` names this server among those over the same store.
    The model is loaded by the first request that needs it, or before the workers fork (``web/server.py``).
    """
    settings = settings or environment.current()
    app = Flask(__name__)
    app.config.from_mapping(options(), SETTINGS=settings, KEYLESS=keyless, MAX_CONTENT_LENGTH=settings.max_body)
    app.context_processor(lambda: {"brand": settings.brand})
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.log_exception = log.exception  # type: ignore[method-assign, assignment]
    store = Store(settings.database_url)
    store.migrate()
    app.extensions["store"] = store
    owner = owner or f"{socket.gethostname()} {os.getpid()}"
    app.extensions["desk"] = Desk(store, _work(settings), owner=owner, patience=settings.patience)
    app.extensions["kept"] = Kept()
    addresses.init_app(app)
    metrics.init_app(app)
    headers.init_app(app)
    app.before_request(access.check_host)
    rate_limits.init_app(app)
    api = ProblemApi(app)
    api.register_blueprint(extraction)
    api.register_blueprint(timelines)
    api.register_blueprint(edits)
    api.register_blueprint(corrections)
    api.register_blueprint(comments)
    api.register_blueprint(jobs)
    api.register_blueprint(events)
    api.register_blueprint(following)
    api.register_blueprint(webhooks)
    api.register_blueprint(health)
    api.register_blueprint(metrics.metrics)
    app.register_blueprint(pages)
    app.register_blueprint(embedding)
    app.register_blueprint(workbench)
    app.register_blueprint(sessions)
    app.extensions["openapi"] = specification(api)
    return app


def _work(settings: Settings) -> Work:
    """Reading in turn: as many long articles as there are workers, and one turn more for a short one."""
    queue = Queue(
        places=settings.max_in_flight, turns=settings.workers + 1, long=settings.workers, patience=settings.patience
    )
    return Work(queue, seconds=settings.deadline, patience=settings.timeout)

