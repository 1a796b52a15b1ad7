"""Members, where they belong on any day, what they hold, and what they learn."""

from members.models.candidate import Candidate
from members.models.card import Card, CardReason, DossierMove, DossierMoveKind
from members.models.member import Member, Schooling, Theory
from members.models.membership import CameBy, LeftBy, Membership, MembershipKind, Sex
from members.models.office import Office, OfficeKind, Term
from members.models.standing import Absence, Exemption, Suspension
from members.models.training import Course, Training

__all__ = [
    "Absence",
    "CameBy",
    "Candidate",
    "Card",
    "CardReason",
    "Course",
    "DossierMove",
    "DossierMoveKind",
    "Exemption",
    "LeftBy",
    "Member",
    "Membership",
    "MembershipKind",
    "Office",
    "OfficeKind",
    "Schooling",
    "Sex",
    "Suspension",
    "Term",
    "Theory",
    "Training",
]
