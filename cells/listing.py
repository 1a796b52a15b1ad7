"""A list as a page of rows, or all of them taken away as a workbook: who may, how often, logged.

The template of a page includes includes/_export.html, shown by `may_export`.
"""

import datetime
from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts import audit
from accounts.models import AuditEvent, User
from cells.models import SavedFilter
from cells.rights import PERSON_ROLES, may
from cells.scoping import assignments_of
from common import workbook
from common.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS_PER_HOUR = 30
ROWS_PER_PAGE = 50


def may_export(user: User) -> bool:
    """Whether lists of persons may be taken away: with the right wherever the user sees persons."""
    seeing = [held.unit for held in assignments_of(user) if held.role in PERSON_ROLES]
    return bool(seeing) and all(may(user, "member.export", unit) for unit in seeing)


def xlsx_response(
    request, table: Table, rows: Iterable, *, title: str, subtitle: str = ""
) -> HttpResponse:
    """The whole list as a file: 403 without the right to names, 429 when taken too often."""
    return sheets_response(request, [("Danh sách", table, rows)], title=title, subtitle=subtitle)


def sheets_response(
    request, sheets: list[workbook.Sheet], *, title: str, subtitle: str = ""
) -> HttpResponse:
    """The same of several lists, each on a sheet."""
    names_persons = any(table.names_persons for _, table, _ in sheets)
    if names_persons and not may_export(request.user):
        raise PermissionDenied
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    made = AuditEvent.objects.filter(by=request.user, action="list.export", at__gt=an_hour_ago)
    if made.count() >= EXPORTS_PER_HOUR:
        return render(request, "cells/exported_often.html", status=429)
    at = f"Lập lúc {timezone.localtime():%H:%M ngày %d/%m/%Y}. Người lập: {request.user.full_name}."
    whose = [f"{held.unit}." for held in assignments_of(request.user)[:1]]
    content = workbook.sheets(sheets, [title, subtitle, " ".join([*whose, at])])
    audit.record(request.user, "list.export", request.user, [request.resolver_match.view_name])
    name = f"{title.replace('/', '-')}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def page_of(request, rows, per_page: int = ROWS_PER_PAGE, *, name: str = "page") -> Page:
    """The page of the rows that the address asks for; `name`: where it holds pages of several lists."""
    return Paginator(rows, per_page).get_page(request.GET.get(name))


def show_list(
    request,
    template: str,
    context: dict,
    rows,
    table: Table,
    *,
    title: str,
    subtitle: str = "",
    per_page: int = ROWS_PER_PAGE,
    each: Callable[[object], object] | None = None,
    lines: Callable[[Page], list] | None = None,
) -> HttpResponse:
    """A page of the rows as `page`; all of them as a workbook when the address says `xlsx`.

    `each`: what the page needs beside a row; it then finds pairs in `rows`.
    `lines`: what the page shows instead of its rows, told of all of them at once.
    """
    if "xlsx" in request.GET:
        return xlsx_response(request, table, rows, title=title, subtitle=subtitle)
    context["page"] = page_of(request, rows, per_page)
    if each:
        context["rows"] = [(row, each(row)) for row in context["page"]]
    if lines:
        context["lines"] = lines(context["page"])
    context["may_export"] = not table.names_persons or may_export(request.user)
    return render(request, template, context)


def show_persons(request, form, table: Table, template: str, **context) -> HttpResponse:
    """The rows of the form in the order and the columns that were asked for, with saved filters."""
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
    """The row, its first cell and where that leads, and the other cells with their headings."""
    first, *others = table.cells(row)
    headed = list(zip(table.headings[1:], others, strict=True))
    return row, first, table.link and table.link(row), headed
