"""The sheets of a workbook as plain values, read in a limited child process of the worker.

A value is None, a text, a number, True or False, or a pair [kind, text]: ["day", "1980-05-20"],
["time", "14:30"], ["error", "#N/A"], ["formula", ""] for one without a kept result, ["font", text]
where letters of old fonts are in doubt.
"""

import datetime
import io
import json
import re
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.xml.functions import iterparse

from common import limited
from common.limited import Reason
from upkeep.imports import headers, old_fonts, strict

MEMORY_BYTES = 400 * 1024**2
CPU_SECONDS, WALL_SECONDS = 60, 90
MAX_ROWS, MAX_COLUMNS, EMPTY_ROWS, MAX_MERGED = 20_000, 60, 50, 2_000
FREE_TEXT = re.compile(r'\[[^\]]*\]|"[^"]*"|\\.')  # in a number format: colours, languages, words
STAMPS = {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}

TOO_HEAVY = "Tệp Excel quá lớn hoặc quá phức tạp nên phần mềm đã dừng. Chép riêng bảng sang tệp mới."
TOO_MANY = f"Bảng có hơn {MAX_ROWS:,} dòng. Chia thành nhiều tệp.".replace(",", ".")
HIDDEN = "Trang ẩn."
NO_HEADING = "Không tìm thấy dòng tiêu đề."
HEADING = "Bảng cần một dòng ghi tên các cột, như Họ và tên, Ngày sinh."
SENTENCES = {
    Reason.TIME: TOO_HEAVY,
    Reason.MEMORY: TOO_HEAVY,
    Reason.KILLED: "Phần mềm bị dừng giữa chừng. Thử lại.",
    Reason.BROKEN: "Phần mềm không đọc được tệp Excel này. Mở bằng Excel, lưu lại rồi thử lại.",
}


class UnreadableError(Exception):
    """The workbook cannot be taken; the message is a sentence for the user."""


class SecretError(UnreadableError):
    """The workbook must not be here at all."""


@dataclass
class Sheet:
    """A visible sheet with a heading: its rows from the top, the first one is row 1."""

    name: str
    rows: list[list]
    is_1904: bool = False  # in which calendar plain numbers are days
    merged: list[list[int]] = field(default_factory=list)  # left, top, right, bottom
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    fonts: dict[str, int] = field(default_factory=dict)  # old font → cells that were rewritten


@dataclass
class Book:
    """`others`: the sheets that are not read, each with the reason."""

    sheets: list[Sheet]
    others: list[list[str]]


def read(path: Path, known: headers.Words) -> Book:
    """Read a workbook that passed the guard. Raises UnreadableError."""
    try:
        made = limited.run(
            lambda: as_json(path.read_bytes(), known),
            memory_bytes=MEMORY_BYTES,
            cpu_seconds=CPU_SECONDS,
            wall_seconds=WALL_SECONDS,
        )
    except limited.StoppedError as stopped:
        raise UnreadableError(SENTENCES[stopped.reason]) from stopped
    return of_json(made)


def of_json(made: bytes) -> Book:
    """What another process has read. Raises UnreadableError."""
    answer = json.loads(made)
    if "refused" in answer:
        raise UnreadableError(answer["refused"])
    return Book([Sheet(**sheet) for sheet in answer["sheets"]], answer["others"])


def as_json(content: bytes, known: headers.Words) -> bytes:
    """The book, or why it is refused, on its way to another process."""
    try:
        return json.dumps(asdict(_with_heading(strict.as_usual(content), known))).encode()
    except UnreadableError as refused:
        return json.dumps({"refused": str(refused)}).encode()


def _with_heading(content: bytes, known: headers.Words) -> Book:
    """Every sheet that has a heading; the first reason where none has."""
    found = Book([], [])
    with warnings.catch_warnings(action="ignore"):  # of openpyxl, on styles it leaves out
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            try:
                found.sheets.append(_sheet(sheet, known))
            except SecretError:
                raise
            except UnreadableError as refused:
                found.others.append([sheet.title, str(refused)])
    if sum(len(sheet.rows) for sheet in found.sheets) > MAX_ROWS:
        raise UnreadableError(TOO_MANY)
    if not found.sheets:
        reasons = [reason for _, reason in found.others if reason not in {HIDDEN, NO_HEADING}]
        raise UnreadableError(next(iter(reasons), f"{NO_HEADING} {HEADING}"))
    return found


