"""Members, where they belong on any day, what they hold, and what they learn."""

from members.models.badge import Badge
from members.models.badge_plan import BadgePlan
from members.models.candidate import Candidate
from members.models.card import Card, CardReason, DossierMove, DossierMoveKind
from members.models.case import Case, Outcome
from members.models.case_step import CasePaper, CaseStep
from members.models.checked import CheckedFinding
from members.models.discipline import Complaint, Discipline, DisciplineForm
from members.models.follow_up import (
    CommentLevel,
    Commitment,
    CommitmentResult,
    Residence,
    ResidenceComment,
)
from members.models.group import GroupPlace, GroupRole, PartyGroup
from members.models.history import PersonalHistory, YearlySupplement
from members.models.import_batch import ImportBatch, ImportKind, ImportRow, ImportStep, Verdict
from members.models.letter import Letter, LetterKind, inner_move
from members.models.member import Member, Schooling, Theory
from members.models.membership import CameBy, LeftBy, Membership, MembershipKind, Sex
from members.models.office import Office, OfficeHow, OfficeKind, Term, offices_at
from members.models.outside import of_party_age, party_months, times_outside
from members.models.paper import Paper, PaperKind
from members.models.reconciliation import (
    AnswerStatus,
    CellAnswer,
    Difference,
    DifferenceKind,
    DifferenceState,
    Reconciliation,
    RollLine,
)
from members.models.restructuring import Restructuring
from members.models.restructuring_step import Act, RestructuringMove, RestructuringStep
from members.models.staff import StaffCount
from members.models.standing import Absence, Exemption, Suspension
from members.models.training import Course, Training
from members.procedures import CaseKind

__all__ = [
    "Absence",
    "Act",
    "AnswerStatus",
    "Badge",
    "BadgePlan",
    "CameBy",
    "Candidate",
    "Card",
    "CardReason",
    "Case",
    "CaseKind",
    "CasePaper",
    "CaseStep",
    "CellAnswer",
    "CheckedFinding",
    "CommentLevel",
    "Commitment",
    "CommitmentResult",
    "Complaint",
    "Course",
    "Difference",
    "DifferenceKind",
    "DifferenceState",
    "Discipline",
    "DisciplineForm",
    "DossierMove",
    "DossierMoveKind",
    "Exemption",
    "GroupPlace",
    "GroupRole",
    "ImportBatch",
    "ImportKind",
    "ImportRow",
    "ImportStep",
    "LeftBy",
    "Letter",
    "LetterKind",
    "Member",
    "Membership",
    "MembershipKind",
    "Office",
    "OfficeHow",
    "OfficeKind",
    "Outcome",
    "Paper",
    "PaperKind",
    "PartyGroup",
    "PersonalHistory",
    "Reconciliation",
    "Residence",
    "ResidenceComment",
    "Restructuring",
    "RestructuringMove",
    "RestructuringStep",
    "RollLine",
    "Schooling",
    "Sex",
    "StaffCount",
    "Suspension",
    "Term",
    "Theory",
    "Training",
    "Verdict",
    "YearlySupplement",
    "inner_move",
    "of_party_age",
    "offices_at",
    "party_months",
    "times_outside",
]
