"""Figures of many units side by side, or month by month: the same lists, counted in one query.

Each list is that of the figure, grouped by the unit it was counted under or by the months of a day of
its rows, so a number in a table cannot differ from the figure it opens to.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import CharField, DateField, Expression, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models import Count as CountRows
from django.db.models.functions import Coalesce, Concat

from cells.models import Unit
from evaluations.models import Level
from meetings.models.attendance import PRESENT_STATUSES
from reports.figures import FIGURES, grading
from reports.figures import Value as FigureValue
from reports.figures.counting import count_all
from reports.figures.figure import Average, Count, Rate, Ratio, Scope, mean
from reports.figures.grading import CELL_FIGURES
from reports.figures.meetings import WHICH, held, thematic_stays
from reports.figures.owed import count_due_and_missing

# Counted by walking months, not rows of a table.
DUE = ["meetings.regular_due", "meetings.regular_missing"]
Bucket = Callable[[datetime.date], datetime.date]


def month(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


@dataclass(frozen=True)
class Way:
    """From a row of a list to the units it stands under, and to its day; what is counted."""

    above: str
    day: str
    of: str = "pk"


MEETING = Way("unit__ancestry__ancestor", "held_on")
ATTENDANCE = Way("meeting__unit__ancestry__ancestor", "meeting__held_on")
TASK = ATTENDANCE
BY_TABLE = {
    "meeting": MEETING,
    "attendance": ATTENDANCE,
    "task": TASK,
    "petition": Way(MEETING.above, "raised_on"),
    "arrival": Way("at", "came_on"),
    "membership": Way(MEETING.above, ""),
    "topic_plan": Way(MEETING.above, ""),
    "assessment": Way("cell__ancestry__ancestor", "round__reference_on"),
}
CELL_GRADE = Way(MEETING.above, "round__reference_on")
WAYS = {
    "tasks.done": Way(TASK.above, "done_on"),
    "meetings.thematic_cells": Way(MEETING.above, MEETING.day, of="unit"),
    "meetings.thematic_every_quarter": Way("ancestor", "", of="unit"),
} | {figure.code: CELL_GRADE for figure in CELL_FIGURES if isinstance(figure, Count)}
# Where the list of the figure is of cells: the rows that tell under which unit each of them counts.
ROWS = {
    "meetings.thematic_cells": FIGURES["meetings.thematic"].rows,
    "meetings.thematic_every_quarter": thematic_stays,
}
# Those who came are some of those who had to: both are counted in one pass over the rolls.
ROLLS, CAME = "meetings.due_to_attend", "meetings.present"
# The lists of meetings that were held are conditions (WHICH): over a whole period one pass counts all.
TOGETHER = "meetings.held"
# Lists that differ only in the level of their rows are counted in one pass as well: the beginning of
# their codes, before the level → the rows of all levels.
BY_LEVEL = {"grading.cells.": grading.cells, "grading.members.": grading.member_assessments}
OF_ONE_LEVEL = {f"{prefix}{level}": prefix for prefix in BY_LEVEL for level in Level}


class Counts:
    """Figures by unit, and those that were asked for also by the first day of a month or quarter.

    Kept by (id of the unit, code of the figure, that first day or None for the whole period): how many
    rows, and the sum over them for a mean.
    """

    def __init__(self):
        self.found = defaultdict(lambda: (0, 0))

    def add(self, key: tuple[int, str, datetime.date | None], number: int, total: int = 0) -> None:
        before = self.found[key]
        self.found[key] = before[0] + number, before[1] + total

    def of(self, unit: int, code: str, first: datetime.date | None = None):
        """As `compute()` says it: a number, a ratio, or a mean."""
        figure = FIGURES[code]
        if isinstance(figure, Rate):
            return Ratio(
                *(self.of(unit, part, first) for part in (figure.numerator, figure.denominator))
            )
        number, total = self.found.get((unit, code, first), (0, 0))
        return mean(total, number) if isinstance(figure, Average) else number


def count_by_unit(
    units: Iterable[Unit],
    start: datetime.date,
    end: datetime.date,
    codes: Iterable[str],
    *,
    by: Bucket = month,
    bucketed: Iterable[str] = (),
) -> Counts:
    """All lists of all units in one query, and two for the months that were due.

    `bucketed` are counted day by day as well and put together by month or quarter here: databases are
    slow at cutting dates.
    """
    scope, counts = Scope(list(units), start, end), Counts()
    whole, cut = _parts(codes), _parts(bucketed)
    if any(code in DUE for code in [*whole, *cut]):
        _count_due(scope, counts, by)
    together = [code for code in whole if code in WHICH]
    arms = _arms(scope, [code for code in whole if code not in WHICH], by_day=False)
    arms += _arms(scope, cut, by_day=True)
    if together:
        arms = [_together(scope, together), *(arm.annotate(**_nothing(together)) for arm in arms)]
    for row in arms[0].union(*arms[1:], all=True) if arms else []:
        if row["code"] == TOGETHER:
            _add_together(counts, row, together)
        else:
            _add(counts, row, by)
    return counts


def _parts(codes: Iterable[str]) -> list[str]:
    """The codes, and of rates both of their counts, each once."""
    found = {}
    for code in codes:
        figure = FIGURES[code]
        is_rate = isinstance(figure, Rate)
        found |= dict.fromkeys((figure.numerator, figure.denominator) if is_rate else (code,))
    return list(found)


def _arms(scope: Scope, codes: list[str], *, by_day: bool) -> list[QuerySet]:
    """The arms of the UNION: each gives rows of the same columns, over the whole period or day by day.

    The lists of each level come from one arm for all levels, those who came from that of the rolls.
    """
    without = {*DUE, *OF_ONE_LEVEL} | ({CAME} if ROLLS in codes else set())
    prefixes = dict.fromkeys(OF_ONE_LEVEL[code] for code in codes if code in OF_ONE_LEVEL)
    return [
        *(_arm(scope, code, by_day=by_day) for code in codes if code not in without),
        *(_arm_by_level(scope, prefix, by_day=by_day) for prefix in prefixes),
    ]


def _arm(scope: Scope, code: str, *, by_day: bool) -> QuerySet:
    """The rows of one figure."""
    rows = ROWS.get(code, FIGURES[code].rows)(scope)
    return _grouped(scope, rows, code, Value(code, output_field=CharField()), by_day=by_day)


def _arm_by_level(scope: Scope, prefix: str, *, by_day: bool) -> QuerySet:
    """The rows of all levels, each under the code of the figure of its level."""
    told = Concat(Value(prefix), F("level"), output_field=CharField())
    return _grouped(scope, BY_LEVEL[prefix](scope), f"{prefix}{Level.XS}", told, by_day=by_day)


def _grouped(scope: Scope, rows: QuerySet, code: str, told: Expression, *, by_day: bool) -> QuerySet:
    """How many rows there are by unit, by the code that is `told`, and by day or in all; placed and
    counted as the figure `code`."""
    figure = FIGURES[code]
    way = WAYS.get(code) or BY_TABLE[figure.table]
    day = F(way.day) if by_day else Value(scope.start, output_field=DateField())
    is_by_day = Value(int(by_day), output_field=IntegerField())
    rows = rows.order_by().values(where=F(way.above), day=day, by_day=is_by_day, code=told)
    return rows.annotate(number=CountRows(way.of, distinct=way.of != "pk"), total=_total(figure))


def _total(figure: Count | Average) -> Expression:
    """Of an average the sum; of the rolls those who came."""
    if figure.code == ROLLS:
        return CountRows("pk", filter=Q(status__in=PRESENT_STATUSES))
    return Coalesce(Sum(figure.of), 0) if isinstance(figure, Average) else Value(0)


def _together(scope: Scope, codes: list[str]) -> QuerySet:
    """One arm for all these lists of meetings that were held, each list in columns of its own."""
    row = {"where": F(MEETING.above), "day": Value(scope.start, output_field=DateField())}
    told = Value(TOGETHER, output_field=CharField())
    by_day = Value(0, output_field=IntegerField())
    rows = held(scope).order_by().values(**row, by_day=by_day, code=told)
    return rows.annotate(number=CountRows("pk"), total=Value(0), **_columns(codes))


def _columns(codes: list[str]) -> dict[str, Expression]:
    """The number of rows of each list; of an average the sum as well."""
    columns = {}
    for i, code in enumerate(codes):
        columns[f"number_{i}"] = CountRows("pk", filter=WHICH[code])
        if isinstance(figure := FIGURES[code], Average):
            columns[f"total_{i}"] = Coalesce(Sum(figure.of, filter=WHICH[code]), 0)
    return columns


def _nothing(codes: list[str]) -> dict[str, Expression]:
    """The same columns, with 0, for the other arms."""
    return {name: Value(0, output_field=IntegerField()) for name in _columns(codes)}


def _add(counts: Counts, row: dict, by: Bucket) -> None:
    first = by(row["day"]) if row["by_day"] else None
    counts.add((row["where"], row["code"], first), row["number"], row["total"])
    if row["code"] == ROLLS:
        counts.add((row["where"], CAME, first), row["total"])


def _add_together(counts: Counts, row: dict, codes: list[str]) -> None:
    for i, code in enumerate(codes):
        counts.add((row["where"], code, None), row[f"number_{i}"], row.get(f"total_{i}", 0))


def _count_due(scope: Scope, counts: Counts, by: Bucket) -> None:
    for code, months in zip(DUE, count_due_and_missing(scope), strict=True):
        for (place, first), number in months.items():
            counts.add((place, code, None), number)
            counts.add((place, code, by(first)), number)


def values_each(code: str, scopes: list[Scope]) -> list[FigureValue]:
    """A figure over each scope, by the list of that very scope; of a rate each of its lists is a query.

    The scopes are units over the same days, or one unit over its days and then over parts of them.
    """
    figure = FIGURES[code]
    if isinstance(figure, Rate):
        above, below = (values_each(part, scopes) for part in (figure.numerator, figure.denominator))
        return [Ratio(*pair) for pair in zip(above, below, strict=True)]
    if code in DUE:
        return _due(code, scopes)
    return [counts[code] for counts in count_all(scopes, [figure])]


def _due(code: str, scopes: list[Scope]) -> list[FigureValue]:
    """Months that were due are walked, not counted: those of all units, or of all months, at once."""
    whole = scopes[0]
    if all(one.days == whole.days for one in scopes):
        counts = count_by_unit([one.unit for one in scopes], *whole.days, [code])
        return [counts.of(one.unit.pk, code) for one in scopes]
    counts = count_by_unit([whole.unit], *whole.days, [code], bucketed=[code])
    months = [counts.of(whole.unit.pk, code, one.start.replace(day=1)) for one in scopes[1:]]
    return [counts.of(whole.unit.pk, code), *months]
