"""The plan of a month: registered by cells, answered by the committee."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.models import Unit
from cells.rights import may, may_anywhere, require, require_anywhere
from cells.views.finding import unit_for
from common.answers import fill_in, status_of, tap
from common.months import last_month, next_month
from meetings.forms.planning import MeetingPlanForm, MonthForm, SendBackForm, UnitChoiceForm
from meetings.models import Meeting, TopicPlan
from meetings.models.planning import approve_all, moved_to
from meetings.reading.register import REGISTER, register_of
from meetings.views.shared import meeting_for

LONGEST_NUMBER = 15


def month_register(request):
    """The month of all cells, one row each."""
    require_anywhere(request.user, "meeting.read")
    form = MonthForm(request.user, request.GET)
    register = register_of(request.user, form.first, form.body)
    context = {
        "form": form,
        "register": register,
        "before": last_month(form.first),
        "following": next_month(form.first),
        "may_plan": may_anywhere(request.user, "meeting.open"),
        "may_approve": may_anywhere(request.user, "plan.approve"),
        "paper_unit": paper_unit(request, form),
    }
    page, title = "meetings/month_register.html", f"Lịch sinh hoạt tháng {form.first:%m-%Y}"
    return show_list(request, page, context, register.lines, REGISTER, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request):
    """Register a meeting: of the unit that the address names, or the only one."""
    require_anywhere(request.user, "meeting.open")
    choice = UnitChoiceForm(Unit.objects.allowing(request.user, "meeting.open").existing(), request.GET)
    if (unit := choice.chosen) is None:
        context = {"choice": choice}
        return render(request, "meetings/meeting_plan.html", context, status=status_of(choice))
    require(request.user, "meeting.open", unit)
    month = MonthForm(request.user, request.GET)
    form = MeetingPlanForm(
        request.POST or None, unit=unit, month=month.first, topic_plan=_topic_plan(request, unit)
    )
    return fill_in(
        request,
        form,
        "meetings/meeting_plan.html",
        {"unit": unit, "month": month.first},
        done=lambda form: f"Đã đăng ký: {form.instance.title} ngày {form.instance.held_on:%d/%m/%Y}.",
        to=lambda form: _page_of(form.instance.held_on),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_edit(request, pk):
    """Plan a meeting otherwise, before it is held."""
    meeting = meeting_for(request, pk, "meeting.open")
    if not meeting.is_planned:
        messages.warning(request, "Cuộc họp đã bắt đầu nên không còn là lịch dự kiến.")
        return redirect("meetings:meeting_detail", pk)
    return fill_in(
        request,
        MeetingPlanForm(request.POST or None, instance=meeting, unit=meeting.unit),
        "meetings/meeting_plan.html",
        {"unit": meeting.unit, "meeting": meeting},
        done="Đã lưu lịch.",
        to=lambda form: _page_of(form.instance.held_on),
    )


@require_POST
def plan_repeat(request, code):
    """Register as in the month before, in one click."""
    unit = unit_for(request, code, "meeting.open")
    month = MonthForm(request.user, request.POST).first
    before = Meeting.objects.last_regular(unit, month)
    if before is None:
        messages.error(request, f"Tháng {last_month(month):%m/%Y} không có buổi nào để chép.")
        return redirect(_page_of(month))
    done, to = f"Đã đăng ký cho {unit} như tháng trước.", _page_of(month)
    return tap(request, Meeting.objects.plan, done, to, unit=unit, **moved_to(before, month))


@require_POST
def plan_approve(request, pk):
    """Agree to one meeting, as it was read."""
    meeting = meeting_for(request, pk, "plan.approve")
    version = _number(request.POST.get("version", ""))
    done = f"Đã duyệt lịch của {meeting.unit}."
    return tap(request, meeting.approve, done, _page_of(meeting.held_on), version=version)


@require_POST
def month_approve(request):
    """Agree to all that the page showed as waiting; what changed meanwhile stays waiting."""
    require_anywhere(request.user, "plan.approve")
    pairs = [pair.partition("-") for pair in request.POST.getlist("seen")]
    seen = {_number(pk): _number(version) for pk, _, version in pairs}
    seen.pop(None, None)
    waiting = Meeting.objects.visible_to(request.user).waiting().filter(pk__in=seen)
    allowed = [m for m in waiting.select_related("unit") if may(request.user, "plan.approve", m.unit)]
    done = approve_all({meeting: seen[meeting.pk] for meeting in allowed}, by=request.user)
    messages.success(request, f"Đã duyệt {done} lịch sinh hoạt.")
    if done < len(seen):
        messages.warning(
            request, f"{len(seen) - done} lịch vừa thay đổi nên chưa duyệt. Đề nghị xem lại."
        )
    return redirect(_page_of(MonthForm(request.user, request.POST).first))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_send_back(request, pk):
    """Ask the cell to change it."""
    meeting = meeting_for(request, pk, "plan.approve")
    return fill_in(
        request,
        SendBackForm(request.POST or None, verb=meeting.send_back),
        "meetings/plan_send_back.html",
        {"meeting": meeting},
        done=f"Đã trả lại để {meeting.unit} sửa.",
        to=_page_of(meeting.held_on),
    )


def paper_unit(request, form) -> Unit | None:
    """In whose name the papers of the month are: the body looked at, or the highest of the user."""
    units = Unit.objects.allowing(request.user, "meeting.print").existing()
    return form.body or units.order_by("path").first()


def _topic_plan(request, unit) -> TopicPlan | None:
    """The topic that the meeting is to take, named by the address."""
    pk = _number(request.GET.get("topic", ""))
    return TopicPlan.objects.filter(unit=unit, pk=pk).first() if pk else None


def _number(text: str) -> int | None:
    """What a page of ours sent; anything else is nothing."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _page_of(month: datetime.date) -> str:
    return reverse("meetings:month_register", query={"month": f"{month:%Y-%m}"})
