"""Where you stand: units as a dated tree, the papers behind each change, who holds which role."""

from cells.models.assignment import Assignment
from cells.models.decision import Decision
from cells.models.event import EventKind, UnitEvent
from cells.models.lineage import Ancestry
from cells.models.saved_filter import SavedFilter
from cells.models.term import Term
from cells.models.threshold import History, Threshold, ThresholdCode
from cells.models.unit import Unit
from cells.models.version import (
    CELL_KINDS,
    COMMITTEE_KINDS,
    GRADING_KINDS,
    GRASSROOTS_KINDS,
    HostKind,
    UnitKind,
    UnitVersion,
)
