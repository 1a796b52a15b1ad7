"""The registers of a committee: seen page by page, printed whole, taken away as a workbook."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from accounts import audit
from cells.listing import may_export, xlsx_response
from cells.rights import require, require_anywhere
from reports.forms.figures import ScopeForm
from reports.registers import REGISTERS, count_registers
from reports.views.lines import lines_of

ROWS_PER_PAGE = 50


def register_list(request):
    """The 13 books of a unit and a period, each with the number of its lines."""
    require_anywhere(request.user, "member.read")
    form = ScopeForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        require(request.user, "member.read", form.scope.unit)
        counts = count_registers(form.scope)
        registers = [(register, counts[code]) for code, register in REGISTERS.items()]
        context |= {"scope": form.scope, "query": form.query, "registers": registers}
    return render(request, "reports/register_list.html", context)


def register_detail(request, code):
    """One book; reading it is logged."""
    register, form = _asked_for(request, code)
    context = {"register": register, "form": form}
    if form.is_valid():
        rows = _read(request, register, form.scope)
        if "xlsx" in request.GET:
            title, subtitle = register.label, f"{form.scope.unit}, {register.time_of(form.scope)}"
            return xlsx_response(request, register.table, rows, title=title, subtitle=subtitle)
        page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        context |= {"scope": form.scope, "query": form.query, "page": page}
        context |= {
            "lines": lines_of(register.table, page, request.user),
            "time": register.time_of(form.scope),
        }
        context["may_export"] = may_export(request.user)
    return render(request, "reports/register_detail.html", context)


def register_print(request, code):
    """One book as it is printed: all lines under its heading, nothing of the screen."""
    register, form = _asked_for(request, code)
    if not form.is_valid():
        raise Http404
    rows = _read(request, register, form.scope)
    context = {"register": register, "time": register.time_of(form.scope), "query": form.query}
    context |= {"lines": lines_of(register.table, rows, request.user)}
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
