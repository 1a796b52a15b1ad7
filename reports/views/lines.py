"""The rows of a list as a page shows them: templates/reports/_lines.html."""

from collections.abc import Iterable

from cells.tables import Table


def lines_of(table: Table, rows: Iterable) -> list[tuple[list[tuple[str, str]], str | None]]:
    """Each row as (heading, text) pairs, with the address of its record where there is one."""
    return [
        (list(zip(table.headings, table.cells(row), strict=True)), table.link and table.link(row))
        for row in rows
    ]
