"""Signatures of calls, and the secrets that they are made with (Standard Webhooks)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from timeline_service.settings import SECRET

_BYTES = 32


def new_secret() -> str:
    """A secret of 256 random bits."""
    return SECRET + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(secret: str, *, id: str, timestamp: int, body: bytes) -> str:
    """A signature of the header ``webhook-signature``: HMAC-SHA256 over id, timestamp (seconds since 1970) and body."""
    key = base64.b64decode(secret.removeprefix(SECRET), validate=True)
    signed = hmac.digest(key, f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"
