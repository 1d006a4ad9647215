"""Is it alive, is it ready, what is it."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_smorest import Blueprint
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import ServiceUnavailable

from timeline_service import service
from timeline_service.schemas import Health, Ready, Version
from timeline_service.version import VERSION
from timeline_service.web.documentation import problems

health = Blueprint("health", __name__, description="Whether and what the service is.")


@health.get("/healthz")
@health.doc(operationId="healthz")
@health.response(200, Health)
def healthz() -> dict[str, Any]:
    """The process answers

    It says nothing of the model or the store.
    """
    return {}


@health.get("/readyz")
@health.doc(operationId="readyz")
@health.response(200, Ready)
@problems(health, 503)
def readyz() -> dict[str, Any]:
    """The model is loaded and the store answers

    Send no requests before.
    """
    store = current_app.extensions["store"]
    try:
        store.answers()
    except SQLAlchemyError as error:
        raise ServiceUnavailable(f"The store does not answer: {type(error).__name__}.", retry_after=5) from error
    if (model := service.model_name()) is None:
        raise ServiceUnavailable("There is no English pipeline; see TIMELINE_PIPELINE_EN.", retry_after=60)
    return {"model": model, "store": store.dialect}


@health.get("/version")
@health.doc(operationId="version")
@health.response(200, Version)
def version() -> dict[str, Any]:
    """Which code and which model answer

    The same request gets the same bytes from the same two.
    """
    return {"version": VERSION, "model": service.model_name()}
