"""Kiến nghị, khiếu nại about the results of a round."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.rights import may
from cells.views.finding import row_for
from common.answers import fill_in
from evaluations.forms import ComplaintAnswerForm, ComplaintForm, WithdrawForm
from evaluations.models import Complaint
from evaluations.views.own_case import of_somebody_else
from evaluations.views.results import row_to
from evaluations.views.rounds import round_to


def complaint_list(request, pk):
    """What was held against the results of a round, what waits for an answer first."""
    grading = round_to(request, pk)
    complaints = Complaint.objects.filter(round=grading)
    context = {
        "round": grading,
        "complaints": complaints.standing(),
        "withdrawn": complaints.withdrawn(),
        "may_record": may(request.user, "complaint.record", grading.unit),
    }
    return render(request, "evaluations/complaint_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_receive(request, pk, model):
    """Write down what came in about the result of a member, unit or collective."""
    row = row_to(request, pk, model, "complaint.record")
    form = ComplaintForm(request.POST or None, verb=partial(Complaint.objects.receive, row))
    context, to = {"row": row, "round": row.round}, _list(row.round_id)
    page, done = "evaluations/complaint_receive.html", "Đã ghi kiến nghị."
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_answer(request, pk):
    """Write down what was answered to a complaint, and when."""
    complaint = _standing(request, pk)
    of_somebody_else(request, complaint.row)
    form = ComplaintAnswerForm(request.POST or None, verb=complaint.answer)
    context, to = {"complaint": complaint}, _list(complaint.round_id)
    page, done = "evaluations/complaint_answer.html", "Đã ghi nội dung trả lời."
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def complaint_withdraw(request, pk):
    """Take back an entry for a reason."""
    complaint = _standing(request, pk)
    form = WithdrawForm(request.POST or None, verb=complaint.withdraw)
    context, to = {"complaint": complaint}, _list(complaint.round_id)
    page = "evaluations/complaint_withdraw.html"
    return fill_in(request, form, page, context, done="Đã rút.", to=to)


def _standing(request, pk) -> Complaint:
    complaints = Complaint.objects.standing()
    return row_for(request, complaints, pk, "complaint.record", at="round.unit")


def _list(round_pk: int) -> str:
    return reverse("evaluations:complaint_list", args=[round_pk])
