"""The tables of a report as sheets of a workbook."""

from collections.abc import Callable

from common.tables import Table
from common.workbook import Sheet
from reports.figures import FIGURES

LONGEST = 31  # signs that the name of a sheet may have


def sheets_of(document: dict) -> list[Sheet]:
    """The figures first, then every table of the annexes."""
    figures = Table(
        [("Số liệu", lambda row: row[0]), ("Số liệu", lambda row: row[1])], names_persons=False
    )
    known = [
        (FIGURES[code].label, text) for code, text in document["figures"].items() if code in FIGURES
    ]
    made: list[Sheet] = [("Số liệu", figures, known)]
    for annex in document["annexes"]:
        for place, table in enumerate(annex["tables"], start=1):
            if table["rows"]:
                name = f"PL{annex['number']}.{place} {table['caption']}"[:LONGEST]
                made.append((_plain(name), _table(table), table["rows"]))
    return made


def _table(table: dict) -> Table:
    columns = [(column["label"], _cell(at)) for at, column in enumerate(table["columns"])]
    return Table(columns, names_persons=table.get("names_persons", True))


def _cell(at: int) -> Callable[[list[str]], str]:
    return lambda row: row[at]


def _plain(name: str) -> str:
    """Without the signs that no sheet may be called by."""
    return "".join(sign for sign in name if sign not in r"[]:*?/\\")
