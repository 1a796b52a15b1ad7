"""Tables for the level above: the balance of the roll, and the structure of the membership."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from cells.listing import may_export, xlsx_response
from cells.rights import may, require, require_anywhere
from reports.figures.tables import TABLES
from reports.forms.figures import ScopeForm
from reports.forms.structure import StructureForm
from reports.reading import balance, structure
from reports.views.figures import openable
from reports.views.lines import lines_of

ROWS_PER_PAGE = 100


def balance_detail(request):
    """Form 1-BTCTW of a unit and a period, beside the same period a year earlier."""
    require_anywhere(request.user, "figure.view")
    form = ScopeForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        require(request.user, "figure.view", form.scope.unit)
        filled = balance.balance(form.scope)
        if "xlsx" in request.GET:
            table, title = balance.TABLE, balance.TITLE
            return xlsx_response(request, table, filled.rows, title=title, subtitle=filled.said)
        context |= {"scope": form.scope, "balance": filled, "query": form.query}
        context |= {"openable": openable(request.user, form.scope.unit), "may_export": True}
    return render(request, "reports/balance.html", context)


def structure_detail(request):
    """Who the members of a unit are on a day, in all and by the units right below."""
    require_anywhere(request.user, "figure.view")
    form = StructureForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        require(request.user, "figure.view", unit)
        counted = structure.structure(unit, form.day)
        if "xlsx" in request.GET:
            rows, said = [counted.whole, *counted.parts], form.said
            table, title = structure.TABLE, structure.TITLE
            return xlsx_response(request, table, rows, title=title, subtitle=said)
        context |= {"structure": counted, "unit": unit, "query": form.query, "may_export": True}
        context |= {"sees_rows": may(request.user, "figure.rows", unit), "ages": structure.AGE_LINES}
    return render(request, "reports/structure.html", context)


def structure_rows(request, code):
    """The members behind one number of the structure."""
    if code not in structure.LINES:
        raise Http404
    require_anywhere(request.user, "figure.rows")
    form = StructureForm.bound_to(request)
    context = {"form": form, "heading": structure.heading(code)}
    if form.is_valid():
        require(request.user, "figure.rows", form.cleaned_data["unit"])
        rows = structure.rows_of(code, form.cleaned_data["unit"], form.day)
        table = TABLES["membership"]
        if "xlsx" in request.GET:
            title, subtitle = structure.heading(code), form.said
            return xlsx_response(request, table, rows, title=title, subtitle=subtitle)
        page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "table": table, "lines": lines_of(table, page, request.user)}
        context["may_export"] = may_export(request.user)
    return render(request, "reports/structure_rows.html", context)
