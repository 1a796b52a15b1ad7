"""Figures, each of which opens to its list."""

from django.http import Http404
from django.shortcuts import render

from accounts import audit
from cells.listing import xlsx_response
from cells.rights import may, require, require_anywhere
from reports.figures import FIGURES, Rate, Scope, counted_by
from reports.figures.tables import NARROWER, TABLES, right_to_rows
from reports.forms.figures import MonthsOfFigureForm, ScopeForm, TopicForm
from reports.reading.side_by_side import (
    WORKBOOK,
    SideBySide,
    by_months,
    by_units,
    entries_of,
    parts_of_rate,
    side_by_side,
)
from reports.views.lines import show_lines

ROWS_PER_PAGE = 100


def figure_list(request):
    """The figures of a topic, or all of them, beside the year before and the targets."""
    require_anywhere(request.user, "figure.view")
    form = TopicForm.bound_to(request)
    context = {"form": form}
    if form.is_valid():
        scope, topic = form.scope, form.cleaned_data["topic"]
        seen = openable(request.user, scope.unit)
        figures = side_by_side(scope, seen, topic)
        if "xlsx" in request.GET:
            asked = {"title": f"Số liệu: {topic}" if topic else "Số liệu", "subtitle": form.said}
            return xlsx_response(request, WORKBOOK, figures.rows, **asked)
        context |= {"scope": scope, "figures": figures, "may_export": True}
        context["earlier"] = _earlier(request.user, figures)
    return render(request, "reports/figure_list.html", context)


def _earlier(user, figures: SideBySide) -> list[tuple[Scope, bool]]:
    """Whose figures stand in the second column, and whether this user may look at them alone."""
    scopes = figures.before.whose.scopes
    return [(scope, may(user, "figure.view", scope.unit)) for scope in scopes]


def figure_by_unit(request, code):
    """One figure of a unit and of each of its parts."""
    return _table(request, code, ScopeForm, by_units)


def figure_by_month(request, code):
    """One figure of a unit month by month."""
    return _table(request, code, MonthsOfFigureForm, by_months)


def _table(request, code, form_class, fill):
    if code not in FIGURES:
        raise Http404
    require_anywhere(request.user, "figure.view")
    form, figure = form_class.bound_to(request), FIGURES[code]
    context = {"form": form, "figure": figure, "parts": parts_of_rate(figure)}
    if form.is_valid():
        scope = form.scope
        table = fill(scope, code, openable(request.user, scope.unit))
        if "xlsx" in request.GET:
            asked = {"title": figure.label, "subtitle": form.said}
            return xlsx_response(request, table.workbook, table.lines, **asked)
        context |= {"table": table, "scope": scope, "may_export": True}
    return render(request, "reports/figure_table.html", context)


def openable(user, unit) -> set[str]:
    """The figures whose list this user may see: names of persons are not for every role."""
    rights = {code: right_to_rows(counted_by(code).table) for code in FIGURES}
    held = {right for right in set(rights.values()) if right is None or may(user, right, unit)}
    return {code for code, right in rights.items() if right in held}


def figure_detail(request, code):
    """The list behind one figure; a rate opens to the rows of its numerator."""
    if code not in FIGURES:
        raise Http404
    require_anywhere(request.user, "figure.view")
    form, figure, page = ScopeForm.bound_to(request), FIGURES[code], "reports/figure_detail.html"
    context = {"form": form, "figure": figure, "parts": parts_of_rate(figure)}
    if not form.is_valid():
        return render(request, page, context)
    counted, scope = counted_by(code), form.scope
    if right := right_to_rows(counted.table):
        require(request.user, right, scope.unit)
    if counted.table in NARROWER:
        audit.record(request.user, right, scope.unit)
    entries, before = entries_of(scope, [code], openable(request.user, scope.unit))
    context |= {"scope": scope, "entry": entries[code], "before": before.whose}
    context["value"] = entries[code].now.value
    context["base"] = FIGURES[figure.denominator] if isinstance(figure, Rate) else None
    asked = {"title": figure.label, "subtitle": form.said, "per_page": ROWS_PER_PAGE}
    return show_lines(request, page, context, counted.rows(scope), TABLES[counted.table], **asked)
