"""Tables of figures: the roll in balance, who the members are, meetings by unit and by month."""

from django.http import Http404
from django.shortcuts import render

from cells.listing import page_of, xlsx_response
from cells.rights import require, require_anywhere
from reports.figures.tables import TABLES
from reports.forms.figures import HalfYearForm, OverForm, PastForm, ScopeForm
from reports.forms.structure import StructureForm
from reports.reading import balance, dashboard, half_year, meeting_statistics, member_forms, structure
from reports.reading.forms import FORMS
from reports.views.figures import ROWS_PER_PAGE, openable
from reports.views.lines import show_lines

LINES_PER_PAGE = 30  # the cells of most committees; beyond it nobody reads twenty columns at once


def balance_detail(request):
    """Form 1-BTCTW of a unit and a period, beside the same period a year earlier."""
    title, page = "Biểu 1-BTCTW: Tăng, giảm đảng viên", "reports/balance.html"
    return _filled(request, ScopeForm, _unpaged(balance.balance), title, page)


def form_detail(request, code):
    """Forms 2 to 5-BTCTW, as far as records tell them."""
    if code not in FORMS:
        raise Http404
    form, page = FORMS[code], "reports/member_form.html"
    title = f"Biểu {code}-BTCTW: {form.title}"
    return _filled(request, ScopeForm, _unpaged(form.fill), title, page, form.note)


def admitted_rows(request, code):
    """The members newly admitted that one number of form 2 counts."""
    if code not in member_forms.OF_ADMITTED:
        raise Http404
    require_anywhere(request.user, "figure.rows")
    form, label = ScopeForm.bound_to(request), member_forms.OF_ADMITTED[code].label
    context = {"form": form, "heading": f"Đảng viên mới kết nạp: {label.lower()}"}
    page = "reports/admitted_rows.html"
    if not form.is_valid():
        return render(request, page, context)
    require(request.user, "figure.rows", form.scope.unit)
    rows, table = member_forms.admitted_rows(code, form.scope), TABLES["membership"]
    asked = {"title": context["heading"], "subtitle": form.said, "per_page": ROWS_PER_PAGE}
    return show_lines(request, page, context, rows, table, **asked)


def structure_detail(request):
    """Who the members of a unit are on a day, in all and by the units right below."""
    title = "Cơ cấu đội ngũ đảng viên"
    return _filled(request, StructureForm, structure.structure, title, "reports/structure.html")


def statistics(request):
    """Meetings of a unit and a period by body, by cell, or of one cell by month."""
    title, page = "Thống kê sinh hoạt", "reports/meeting_statistics.html"
    return _filled(request, PastForm, meeting_statistics.statistics, title, page)


def dashboard_detail(request):
    """What is out of line in each cell of a committee, or in each body of an upper level."""
    page, title = "reports/dashboard.html", "Bảng theo dõi"
    return _filled(request, OverForm, dashboard.dashboard, title, page)


def half_year_table(request):
    """The half-year table of cells: every column counted."""
    title, page = "Biểu tổng hợp sinh hoạt chi bộ", "reports/half_year_table.html"
    return _filled(request, HalfYearForm, half_year.half_year, title, page)


class Picked:
    """Those parts of a table that a page shows: all of them where the address asks so, as to print."""

    page = None

    def __init__(self, request):
        self.request = request

    def __call__(self, parts: list) -> list:
        is_all = "all" in self.request.GET
        self.page = page_of(self.request, parts, max(1, len(parts)) if is_all else LINES_PER_PAGE)
        return list(self.page)


def _unpaged(fill):
    """A table of a fixed form, whose lines are no units."""
    return lambda scope, openable, _pick: fill(scope, openable)


def _filled(request, form_class, fill, title, template, note=""):
    """What `fill` counts over the scope that was asked for, as a page or as a workbook of all of it."""
    require_anywhere(request.user, "figure.view")
    form = form_class.bound_to(request)
    context = {"form": form, "title": title, "note": note}
    if form.is_valid():
        scope, is_file, picked = form.scope, "xlsx" in request.GET, Picked(request)
        require(request.user, "figure.view", scope.unit)
        table = fill(scope, openable(request.user, scope.unit), list if is_file else picked)
        if is_file:
            said = form.said
            return xlsx_response(request, table.workbook, table.lines, title=title, subtitle=said)
        context |= {"table": table, "scope": scope, "may_export": True, "page": picked.page}
    return render(request, template, context)


def structure_rows(request, code):
    """The members behind one number of the structure."""
    if code not in structure.LINES:
        raise Http404
    require_anywhere(request.user, "figure.rows")
    form, heading = StructureForm.bound_to(request), structure.heading(code)
    context, page = {"form": form, "heading": heading}, "reports/structure_rows.html"
    if not form.is_valid():
        return render(request, page, context)
    scope = form.scope
    require(request.user, "figure.rows", scope.unit)
    rows, table = structure.rows_of(code, scope.unit, scope.end), TABLES["membership"]
    asked = {"title": heading, "subtitle": form.said, "per_page": ROWS_PER_PAGE}
    return show_lines(request, page, context, rows, table, **asked)
