"""Tiêu biểu and bốn tốt, as a round keeps them."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.answers import fill_in
from evaluations.forms import MarkForm, WithdrawForm
from evaluations.models import Mark
from evaluations.views.rounds import year_to


@require_http_methods(["GET", "HEAD", "POST"])
def round_marks(request, pk):
    """Which units of a round are exemplary or four goods; several are entered at once."""
    grading = year_to(request, pk, "commendation.add")
    form = MarkForm(request.POST or None, grading=grading)
    marks = Mark.objects.in_round(grading)
    context = {"round": grading, "marks": marks.standing(), "withdrawn": marks.withdrawn()}
    page, to = "evaluations/round_marks.html", reverse("evaluations:round_marks", args=[pk])
    return fill_in(request, form, page, context, done="Đã ghi.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def mark_withdraw(request, pk, mark_pk):
    """Take back a mark for a reason."""
    grading = year_to(request, pk, "commendation.add")
    mark = get_object_or_404(Mark.objects.in_round(grading).standing(), id=mark_pk)
    form = WithdrawForm(request.POST or None, verb=mark.withdraw)
    context, to = {"round": grading, "mark": mark}, reverse("evaluations:round_marks", args=[pk])
    return fill_in(request, form, "evaluations/mark_withdraw.html", context, done="Đã rút.", to=to)
