"""Figures of tasks that meetings gave."""

from django.db.models import F, Q

from cells.scoping import placed_under
from meetings.models import Task, is_held
from reports.figures.figure import Count, Scope


def tasks_assigned(scope: Scope):
    return _tasks(scope, Q(meeting__held_on__range=scope.days))


def tasks_done(scope: Scope):
    return _tasks(scope, Q(done_on__range=scope.days))


def tasks_overdue(scope: Scope):
    """Past their day at the end of the period, and not done by then."""
    return _tasks(scope, Q(meeting__held_on__lte=scope.end)).overdue(scope.end)


def _tasks(scope: Scope, condition: Q):
    day = F("meeting__held_on")
    given = placed_under(scope.unit, day, via="meeting__unit")
    rows = Task.objects.filter(given, condition, is_held("meeting__"))
    return rows.select_related("meeting__unit", "assignee", "unit").order_by("due_on", "id")


FIGURES = [
    Count("tasks.assigned", "Nhiệm vụ được giao", tasks_assigned, "task"),
    Count("tasks.done", "Nhiệm vụ hoàn thành", tasks_done, "task"),
    Count("tasks.overdue", "Nhiệm vụ quá hạn", tasks_overdue, "task"),
]
