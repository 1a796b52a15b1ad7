"""Rule sets, rounds and their assessments, commendations and proposals."""

from evaluations.models.assessment import Exclusion, Grade, MemberAssessment, UnitAssessment, summed
from evaluations.models.award import Commendation
from evaluations.models.award_printing import AwardPrint, AwardPrintKind
from evaluations.models.award_rules import AwardForm, AwardKind, AwardRule, GivenBy
from evaluations.models.marks import Mark, MarkKind, title_in
from evaluations.models.proposal import Proposal
from evaluations.models.reopening import Reopening
from evaluations.models.round import Round
from evaluations.models.rules import Level, RuleSet
from evaluations.models.steps import Opinion, Step, Vote
