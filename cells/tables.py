"""A list as columns: one definition for the page, the print and the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format


@dataclass(frozen=True)
class Table:
    """Headings with what reads each from a row, and a link to the record where there is one page.

    `names_persons`: who may see, and who may take away, such a list is narrower.
    """

    columns: list[tuple[str, Callable[[object], object]]]
    names_persons: bool = True
    link: Callable[[object], str] | None = None

    @property
    def headings(self) -> list[str]:
        return [heading for heading, _ in self.columns]

    def values(self, row) -> list:
        """One row as it is, in the order of the headings: dates stay dates."""
        return [read(row) for _, read in self.columns]

    def cells(self, row) -> list[str]:
        """One row as text, in the order of the headings."""
        return [_text(value) for value in self.values(row)]


def _text(value) -> str:
    if value in (None, ""):
        return "—"
    return date_format(value, "d/m/Y") if hasattr(value, "year") else str(value)
