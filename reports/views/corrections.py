"""What was recorded wrongly: acts on the roll taken back or recorded anew; restructurings and
workbooks withdrawn."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.views.finding import row_for
from common.answers import as_agreed, fill_in, status_of
from members.forms.corrections import ReasonForm, WithdrawForm, again
from members.models import Member, RollAct
from members.views.finding import member_for
from organisation.forms.restructuring import PlanWithdrawForm
from organisation.models import Restructuring
from reports.reading.standing_on import standing_on, standing_on_plan, standing_on_workbook
from upkeep.forms.imports import ImportWithdrawForm
from upkeep.models import ImportBatch


@require_http_methods(["GET", "HEAD", "POST"])
def roll_act_withdraw(request, pk, act):
    """Take it back, after what stands on it was shown."""
    roll_act = _act_for(request, pk, act)
    form = WithdrawForm(request.POST or None, verb=roll_act.withdraw, roll_act=roll_act)
    page = "reports/roll_act_withdraw.html"
    return fill_in(request, form, page, _shown(roll_act), done=as_agreed, to=_places(roll_act.member))


@require_http_methods(["GET", "HEAD", "POST"])
def roll_act_correct(request, pk, act):
    """Take it back and record it anew, in one: the page is filled in as if it were not recorded yet."""
    roll_act = _act_for(request, pk, act)
    if not roll_act.can_be_corrected:
        raise Http404
    why = ReasonForm(request.POST or None)
    context = _shown(roll_act)
    try:
        with transaction.atomic():
            form = _taken_back(request, roll_act, why)
            if why.is_valid() and form.is_valid() and form.save(by=request.user):
                roll_act.check_borne()
                messages.success(request, as_agreed(form))
                return redirect(_places(roll_act.member))
            context |= {"form": form, "why": why}
            status = max(status_of(form), status_of(why))
            answer = render(request, "reports/roll_act_correct.html", context, status=status)
            transaction.set_rollback(True)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("reports:roll_act_withdraw", pk, act)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def restructuring_withdraw(request, pk):
    """All that it changed is as before, after what stands on it was shown; it is a draft again."""
    plan = row_for(request, Restructuring.objects.newest_first(), pk, "unit.restructure")
    form = PlanWithdrawForm(request.POST or None, verb=plan.withdraw, plan=plan)
    context = {"plan": plan, "standing": list(standing_on_plan(plan)) if plan.is_done else []}
    context |= _refusal(plan)
    to = reverse("organisation:restructuring_detail", args=[pk])
    page = "reports/restructuring_withdraw.html"
    return fill_in(request, form, page, context, done=as_agreed, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def import_withdraw(request, pk):
    """All that a workbook wrote is as before, after what stands on it was shown; a worker does it, and
    looks once more: what is sent is done in a transaction, which nobody should wait for."""
    batch = row_for(request, ImportBatch.objects.select_related("unit"), pk, "member.import")
    refused = {} if request.method == "POST" else _refusal(batch)
    form = ImportWithdrawForm(request.POST or None, verb=batch.request_withdrawal, batch=batch)
    standing = [] if refused else list(standing_on_workbook(batch))
    context = {"batch": batch, "rows": batch.portions.summary(), "standing": standing} | refused
    to = reverse("upkeep:import_detail", args=[pk])
    return fill_in(request, form, "reports/import_withdraw.html", context, done="", to=to)


def _taken_back(request, roll_act: RollAct, why: ReasonForm):
    spell = roll_act.begun or roll_act.ended
    reason = why.cleaned_data["reason"] if why.is_valid() else ""
    roll_act.take_back(reason=reason, by=request.user)
    return again(roll_act, spell, request.POST or None, request.user)


def _act_for(request, pk: int, act: int) -> RollAct:
    member = member_for(request, pk, "member.move")
    return get_object_or_404(member.roll_acts.select_related("member"), pk=act)


def _shown(roll_act: RollAct) -> dict:
    member: Member = roll_act.member
    context = {"roll_act": roll_act, "member": member, "standing": list(standing_on(roll_act))}
    return context | _refusal(roll_act)


def _refusal(act: RollAct | Restructuring | ImportBatch) -> dict:
    """Why it cannot be withdrawn, where it cannot."""
    try:
        act.check_withdrawal()
    except ValidationError as error:
        return {"refusal": error.messages[0]}
    return {}


def _places(member: Member) -> str:
    return reverse("members:member_places", args=[member.pk])
