"""Rule sets, rounds and their assessments, commendations and proposals."""

from evaluations.models.assessment import (
    MemberAssessment,
    UnitAssessment,
    as_parts,
    cells_as_parts,
    summed,
    under_cap,
)
from evaluations.models.award import Award, Commendation
from evaluations.models.award_printing import AwardPrint, AwardPrintKind
from evaluations.models.award_rules import AwardForm, AwardKind, AwardRule, GivenBy
from evaluations.models.bodies import Body, BodyOpinion
from evaluations.models.collective import Collective
from evaluations.models.complaint import Complaint, Outcome
from evaluations.models.criteria import Appendix, CriteriaLine, CriteriaSheet
from evaluations.models.decisions import DECISIONS, RoundPaper
from evaluations.models.grade import Exclusion, Grade
from evaluations.models.groups import PostGroup, PostKind
from evaluations.models.kinds import People, Quarter, RoundKind
from evaluations.models.later import Late
from evaluations.models.marks import Mark, MarkKind, title_in
from evaluations.models.printing import GradingPrint, GradingPrintKind
from evaluations.models.proposal import Proposal
from evaluations.models.receiving import receive
from evaluations.models.regrading import Regrading, rests_on
from evaluations.models.reopening import Reopening
from evaluations.models.review import CollectiveReview, ReviewKind, SelfReview, Written
from evaluations.models.round import Round
from evaluations.models.rules import Level, RuleSet
from evaluations.models.session import session_of, write_minutes
from evaluations.models.steps import Opinion, Step, Vote
from evaluations.models.suggestions import Suggestion