def _sheet(sheet, known: headers.Words) -> Sheet:
    """Raises UnreadableError for one that is not to be read."""
    if sheet.sheet_state != "visible":
        raise UnreadableError(HIDDEN)
    rows = list(_rows(sheet))
    fonts = old_fonts.convert(rows)
    if not headers.find(rows, known):
        raise UnreadableError(NO_HEADING)
    is_1904 = sheet.parent.epoch == CALENDAR_MAC_1904
    return Sheet(sheet.title, rows, is_1904, *_layout(sheet, rows), fonts)


def _layout(sheet, rows: list[list]) -> tuple[list[list[int]], list[int], list[str]]:
    """What is merged, which rows and columns are hidden: openpyxl does not tell while it streams.

    Nor does it tell a formula without a kept result from an empty cell: `rows` get it here.
    """
    merged, hidden, columns, number = [], [], [], 0
    with sheet._get_source() as source:
        for _, element in iterparse(source):
            tag = _tag(element)
            is_hidden = element.get("hidden") in {"1", "true"}
            if tag == "row":
                number = int(element.get("r", number + 1))
                hidden += [number] * (is_hidden and number <= len(rows))
                _mark_formulas(element, number, rows)
            elif tag == "col" and is_hidden:
                places = range(int(element.get("min")), min(int(element.get("max")), MAX_COLUMNS) + 1)
                columns += map(get_column_letter, places)
            elif tag == "mergeCell" and len(merged) < MAX_MERGED:
                merged.append(list(range_boundaries(element.get("ref"))))
            if tag not in {"c", "v"}:  # which their row still needs
                element.clear()
    return merged, hidden, columns


def _mark_formulas(element, number: int, rows: list[list]) -> None:
    """The formulas of one row that came without a result; an empty text is one."""
    for place, cell in enumerate(element):
        parts = {_tag(part): part.text for part in cell}
        has_result = parts.get("v") or cell.get("t") == "str"
        if "f" not in parts or has_result or number > MAX_ROWS:
            continue
        column = range_boundaries(cell.get("r"))[0] - 1 if cell.get("r") else place
        rows += [[] for _ in range(len(rows), number)]
        row = rows[number - 1]
        row += [None] * (column + 1 - len(row))
        row[column] = ["formula", ""]


def _tag(element) -> str:
    return element.tag.rpartition("}")[2]


def _rows(sheet) -> Iterator[list]:
    """Plain values row by row, without the empty rows at the end."""
    sheet.reset_dimensions()  # what the file says of its own size is not to be believed
    waiting = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = [_plain(cell) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        if not row:
            waiting += 1
            continue
        _check_place(number, row, waiting)
        yield from [[]] * waiting
        yield row
        waiting = 0


def _check_place(number: int, row: list, empty_before: int) -> None:
    if empty_before > EMPTY_ROWS:
        raise UnreadableError(
            f"Dòng {number} có nội dung sau hơn {EMPTY_ROWS} dòng trống. "
            "Xóa phần thừa ngoài bảng hoặc chép riêng bảng sang tệp mới."
        )
    if number > MAX_ROWS:
        raise UnreadableError(TOO_MANY)
    if len(row) > MAX_COLUMNS:
        raise UnreadableError(f"Dòng {number} có hơn {MAX_COLUMNS} cột. Bỏ các cột không cần.")
    if any(isinstance(value, str) and value.strip() in STAMPS for value in row):
        raise SecretError(f"Dòng {number} có dấu mật. Tài liệu mật không được đưa vào phần mềm này.")


def _plain(cell):
    value = cell.value
    if value is None or isinstance(value, bool | int | float):
        return value
    if cell.data_type == "e":
        return ["error", str(value)]
    if isinstance(value, datetime.datetime | datetime.date):
        return _as_shown(value, FREE_TEXT.sub("", cell.number_format).lower())
    if isinstance(value, datetime.time | datetime.timedelta):
        return ["time", str(value)[:-3]]
    return value if value.strip() else None


def _as_shown(value: datetime.date, format: str):
    """A day; but of 5/1942, which Excel keeps as the first of May, as much as it shows."""
    if value.day > 1 or "d" in format or "y" not in format:
        return ["day", f"{value:%Y-%m-%d}"]
    return f"{value:%m/%Y}" if value.month > 1 or "m" in format else f"{value:%Y}"
