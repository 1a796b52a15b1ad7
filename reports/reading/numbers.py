"""The table of figures: lines of units, months or entries; each number with the address of its list."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import TypeVar

from django.urls import reverse

from cells.models import Unit
from common.tables import Table
from reports.figures import FIGURES, Rate, Ratio, Scope, Value
from reports.figures.by_unit import Bucket, Counts, count_by_unit, month
from reports.reading.parts import parts_of
from reports.reading.targets import TargetStanding, beside

# Classes of cells that narrow screens do without.
FROM_MEDIUM = "d-none d-md-table-cell d-print-table-cell"
FROM_LARGE = "d-none d-xl-table-cell d-print-table-cell"
Part = TypeVar("Part")
Pick = Callable[[list[Part]], list[Part]]  # those parts that a page shows, of all there are


@dataclass(frozen=True)
class Number:
    """A value as a page shows it, and the address of its list; "" where there is none to open.

    `warning`: what is out of line about it, in words; `target`: what it was meant to be.
    """

    value: Value | Decimal | str
    address: str = ""
    warning: str = ""
    target: TargetStanding | None = None

    @property
    def text(self) -> str:
        if isinstance(self.value, Ratio):
            return self.value.text
        return "—" if self.value is None else str(self.value).replace(".", ",")

    @property
    def base(self) -> str:
        """Of a rate: what of what, under the share."""
        is_rate = isinstance(self.value, Ratio) and self.value.denominator
        return f"{self.value.numerator}/{self.value.denominator}" if is_rate else ""

    @property
    def plain(self) -> int | Decimal | str | None:
        """For a workbook and for charts: a rate in percent."""
        return self.value.percent if isinstance(self.value, Ratio) else self.value


@dataclass(frozen=True)
class Column:
    """`short` heads it on a page, `label` says it in full: in a workbook, and to who cannot see."""

    code: str
    short: str
    label: str
    days: tuple[datetime.date, datetime.date] | None = None  # another period than the line's
    style: str = ""  # a class of its cells

    @property
    def is_rate(self) -> bool:
        """Whether it is told with both of its numbers."""
        return isinstance(FIGURES.get(self.code), Rate)


@dataclass(frozen=True)
class Line:
    """The numbers of one unit, month or entry, by column.

    `address`: the same page of this line alone. `is_whole`: what the other lines are parts of.
    """

    name: str
    numbers: dict[Column, Number]
    unit: Unit | None = None
    address: str = ""
    is_whole: bool = False
    note: str = ""
    mark: str = ""
    depth: int = 0


@dataclass(frozen=True)
class FigureTable:
    """`marks` and `notes` head those of the lines, where they have any."""

    heading: str
    columns: list[Column]
    lines: list[Line]
    marks: str = ""
    notes: str = ""

    @property
    def whole(self) -> Line:
        return next(line for line in self.lines if line.is_whole)

    @property
    def parts(self) -> list[Line]:
        return [line for line in self.lines if not line.is_whole]

    @property
    def leads_on(self) -> bool:
        """Whether a number opens to its list."""
        return any(number.address for line in self.lines for number in line.numbers.values())

    @property
    def rows(self) -> list[tuple[Line, list[tuple[Column, Number]]]]:
        return [(line, [(one, line.numbers[one]) for one in self.columns]) for line in self.lines]

    @property
    def workbook(self) -> Table:
        """The same lines: a rate as percent after both of its numbers."""
        columns = [(self.marks, attrgetter("mark"))] if self.marks else []
        columns.append((self.heading, attrgetter("name")))
        for column in self.columns:
            columns += _in_workbook(column)
            if any(line.numbers[column].target for line in self.lines):
                columns += _targets_in_workbook(column)
        if self.notes:
            columns.append((self.notes, attrgetter("note")))
        return Table(columns, names_persons=False)


def _in_workbook(column: Column) -> list[tuple[str, Callable[[Line], int | Decimal | None]]]:
    def plain(line: Line) -> int | Decimal | None:
        return line.numbers[column].plain

    def part(name: str) -> Callable[[Line], int | None]:
        return lambda line: getattr(line.numbers[column].value, name, None)

    if not column.is_rate:
        return [(column.label, plain)]
    return [
        (f"{column.label}: số đạt", part("numerator")),
        (f"{column.label}: tổng số", part("denominator")),
        (f"{column.label} (%)", plain),
    ]


def _targets_in_workbook(column: Column) -> list[tuple[str, Callable[[Line], Decimal | str | None]]]:
    def told(name: str) -> Callable[[Line], Decimal | str | None]:
        return lambda line: (
            attrgetter(name)(target) if (target := line.numbers[column].target) else None
        )

    return [
        (f"{column.label}: chỉ tiêu", told("planned")),
        (f"{column.label}: thực hiện chỉ tiêu (%)", told("percent")),
        (f"{column.label}: đánh giá", told("verdict.label")),
    ]


@cache
def _list_of(code: str) -> str:
    """Looked up once a process: hundreds stand on a page."""
    return reverse("reports:figure_detail", args=[code])


class Addresses:
    """Where each number opens to, for a user who may see the lists of these figures."""

    def __init__(self, openable: set[str]):
        self.openable = openable

    def number(self, code: str, value: Value, scope: Scope | None) -> Number:
        """Nothing opens to an empty list, or without a scope whose list it would be."""
        some = value.denominator if isinstance(value, Ratio) else value
        if not some or scope is None or code not in self.openable:
            return Number(value)
        return Number(value, _list_of(code) + scope.query)

    def numbers(
        self, columns: list[Column], scope: Scope, value: Callable[[Column], Value]
    ) -> dict[Column, Number]:
        """Those of a line, each over the line's period or that of its column."""
        every = {column: column.days or scope.days for column in columns}
        over = {days: Scope(scope.unit, *days) for days in set(every.values())}
        return {
            column: self.number(column.code, value(column), over[days])
            for column, days in every.items()
        }


