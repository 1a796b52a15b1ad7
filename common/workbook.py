"""A list as a workbook; nothing in it can run."""

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.partial import PartialDay
from common.tables import Table
from common.vietnamese import UNSEEN

HEADER_ROW = 4  # under title, subtitle, and who made it when
NARROWEST, WIDEST, MEASURED_ROWS = 8, 50, 200
# What a spreadsheet takes for the beginning of a formula.
RUNS = ("=", "+", "-", "@", "\t", "\r")


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
    text = UNSEEN.sub("", str(value))
    return f"'{text}" if text.startswith(RUNS) else text


def _cell(sheet, value):
    """Numbers and dates stay what they are, nothing is an empty cell, all else is safe text."""
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, PartialDay) and value.is_whole:
        value = value.first
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
