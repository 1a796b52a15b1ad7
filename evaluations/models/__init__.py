"""Rule sets, rounds and their assessments, commendations and proposals."""

from evaluations.models.assessment import Exclusion, Grade, MemberAssessment, UnitAssessment, summed
from evaluations.models.award import AwardForm, AwardKind, Commendation, Proposal
from evaluations.models.reopening import Reopening
from evaluations.models.round import Round
from evaluations.models.rules import Level, RuleSet
from evaluations.models.steps import Opinion, Step, Vote
