"""EDTF as editors write it."""

from __future__ import annotations

import re

from timeline_service.calendar.edtf import parse_edtf
from timeline_service.calendar.intervals import Granularity

_GRANULARITIES = (
    (r".*T.*", Granularity.MINUTE),
    (r"-?\d{4}-\d\d-\d\d", Granularity.DAY),
    (r"-?\d{4}-(0\d|1[0-2])", Granularity.MONTH),
    (r"-?\d{4}-2[1-4]", Granularity.SEASON),
    (r"-?\d{4}-3[3-6]", Granularity.QUARTER),
    (r"-?\d{4}", Granularity.YEAR),
    (r"\d{3}X", Granularity.DECADE),
    (r"\d\dXX", Granularity.CENTURY),
)


def granularity_of(edtf: str) -> Granularity | None:
    """How fine an EDTF string is; raise ValueError if it is not one that the service writes."""
    parse_edtf(edtf)
    part = next((each for each in edtf.split("/") if each != ".."), "")
    return next((granularity for form, granularity in _GRANULARITIES if re.fullmatch(form, part)), None)
