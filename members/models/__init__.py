"""Members, where they belong on any day, what they hold, and what they learn."""

from members.models.candidate import Candidate
from members.models.card import Card, CardReason, DossierMove, DossierMoveKind
from members.models.case import Case, CasePaper, CaseStep, Outcome
from members.models.group import GroupPlace, GroupRole, PartyGroup
from members.models.member import Member, Schooling, Theory
from members.models.membership import CameBy, LeftBy, Membership, MembershipKind, Sex
from members.models.office import Office, OfficeHow, OfficeKind, Term, offices_at
from members.models.staff import StaffCount
from members.models.standing import Absence, Exemption, Suspension
from members.models.training import Course, Training
from members.procedures import CaseKind

__all__ = [
    "Absence",
    "CameBy",
    "Candidate",
    "Card",
    "CardReason",
    "Case",
    "CaseKind",
    "CasePaper",
    "CaseStep",
    "Course",
    "DossierMove",
    "DossierMoveKind",
    "Exemption",
    "GroupPlace",
    "GroupRole",
    "LeftBy",
    "Member",
    "Membership",
    "MembershipKind",
    "Office",
    "OfficeHow",
    "OfficeKind",
    "Outcome",
    "PartyGroup",
    "Schooling",
    "Sex",
    "StaffCount",
    "Suspension",
    "Term",
    "Theory",
    "Training",
    "offices_at",
]
