"""What a grader looks at before deciding. It tells of disciplines, and reading of those is logged."""

from django.utils.functional import SimpleLazyObject

from accounts import audit
from cells.listing import show_list
from cells.views.finding import row_for
from evaluations.models import Round
from evaluations.reading.tables import WARNINGS
from evaluations.reading.warnings import lines_of, standing_against, warn


def warning_list(request, pk):
    """Every point of a round, cell by cell."""
    grading = row_for(request, Round.objects.newest_first(), pk, "round.read")
    lines = lines_of(grading)
    _log(request, grading, [line.concern for line in lines])
    page, title = "evaluations/warning_list.html", f"Điểm cần xem khi xếp loại {grading.period}"
    return show_list(request, page, {"round": grading, "title": title}, lines, WARNINGS, title=title)


def told(request, grading: Round, rows):
    """The rows of a grid, each with its `warnings`."""
    warn(grading, rows)
    _log(request, grading, [concern for row in rows for concern in row.warnings])
    return rows


def standing(request, grading: Round) -> SimpleLazyObject:
    """What a round is closed against, asked only where the page shows it."""

    def lines() -> list:
        found = standing_against(grading)
        _log(request, grading, [line.concern for line in found])
        return found

    return SimpleLazyObject(lines)


def _log(request, grading: Round, concerns: list) -> None:
    if any(concern.is_discipline for concern in concerns):
        audit.record(request.user, "discipline.read", grading)
