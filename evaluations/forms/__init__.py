"""Forms of grading and commendation; each calls exactly one verb."""

from evaluations.forms.award_printing import AwardPrintForm
from evaluations.forms.awards import (
    AcceptForm,
    AnnualForm,
    AwardFilter,
    CancelForm,
    CommendationForm,
    ProposalForm,
    RefuseForm,
)
from evaluations.forms.collectives import CollectiveForm
from evaluations.forms.criteria import CriteriaForm
from evaluations.forms.grades import GradeGrid, OneGrade
from evaluations.forms.groups import CellGroupForm, GroupForm
from evaluations.forms.marks import MarkForm, WithdrawForm
from evaluations.forms.results import (
    ComplaintAnswerForm,
    ComplaintForm,
    LateForm,
    ReceiveForm,
    ReferUpForm,
    RegradeForm,
)
from evaluations.forms.reviews import CollectiveReviewForm, SelfReviewForm
from evaluations.forms.rounds import (
    CapForm,
    CloseForm,
    DaysForm,
    IssueForm,
    OwnCapForm,
    ReferenceForm,
    ReopenForm,
    RosterFilter,
    RoundForm,
    TermRoundForm,
)
from evaluations.forms.rule_sets import AwardRuleForm, RuleSetForm
from evaluations.forms.steps import StepForms
from evaluations.forms.suggestions import AnswerForm, SuggestionForm
