"""A list as a workbook; nothing in it can run."""

import datetime
import io
from collections.abc import Iterable
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.partial import PartialDay
from common.tables import Table
from common.vietnamese import UNSEEN

HEADER_ROW = 4  # under title, subtitle, and who made it when
NARROWEST, WIDEST, MEASURED_ROWS = 8, 50, 200
LINE = 15  # points
# What a spreadsheet takes for the beginning of a formula.
RUNS = ("=", "+", "-", "@", "\t", "\r")
THIN = Side(style="thin", color="999999")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
BOLD = Font(bold=True)
USUAL, TEXT, DAY = "General", "@", "dd/mm/yyyy"
WRAPPED = Alignment(wrap_text=True, vertical="top")


Sheet = tuple[str, Table, Iterable]  # what it is called, its columns and rows


def workbook(table: Table, rows: Iterable, above: list[str]) -> bytes:
    """One sheet: the lines `above`, the headings, and the rows numbered from 1."""
    return sheets([("Danh sách", table, rows)], above)


def sheets(lists: Iterable[Sheet], above: list[str]) -> bytes:
    """Several lists in one file, each on a sheet as `workbook` writes it."""
    book = Workbook(write_only=True)
    for name, table, rows in lists:
        _write(book.create_sheet(name), table, rows, above)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(sheet, table: Table, rows: Iterable, above: list[str]) -> None:
    values = [[number, *table.values(row)] for number, row in enumerate(rows, start=1)]
    headings = ["Số thứ tự", *table.headings]
    _lay_out(sheet, headings, values)
    title = WriteOnlyCell(sheet, value=safe(above[0]))
    title.font = BOLD
    for line in [title, *map(safe, above[1:])]:
        sheet.append([line])
    columns = [_Column(sheet) for _ in headings]
    sheet.append([_heading(sheet, heading) for heading in headings])
    for number, row in enumerate(values, start=HEADER_ROW + 1):
        if (lines := max(map(_lines, row))) > 1:  # not every program makes room by itself
            sheet.row_dimensions[number].height = LINE * lines
        sheet.append([column.cell(value) for column, value in zip(columns, row, strict=True)])


def safe(value) -> str:
    """Text that no spreadsheet runs: what looks like a formula begins with an apostrophe."""
    text = UNSEEN.sub("", str(value))
    return f"'{text}" if text.startswith(RUNS) else text


class _Column:
    """The cells of a column: one of each form, written again and again. To style each of ten thousand
    anew takes three times as long."""

    def __init__(self, sheet):
        self.cells = {form: _boxed(sheet, form) for form in (USUAL, TEXT, DAY)}

    def cell(self, value) -> WriteOnlyCell:
        """Numbers and dates stay what they are, nothing is an empty cell, all else is safe text; text
        of digits stays text, with its zeros in front."""
        written = _written(value)
        form = DAY if isinstance(written, datetime.date) else USUAL
        if isinstance(written, str) and written.isdecimal():
            form = TEXT
        self.cells[form].value = written
        return self.cells[form]


def _lines(value) -> int:
    """That the value takes in the widest column."""
    return sum(1 + len(line) // (WIDEST - 3) for line in str(value).splitlines()) if value else 1


def _boxed(sheet, form: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.border, cell.alignment, cell.number_format = BOX, WRAPPED, form
    return cell


def _written(value):
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, PartialDay) and value.is_whole:
        value = value.first
    if not isinstance(value, datetime.date):
        return safe(value)
    return timezone.localdate(value) if isinstance(value, datetime.datetime) else value


def _heading(sheet, text: str) -> WriteOnlyCell:
    cell = _boxed(sheet, USUAL)
    cell.value, cell.font = safe(text), BOLD
    return cell


def _lay_out(sheet, headings: list[str], values: list[list]) -> None:
    """Headings in sight on every screen and paper, columns as wide as what stands in them."""
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    last = f"{get_column_letter(len(headings))}{HEADER_ROW + len(values)}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, heading in enumerate(headings):
        longest = max((len(str(row[number] or "")) for row in values[:MEASURED_ROWS]), default=0)
        width = min(max(longest, len(heading) // 2, NARROWEST) + 2, WIDEST)
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
