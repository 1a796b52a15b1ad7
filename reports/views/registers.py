"""The registers of a committee: seen page by page, printed whole, taken away as a workbook."""

from django.http import Http404
from django.shortcuts import render

from accounts import audit
from cells.rights import require, require_anywhere
from reports.forms.figures import ScopeForm
from reports.registers import REGISTERS, count_registers
from reports.views.lines import lines_of, show_lines


def register_list(request):
    """The 13 books of a unit and a period, each with the number of its lines."""
    require_anywhere(request.user, "member.read")
    form = ScopeForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        require(request.user, "member.read", form.scope.unit)
        counts = count_registers(form.scope)
        registers = [(register, counts[code]) for code, register in REGISTERS.items()]
        context |= {"scope": form.scope, "registers": registers}
    return render(request, "reports/register_list.html", context)


def register_detail(request, code):
    """One book; reading it is logged."""
    register, form = _asked_for(request, code)
    context, page = {"register": register, "form": form}, "reports/register_detail.html"
    if not form.is_valid():
        return render(request, page, context)
    scope, time = form.scope, register.time_of(form.scope)
    context |= {"scope": scope, "time": time}
    said, rows = f"{scope.unit}, {time}", _read(request, register, scope)
    return show_lines(request, page, context, rows, register.table, title=register.label, subtitle=said)


def register_print(request, code):
    """One book as it is printed: all lines under its heading, nothing of the screen."""
    register, form = _asked_for(request, code)
    if not form.is_valid():
        raise Http404
    rows = _read(request, register, form.scope)
    context = {"register": register, "table": register.table, "time": register.time_of(form.scope)}
    context["lines"] = lines_of(register.table, rows, request.user)
    context["unit"] = form.scope.unit.version_on(form.scope.end)
    return render(request, "reports/register_print.html", context)


def _asked_for(request, code):
    if code not in REGISTERS:
        raise Http404
    require_anywhere(request.user, "member.read")
    return REGISTERS[code], ScopeForm.bound_to(request)


def _read(request, register, scope):
    require(request.user, "member.read", scope.unit)
    audit.record(request.user, "register.read", scope.unit, [register.code])
    return register.rows(scope)
