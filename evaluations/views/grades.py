"""Entering levels: of the members of one cell or of all, and of the cells and the committee."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_POST

from common.answers import fill_in
from evaluations.forms import GradeGrid, OneGrade
from evaluations.models import People
from evaluations.reading.tallies import give_parts, tallies
from evaluations.views.rounds import page_of_round, round_to, units_to
from evaluations.views.warnings import told


@require_http_methods(["GET", "HEAD", "POST"])
def cell_grade(request, pk, code):
    """Enter the levels of the members of one cell; a closed round is shown, not changed."""
    grading = round_to(request, pk, "round.grade")
    cell = get_object_or_404(grading.unit_assessments.cells(), unit__code=code)
    rows = grading.member_assessments.in_cell(cell.unit_id).with_steps().by_name()
    others, done = grading.member_assessments.outside(cell.unit_id), f"đảng viên {cell.name}"
    return _grade(request, grading, rows, others, done, {"cell": cell})


@require_http_methods(["GET", "HEAD", "POST"])
def round_grade(request, pk):
    """Enter the levels of all who are graded in a round on one page, cell by cell."""
    grading = round_to(request, pk, "round.grade")
    rows = grading.member_assessments.with_steps().by_cell_and_name()
    named = "đảng viên cả đảng bộ" if grading.people == People.MEMBERS else "cán bộ"
    return _grade(request, grading, rows, grading.member_assessments.none(), named, {})


@require_POST
def row_grade(request, pk, row_pk):
    """Save the level of one member as soon as it is chosen; the answer says what was refused."""
    grading = round_to(request, pk, "round.grade")
    row = get_object_or_404(grading.member_assessments.with_steps().by_name(), id=row_pk)
    one = OneGrade(request.POST, assessment=row, verb=grading.grade_members, user=request.user)
    is_saved = one.is_valid() and one.save(by=request.user)
    return JsonResponse(one.answer(), status=200 if is_saved else 422)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_grade(request, pk):
    """Enter the levels of the cells, and last of the committee."""
    grading = units_to(request, pk, "round.grade")
    rows = told(request, grading, grading.unit_assessments.from_below())
    here, late = late_apart(request, rows)
    grid = GradeGrid(
        request.POST or None, assessments=here, verb=grading.grade_units, user=request.user
    )
    context = {"round": grading, "grid": grid, "units": grading.units_with_counts, "late": late}
    page, done = "evaluations/unit_grade.html", "Đã lưu xếp loại tổ chức đảng."
    return fill_in(request, grid, page, context, done=done, to=page_of_round(grading))


def _grade(request, grading, rows, others, named, context):
    """The grid of these members; `others`: those of the round on other pages."""
    rows = told(request, grading, rows)
    give_parts(grading, rows)
    ours, above = [[row for row in rows if bool(row.decided_by) is one] for one in (False, True)]
    here, late = late_apart(request, ours)
    grid = GradeGrid(
        request.POST or None, assessments=here, verb=grading.grade_members, user=request.user
    )
    counted = SimpleLazyObject(partial(tallies, grading, here, others))
    context |= {"round": grading, "grid": grid, "tallies": counted, "named": named}
    context |= {"above": above, "late": late}
    page, done = "evaluations/cell_grade.html", f"Đã lưu xếp loại {named}."
    return fill_in(request, grid, page, context, done=done, to=page_of_round(grading))


def late_apart(request, rows):
    """Those with a line in the grid, and those graded later. Whom somebody else left for later since
    the page was opened keeps the line: what was chosen there is refused by name."""
    late = [row for row in rows if row.is_late]
    here = [row for row in rows if not row.is_late or f"row-{row.pk}-before" in request.POST]
    return here, late
