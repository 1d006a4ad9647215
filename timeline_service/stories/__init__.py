"""Stories that live: documents come and go, editors correct, and the timeline is made again by the same ``TELL``."""

from timeline_service.model import Correction, Identities
from timeline_service.stages.apply_groupings.grouping import grouped, is_apart
from timeline_service.stories.making import READINGS, Made, make
from timeline_service.stories.readings import Reading
from timeline_service.stories.retouching import retouched

__all__ = ["READINGS", "Correction", "Identities", "Made", "Reading", "grouped", "is_apart", "make", "retouched"]
