"""Tasks that meetings gave: still open, reported, done, moved, withdrawn."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.listing import show_list
from cells.models import UnitVersion
from cells.reading.tree import in_tree_order
from cells.rights import may, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, made_here, tap
from common.days import DayForm, usual_day
from meetings.forms.filters import MeetingNamedForm, TaskFilterForm
from meetings.forms.tasks import (
    TaskDoneForm,
    TaskGiveForm,
    TaskMoveForm,
    TaskReportForm,
    TaskWithdrawForm,
)
from meetings.models import Task
from meetings.reading.tables import TASK_TALLY, TASKS


def task_list(request):
    """What is not done by a day, the most urgent first."""
    require_anywhere(request.user, "meeting.read")
    form = TaskFilterForm.bound_to(request)
    return show_list(
        request,
        "meetings/task_list.html",
        {"form": form, "day": form.day},
        form.tasks(),
        TASKS,
        title=f"Nhiệm vụ chưa xong đến ngày {form.day:%d/%m/%Y}",
        each=lambda task: _may(request.user, "task.complete", task),
    )


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
    context = {"form": form, "day": form.day, "rows": rows}
    title = f"Nhiệm vụ theo chi bộ đến ngày {form.day:%d/%m/%Y}"
    return show_list(request, "meetings/task_tally.html", context, rows, TASK_TALLY, title=title)


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
    meeting = MeetingNamedForm(request.user, request.GET).chosen()
    usual = {"on": meeting.held_on} if meeting else {}
    report = partial(task.report, meeting=meeting)
    form = TaskReportForm(_typed(request, usual), initial=usual, verb=report)
    back = _page_of(task)
    if meeting:
        back = f"{reverse('meetings:meeting_follow_up', args=[meeting.pk])}#tasks-before"
    context = {"form": form, "task": task, "meeting": meeting, "back": back}
    done = "Đã ghi báo cáo nhiệm vụ."
    if not request.htmx:
        return fill_in(request, form, "meetings/task_report.html", context, done=done, to=back)
    is_saved = form.is_valid() and form.save(by=request.user)
    context |= {"task": get_object_or_404(_tasks(request).with_reports(), pk=pk), "may_report": True}
    answer = render(request, "meetings/_task_to_report.html", context)
    return made_here(answer, back) if is_saved else answer


@require_http_methods(["GET", "HEAD", "POST"])
def task_move(request, pk):
    task = _task_to_change(request, pk)
    form = TaskMoveForm(request.POST or None, verb=task.move_due)
    context = {"task": task, "title": "Gia hạn nhiệm vụ", "verb": "Gia hạn"}
    return _fill_in(request, form, context, "Đã gia hạn.")


@require_http_methods(["GET", "HEAD", "POST"])
def task_give(request, pk):
    """Name whoever is to do it, where the adopted minutes named nobody."""
    task = _task_to_change(request, pk)
    form = TaskGiveForm(request.POST or None, verb=task.give, meeting=task.meeting)
    context = {"task": task, "title": "Giao người thực hiện", "verb": "Giao nhiệm vụ"}
    return _fill_in(request, form, context, "Đã giao; biên bản giữ nguyên.")


@require_http_methods(["GET", "HEAD", "POST"])
def task_withdraw(request, pk):
    task = _task_to_change(request, pk)
    form = TaskWithdrawForm(request.POST or None, verb=task.withdraw)
    context = {"task": task, "title": "Thôi giao nhiệm vụ", "verb": "Thôi giao nhiệm vụ"}
    return _fill_in(request, form, context, "Đã thôi giao nhiệm vụ; biên bản giữ nguyên.")


def _fill_in(request, form, context, done):
    page, to = "meetings/task_form.html", _page_of(context["task"])
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def task_complete(request, pk):
    """Say on which day a task was done; also after the minutes were adopted."""
    task = _task(request, pk, "task.complete")
    return fill_in(
        request,
        TaskDoneForm(request.POST or None, verb=partial(task.report, "done")),
        "meetings/task_complete.html",
        {"task": task},
        done=lambda form: f"Đã ghi nhiệm vụ hoàn thành ngày {task.done_on:%d/%m/%Y}.",
        to=_giver_of(request.user, task),
    )


@require_POST
def task_reopen(request, pk):
    """Take back a completion entered by mistake."""
    task = _task(request, pk, "task.complete")
    return tap(request, task.reopen, "Đã ghi lại là chưa hoàn thành.", _giver_of(request.user, task))


def _tasks(request):
    return Task.objects.visible_to(request.user).by_due_day()


def _task(request, pk, action) -> Task:
    task = get_object_or_404(_tasks(request), pk=pk)
    if not _may(request.user, action, task):
        raise PermissionDenied
    return task


def _task_to_change(request, pk) -> Task:
    """Who gave a task may change it, who has to do it may not."""
    return row_for(request, Task.objects.by_due_day(), pk, "task.change", at="meeting.unit")


def _may(user, action, task) -> bool:
    """At the unit that gave the task, or at the one that has to do it."""
    return any(may(user, action, unit) for unit in (task.meeting.unit, task.unit) if unit)


def _typed(request, usual: dict):
    """The row under a meeting sends no day: it is the day of the meeting."""
    return usual | request.POST.dict() if request.method == "POST" else None


def _page_of(task) -> str:
    return reverse("meetings:task_detail", args=[task.pk])


def _giver_of(user, task) -> str:
    """The meeting that gave it, where the user may read that."""
    if may(user, "meeting.read", task.meeting.unit):
        return reverse("meetings:meeting_detail", args=[task.meeting_id])
    return _page_of(task)
