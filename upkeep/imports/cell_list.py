"""The cells of a committee in a workbook: lines for the table in which they are founded.

A few dozen lines, looked at on the page before anything is made: no preview of their own is kept.
Read for a waiting page, so by a limited interpreter of its own, which loads no model.
"""

import re

from common import limited
from common.vietnamese import plain
from upkeep.imports import headers, reading, values
from upkeep.imports.headers import Heading
from upkeep.imports.reading import SENTENCES, Sheet, UnreadableError
from upkeep.imports.values import BadValueError

MEMORY_BYTES, SECONDS = 300 * 1024**2, 5
TITLES = {
    "name": "tên chi bộ|chi bộ|tên|tên tổ chức|tên tổ chức đảng|tổ chức đảng|tên gọi|đơn vị",
    "number": "số|số chi bộ|chi bộ số|số hiệu",
    "founded_on": "ngày thành lập|thành lập ngày|thành lập|thành lập từ ngày",
    "order": "stt|tt|số thứ tự|số tt",  # so that a list of names alone has a heading
}
WORDS = {plain(title): name for name, titles in TITLES.items() for title in titles.split("|")}
# With their marks: Công an xã and Tổng công ty are cells.
TOTAL = re.compile(r"tổng( số| cộng)?\s*(:|\d|$)|tổng (số|cộng)\b|cộng\b.{0,3}$|cộng:", re.I)
NUMBERED = re.compile(r"(?:chi bo (?:so )?)?0*(\d{1,3})")
LONGEST = 60  # signs of a row that was left out
NO_NAME = "Không thấy cột tên chi bộ."


def read(content: bytes) -> tuple[list[dict], list[str]]:
    """Each cell with `name`, `number` and `founded_on` as texts; and the rows that were left out.

    Raises UnreadableError.
    """
    try:
        limits = {"cpu_seconds": SECONDS, "wall_seconds": SECONDS, "memory_bytes": MEMORY_BYTES}
        made = limited.run_apart(as_json, content, **limits)
    except limited.StoppedError as stopped:
        raise UnreadableError(SENTENCES[stopped.reason]) from stopped
    for sheet in reading.of_json(made).sheets:
        heading = headers.find(sheet.rows, WORDS)
        if "name" in heading.fields:
            rows = [row for row in sheet.rows[heading.last :] if row]
            read = [(row, _line(sheet, heading, row)) for row in rows]
            return [line for _, line in read if line], [_told(row) for row, line in read if not line]
    raise UnreadableError(NO_NAME)


def as_json(content: bytes) -> bytes:
    return reading.as_json(content, WORDS)


def _line(sheet: Sheet, heading: Heading, row: list) -> dict | None:
    """None for a total, a caption or a signature, which stand alone in their row."""
    cells = {name: row[place] for name, place in heading.fields.items() if place < len(row)}
    name = values.shown(cells.get("name"))
    if not name or sum(value is not None for value in row) == 1 or TOTAL.match(name):
        return None
    number = values.shown(cells.get("number"))
    if not number and (numbered := NUMBERED.fullmatch(plain(name))):
        number = numbered[1]
    if name.isdecimal():
        name = f"Chi bộ {int(name)}"
    return {"name": name, "number": number, "founded_on": _day(sheet, cells.get("founded_on"))}


def _told(row: list) -> str:
    return " ".join(values.shown(value) for value in row if value is not None)[:LONGEST]


def _day(sheet: Sheet, raw) -> str:
    """As the form takes it; what is no day as it is written, for the form to refuse."""
    if raw is None or (sheet.is_1904 and not isinstance(raw, list)):
        return values.shown(raw)
    try:
        return f"{values.day(raw):%d/%m/%Y}"
    except BadValueError:
        return values.shown(raw)
