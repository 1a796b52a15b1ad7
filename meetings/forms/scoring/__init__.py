"""Forms of scoring: the points of a meeting, its steps; sheets; who follows which cell."""

from meetings.forms.scoring.followers import FollowerEndForm, FollowerForm
from meetings.forms.scoring.score import ReasonForm, ScoreForm, SheetChoice, VoteForm
from meetings.forms.scoring.sheet import SheetCopyForm, SheetNewForm
from meetings.forms.scoring.sheet_page import SheetPage

__all__ = [
    "FollowerEndForm",
    "FollowerForm",
    "ReasonForm",
    "ScoreForm",
    "SheetChoice",
    "SheetCopyForm",
    "SheetNewForm",
    "SheetPage",
    "VoteForm",
]
