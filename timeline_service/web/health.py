"""Health, readiness and version."""

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

health = Blueprint("health", __name__, description="Health and version.")


@health.get("/healthz")
@health.doc(operationId="healthz")
@health.response(200, Health)
def healthz() -> dict[str, Any]:
    """The process is alive

    It says nothing about the model or the store.
    """
    return {}


@health.get("/readyz")
@health.doc(operationId="readyz")
@health.response(200, Ready)
@problems(health, 503)
def readyz() -> dict[str, Any]:
    """The model is loaded and the store responds

    Send no requests before that.
    """
    store = current_app.extensions["store"]
    try:
        store.answers()
    except SQLAlchemyError as error:
        raise ServiceUnavailable(f"The store does not respond: {type(error).__name__}.", retry_after=5) from error
    if (model := service.model_name()) is None:
        raise ServiceUnavailable("There is no English pipeline; see TIMELINE_PIPELINE_EN.", retry_after=60)
    return {"model": model, "store": store.dialect}


@health.get("/version")
@health.doc(operationId="version")
@health.response(200, Version)
def version() -> dict[str, Any]:
    """The version of the code and of the model

    With the same two versions, the same request gets the same bytes.
    """
    return {"version": VERSION, "model": service.model_name()}
