"""Tasks that meetings gave: still open, done, overdue."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cells.answers import status_of
from cells.rights import may_anywhere, require, require_anywhere
from cells.workbook import may_export, xlsx_response
from meetings.forms import TaskDoneForm, TaskFilterForm
from meetings.models import Task
from meetings.tables import TASKS

PER_PAGE = 50


def task_list(request):
    """What is not done by a day, the most urgent first."""
    require_anywhere(request.user, "meeting.read")
    form = TaskFilterForm.bound_to(request)
    if "xlsx" in request.GET:
        title = f"Nhiệm vụ chưa xong đến ngày {form.day:%d/%m/%Y}"
        return xlsx_response(request, TASKS, form.tasks(), title=title)
    page = Paginator(form.tasks(), PER_PAGE).get_page(request.GET.get("page"))
    may_complete = may_anywhere(request.user, "task.complete")
    context = {
        "form": form,
        "page": page,
        "day": form.day,
        "may_complete": may_complete,
        "may_export": may_export(request.user),
    }
    return render(request, "meetings/task_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def task_complete(request, pk):
    """Say on which day a task was done; also after the minutes were adopted."""
    task = get_object_or_404(Task.objects.visible_to(request.user).by_due_day(), pk=pk)
    require(request.user, "task.complete", task.meeting.unit)
    form = TaskDoneForm(request.POST or None)
    if form.is_valid() and form.save(task, by=request.user):
        messages.success(request, f"Đã ghi nhiệm vụ hoàn thành ngày {task.done_on:%d/%m/%Y}.")
        return redirect("meetings:meeting_detail", task.meeting_id)
    context = {"form": form, "task": task}
    return render(request, "meetings/task_complete.html", context, status=status_of(form))


@require_POST
def task_reopen(request, pk):
    """Take back a completion entered by mistake."""
    task = get_object_or_404(Task.objects.visible_to(request.user).by_due_day(), pk=pk)
    require(request.user, "task.complete", task.meeting.unit)
    try:
        task.reopen(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "Đã ghi lại là chưa hoàn thành.")
    return redirect("meetings:meeting_detail", task.meeting_id)
