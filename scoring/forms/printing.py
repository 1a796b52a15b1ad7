"""Asking for a PDF about scores."""

from django.db.models import TextChoices

from meetings.forms import PrintForm


class ScorePrintKind(TextChoices):
    SCORE_SHEET = "score_sheet", "Phiếu chấm điểm"
    MONTH_RESULT = "month_result", "Kết quả sinh hoạt"


class ScorePrintForm(PrintForm):
    """The sheet of one meeting, or the results of a committee's month."""

    kinds, task = ScorePrintKind, "scoring.tasks.print_score"
    of_meeting = frozenset({ScorePrintKind.SCORE_SHEET})
