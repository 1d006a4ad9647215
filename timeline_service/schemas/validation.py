"""Input against a schema, with every fault said by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from timeline_service.faults import InputError

MOST_FAULTS = 20  # of a request that are reported
_PLAINER = {"Invalid input type.": "Not an object: send its fields in braces."}  # of what marshmallow says


class Invalid(InputError):
    """Input that does not fit its schema; ``errors`` maps a field to its faults, each a sentence.

    The first ``MOST_FAULTS`` are told, and how many more there are.
    """

    def __init__(self, errors: Mapping[str, Any]) -> None:
        errors = _first(errors)
        super().__init__("; ".join(f"{field}: {' '.join(_sentences(faults))}" for field, faults in errors.items()))
        self.errors = {field: _sentences(faults) for field, faults in errors.items()}


class ShortList(fields.List):
    """A list of ``least`` to ``most`` items, else ``error``. That it is too long is seen before any of them is read."""

    def __init__(self, item: Any, *, least: int | None = None, most: int, error: str, **keywords: Any) -> None:
        super().__init__(item, validate=validate.Length(min=least, max=most, error=error), **keywords)
        self._most, self._error = most, error

    def _deserialize(self, value: Any, attr: str | None, data: Any, **keywords: Any) -> list[Any]:
        if isinstance(value, list) and len(value) > self._most:
            raise ValidationError(self._error)
        return super()._deserialize(value, attr, data, **keywords)


def checked(schema: type[Schema], data: Any) -> dict[str, Any]:
    """``data`` as ``schema`` loads it; raise :class:`Invalid` otherwise."""
    try:
        loaded: dict[str, Any] = schema().load(data)
    except ValidationError as error:
        faults = error.normalized_messages()
        raise Invalid(faults) from None
    return loaded


def _first(errors: Mapping[str, Any]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    left, more = MOST_FAULTS, 0
    for field, faults in errors.items():
        sentences = _sentences(faults)
        if left > 0:
            told[field] = sentences[:left]
        more += max(0, len(sentences) - left)
        left = max(0, left - len(sentences))
    if more:
        told[next(reversed(told))].append(f"There are {more:,} more faults.")
    return told


def _sentences(faults: Any) -> list[str]:
    if isinstance(faults, Mapping):
        named = ((f"{key}: " if key != "_schema" else "", each) for key, each in faults.items())
        return [f"{name}{sentence}" for name, each in named for sentence in _sentences(each)]
    said = map(str, faults if isinstance(faults, list) else [faults])
    return [_PLAINER.get(each, each) for each in said]
