"""Tasks that meetings gave: still open, reported, done, moved, withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import may_export, xlsx_response
from cells.models import UnitVersion
from cells.reading.tree import in_tree_order
from cells.rights import may, require, require_anywhere
from common.answers import status_of
from common.days import DayForm, usual_day
from meetings.forms import TaskDoneForm, TaskFilterForm
from meetings.forms.tasks import ReportedAtForm, TaskMoveForm, TaskReportForm, TaskWithdrawForm
from meetings.models import Task
from meetings.reading.tables import TASK_TALLY, TASKS

PER_PAGE = 50


def task_list(request):
    """What is not done by a day, the most urgent first."""
    require_anywhere(request.user, "meeting.read")
    form = TaskFilterForm.bound_to(request)
    if "xlsx" in request.GET:
        title = f"Nhiệm vụ chưa xong đến ngày {form.day:%d/%m/%Y}"
        return xlsx_response(request, TASKS, form.tasks(), title=title)
    page = Paginator(form.tasks(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [(task, _may(request.user, "task.complete", task)) for task in page],
        "day": form.day,
        "may_export": may_export(request.user),
    }
    return render(request, "meetings/task_list.html", context)


def task_tally(request):
    """How the tasks stand, unit by unit: of the own meetings, and given by the committee."""
    require_anywhere(request.user, "meeting.read")
    form = DayForm.bound_to(request)
    tasks = Task.objects.visible_to(request.user)
    own, given = tasks.tally("meeting__unit", form.day), tasks.tally("unit", form.day)
    units = UnitVersion.objects.on(form.day).visible_to(request.user).select_related("unit")
    rows = [
        {"unit": version, "own": own.get(version.unit_id), "given": given.get(version.unit_id)}
        for _, version in in_tree_order(units.filter(unit__in=own.keys() | given.keys() - {None}))
    ]
    if "xlsx" in request.GET:
        title = f"Nhiệm vụ theo chi bộ đến ngày {form.day:%d/%m/%Y}"
        return xlsx_response(request, TASK_TALLY, rows, title=title)
    context = {"form": form, "day": form.day, "rows": rows, "may_export": True}
    return render(request, "meetings/task_tally.html", context)


def task_detail(request, pk):
    """One task, and everything that was reported of it."""
    tasks = _tasks(request).with_reports().judged_on(usual_day(request.user))
    task = get_object_or_404(tasks, pk=pk)
    may_change = may(request.user, "task.change", task.meeting.unit)
    context = {
        "task": task,
        "opens_meeting": may(request.user, "meeting.read", task.meeting.unit),
        "may_report": task.is_open and _may(request.user, "task.complete", task),
        "may_reopen": task.done_on and _may(request.user, "task.complete", task),
        "may_change": task.is_open and may_change and task.meeting.is_adopted,
    }
    return render(request, "meetings/task_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def task_report(request, pk):
    """Done, going on, or not done and why; ?meeting= says at which meeting it was reported."""
    task = _task(request, pk, "task.complete")
    meeting = ReportedAtForm(request.user, request.GET).chosen()
    form = TaskReportForm(_typed(request, meeting), task=task, meeting=meeting)
    back = reverse("meetings:task_detail", args=[pk])
    if meeting:
        back = f"{reverse('meetings:meeting_follow_up', args=[meeting.pk])}#tasks-before"
    is_done = form.is_valid() and form.save(by=request.user)
    if request.htmx:
        task = get_object_or_404(_tasks(request).with_reports(), pk=pk)
        context = {"task": task, "meeting": meeting, "form": form, "may_report": True}
        return render(request, "meetings/_task_to_report.html", context)
    if is_done:
        messages.success(request, "Đã ghi báo cáo nhiệm vụ.")
        return redirect(back)
    context = {"form": form, "task": task, "meeting": meeting, "back": back}
    return render(request, "meetings/task_report.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def task_move(request, pk):
    """Another day to have it done."""
    task = _task_to_change(request, pk)
    form = TaskMoveForm(request.POST or None, task=task)
    return _fill_in(request, form, "Đã dời hạn.", {"title": "Dời hạn nhiệm vụ", "verb": "Dời hạn"})


@require_http_methods(["GET", "HEAD", "POST"])
def task_withdraw(request, pk):
    """Nobody has to do it any more."""
    task = _task_to_change(request, pk)
    form = TaskWithdrawForm(request.POST or None, task=task)
    context = {"title": "Rút nhiệm vụ", "verb": "Rút nhiệm vụ"}
    return _fill_in(request, form, "Đã rút nhiệm vụ; biên bản giữ nguyên.", context)


@require_http_methods(["GET", "HEAD", "POST"])
def task_complete(request, pk):
    """Say on which day a task was done; also after the minutes were adopted."""
    task = _task(request, pk, "task.complete")
    form = TaskDoneForm(request.POST or None)
    if form.is_valid() and form.save(task, by=request.user):
        messages.success(request, f"Đã ghi nhiệm vụ hoàn thành ngày {task.done_on:%d/%m/%Y}.")
        return _back(request, task)
    context = {"form": form, "task": task}
    return render(request, "meetings/task_complete.html", context, status=status_of(form))


@require_POST
def task_reopen(request, pk):
    """Take back a completion entered by mistake."""
    task = _task(request, pk, "task.complete")
    try:
        task.reopen(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Đã ghi lại là chưa hoàn thành.")
    return _back(request, task)


def _tasks(request):
    return Task.objects.visible_to(request.user).by_due_day()


def _task(request, pk, action) -> Task:
    task = get_object_or_404(_tasks(request), pk=pk)
    if not _may(request.user, action, task):
        raise PermissionDenied
    return task


def _task_to_change(request, pk) -> Task:
    """Who gave a task may change it, who has to do it may not."""
    task = get_object_or_404(_tasks(request), pk=pk)
    require(request.user, "task.change", task.meeting.unit)
    return task


def _may(user, action, task) -> bool:
    """At the unit that gave the task, or at the one that has to do it."""
    return any(may(user, action, unit) for unit in (task.meeting.unit, task.unit) if unit)


def _typed(request, meeting):
    """The row under a meeting sends no day: it is the day of the meeting."""
    if request.method != "POST":
        return None
    usual = {"on": meeting.held_on.isoformat()} if meeting else {}
    return usual | request.POST.dict()


def _back(request, task):
    """To the meeting that gave it, where the user may read that."""
    if may(request.user, "meeting.read", task.meeting.unit):
        return redirect("meetings:meeting_detail", task.meeting_id)
    return redirect("meetings:task_detail", task.pk)


def _fill_in(request, form, done, context):
    """One form about a task, and back to it."""
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, done)
        return redirect("meetings:task_detail", form.task.pk)
    context |= {"form": form, "task": form.task}
    return render(request, "meetings/task_form.html", context, status=status_of(form))
