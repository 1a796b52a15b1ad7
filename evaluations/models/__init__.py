"""Rule sets, rounds and their assessments, commendations and proposals."""

from evaluations.models.award import AwardForm, AwardKind, Commendation, Proposal
from evaluations.models.round import Exclusion, MemberAssessment, Round, UnitAssessment
from evaluations.models.rules import Level, RuleSet

__all__ = [
    "AwardForm",
    "AwardKind",
    "Commendation",
    "Exclusion",
    "Level",
    "MemberAssessment",
    "Proposal",
    "Round",
    "RuleSet",
    "UnitAssessment",
]
