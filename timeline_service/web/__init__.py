"""The REST service and its pages."""

from timeline_service.web.app import create_app

__all__ = ["create_app"]
