"""Cases of party work on a person, step by step, and the letters that end them."""

from cases.models.case import Case, CaseOutcome
from cases.models.case_step import CasePaper, CaseStep
from cases.models.letter import Letter, inner_move
from cases.models.printing import LetterPrint
from cases.procedures.base import LetterKind
