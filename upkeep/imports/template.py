"""The empty workbook of each kind, to fill in."""

import datetime
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from members.models.member import NUMBERS
from upkeep.imports.kinds import KINDS
from upkeep.imports.sifting import EXAMPLE_MARK

NUMBER_COLUMN, WIDTH, NOTE_WIDTH = "STT", 18, 70
GREY = PatternFill("solid", fgColor="EEEEEE")
AS_TEXT = "@"  # so that Excel keeps zeros in front, and makes no day of 10/12
WITH_ZEROS = {*NUMBERS, "unit", "decision_number", "certificate", "present"}


def workbook(kind: str) -> bytes:
    """The headings with an example that is left out on reading; on a second sheet what to write."""
    book, fields = Workbook(write_only=True), [one for one in KINDS[kind].FIELDS if one.in_template]
    _add_form(book.create_sheet("Danh sách"), fields, KINDS[kind].EXAMPLE)
    _add_notes(book.create_sheet("Cách ghi"), fields)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_form(sheet, fields, values: dict) -> None:
    sheet.freeze_panes = "A2"
    for number, field in enumerate([None, *fields], start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = WIDTH if field else len(EXAMPLE_MARK) + 2
        if field and field.name in WITH_ZEROS:
            column.number_format = AS_TEXT
    headings = [NUMBER_COLUMN, *(field.label for field in fields)]
    sheet.append([_heading(sheet, text) for text in headings])
    example = [EXAMPLE_MARK, *(values.get(field.name) for field in fields)]
    sheet.append([_example(sheet, value) for value in example])


def _add_notes(sheet, fields) -> None:
    for letter, width in (("A", 30), ("B", 10), ("C", NOTE_WIDTH)):
        sheet.column_dimensions[letter].width = width
    sheet.append([_heading(sheet, text) for text in ("Cột", "Bắt buộc", "Cách ghi")])
    for field in fields:
        note = WriteOnlyCell(sheet, value=field.note or "Ghi bằng chữ")
        note.alignment = Alignment(wrap_text=True)
        sheet.append([field.label, "có" if field.is_needed else "", note])


def _heading(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font, cell.fill = Font(bold=True), GREY
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _example(sheet, value) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.font = Font(italic=True, color="777777")
    if isinstance(value, datetime.date):
        cell.number_format = "dd/mm/yyyy"
    return cell
