"""What the lists of persons have in common: a page of rows, or all of them as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import render

from cells.models import SavedFilter
from cells.workbook import may_export, xlsx_response

ROWS_PER_PAGE = 50


def show_list(request, form, table, template: str, **context):
    """The rows of the form in the columns of the table."""
    rows = form.in_order(form.rows)
    if "xlsx" in request.GET:
        return xlsx_response(request, table, rows, title=form.title, subtitle=form.conditions)
    paginator = Paginator(rows, ROWS_PER_PAGE)
    paginator.count = form.count  # known already, for the line above the list
    page = paginator.get_page(request.GET.get("page"))
    name = request.resolver_match.view_name
    context |= {
        "form": form,
        "page": page,
        "headings": form.headings(table),
        "rows": [_shown(table, row) for row in page],
        "list_name": name,
        "saved_filters": SavedFilter.objects.of(request.user, name),
        "may_export": may_export(request.user),
    }
    return render(request, template, context)


def _shown(table, row) -> tuple:
    """The row, its cells with their headings, and where its first cell leads."""
    cells = list(zip(table.headings, table.cells(row), strict=True))
    return row, cells, table.link and table.link(row)
