"""Who came to meetings: by unit and month, and by name."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from cells.listing import may_export, page_of, xlsx_response
from cells.rights import may, require, require_anywhere
from members.models import Member
from reports.figures.attendance import attendances
from reports.figures.tables import TABLES
from reports.forms.figures import MonthsForm
from reports.reading import attendance
from reports.views.figures import openable
from reports.views.lines import lines_of


def attendance_detail(request):
    """Who came: by unit and month for everybody who counts, by name for who sees persons."""
    require_anywhere(request.user, "figure.view")
    form = MonthsForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        require(request.user, "figure.view", form.scope.unit)
        named = may(request.user, "figure.rows", form.scope.unit)
        named = named and attendance.lists_members(form.scope)
        if "xlsx" in request.GET:
            return _attendance_file(request, form, named=named and request.GET["xlsx"] != "units")
        table = attendance.by_month(form.scope, openable(request.user, form.scope.unit))
        context |= {"scope": form.scope, "named": named, "table": table}
        context |= _people(request, form.scope) if named else {}
    return render(request, "reports/meeting_attendance.html", context)


def _attendance_file(request, form, *, named):
    if named:
        table = attendance.members_table(form.scope)
        rows = attendance.people(form.scope, attendance.members_of(form.scope))
    else:
        counted = attendance.by_month(form.scope, set())
        table, rows = counted.workbook, counted.lines
    return xlsx_response(request, table, rows, title=attendance.TITLE, subtitle=form.said)


def _people(request, scope) -> dict:
    page = page_of(request, attendance.members_of(scope))
    return {
        "page": page,
        "people": attendance.people(scope, page),
        "flagged": attendance.flagged(scope),
        "legend": attendance.LEGEND,
        "may_export_names": may_export(request.user),
    }


def attendance_rows(request, pk):
    """Every meeting of one member in a unit and a period, and how he was marked."""
    require_anywhere(request.user, "figure.rows")
    form = MonthsForm.bound_to(request)
    if not form.is_valid():
        raise Http404
    require(request.user, "figure.rows", form.scope.unit)
    member = get_object_or_404(Member, pk=pk)
    rows = list(attendances(form.scope).filter(member=member))
    if not rows and not Member.objects.visible_to(request.user).filter(pk=member.pk).exists():
        raise Http404
    table = TABLES["attendance"]
    context = {"member": member, "scope": form.scope, "said": form.said, "table": table}
    context["lines"] = lines_of(table, rows, request.user)
    return render(request, "reports/attendance_rows.html", context)
