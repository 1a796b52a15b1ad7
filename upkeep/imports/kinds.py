"""The kinds of workbooks: each a module with FIELDS, EXAMPLE and a Judge, who also writes. The first
field says what a row is about: a person, or the day of a meeting."""

import datetime
import functools

from openpyxl.utils import get_column_letter

from common.partial import PartialDay
from common.vietnamese import all_in_one_form
from upkeep.imports import (
    candidates,
    grades,
    headers,
    meetings,
    members,
    movements,
    offices,
    sifting,
    steps,
    trying,
    values,
)
from upkeep.imports.fields import Field
from upkeep.imports.grade_sheets import look_beside
from upkeep.imports.headers import Heading, Words
from upkeep.imports.reading import Book, Sheet
from upkeep.imports.sifting import Sifted, Sifter
from upkeep.imports.verdicts import Line
from upkeep.models import ImportBatch, ImportKind, ImportRow
from upkeep.models.import_batch import WRITTEN

KINDS = {
    ImportKind.MEMBERS: members,
    ImportKind.CANDIDATES: candidates,
    ImportKind.OFFICES: offices,
    ImportKind.MOVEMENTS: movements,
    ImportKind.MEETINGS: meetings,
    ImportKind.GRADES: grades,
    ImportKind.STEPS: steps,
}
LOOKED_BESIDE = {ImportKind.GRADES: look_beside}  # what a sheet says outside its rows
Judge = members.Judge | trying.Trial
SAMPLES = 2
LONGEST_SHOWN = 2000  # signs of a cell; a refused row is handed back with its texts
OTHER_COLUMNS = "Các cột khác trang được đọc; đề nghị tải lên riêng."


@functools.cache
def words(kind: str) -> Words:
    return headers.words_of(KINDS[kind].FIELDS)


def fields(kind: str) -> dict:
    return {field.name: field for field in KINDS[kind].FIELDS}


def about(kind: str) -> Field:
    return KINDS[kind].FIELDS[0]


def guessed(heading: Heading) -> dict[str, str]:
    """Field → letter of the column, as the headings say."""
    return {name: get_column_letter(place + 1) for name, place in heading.fields.items()}


def columns(sheet: Sheet, heading: Heading) -> list[dict]:
    """For the page of columns: letter, heading and the first values of each column that has any."""
    below = sheet.rows[heading.last :]
    width = max(map(len, [heading.titles, *below]))
    titles = heading.titles + [""] * (width - len(heading.titles))
    used = {place for row in below for place, value in enumerate(row) if value is not None}
    return [
        {
            "letter": get_column_letter(place + 1),
            "title": title,
            "samples": [values.shown(row[place]) for row in below[:SAMPLES] if place < len(row)],
        }
        for place, title in enumerate(titles)
        if title or place in used
    ]


def choose(book: Book, known: Words) -> tuple[list[tuple[Sheet, Heading]], list[list[str]]]:
    """The sheets to be read: those with the columns of the one that says by the most what its rows are
    about; and the others, each with the reason."""
    what = next(iter(known.values()))
    found = [(sheet, headers.find(sheet.rows, known)) for sheet in book.sheets]
    first = max((heading.fields for _, heading in found), key=lambda f: (what in f, len(f)))
    alike = [(sheet, heading) for sheet, heading in found if heading.fields == first]
    others = [[sheet.name, OTHER_COLUMNS] for sheet, heading in found if heading.fields != first]
    return alike, book.others + others


def sift(chosen: list[tuple[Sheet, Heading]], mapping: dict[str, str], kind: str) -> Sifted:
    """The rows that are about something, and what was found beside them."""
    known, facts, is_one = words(kind), fields(kind), len(chosen) == 1
    parts = []
    for sheet, heading in chosen:
        sifter = Sifter(
            sheet,
            heading,
            mapping,
            facts,
            known,
            page="" if is_one else sheet.name,
            by_caption="movement" if kind == ImportKind.MOVEMENTS else "unit",
        )
        parts.append(sifter.sift())
        if look := LOOKED_BESIDE.get(kind):
            look(parts[-1], sheet, heading, mapping)
    return sifting.together(parts)


def row_of(batch: ImportBatch, line: Line) -> ImportRow:
    """What the preview keeps of a line: its cells in the order of the sheet, then what is missing."""
    cells = [
        [name, batch.mapping.get(name, ""), _shown(line, name), cell.verdict, cell.note]
        for name, cell in line.cells.items()
    ]
    cells.sort(key=lambda cell: (not cell[1], len(cell[1]), cell[1]))
    facts = {"sheet": line.page, "verdict": line.verdict, "is_warned": line.is_warned, "cells": cells}
    if line.verdict in WRITTEN:
        facts |= {"portion": line.portion, "raw": all_in_one_form(line.raw)}
    return ImportRow(batch=batch, number=line.number, **facts)


def _shown(line: Line, name: str) -> str:
    """As it is written; a day that is written as a number in words."""
    raw, value = line.raw.get(name), line.values.get(name)
    day = value.first if isinstance(value, PartialDay) and value.is_whole else value
    if isinstance(raw, int | float) and isinstance(day, datetime.date):
        return f"ngày {day.day} tháng {day.month} năm {day.year}"
    return values.shown(raw)[:LONGEST_SHOWN] if name in line.raw else ""
