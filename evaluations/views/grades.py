"""Entering levels: of the members of one cell, of leaders in a quarter, of cells and the committee."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods

from cells.views.finding import row_for
from common.answers import fill_in
from evaluations.forms import GradeGrid
from evaluations.models import Round
from evaluations.reading.tallies import give_parts, tallies
from evaluations.views.rounds import page_of_round, round_to, year_to
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
def leader_grade(request, pk):
    """Enter the levels of all who are graded in a quarter."""
    grading = row_for(request, Round.objects.quarterly().newest_first(), pk, "round.grade")
    rows = grading.member_assessments.with_steps().by_cell_and_name()
    others = grading.member_assessments.none()
    return _grade(request, grading, rows, others, "cán bộ", {})


@require_http_methods(["GET", "HEAD", "POST"])
def unit_grade(request, pk):
    """Enter the levels of the cells, and last of the committee."""
    grading = year_to(request, pk, "round.grade")
    rows = told(request, grading, grading.unit_assessments.from_below())
    grid = GradeGrid(request.POST or None, assessments=rows, verb=grading.grade_units)
    context = {"round": grading, "grid": grid, "units": grading.units_with_counts}
    page, done = "evaluations/unit_grade.html", "Đã lưu xếp loại tổ chức đảng."
    return fill_in(request, grid, page, context, done=done, to=page_of_round(grading))


def _grade(request, grading, rows, others, named, context):
    """The grid of these members; `others`: those of the round on other pages."""
    rows = told(request, grading, rows)
    give_parts(grading, rows)
    here, above = [[row for row in rows if bool(row.decided_by) is one] for one in (False, True)]
    grid = GradeGrid(request.POST or None, assessments=here, verb=grading.grade_members)
    counted = SimpleLazyObject(partial(tallies, grading, here, others))
    context |= {"round": grading, "grid": grid, "tallies": counted, "named": named, "above": above}
    page, done = "evaluations/cell_grade.html", f"Đã lưu xếp loại {named}."
    return fill_in(request, grid, page, context, done=done, to=page_of_round(grading))
