"""The first page of each role: what is due, and the figures of the working year."""

from itertools import groupby

from django.shortcuts import redirect, render

from cells.reading.menu import is_only_member
from cells.rights import Role, may_anywhere, require_anywhere
from cells.scoping import assignments_of, member_of
from reports.figures import FIGURES
from reports.reading.behind import behind
from reports.reading.desk import Desk, desk_of, home_unit
from reports.reading.due import due_at
from reports.reading.first_steps import first_steps
from reports.reading.issued_below import issued_below
from reports.reading.next_meeting import next_step
from reports.reading.targets import beside
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
    """A member without another role begins where he has something to read and to do."""
    is_alone = is_only_member(request.user)
    if is_alone and member_of(request.user):
        return redirect("meetings:mine")
    unit = home_unit(request.user)
    context = {"unit": unit, "is_nobody": is_alone}
    if unit:
        context |= _desk(desk_of(request.user, unit, KEY_FIGURES))
    if may_anywhere(request.user, "backup.read"):
        context["last_backup"] = Backup.objects.last_good()
        context["is_backup_overdue"] = Backup.objects.is_overdue()
    return render(request, "reports/home.html", context)


def _desk(desk: Desk) -> dict:
    """The next step, what is due by heading, who is behind, and the figures."""
    unit, day = desk.scope.unit, desk.scope.end
    due, stands = due_at(desk), beside(desk.scope, [unit] if desk["targets"] else [])
    context = {
        "scope": desk.scope,
        "is_beginning": not desk.numbers["members.closing"] and desk.may("unit.record"),
        "due": due,
        "groups": [(group.value, list(items)) for group, items in groupby(due, lambda one: one.group)],
        "openable": openable(desk.user, unit),
        "key_figures": [
            (FIGURES[code], desk.numbers[code], stands(unit, code, desk.numbers[code]))
            for code in KEY_FIGURES
        ],
    }
    if unit.is_cell and desk.may("meeting.record"):
        context["next_step"] = next_step(unit, desk.own, day, desk.history, is_now=day == desk.today)
    elif desk.may("meeting.record"):
        context["behind"], context["behind_number"] = behind(desk)
    elif desk.may("report.ask"):
        context["issued"] = issued_below(desk)
    return context


def guide(request):
    """What each role of the user does, step by step: to read, or to print. Last comes what a member
    does, for whoever is one."""
    held = dict.fromkeys(Role(one.role) for one in assignments_of(request.user))
    own = [Role.MEMBER] if member_of(request.user) else []
    roles = [role for role in held if role != Role.MEMBER] + own
    return render(request, "reports/guide.html", {"roles": roles})


def first_steps_page(request):
    """What an office sets up before the first meeting, and what is still missing."""
    require_anywhere(request.user, "unit.record")
    unit = home_unit(request.user)
    context = {"unit": unit, "steps": list(first_steps(unit))}
    return render(request, "reports/first_steps.html", context)
