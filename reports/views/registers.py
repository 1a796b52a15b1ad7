"""The registers of a committee: seen page by page, printed whole, taken away as PDF or workbook."""

from functools import partial
from http import HTTPStatus

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from cells.listing import xlsx_response
from cells.rights import may, require, require_anywhere
from common.answers import fill_in
from papers.views import print_begun
from reports.forms.figures import ScopeForm
from reports.forms.registers import WholeForm
from reports.models import RegisterPrint
from reports.registers import REGISTERS, count_registers, printing
from reports.views.lines import lines_of, show_lines


def register_list(request):
    """The 14 books of a unit and a period, each with the number of its lines."""
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
    context |= {"scope": scope, "time": time} | _ways(request, register, scope)
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


@require_POST
def register_pdf(request, code, of):
    """Ask for the PDF of one book, or of that of each unit below bound in one; numbers are masked."""
    register, scope = _to_print(request, code, RegisterPrint.right_to(""))
    if of != printing.OWN and not printing.units_below(scope).get(of):
        raise Http404
    return print_begun(request, printing.ask(register, scope, of=of, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def register_whole(request, code):
    """The same with whole numbers, as PDF or workbook, for a reason that is kept."""
    register, scope = _to_print(request, code, RegisterPrint.right_to("a reason"))
    if not register.has_numbers:
        raise Http404
    verb = partial(printing.ask, register, scope)
    form = WholeForm(request.POST or None, verb=verb, below=printing.units_below(scope))
    context = {"register": register, "scope": scope, "time": register.time_of(scope)}
    if form.is_valid() and form.is_workbook:
        return _whole_workbook(request, register, scope, form.cleaned_data["reason"])

    def to(form) -> str:
        return reverse(form.made.detail_page, args=[form.made.pk])

    return fill_in(request, form, "reports/register_whole.html", context, done="", to=to)


def _whole_workbook(request, register, scope, reason):
    said, rows = f"{scope.unit}, {register.time_of(scope)}", register.rows(scope)
    made = xlsx_response(request, register.whole_table, rows, title=register.label, subtitle=said)
    if made.status_code == HTTPStatus.OK:
        audit.record(request.user, "register.unmask", scope.unit, [register.code], note=reason)
    return made


def _ways(request, register, scope) -> dict:
    """Which PDF may be asked for."""
    may_print = may(request.user, RegisterPrint.right_to(""), scope.unit)
    may_unmask = may(request.user, RegisterPrint.right_to("a reason"), scope.unit)
    return {
        "may_print": may_print,
        "below": printing.units_below(scope) if may_print else {},
        "may_print_whole": register.has_numbers and may_unmask,
    }


def _to_print(request, code, right):
    register, form = _asked_for(request, code)
    if not form.is_valid():
        raise Http404
    require(request.user, right, form.scope.unit)
    return register, form.scope


def _asked_for(request, code):
    if code not in REGISTERS:
        raise Http404
    require_anywhere(request.user, "member.read")
    return REGISTERS[code], ScopeForm.bound_to(request)


def _read(request, register, scope):
    require(request.user, "member.read", scope.unit)
    audit.record(request.user, "register.read", scope.unit, [register.code])
    return register.rows(scope)
