"""Restructurings of party organisations: planned act by act, previewed, then done at once."""

from django.core.files.base import ContentFile
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import page_of
from cells.rights import require, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, tap
from common.files import handed_out, read_whole
from organisation.forms.restructuring import ApproveForm, DistributionForm, PlanForm
from organisation.forms.restructuring_steps import FORMS
from organisation.models import Act, Restructuring, RestructuringStep

MOST_DRAFTS = 5


def restructuring_list(request):
    """The plans of the scope, newest first."""
    require_anywhere(request.user, "unit.restructure")
    plans = Restructuring.objects.visible_to(request.user).newest_first()
    page = page_of(request, plans.annotate(acts=Count("steps")))
    return render(request, "organisation/restructuring_list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def restructuring_create(request):
    """Begin with the decision; coming from a unit's page (?unit=&act=), its act is asked for next."""
    require_anywhere(request.user, "unit.restructure")
    form = PlanForm(request.POST or None, request.FILES or None, user=request.user)
    drafts = Restructuring.objects.visible_to(request.user).drafts().newest_first()
    context = {"drafts": [(plan, _next_page(request, plan)) for plan in drafts[:MOST_DRAFTS]]}
    return fill_in(
        request,
        form,
        "organisation/restructuring_create.html",
        context,
        done="Đã ghi quyết định. Tiếp theo, thêm từng việc của quyết định này.",
        to=lambda form: _next_page(request, form.plan),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def restructuring_edit(request, pk):
    """Put the decision or the day right."""
    plan = _plan(request, pk)
    form = PlanForm(request.POST or None, request.FILES or None, user=request.user, plan=plan)
    page, context = "organisation/restructuring_edit.html", {"plan": plan}
    return fill_in(request, form, page, context, done="Đã lưu.", to=_page(pk))


def restructuring_detail(request, pk):
    """The acts of a plan; once it is done, what it changed."""
    plan = _plan(request, pk)
    steps = plan.steps.select_related("unit", "target", "target_step", "founded")
    context = {
        "plan": plan,
        "steps": steps.annotate(chosen=Count("moves")).order_by("position"),
        "acts": Act,
        "comparison": plan.comparison() if plan.is_done else None,
    }
    return render(request, "organisation/restructuring_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step_add(request, pk, act):
    plan = _plan(request, pk)
    if act not in FORMS:
        raise Http404
    form = FORMS[act](request.POST or None, plan=plan)
    return _answer_step(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def step_edit(request, pk):
    step = _step(request, pk)
    form = FORMS[step.act](request.POST or None, plan=step.plan, step=step)
    return _answer_step(request, form)


@require_POST
def step_remove(request, pk):
    step = _step(request, pk)
    return tap(request, step.remove, f"Đã bỏ việc: {step}.", _page(step.plan_id))


@require_http_methods(["GET", "HEAD", "POST"])
def step_members(request, pk):
    step = _step(request, pk)
    form = DistributionForm(request.POST or None, step=step)
    page, context = "organisation/restructuring_members.html", {"step": step, "plan": step.plan}
    done = "Đã lưu phân công đảng viên. Tiếp theo, xem trước kết quả."
    return fill_in(request, form, page, context, done=done, to=_page(step.plan_id))


@require_http_methods(["GET", "HEAD", "POST"])
def restructuring_preview(request, pk):
    """Who will be where, and how many; do it once that was agreed to."""
    plan = _plan(request, pk)
    if not (plan.is_draft or plan.is_waiting):
        return redirect(_page(pk))
    form = ApproveForm(request.POST or None, plan=plan)

    def done(form):
        approved = "đã duyệt, " if plan.is_waiting else ""
        return f"Kế hoạch {approved}{plan.get_state_display()}."

    page, context = "organisation/restructuring_preview.html", {"plan": plan}
    return fill_in(request, form, page, context, done=done, to=_page(pk))


@require_POST
def restructuring_reopen(request, pk):
    """Back to a draft, to put it right."""
    plan = _plan(request, pk)
    return tap(request, plan.reopen, "Kế hoạch trở lại bản đang soạn.", _page(pk))


@require_POST
def restructuring_cancel(request, pk):
    return tap(request, _plan(request, pk).cancel, "Đã hủy kế hoạch.", _page(pk))


def restructuring_scan(request, pk):
    """The scanned decision, as a download."""
    plan = _plan(request, pk)
    if not plan.decision.scan:
        raise Http404
    response = handed_out(ContentFile(read_whole(plan.decision.scan)), f"quyet-dinh-{plan.pk}.pdf")
    audit.record(request.user, "restructuring.download", plan)
    return response


def _plan(request, pk) -> Restructuring:
    return row_for(request, Restructuring.objects.newest_first(), pk, "unit.restructure")


def _next_page(request, plan) -> str:
    act = request.GET.get("act")
    if act not in Act.values:
        return _page(plan.pk)
    url = reverse("organisation:restructuring_step_add", args=[plan.pk, act])
    return f"{url}?{request.GET.urlencode()}"


def _step(request, pk) -> RestructuringStep:
    """With its plan: a step is seen by whoever sees the plan."""
    plans = Restructuring.objects.visible_to(request.user)
    steps = RestructuringStep.objects.select_related("plan__unit", "unit", "target", "target_step")
    step = get_object_or_404(steps.filter(plan__in=plans), pk=pk)
    require(request.user, "unit.restructure", step.plan.unit)
    return step


def _answer_step(request, form):
    """Ask for the act; from a split one goes on to say who goes over."""
    if not form.is_bound and (code := request.GET.get("unit")):
        form.choose_unit(code)
    return fill_in(
        request,
        form,
        "organisation/restructuring_step.html",
        {"plan": form.plan, "label": form.act_code.label},
        done=lambda form: f"Đã ghi: {form.step}.",
        to=_after_step,
    )


def _after_step(form) -> str:
    if form.step.moves_members and form.act_code in {Act.SPLIT, Act.DISSOLVE}:
        return reverse("organisation:restructuring_members", args=[form.step.pk])
    return _page(form.plan.pk)


def _page(pk: int) -> str:
    return reverse("organisation:restructuring_detail", args=[pk])
