"""What the annexes share: a table as the layout takes it, and the texts of its cells."""

import datetime
import itertools
import textwrap
from collections.abc import Iterable

from papers.columns import LONGEST_WORD, widths
from reports.figures import FIGURES, Scope

UNBROKEN = {"Họ và tên", "Mức xếp loại", "Biến động"}  # columns that are wide enough for whole names
SHORT = 12  # signs that stand on one line in any column
MOST_USUAL = 8
BOLD = "_"  # what a word of a heading needs beside its signs
Row = list[str]


def rows_of(scope: Scope, code: str):
    return FIGURES[code].rows(scope)


def table_of(
    caption: str,
    columns: list[str],
    rows: list[Row],
    numbers: Iterable[int] = (1,),
    *,
    names_persons: bool = True,
) -> dict:
    """`numbers` are the columns, counted from 1, whose content is centred."""
    return {
        "caption": caption,
        "names_persons": names_persons,
        "columns": columns,
        "numbers": list(numbers),
        "rows": rows,
    }


def fitted(table: dict, own: str) -> dict:
    """With the widths of its columns in mm, which fill the page: fixed layout needs them.

    `own`: the name of the cell whose report it is; a column with that name in each row is left out.
    """
    columns, rows, numbers = table["columns"], table["rows"], table["numbers"]
    at = columns.index("Chi bộ") if own and "Chi bộ" in columns[1:] else None
    if at is not None and {row[at] for row in rows} <= {own}:
        columns, *rows = (line[:at] + line[at + 1 :] for line in [columns, *rows])
        numbers = [number - (number > at) for number in numbers]
    bold = BOLD if len(columns) <= MOST_USUAL else ""  # more have heads of a smaller size
    texts = [(place, 1, label.replace(" ", f"{bold} ") + bold) for place, label in enumerate(columns)]
    texts += [(place, 1, _kept(columns[place], text)) for row in rows for place, text in enumerate(row)]
    edges = [round(edge) for edge in itertools.accumulate(widths(texts, len(columns)), initial=0)]
    fitted = zip(columns, itertools.pairwise(edges), strict=True)
    heads = [{"label": label, "width": right - left} for label, (left, right) in fitted]
    return table | {"columns": heads, "numbers": numbers, "rows": rows}


def numbered(rows: list[Row]) -> list[Row]:
    return [[str(number), *row] for number, row in enumerate(rows, start=1)]


def _kept(column: str, text: str) -> str:
    """As words that are not broken, where a column should be wide enough for them or they are few."""
    if column not in UNBROKEN and len(text) > SHORT:
        return text
    return " ".join(piece.replace(" ", "_") for piece in textwrap.wrap(text, LONGEST_WORD))


def with_total(rows: list[list]) -> list[Row]:
    """One row alone is its own total."""
    sums = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    total = [["Cộng", *sums]] if len(rows) > 1 else []
    return [[str(cell) for cell in row] for row in [*rows, *total]]


def recipient_text(award) -> str:
    return f"{award.member.full_name}, {award.unit.name}" if award.member else award.unit.name


def decision_text(decision) -> str:
    return f"{decision.number}, {day_text(decision.signed_on)}" if decision else ""


def origin_text(decision, place: str) -> str:
    return "; ".join(part for part in (decision_text(decision), place) if part)


def day_text(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"
