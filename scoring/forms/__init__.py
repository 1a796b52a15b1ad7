"""Forms of scoring: the points of a meeting, its steps; sheets; who follows which cell."""

from scoring.forms.followers import FollowerEndForm, FollowerForm, FollowerWithdrawForm
from scoring.forms.score import ReasonForm, ScoreForm, SheetChoice, VoteForm
from scoring.forms.sheet import SheetCopyForm, SheetNewForm
from scoring.forms.sheet_page import SheetPage
