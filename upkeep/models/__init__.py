"""Keeping the roll true: workbooks taken over, reconciliation, findings, merging."""

from upkeep.models.backup import Backup
from upkeep.models.checked import CheckedFinding
from upkeep.models.import_batch import ImportBatch, ImportKind, ImportRow, ImportStep, Verdict
from upkeep.models.import_layout import ImportLayout
from upkeep.models.import_portion import ImportPortion
from upkeep.models.reconciliation import (
    AnswerStatus,
    CellAnswer,
    Difference,
    DifferenceKind,
    DifferenceState,
    Reconciliation,
    RollLine,
)
