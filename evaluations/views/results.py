"""After the decision: graded again, left to the body above, received from it."""

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.views.finding import row_for
from common.answers import as_agreed, fill_in
from evaluations.forms import LateForm, ReceiveForm, ReferUpForm, RegradeForm, WithdrawForm
from evaluations.models import Collective, MemberAssessment, Regrading
from evaluations.models.later import AS_WRITTEN
from evaluations.views.own_case import of_somebody_else
from evaluations.views.rounds import page_of_round


@require_http_methods(["GET", "HEAD", "POST"])
def regrade(request, pk, model):
    """Grade a row of a closed round once more, or at last, by decision; says first what it cancels."""
    row = of_somebody_else(request, row_to(request, pk, model, "round.close"))
    form = RegradeForm(request.POST or None, row=row)
    to = page_of_round(row.round) if model is MemberAssessment else _back(row)
    context = {"row": row, "round": row.round, "back": to}
    return fill_in(request, form, "evaluations/regrade.html", context, done=as_agreed, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def regrading_withdraw(request, pk):
    """Take back a decision that was written by mistake, for a reason."""
    standing = Regrading.objects.not_withdrawn().told()
    one = row_for(request, standing, pk, "round.close", at="round.unit")
    of_somebody_else(request, one.row)
    form = WithdrawForm(request.POST or None, verb=one.withdraw)
    context, to = {"regrading": one, "round": one.round}, page_of_round(one.round)
    done = "Đã rút; kết quả trở lại như trước."
    return fill_in(request, form, "evaluations/regrading_withdraw.html", context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def receive(request, pk, model):
    """Enter what the body above decided on a managed cadre, or on the body of the round."""
    row = of_somebody_else(request, row_to(request, pk, model, "round.close"))
    form = ReceiveForm(request.POST or None, initial={"level": row.level}, row=row)
    to, done = _back(row), "Đã ghi quyết định của cấp trên."
    context, page = {"row": row, "round": row.round, "to": to}, "evaluations/receive.html"
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def member_refer_up(request, pk):
    """Leave the level of a managed cadre to the body above."""
    row = of_somebody_else(request, row_to(request, pk, MemberAssessment, "round.grade"))
    initial = {"decided_by": row.decided_by}
    form = ReferUpForm(request.POST or None, initial=initial, verb=row.refer_up)
    to, done = _back(row), f"Đã ghi cấp quyết định cho {row.member}."
    context, page = {"row": row, "round": row.round, "to": to}, "evaluations/member_refer_up.html"
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request, pk, model):
    """Leave the level of a member, unit or collective for later, for a cause; or take that back."""
    row = of_somebody_else(request, row_to(request, pk, model, "round.grade"))
    initial = {name: getattr(row, name) for name in AS_WRITTEN}
    form = LateForm(request.POST or None, initial=initial, verb=row.postpone)
    to, done = _back(row), f"Đã lưu cho {row.subject}."
    context, page = {"row": row, "round": row.round, "to": to}, "evaluations/postpone.html"
    return fill_in(request, form, page, context, done=done, to=to)


def _back(row) -> str:
    """Where the row is listed."""
    if isinstance(row, Collective):
        return reverse("evaluations:collective_grade", args=[row.round_id])
    if row.IS_UNIT:
        return page_of_round(row.round)
    asked = {"cell": row.cell.code}
    return reverse("evaluations:round_roster", args=[row.round_id], query=asked)


def row_to(request, pk, model, action: str):
    return row_for(request, model.objects.with_round(), pk, action, at="round.unit")
