"""Rule sets, rounds and their assessments, commendations and proposals."""

from evaluations.models.assessment import (
    Exclusion,
    Grade,
    MemberAssessment,
    UnitAssessment,
    as_parts,
    cells_counted,
    summed,
)
from evaluations.models.award import Commendation, Proposal
from evaluations.models.award_rules import AwardForm, AwardKind, AwardRule
from evaluations.models.groups import PostGroup, PostKind
from evaluations.models.kinds import Quarter, RoundKind
from evaluations.models.marks import Mark, MarkKind, title_in
from evaluations.models.reopening import Reopening
from evaluations.models.round import Round
from evaluations.models.rules import Level, RuleSet
from evaluations.models.steps import Opinion, Step, Vote
from evaluations.models.suggestions import Suggestion
