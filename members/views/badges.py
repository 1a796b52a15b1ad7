"""Huy hiệu Đảng: who is due in a round, the list of the round, and what was given."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import may_export, page_of, xlsx_response
from cells.rights import require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of, tap
from common.tables import Table
from members.forms.badges import BadgeAddForm, BadgeAwardForm, BadgeProposeForm, BadgeRoundForm
from members.models import Badge
from members.views.finding import member_for

BADGE_LIST = Table(
    [
        ("Họ và tên", lambda row: row.member),
        ("Ngày sinh", lambda row: row.member.born),
        ("Chi bộ", lambda row: row.unit),
        ("Ngày quyết định kết nạp", lambda row: row.member.admission_decided.counted),
        ("Ngày chính thức", lambda row: row.member.official),
        ("Huy hiệu", lambda row: row.mark),
        ("Tặng sớm theo", lambda row: row.early_reason),
        ("Ngày trao", lambda row: row.awarded_on),
        ("Số huy hiệu", lambda row: row.number),
    ]
)


@require_http_methods(["GET", "HEAD", "POST"])
def badge_plan(request):
    """Who is due in a round, who has to wait, who may have it early; tick and put on the list."""
    require_anywhere(request.user, "badge.plan")
    asked = BadgeRoundForm.bound_to(request)
    if not asked.is_valid():
        return render(request, "members/badge_plan.html", {"asked": asked}, status=422)
    form = BadgeProposeForm(request.POST or None, plan=asked.plan)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, "Đã đưa vào danh sách đề nghị.")
        return redirect(_list(asked.query))
    audit.record(request.user, "discipline.read", form.plan.unit)  # it says who has to wait
    context = {"asked": asked, "form": form, "plan": form.plan, "query": urlencode(asked.query)}
    context["missed"] = page_of(request, form.missed)
    context["ahead"] = ahead = page_of(request, form.plan.early, name="early")
    context["early"] = form.early(ahead)
    return render(request, "members/badge_plan.html", context, status=status_of(form))


def badge_list(request):
    """Danh sách 4-HHĐ of a round: for the paper, or as a workbook."""
    require_anywhere(request.user, "badge.plan")
    asked = BadgeRoundForm.bound_to(request)
    if not asked.is_valid():
        return render(request, "members/badge_list.html", {"asked": asked}, status=422)
    plan = asked.plan
    rows = Badge.objects.visible_to(request.user).listed(plan.unit, plan.on)
    title = f"Danh sách đề nghị tặng huy hiệu Đảng đợt {plan.on:%d/%m/%Y}"
    if "xlsx" in request.GET:
        return xlsx_response(request, BADGE_LIST, rows, title=title, subtitle=plan.unit.name)
    context = {"asked": asked, "plan": plan, "rows": rows, "query": urlencode(asked.query)}
    context["may_export"] = may_export(request.user)
    return render(request, "members/badge_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def badge_award(request):
    """The decision for those on the list, all of it at once."""
    require_anywhere(request.user, "badge.plan")
    asked = BadgeRoundForm.bound_to(request)
    if not asked.is_valid():
        return render(request, "members/badge_list.html", {"asked": asked}, status=422)
    plan = asked.plan
    badges = Badge.objects.visible_to(request.user).listed(plan.unit, plan.on).proposed()
    form = BadgeAwardForm(request.POST or None, offered=badges, initial={"on": plan.on})
    page, context = "members/badge_award.html", {"plan": plan, "query": urlencode(asked.query)}
    done = "Đã ghi quyết định tặng huy hiệu."
    return fill_in(request, form, page, context, done=done, to=_list(asked.query))


@require_POST
def badge_withdraw(request, pk):
    """Off the list, or away with what was typed by mistake."""
    badge = row_for(request, Badge.objects, pk, "badge.plan", at="member.home")
    if badge.awarded_on:
        to = reverse("members:member_merits", args=[badge.member_id])
    else:
        to = _list({"year": badge.round_on.year, "round": f"{badge.round_on:%d%m}"})
    return tap(request, badge.withdraw, f"Đã xóa {badge} của đồng chí {badge.member}.", to)


@require_http_methods(["GET", "HEAD", "POST"])
def badge_add(request, pk):
    """Write a badge given earlier, here or elsewhere."""
    member = member_for(request, pk, "badge.plan")
    form = BadgeAddForm(request.POST or None, verb=partial(Badge.objects.record, member=member))
    to = reverse("members:member_merits", args=[member.pk])
    page, context = "members/badge_add.html", {"member": member}
    return fill_in(request, form, page, context, done="Đã ghi huy hiệu.", to=to)


def _list(query) -> str:
    return f"{reverse('members:badge_list')}?{urlencode(query)}"
