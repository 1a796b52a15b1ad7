"""Figures, each of which opens to its list."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from cells.rights import may, require, require_anywhere
from reports.figures import FIGURES, TOPICS, Rate, compute, counted_by
from reports.figures.tables import TABLES
from reports.forms_figures import ScopeForm

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
    sees_persons = may(user, "figure.rows", unit)
    return {
        code for code in FIGURES if sees_persons or not TABLES[counted_by(code).table].names_persons
    }


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
    table = TABLES[counted_by(code).table]
    if table.names_persons:
        require(request.user, "figure.rows", form.scope.unit)
    return render(request, "reports/figure_detail.html", _list(request, code, form, table))


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
        "headings": table.headings,
        "rows": [
            (list(zip(table.headings, table.cells(row), strict=True)), table.link and table.link(row))
            for row in page
        ],
    }
