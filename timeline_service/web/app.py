"""The application factory: settings in, a Flask application out."""

from __future__ import annotations

from flask import Flask

from timeline_service import settings as environment
from timeline_service.settings import Settings
from timeline_service.store import Store
from timeline_service.web import access, headers, log, metrics, rates
from timeline_service.web.corrections import corrections
from timeline_service.web.documentation import as_yaml, options, specification
from timeline_service.web.edits import edits
from timeline_service.web.embed import embedding
from timeline_service.web.extraction import extraction
from timeline_service.web.health import health
from timeline_service.web.jobs import jobs
from timeline_service.web.pages import pages
from timeline_service.web.problems import ProblemApi
from timeline_service.web.search import events
from timeline_service.web.timelines import timelines
from timeline_service.web.work import Work
from timeline_service.web.workbench import workbench


def create_app(settings: Settings | None = None, *, keyless: bool = False) -> Flask:
    """The service with its store migrated; the settings are those of the environment unless they are given.

    ``keyless``: requests of this machine need no key as long as there never was one. Only for a server that listens
    on this machine alone (``web/access.py``).
    The model is loaded by the first request that needs it, or before the workers fork (``web/server.py``).
    """
    settings = settings or environment.current()
    app = Flask(__name__)
    app.config.from_mapping(options(), SETTINGS=settings, KEYLESS=keyless, MAX_CONTENT_LENGTH=settings.max_body)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.log_exception = log.exception  # type: ignore[method-assign, assignment]
    store = Store(settings.database_url)
    store.migrate()
    app.extensions["store"] = store
    app.extensions["work"] = Work(at_once=settings.max_in_flight, patience=settings.patience, longest=settings.deadline)
    metrics.init_app(app)
    headers.init_app(app)
    app.before_request(access.check_host)
    rates.init_app(app)
    api = ProblemApi(app)
    api.register_blueprint(extraction)
    api.register_blueprint(timelines)
    api.register_blueprint(edits)
    api.register_blueprint(corrections)
    api.register_blueprint(jobs)
    api.register_blueprint(events)
    api.register_blueprint(health)
    api.register_blueprint(metrics.metrics)
    app.register_blueprint(pages)
    app.register_blueprint(embedding)
    app.register_blueprint(workbench)
    document = specification(api)
    app.extensions["openapi"] = document
    app.extensions["openapi.yaml"] = as_yaml(document)
    return app
