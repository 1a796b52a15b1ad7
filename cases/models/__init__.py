"""Cases of party work on a person, step by step, and the letters that end them."""

from cases.models.case import Case, Outcome
from cases.models.case_step import CasePaper, CaseStep
from cases.models.letter import Letter, LetterKind, inner_move

__all__ = [
    "Case",
    "CasePaper",
    "CaseStep",
    "Letter",
    "LetterKind",
    "Outcome",
    "inner_move",
]
