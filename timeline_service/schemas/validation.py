"""Input against a schema, with every fault said by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError

from timeline_service.faults import InputError


class Invalid(InputError):
    """Input that does not fit its schema; ``errors`` maps a field to its faults, each a sentence."""

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__("; ".join(f"{field}: {' '.join(_sentences(faults))}" for field, faults in errors.items()))
        self.errors = {field: _sentences(faults) for field, faults in errors.items()}


def checked(schema: type[Schema], data: Any) -> dict[str, Any]:
    """``data`` as ``schema`` loads it; raise :class:`Invalid` otherwise."""
    try:
        loaded: dict[str, Any] = schema().load(data)
    except ValidationError as error:
        faults = error.normalized_messages()
        raise Invalid(faults) from None
    return loaded


def _sentences(faults: Any) -> list[str]:
    if isinstance(faults, Mapping):
        named = ((f"{key}: " if key != "_schema" else "", each) for key, each in faults.items())
        return [f"{name}{sentence}" for name, each in named for sentence in _sentences(each)]
    return [str(fault) for fault in faults] if isinstance(faults, list) else [str(faults)]
