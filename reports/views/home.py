"""The first page of each role: what is due, and the figures of the working year."""

import datetime

from django.shortcuts import render

from cells.rights import may, may_anywhere, require_anywhere
from common.days import usual_day
from reports.figures import FIGURES, Scope, compute
from reports.reading.due import due_for, home_unit
from reports.reading.first_steps import first_steps
from reports.views.figures import openable
from upkeep.models import Backup

KEY_FIGURES = [
    "members.closing",
    "org.cells",
    "meetings.regular",
    "meetings.thematic",
    "meetings.attendance",
    "grading.members.xs_rate",
]


def home(request):
    unit = home_unit(request.user)
    context = {"unit": unit}
    if unit:
        year, last_day = request.user.year, usual_day(request.user)
        scope = Scope(unit, datetime.date(year, 1, 1), last_day)
        values = compute(scope, KEY_FIGURES)
        context |= {
            "scope": scope,
            "is_beginning": not values["members.closing"] and may(request.user, "unit.record", unit),
            "due": due_for(request.user, unit),
            "openable": openable(request.user, unit),
            "key_figures": [(FIGURES[code], values[code]) for code in KEY_FIGURES],
        }
    if may_anywhere(request.user, "backup.read"):
        context["last_backup"] = Backup.objects.last_good()
        context["is_backup_overdue"] = Backup.objects.is_overdue()
    return render(request, "reports/home.html", context)


def first_steps_page(request):
    """What an office sets up before the first meeting, and what is still missing."""
    require_anywhere(request.user, "unit.record")
    unit = home_unit(request.user)
    context = {"unit": unit, "steps": list(first_steps(unit))}
    return render(request, "reports/first_steps.html", context)
