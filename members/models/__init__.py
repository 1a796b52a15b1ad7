"""Members, where they belong on any day, what they hold, and what they learn."""

from members.models.badge import Badge
from members.models.badge_plan import BadgePlan
from members.models.candidate import Candidate
from members.models.card import Card, CardReason, DossierMove, DossierMoveKind
from members.models.correction_request import CorrectionRequest
from members.models.discipline import Complaint, DecidedBy, Discipline, DisciplineForm
from members.models.follow_up import (
    CommentLevel,
    Commitment,
    CommitmentResult,
    Residence,
    ResidenceComment,
)
from members.models.history import PersonalHistory, YearlySupplement
from members.models.member import Member, Schooling, Theory
from members.models.membership import CameBy, LeftBy, Membership, MembershipKind, Sex
from members.models.office import Office, OfficeHow, OfficeKind, offices_at
from members.models.outside import of_party_age, party_months, times_outside
from members.models.paper import Paper, PaperKind
from members.models.roll_act import RollAct, RollActKind
from members.models.standing import Absence, Exemption, Suspension
from members.models.training import Course, Training
