"""Workbooks as offices have them, good and bad; the same seed makes the same."""

from __future__ import annotations

import datetime
import io
import random
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

HEADINGS = {
    "number": "STT",
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "sex": "Giới tính",
    "ethnicity": "Dân tộc",
    "schooling": "Trình độ chuyên môn",
    "theory": "Trình độ LLCT",
    "card_number": "Số thẻ ĐV",
    "citizen_id": "Số CCCD",
    "phone": "Điện thoại",
    "admission_decided_on": "Ngày QĐ kết nạp",
    "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức",
    "unit": "Chi bộ",
    "starts_on": "Ngày về chi bộ",
    "work_place": "Đơn vị công tác",
}
FIRST_ROW = 2
ROWS, CELLS = 10_000, [f"Chi bộ {number}" for number in range(1, 21)]  # at full size
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý"]
MIDDLE = ["Văn", "Thị", "Đức", "Minh", "Quang", "Xuân", "Công", "Đình", "Ngọc", "Thanh", "Thu", "Kim"]
GIVEN = ["An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hùng", "Khánh", "Lâm", "Quân", "Việt"]
DAY = datetime.timedelta(days=1)


def column(field: str) -> str:
    return get_column_letter(list(HEADINGS).index(field) + 1)


def people(count: int, cells: list[str], seed: int = 7) -> list[dict]:
    """Rows of people who differ in name and birth, all of them right, written in many ways."""
    chance = random.Random(seed)
    rows = []
    for number in range(1, count + 1):
        born_on = datetime.date(1955, 1, 1) + DAY * chance.randrange(40 * 365)
        admitted_on = born_on.replace(day=1) + DAY * (23 * 366 + chance.randrange(3 * 365))
        row = {
            "number": number,
            "full_name": " ".join(map(chance.choice, (FAMILY, MIDDLE, MIDDLE, GIVEN))),
            "born_on": written(chance, born_on),
            "sex": chance.choice(["Nam", "nữ", "Nu", "NAM"]),
            "ethnicity": chance.choice(["Kinh", "Tày", "Nùng"]),
            "schooling": chance.choice(["Đại học", "ĐH", "Thạc sỹ", "trung cấp", "Cử nhân"]),
            "theory": chance.choice(["Sơ cấp", "TC", "Cao cấp", "Chưa qua đào tạo"]),
            "card_number": f"{10_000_000 + number}",
            "citizen_id": f"0{chance.randrange(10**4):04}{number:07}",
            "phone": f"09{number:08}",
            "admission_decided_on": written(chance, admitted_on - 7 * DAY),
            "admitted_on": written(chance, admitted_on),
            "official_on": written(chance, admitted_on + 370 * DAY),
            "unit": chance.choice(cells),
            "starts_on": written(chance, max(admitted_on, datetime.date(2020, 1, 1))),
            "work_place": "Trung tâm",
        }
        rows.append(row)
    return rows


def written(chance: random.Random, day: datetime.date):
    """A day as people write it: as a day, as text, as the number Excel keeps."""
    ways = [
        day,
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%Y}",
        f" {day:%d.%m.%Y}\u00a0",
        (day - datetime.date(1899, 12, 30)).days,
    ]
    return chance.choice(ways)


def put(field: str, value) -> Callable[[dict, dict], str]:
    """A fault: write this value there; the reason stands at that field."""

    def spoil(row: dict, other: dict) -> str:
        row[field] = value
        return field

    return spoil


def copied(field: str) -> Callable[[dict, dict], str]:
    """A fault: the number of another row."""

    def spoil(row: dict, other: dict) -> str:
        row[field] = other[field]
        return field

    return spoil


def twice(row: dict, other: dict) -> str:
    """A fault: the other person once more."""
    row |= {name: other[name] for name in ("full_name", "born_on")}
    row["card_number"] = row["citizen_id"] = ""
    return "full_name"


