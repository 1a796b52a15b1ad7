"""Keeping the roll true: workbooks taken over, reconciliation, findings, merging."""

from upkeep.models.checked import CheckedFinding
from upkeep.models.import_batch import ImportBatch, ImportKind, ImportRow, ImportStep, Verdict
from upkeep.models.reconciliation import (
    AnswerStatus,
    CellAnswer,
    Difference,
    DifferenceKind,
    DifferenceState,
    Reconciliation,
    RollLine,
)

__all__ = [
    "AnswerStatus",
    "CellAnswer",
    "CheckedFinding",
    "Difference",
    "DifferenceKind",
    "DifferenceState",
    "ImportBatch",
    "ImportKind",
    "ImportRow",
    "ImportStep",
    "Reconciliation",
    "RollLine",
    "Verdict",
]
