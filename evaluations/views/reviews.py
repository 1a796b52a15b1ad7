"""Reviews: written by the member, typed in by the cell, and the one of a collective."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.models import Unit
from cells.rights import require
from cells.views.finding import unit_for
from common.answers import fill_in, tap
from evaluations.forms import CollectiveReviewForm, SelfReviewForm
from evaluations.models import (
    Appendix,
    CollectiveReview,
    MemberAssessment,
    Round,
    SelfReview,
    UnitAssessment,
    write_minutes,
)
from evaluations.reading.criteria import sheet_of


@require_http_methods(["GET", "HEAD", "POST"])
def member_review(request, pk):
    """The review of one member, by the member or from the paper."""
    rows = MemberAssessment.objects.by_round_and_name().select_related("review")
    rows = rows.in_cells_of(request.user) | rows.of(request.user)
    row = get_object_or_404(rows.distinct(), id=pk)
    if is_own := row.is_of(request.user):
        to = reverse("evaluations:own_steps")
    else:
        require(request.user, "grade.propose", row.cell)
        to = reverse("evaluations:member_steps", args=[row.pk])
    written = getattr(row, "review", None) or SelfReview(assessment=row)
    form = SelfReviewForm(request.POST or None, instance=written)
    title = "Bản kiểm điểm cá nhân"
    context = {"row": row, "title": title, "whom": row.member, "is_own": is_own, "back": to}
    page = "evaluations/review_form.html"
    return fill_in(request, form, page, context, done="Đã lưu bản kiểm điểm.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_review(request, pk, code):
    """The report on the review of a cell, or of the committee."""
    unit = unit_for(request, code, "grade.propose")
    row = row_of(unit, pk)
    written = getattr(row, "review", None) or CollectiveReview(assessment=row)
    form = CollectiveReviewForm(request.POST or None, instance=written)
    to = reverse("evaluations:unit_papers", args=[pk, code])
    context = {"row": row, "title": "Báo cáo kiểm điểm tập thể", "whom": row.name, "back": to}
    context["sheet"] = sheet_of(row.round, Appendix.COLLECTIVE)
    page = "evaluations/review_form.html"
    return fill_in(request, form, page, context, done="Đã lưu báo cáo kiểm điểm.", to=to)


@require_POST
def session_minutes(request, pk, code):
    """Write what was counted into the minutes of the cell's session."""
    row = row_of(unit_for(request, code, "meeting.record"), pk)
    to = reverse("evaluations:unit_papers", args=[pk, code])
    return tap(request, partial(write_minutes, row), "Đã ghi kết quả bỏ phiếu vào biên bản.", to)


def row_of(unit: Unit, pk: int) -> UnitAssessment:
    """The row of a unit in the round that an address names."""
    return row_in(get_object_or_404(Round.objects.newest_first(), id=pk), unit)


def row_in(grading: Round, unit: Unit) -> UnitAssessment:
    return get_object_or_404(grading.unit_assessments.select_related("unit", "review"), unit=unit)
