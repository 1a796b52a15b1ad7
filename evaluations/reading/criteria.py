"""By which lines a member is scored, and what was given of each."""

from decimal import Decimal

from evaluations.models import (
    Appendix,
    CriteriaLine,
    CriteriaSheet,
    MemberAssessment,
    Opinion,
    ReviewKind,
    Round,
    Step,
)

APPENDICES = {
    ReviewKind.LEADER: Appendix.LEADER,
    ReviewKind.STAFF: Appendix.STAFF,
    ReviewKind.OUTSIDE: Appendix.OUTSIDE,
}


Pair = tuple[CriteriaLine, Decimal | None]


def own_of(row: MemberAssessment) -> Opinion | None:
    """How the member graded himself or herself; needs with_steps()."""
    return row.said_at.get(Step.SELF)


def lines_of(row: MemberAssessment) -> list[CriteriaLine]:
    """Of the sheet by which points were given; before that of the one that fits the review."""
    own, review = own_of(row), getattr(row, "review", None)
    if own and own.criteria_id:
        return list(CriteriaLine.objects.filter(sheet=own.criteria_id))
    appendix = APPENDICES[review.form if review else ReviewKind.STAFF]
    return [line for line, _ in blank_of(row.round, appendix)]


def sheet_of(grading: Round, appendix: str) -> CriteriaSheet | None:
    """The bộ tiêu chí that applies; none once the round is closed."""
    sheets = CriteriaSheet.objects.for_round(grading, appendix)
    return None if grading.is_closed else sheets.first()


def blank_of(grading: Round, appendix: str) -> list[Pair]:
    """The lines that apply, nothing given; none once the round is closed."""
    if grading.is_closed:
        return []
    return [(line, None) for line in CriteriaLine.objects.for_round(grading, appendix)]


def given_of(row: MemberAssessment, lines: list[CriteriaLine]) -> list[Pair]:
    """Each line with what the member gave; None where nothing was given line by line."""
    own = own_of(row)
    given = [Decimal(points) for points in own.line_points] if own else []
    return list(zip(lines, given or [None] * len(lines), strict=True))
