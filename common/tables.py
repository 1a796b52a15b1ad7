"""A list as columns: one definition for the page, the print and the workbook."""

from collections.abc import Callable
from dataclasses import dataclass


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
    if hasattr(value, "year"):  # ten times as quick as Django's date_format, and lists are long
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return str(value)


@dataclass(frozen=True)
class Heading:
    """The top of a column: `sort` is what a link in it asks for, `direction` how it is sorted now."""

    label: str
    sort: str | None = None
    direction: str = ""


@dataclass(frozen=True)
class Order:
    """One of the orders of a list, offered in the heading of a column; read backwards after a "-"."""

    heading: str
    sort: Callable


def in_order(rows, orders: dict[str, Order], asked: str):
    """The rows in the order that the address asks for; in the first when it asks for none of ours."""
    name, backwards = _read(orders, asked)
    ordered = orders[name].sort(rows)
    return ordered.reverse() if backwards else ordered


def headings(table: Table, orders: dict[str, Order], asked: str) -> list[Heading]:
    """The headings as links: a click sorts by that column, a second one turns it round."""
    name, backwards = _read(orders, asked)
    names = {order.heading: other for other, order in orders.items()}
    tops = []
    for label in table.headings:
        if names.get(label) == name:
            direction = "descending" if backwards else "ascending"
            tops.append(Heading(label, name if backwards else f"-{name}", direction))
        else:
            tops.append(Heading(label, names.get(label)))
    return tops


def _read(orders: dict[str, Order], asked: str) -> tuple[str, bool]:
    name = asked.removeprefix("-")
    return (name, asked.startswith("-")) if name in orders else (next(iter(orders)), False)
