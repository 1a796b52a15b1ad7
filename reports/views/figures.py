"""Figures, each of which opens to its list."""

from django.http import Http404
from django.shortcuts import render

from accounts import audit
from cells.rights import may, require, require_anywhere
from reports.figures import FIGURES, TOPICS, Rate, compute, counted_by
from reports.figures.tables import NARROWER, TABLES, right_to_rows
from reports.forms.figures import ScopeForm
from reports.views.lines import show_lines

ROWS_PER_PAGE = 100


def figure_list(request):
    """Every figure of a unit and a period."""
    require_anywhere(request.user, "figure.view")
    form = ScopeForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        values = compute(form.scope)
        context |= {"scope": form.scope, "topics": _topics(values)}
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
    form, figure, page = ScopeForm.bound_to(request), FIGURES[code], "reports/figure_detail.html"
    context = {"form": form, "figure": figure}
    if not form.is_valid():
        return render(request, page, context)
    counted, scope = counted_by(code), form.scope
    if right := right_to_rows(counted.table):
        require(request.user, right, scope.unit)
    if counted.table in NARROWER:
        audit.record(request.user, right, scope.unit)
    context |= {"scope": scope, "value": compute(scope, [code])[code]}
    context["base"] = FIGURES[figure.denominator] if isinstance(figure, Rate) else None
    asked = {"title": figure.label, "subtitle": form.said, "per_page": ROWS_PER_PAGE}
    return show_lines(request, page, context, counted.rows(scope), TABLES[counted.table], **asked)
