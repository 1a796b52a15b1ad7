"""Members, where they belong on any day, what they hold, and what they learn."""

from members.models.member import Member, Schooling, Theory
from members.models.membership import (
    CameBy,
    Exemption,
    LeftBy,
    Membership,
    MembershipKind,
    Sex,
)
from members.models.office import Office, OfficeKind, Term
from members.models.training import Candidate, Course, Training

__all__ = [
    "CameBy",
    "Candidate",
    "Course",
    "Exemption",
    "LeftBy",
    "Member",
    "Membership",
    "MembershipKind",
    "Office",
    "OfficeKind",
    "Schooling",
    "Sex",
    "Term",
    "Theory",
    "Training",
]
