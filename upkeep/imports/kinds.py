"""The kinds of workbooks: each a module with FIELDS, EXAMPLE and a Judge, who also writes."""

import re

from openpyxl.utils import column_index_from_string, get_column_letter

from upkeep.imports import candidates, headers, members, movements, offices, values
from upkeep.imports.headers import Heading, Words
from upkeep.imports.reading import Sheet
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch, ImportKind, ImportRow

KINDS = {
    ImportKind.MEMBERS: members,
    ImportKind.CANDIDATES: candidates,
    ImportKind.OFFICES: offices,
    ImportKind.MOVEMENTS: movements,
}
EXAMPLE_MARK = "Ví dụ"  # in the first column of the template's example
SAMPLES = 2
LONGEST_SHOWN = 2000  # signs of a cell; a refused row is handed back with its texts
# With their marks: Tống Công is a name.
TOTALS = re.compile(r"tổng cộng|tổng số|cộng:?$", re.IGNORECASE)
CAPTIONS = re.compile(r"chi bộ|đảng bộ|tổ đảng|[ivx]+\.", re.IGNORECASE)
WHO = ("full_name", "born_on", "card_number", "citizen_id")  # one of them says of whom the row is


def words(kind: str) -> Words:
    return headers.words_of(KINDS[kind].FIELDS)


def fields(kind: str) -> dict:
    return {field.name: field for field in KINDS[kind].FIELDS}


def guessed(heading: Heading) -> dict[str, str]:
    """Field → letter of the column, as the headings say."""
    return {name: get_column_letter(place + 1) for name, place in heading.fields.items()}


def columns(sheet: Sheet, heading: Heading) -> list[dict]:
    """For the page of columns: letter, heading and the first values of each column with a heading."""
    below = sheet.rows[heading.last : heading.last + SAMPLES]
    return [
        {
            "letter": get_column_letter(place + 1),
            "title": title,
            "samples": [values.shown(row[place]) for row in below if place < len(row)],
        }
        for place, title in enumerate(heading.titles)
        if title
    ]


def lines_of(sheet: Sheet, heading: Heading, mapping: dict[str, str]) -> list[Line]:
    """The rows below the heading that are about somebody."""
    places = {name: column_index_from_string(letter) - 1 for name, letter in mapping.items()}
    return [
        Line(number, _mapped(row, places))
        for number, row in enumerate(sheet.rows[heading.last :], start=heading.last + 1)
        if _is_about_somebody(row, places)
    ]


def left_out(sheet: Sheet, heading: Heading, lines: list[Line]) -> list[int]:
    """Numbers of the rows that are not empty and about nobody: for the user to look at."""
    kept = {line.number for line in lines}
    numbered = enumerate(sheet.rows[heading.last :], start=heading.last + 1)
    return [number for number, row in numbered if row and number not in kept]


def _mapped(row: list, places: dict[str, int]) -> dict[str, object]:
    found = {name: row[place] for name, place in places.items() if place < len(row)}
    return {name: value for name, value in found.items() if value is not None}


def _is_about_somebody(row: list, places: dict[str, int]) -> bool:
    """Not the template's example, a total, a caption, or the numbers of the columns."""
    mapped = _mapped(row, places)
    if not any(name in mapped for name in WHO) or row[0] == EXAMPLE_MARK:
        return False
    filled = [values.shown(value) for value in row if value is not None]
    if any(TOTALS.match(text) for text in filled[:2]):
        return False
    if len(filled) == 1 and CAPTIONS.match(filled[0]):
        return False
    return not _are_column_numbers([text.strip("() ") for text in filled])


def _are_column_numbers(texts: list[str]) -> bool:
    """1, 2, 3 … below the heading."""
    return all(text.isdecimal() for text in texts) and [int(text) for text in texts] == list(
        range(int(texts[0]), int(texts[0]) + len(texts))
    )


def row_of(batch: ImportBatch, line: Line) -> ImportRow:
    """What the preview keeps of a line: its cells in the order of the sheet, then what is missing."""
    cells = [
        [name, batch.mapping.get(name, ""), _shown(line, name), cell.verdict, cell.note]
        for name, cell in line.cells.items()
    ]
    cells.sort(key=lambda cell: (not cell[1], len(cell[1]), cell[1]))
    return ImportRow(
        batch=batch, number=line.number, verdict=line.verdict, is_warned=line.is_warned, cells=cells
    )


def _shown(line: Line, name: str) -> str:
    return values.shown(line.raw[name])[:LONGEST_SHOWN] if name in line.raw else ""