FAULTS: dict[str, Callable[[dict, dict], str]] = {
    "no name": put("full_name", None),
    "digits in the name": put("full_name", "Nguyễn Văn 7"),
    "a name too long": put("full_name", "Nguyễn " * 20),
    "no birth": put("born_on", None),
    "only the year": put("starts_on", 2021),
    "the year in words": put("starts_on", "năm 2021"),
    "month and year": put("starts_on", "05/2021"),
    "a month that no year has": put("born_on", "13/1980"),
    "day and month swapped": put("born_on", "05/20/1980"),
    "no such day": put("born_on", "31/02/1980"),
    "two digits of either century": put("born_on", "20/05/15"),
    "no day at all": put("born_on", "không rõ"),
    "a year out of range": put("born_on", "20/05/1080"),
    "admitted in the future": put("admitted_on", "01/01/2999"),
    "decided before birth": put("admission_decided_on", "01/01/1940"),
    "ceremony before decision": put("admitted_on", "01/01/1950"),
    "official before the ceremony": put("official_on", "02/01/1960"),
    "official in the future": put("official_on", datetime.date(2090, 1, 1)),
    "no sex": put("sex", None),
    "another word for sex": put("sex", "không"),
    "unknown schooling": put("schooling", "mẫu giáo"),
    "unknown theory": put("theory", "tốt"),
    "bad signs in the card": put("card_number", "12/34*5"),
    "a card twice": copied("card_number"),
    "a citizen number too short": put("citizen_id", "12345"),
    "a citizen number of the old card": put("citizen_id", 123456789),
    "a citizen number twice": copied("citizen_id"),
    "letters in the telephone": put("phone", "máy bàn"),
    "the same person twice": twice,
    "no cell": put("unit", None),
    "an unknown cell": put("unit", "Chi bộ 99"),
    "before the cell was founded": put("starts_on", "05/05/2001"),
    "in the cell in the future": put("starts_on", "01/01/2999"),
    "an error of Excel": put("work_place", "#N/A"),
    "a formula without result": put("work_place", "=A1&B1"),
    "too long a text": put("work_place", "x" * 201),
}


def spoiled(rows: list[dict], count: int, seed: int = 11) -> set[tuple[int, str]]:
    """Make `count` of the rows wrong, all faults in turn; give (row, column) of each.

    Every spoiled row has a good one before it to copy from.
    """
    chance, faults = random.Random(seed), list(FAULTS.values())
    chosen = sorted(chance.sample(range(1, len(rows)), count))
    good = [place for place in range(len(rows)) if place not in set(chosen)]
    expected = set()
    for turn, place in enumerate(chosen):
        others = [other for other in good if other < place]
        other = rows[others[-1] if others else good[0]]
        expected.add((place + FIRST_ROW, column(faults[turn % len(faults)](rows[place], other))))
    return expected


def workbook(rows: list[dict], headings: dict | None = None, *, above=(), title="Danh sách") -> bytes:
    """One sheet: the lines above, the headings, the rows."""
    headings = headings or HEADINGS
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for line in above:
        sheet.append(line)
    sheet.append(list(headings.values()))
    for row in rows:
        sheet.append([row.get(name) for name in headings])
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def nfd(value):
    return unicodedata.normalize("NFD", value) if isinstance(value, str) else value


def rezipped(
    content: bytes, packing: int = zipfile.ZIP_DEFLATED, **parts: bytes | Callable[[bytes], bytes]
) -> bytes:
    """The workbook with parts replaced or added; a function gets what was there."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", packing) as new:
        for name in old.namelist():
            part = parts.pop(name, old.read(name))
            new.writestr(name, part(old.read(name)) if callable(part) else part)
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def strict(content: bytes) -> bytes:
    """As Excel saves it in the strict form: the same parts, other names of everything."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: _strictly(old.read(name)) for name in old.namelist()}
    return rezipped(content, **parts)


def _strictly(part: bytes) -> bytes:
    for name in (b"spreadsheetml", b"officeDocument", b"drawingml"):
        usual = b"http://schemas.openxmlformats.org/%s/2006/" % name
        part = part.replace(usual, b"http://purl.oclc.org/ooxml/%s/" % name)
    return part


if __name__ == "__main__":  # for full_size.py: a file, and how many of its rows are bad
    rows = people(ROWS, CELLS)
    spoiled(rows, int(sys.argv[2]))
    Path(sys.argv[1]).write_bytes(workbook(rows))
