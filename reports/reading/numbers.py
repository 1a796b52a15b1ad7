"""A table of figures: lines of units or months, columns of figures, each number with its address."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from common.tables import Table
from reports.figures import FIGURES, Rate, Ratio, Scope, Value


@dataclass(frozen=True)
class Number:
    """A value as a page shows it, and the address of its list; "" where there is none to open."""

    value: Value
    address: str = ""

    @property
    def text(self) -> str:
        if isinstance(self.value, Ratio):
            return self.value.text
        return "—" if self.value is None else str(self.value)

    @property
    def base(self) -> str:
        """Of a rate: what of what, under the share."""
        is_rate = isinstance(self.value, Ratio) and self.value.denominator
        return f"{self.value.numerator}/{self.value.denominator}" if is_rate else ""

    @property
    def plain(self) -> int | Decimal | None:
        """For a workbook: a rate in percent."""
        return self.value.percent if isinstance(self.value, Ratio) else self.value


@dataclass(frozen=True)
class Column:
    """`short` heads it on a page, `label` says it in full: in a workbook, and to who cannot see."""

    code: str
    short: str
    label: str
    days: tuple[datetime.date, datetime.date] | None = None  # another period than the line's

    @property
    def is_rate(self) -> bool:
        return isinstance(FIGURES[self.code], Rate)


@dataclass(frozen=True)
class Line:
    """A unit over a period; the numbers by column."""

    name: str
    numbers: dict[Column, Number]
    query: dict[str, str]  # the same page of this unit and period

    def of(self, columns: list[Column]) -> list[tuple[Column, Number]]:
        return [(column, self.numbers[column]) for column in columns]


class Addresses:
    """Where each number opens to, for a user who may see the lists of these figures."""

    def __init__(self, openable: set[str]):
        self.pages = {code: reverse("reports:figure_detail", args=[code]) for code in openable}

    def number(self, code: str, value: Value, scope: Scope) -> Number:
        """Nothing opens to an empty list."""
        some = value.denominator if isinstance(value, Ratio) else value
        if not some or code not in self.pages:
            return Number(value)
        return Number(value, f"{self.pages[code]}?{urlencode(query_of(scope))}")


def query_of(scope: Scope) -> dict[str, str]:
    start, end = (one.isoformat() for one in scope.days)
    return {"unit": scope.unit.code, "start": start, "end": end}


def workbook_table(first: str, columns: list[Column]) -> Table:
    """The same columns in a workbook: a rate as percent after both of its numbers."""

    def part(column: Column, name: str) -> Callable[[Line], int | None]:
        return lambda line: getattr(line.numbers[column].value, name, None)

    made = [(first, lambda line: line.name)]
    for column in columns:
        if column.is_rate:
            made.append((f"{column.label}: tử số", part(column, "numerator")))
            made.append((f"{column.label}: mẫu số", part(column, "denominator")))
        tail = " (%)" if column.is_rate else ""
        made.append((f"{column.label}{tail}", lambda line, column=column: line.numbers[column].plain))
    return Table(made, names_persons=False)
