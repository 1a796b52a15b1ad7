"""Where you stand: units as a dated tree, the papers behind each change, who holds which role."""

from cells.models.assignment import Assignment
from cells.models.decision import Decision
from cells.models.job import Job, JobQuerySet, JobState, LeaseLostError
from cells.models.lineage import Ancestry
from cells.models.threshold import Threshold, ThresholdCode
from cells.models.unit import (
    CELL_KINDS,
    COMMITTEE_KINDS,
    GRASSROOTS_KINDS,
    EventKind,
    Unit,
    UnitEvent,
    UnitKind,
    UnitVersion,
)

__all__ = [
    "CELL_KINDS",
    "COMMITTEE_KINDS",
    "GRASSROOTS_KINDS",
    "Ancestry",
    "Assignment",
    "Decision",
    "EventKind",
    "Job",
    "JobQuerySet",
    "JobState",
    "LeaseLostError",
    "Threshold",
    "ThresholdCode",
    "Unit",
    "UnitEvent",
    "UnitKind",
    "UnitVersion",
]
