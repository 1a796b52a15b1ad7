"""Figures of many units side by side, or month by month: the same lists, counted in one query.

Each list is that of the figure, grouped by the unit it was counted under or by the months of a day of
its rows, so a number in a table cannot differ from the figure it opens to.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, DateField, F, IntegerField, QuerySet, Sum, Value
from django.db.models import Count as CountRows
from django.db.models.functions import Coalesce, TruncMonth, TruncQuarter

from cells.models import Unit
from reports.figures import FIGURES
from reports.figures.figure import Average, Rate, Ratio, Scope, mean
from reports.figures.meetings import regular_due_of, regular_missing_of, thematic_stays

MONTH, QUARTER = TruncMonth, TruncQuarter
# Counted by walking months, not rows of a table.
DUE = {"meetings.regular_due": regular_due_of, "meetings.regular_missing": regular_missing_of}


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
    "membership": Way("unit__ancestry__ancestor", ""),
}
WAYS = {
    "tasks.done": Way(TASK.above, "done_on"),
    "meetings.thematic_cells": Way(MEETING.above, MEETING.day, of="unit"),
    "meetings.thematic_every_quarter": Way("ancestor", "", of="unit"),
}
# Where the list of the figure is of cells: the rows that tell under which unit each of them counts.
ROWS = {
    "meetings.thematic_cells": FIGURES["meetings.thematic"].rows,
    "meetings.thematic_every_quarter": thematic_stays,
}


class Counts:
    """Figures by unit, or by unit and by the first day of a month or a quarter."""

    def __init__(self, found: dict[tuple, tuple[int, int]]):
        self.found = found

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
    units: Iterable[Unit], start: datetime.date, end: datetime.date, codes: Iterable[str], by=None
) -> Counts:
    """One query for all lists of all units, and one or two for the months that were due."""
    scope = Scope(list(units), start, end)
    asked = list(dict.fromkeys(part for code in codes for part in _parts(code)))
    found = {}
    for code in asked:
        if code in DUE:
            found |= _due(scope, code, by)
    arms = [_arm(scope, code, by) for code in asked if code not in DUE]
    if arms:
        rows = arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0]
        for row in rows:
            key = (row["where"], row["code"], row["first"] if by else None)
            found[key] = row["number"], row["total"]
    return Counts(found)


def _parts(code: str) -> tuple[str, ...]:
    figure = FIGURES[code]
    return (figure.numerator, figure.denominator) if isinstance(figure, Rate) else (code,)


def _arm(scope: Scope, code: str, by) -> QuerySet:
    figure = FIGURES[code]
    way = WAYS.get(code) or BY_TABLE[figure.table]
    rows = ROWS.get(code, figure.rows)(scope).order_by()
    first = by(way.day, output_field=DateField()) if by else Value(1, output_field=IntegerField())
    total = Coalesce(Sum(figure.of), 0) if isinstance(figure, Average) else Value(0)
    return rows.values(where=F(way.above), first=first).annotate(
        code=Value(code, output_field=CharField()),
        number=CountRows(way.of, distinct=way.of != "pk"),
        total=total,
    )


def _due(scope: Scope, code: str, by) -> dict:
    rows = DUE[code](scope)
    firsts = Counter((place, code, _first(due.month, by)) for place, due in rows)
    return {key: (number, 0) for key, number in firsts.items()}


def _first(month: datetime.date, by) -> datetime.date | None:
    if by is None:
        return None
    return month if by is MONTH else month.replace(month=(month.month - 1) // 3 * 3 + 1)
