"""Figures, each of which opens to its list."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from accounts import audit
from cells.listing import may_export, xlsx_response
from cells.rights import may, require, require_anywhere
from reports.figures import FIGURES, TOPICS, Rate, compute, counted_by
from reports.figures.tables import NARROWER, TABLES, right_to_rows
from reports.forms.figures import ScopeForm
from reports.views.lines import lines_of

ROWS_PER_PAGE = 100


def figure_list(request):
    """Every figure of a unit and a period."""
    require_anywhere(request.user, "figure.view")
    form = ScopeForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        values = compute(form.scope)
        context |= {"scope": form.scope, "query": form.query, "topics": _topics(values)}
        context["openable"] = openable(request.user, form.scope.unit)
    return render(request, "reports/figure_list.html", context)


def openable(user, unit) -> set[str]:
    """The figures whose list this user may see: names of persons are not for every role."""
    rights = {code: right_to_rows(counted_by(code).table) for code in FIGURES}
    held = {right for right in set(rights.values()) if right is None or may(user, right, unit)}
    return {code for code, right in rights.items() if right in held}


def _topics(values):
    return [(name, [(figure, values[figure.code]) for figure in figures]) for name, figures in TOPICS]


def figure_detail(request, code):
    """The list behind one figure; a rate opens to the rows of its numerator."""
    if code not in FIGURES:
        raise Http404
    require_anywhere(request.user, "figure.view")
    form = ScopeForm.bound_to(request)
    if not form.is_valid():
        return render(request, "reports/figure_detail.html", {"form": form, "figure": FIGURES[code]})
    name = counted_by(code).table
    table = TABLES[name]
    if right := right_to_rows(name):
        require(request.user, right, form.scope.unit)
    if name in NARROWER:
        audit.record(request.user, right, form.scope.unit)
    if "xlsx" in request.GET:
        return _file(request, code, form.scope, table)
    return render(request, "reports/figure_detail.html", _list(request, code, form, table))


def _file(request, code, scope, table):
    """All rows of the figure, under its label, its unit and its period."""
    period = f"{scope.unit}, từ {scope.start:%d/%m/%Y} đến hết {scope.end:%d/%m/%Y}"
    rows = counted_by(code).rows(scope)
    return xlsx_response(request, table, rows, title=FIGURES[code].label, subtitle=period)


def _list(request, code, form, table) -> dict:
    figure, scope = FIGURES[code], form.scope
    page = Paginator(counted_by(code).rows(scope), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "figure": figure,
        "value": compute(scope, [code])[code],
        "is_rate": isinstance(figure, Rate),
        "base": FIGURES[figure.denominator] if isinstance(figure, Rate) else None,
        "scope": scope,
        "query": form.query,
        "page": page,
        "may_export": not table.names_persons or may_export(request.user),
        "headings": table.headings,
        "rows": lines_of(table, page, request.user),
    }
