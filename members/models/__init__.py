"""Members, where they belong on any day, what they hold, and what they learn."""

from members.models.member import (
    CameBy,
    Exemption,
    LeftBy,
    Member,
    Membership,
    MembershipKind,
    Schooling,
    Sex,
    Theory,
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
