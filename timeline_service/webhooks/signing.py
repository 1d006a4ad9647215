"""Signatures of calls, and the secrets that they are made with (Standard Webhooks)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from binascii import Error

PREFIX = "whsec_"  # before the base64 of a secret
_BYTES = 32


def new_secret() -> str:
    """A secret of 256 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(secret: str, *, id: str, timestamp: int, body: bytes) -> str:
    """The header ``webhook-signature``: HMAC-SHA256 over id, timestamp (seconds since 1970) and body."""
    signed = hmac.digest(_key(secret), f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"


def _key(secret: str) -> bytes:
    """The bytes behind ``whsec_…``; of a secret that has another form, those of its letters."""
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except Error:
            pass
    return secret.encode()