def of_units(
    scope: Scope, columns: list[Column], openable: set[str], pick: Pick = list, *, by: Bucket = month
) -> list[Line]:
    """The unit as a whole, then those of its parts that are picked; three queries, and two more for
    months that were due.

    A column with days of its own tells the month or quarter in which they lie.
    """
    named = whole_and_parts(scope, pick)
    whole = [column.code for column in columns if not column.days]
    cut = dict.fromkeys(column.code for column in columns if column.days)
    units = [unit for _, unit in named]
    counts = count_by_unit(units, *scope.days, whole, by=by, bucketed=cut)
    return lines_of(scope, named, columns, counts, openable, by=by)


def whole_and_parts(scope: Scope, pick: Pick = list) -> list[tuple[str, Unit]]:
    return [(scope.unit.name, scope.unit), *pick(parts_of(scope))]


def lines_of(
    scope: Scope,
    named: list[tuple[str, Unit]],
    columns: list[Column],
    counts: Counts,
    openable: set[str],
    *,
    by: Bucket = month,
) -> list[Line]:
    """One line for each of these units, with what was counted of it and what it was meant to be."""
    addresses = Addresses(openable)

    def line(name: str, unit: Unit) -> Line:
        def value(column: Column) -> Value:
            return counts.of(unit.pk, column.code, column.days and by(column.days[0]))

        place, is_whole = Scope(unit, *scope.days), unit == scope.unit
        address = "" if is_whole else place.query
        return Line(name, addresses.numbers(columns, place, value), unit, address, is_whole)

    return with_targets(scope, [line(name, unit) for name, unit in named])


def with_targets(scope: Scope, lines: list[Line]) -> list[Line]:
    """Beside each figure of a unit its target, where that one is counted over the days of the scope."""
    stands = beside(scope, [line.unit for line in lines if line.unit])

    def number(line: Line, column: Column) -> Number:
        one = line.numbers[column]
        target = None if column.days else stands(line.unit, column.code, one.value)
        return replace(one, target=target) if target else one

    return [
        replace(line, numbers={column: number(line, column) for column in line.numbers})
        if line.unit
        else line
        for line in lines
    ]
