"""The procedures of party work on a person, as data: which step follows which, who does it, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cases.procedures import admission, roll, standing
from cases.procedures.base import (
    PROBATION_MONTHS,
    Actor,
    CaseKind,
    Deadline,
    Procedure,
    Situation,
    Step,
)
from cases.procedures.standing import SEEN_ONLY

if TYPE_CHECKING:
    from members.models import Member

PROCEDURES: dict[str, Procedure] = admission.PROCEDURES | roll.PROCEDURES | standing.PROCEDURES


def kinds_open_to(member: Member) -> list[CaseKind]:
    """The kinds of case that make sense for this member today, in their order."""
    situation = Situation.of(member)
    return [kind for kind in CaseKind if (fits := PROCEDURES[kind].fits) and fits(situation)]


__all__ = [
    "PROBATION_MONTHS",
    "PROCEDURES",
    "SEEN_ONLY",
    "Actor",
    "CaseKind",
    "Deadline",
    "Procedure",
    "Step",
    "kinds_open_to",
]
