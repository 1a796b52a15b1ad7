"""A list taken away as a workbook: who may, how often, logged; nothing in it can run.

A view calls `xlsx_response()` when its address says `xlsx`, with the very rows of its page before they
are cut into pages; its template includes includes/_export.html, shown by `may_export`.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts import audit
from accounts.models import AuditEvent, User
from cells.rights import PERSON_ROLES, may
from cells.scoping import assignments_of
from cells.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS_PER_HOUR = 30
HEADER_ROW = 4  # under title, subtitle, and who made it when
NARROWEST, WIDEST, MEASURED_ROWS = 8, 50, 200
# What a spreadsheet takes for the beginning of a formula.
RUNS = ("=", "+", "-", "@", "\t", "\r")


def may_export(user: User) -> bool:
    """Whether lists of persons may be taken away: with the right wherever the user sees persons."""
    seeing = [held.unit for held in assignments_of(user) if held.role in PERSON_ROLES]
    return bool(seeing) and all(may(user, "member.export", unit) for unit in seeing)


def xlsx_response(
    request, table: Table, rows: Iterable, *, title: str, subtitle: str = ""
) -> HttpResponse:
    """The whole list as a file: 403 without the right to names, 429 when taken too often."""
    if table.names_persons and not may_export(request.user):
        raise PermissionDenied
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    made = AuditEvent.objects.filter(by=request.user, action="list.export", at__gt=an_hour_ago)
    if made.count() >= EXPORTS_PER_HOUR:
        return render(request, "cells/exported_often.html", status=429)
    content = workbook(table, rows, [title, subtitle, _made_by(request.user)])
    audit.record(request.user, "list.export", request.user, [request.resolver_match.view_name])
    name = f"{title.replace('/', '-')}.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def workbook(table: Table, rows: Iterable, above: list[str]) -> bytes:
    """One sheet: the lines `above`, the headings, and the rows numbered from 1."""
    values = [[number, *table.values(row)] for number, row in enumerate(rows, start=1)]
    headings = ["Số thứ tự", *table.headings]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    _lay_out(sheet, headings, values)
    for line in above:
        sheet.append([_bold(sheet, line) if line == above[0] else safe(line)])
    sheet.append([_bold(sheet, heading, wrap=True) for heading in headings])
    for row in values:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def safe(value) -> str:
    """Text that no spreadsheet runs: what looks like a formula begins with an apostrophe."""
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(RUNS) else text


def _cell(sheet, value):
    """Numbers and dates stay what they are, nothing is an empty cell, all else is safe text."""
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if not isinstance(value, datetime.date):
        return safe(value)
    if isinstance(value, datetime.datetime):
        value = timezone.localdate(value)
    cell = WriteOnlyCell(sheet, value=value)
    cell.number_format = "dd/mm/yyyy"
    return cell


def _bold(sheet, text: str, *, wrap: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=safe(text))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    return cell


def _lay_out(sheet, headings: list[str], values: list[list]) -> None:
    """Headings in sight on every screen and paper, columns as wide as what stands in them."""
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, heading in enumerate(headings):
        longest = max((len(str(row[number] or "")) for row in values[:MEASURED_ROWS]), default=0)
        width = min(max(longest, len(heading) // 2, NARROWEST) + 2, WIDEST)
        sheet.column_dimensions[get_column_letter(number + 1)].width = width


def _made_by(user: User) -> str:
    return f"Lập lúc {timezone.localtime():%H:%M ngày %d/%m/%Y}. Người lập: {user.full_name}."
