"""Regular meetings owed: the months in which a cell has to hold one, and those that lack it."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, DateField, Exists, OuterRef, Sum, Value, When
from django.utils import timezone

from cells.models import CELL_KINDS, Ancestry, Unit, UnitVersion
from common.months import whole_months
from meetings.models import Meeting
from meetings.reading.owed import Span, otherwise, owed_in
from reports.figures.figure import Scope

AT_ONCE = 60  # months, whose powers of two add up to less than a whole number of a database
# The id of a cell and the first day of a month, where the name of the cell is not asked for.
CellMonth = tuple[int, datetime.date]


class Due(NamedTuple):
    """One month in which a cell has to hold its regular meeting."""

    unit: Unit
    month: datetime.date


class Stay(NamedTuple):
    """A time in which a cell stood under a unit of the scope; `until` is None while it still does. Or,
    under nothing, in which months from `since` on it `met`."""

    under: int  # id of the unit of the scope, or 0
    cell: int
    since: datetime.date
    until: datetime.date | None
    was_other: bool  # whether the unit was something else than a cell for a time
    met: int  # a sum of powers of two, see _met


def regular_due(scope: Scope) -> list[Due]:
    """One a month for each unit that was a cell, in the scope, through that month."""
    return _with_units(due_and_missing(scope)[0])


def regular_missing(scope: Scope) -> list[Due]:
    """Months due without a regular meeting held: as yet, of those that are over."""
    return _with_units(due_and_missing(scope)[1])


def _with_units(months: list[CellMonth]) -> list[Due]:
    """Cell after cell, each with its months in their order; in one query."""
    by_cell = defaultdict(list)
    for cell, month in months:
        by_cell[cell].append(month)
    units = Unit.objects.filter(pk__in=by_cell).order_by("number", "name")
    return [Due(unit, month) for unit in units for month in sorted(by_cell[unit.pk])]


def due_and_missing(scope: Scope) -> tuple[list[CellMonth], list[CellMonth]]:
    """Both lists in one query; one more where a unit was no cell for a time."""
    stays, is_missing = _stays_and_missing(scope)
    due = [(stay.cell, month) for stay, month in _due(scope, stays)]
    return due, [one for one in due if is_missing(*one)]


def count_due_and_missing(scope: Scope) -> tuple[Counter, Counter]:
    """How many months were due and how many are missing, each by (id of the unit of the scope, first
    day of the month); in as many queries."""
    stays, is_missing = _stays_and_missing(scope)
    due = list(_due(scope, stays))
    missing = Counter((stay.under, month) for stay, month in due if is_missing(stay.cell, month))
    return Counter((stay.under, month) for stay, month in due), missing


def _stays_and_missing(scope: Scope) -> tuple[list[Stay], Callable[[int, datetime.date], bool]]:
    """The stays, and whether a cell that was due lacks the meeting of a month, which is over.

    In one query. A row for each meeting of many cells took longer to fetch than all the rest
    (measured), so the months with one come in a row a cell.
    """
    months = whole_months(*scope.days)
    parts = {months[i][0]: months[i : i + AT_ONCE] for i in range(0, len(months), AT_ONCE)}
    stays = _stays_of_cells(scope).order_by()
    stays = stays.values_list("ancestor", "unit", "starts_on", "ends_on", "changed", Value(0))
    met = [_met(scope, part) for part in parts.values()]
    found = [Stay(*row) for row in stays.union(*met, all=True)]
    held = {(row.cell, row.since): int(row.met) for row in found if not row.under}
    over = _over(parts)

    def is_missing(cell: int, month: datetime.date) -> bool:
        first, power = over.get(month, (month, 0))
        return bool(power) and not held.get((cell, first), 0) & power

    return [row for row in found if row.under], is_missing


def _over(parts: dict[datetime.date, list[Span]]) -> dict[datetime.date, tuple[datetime.date, int]]:
    """Of each month that is over, the first month of its part and its power of two there."""
    today = timezone.localdate()
    return {
        month: (first, 1 << i)
        for first, part in parts.items()
        for i, (month, last) in enumerate(part)
        if last < today
    }


def _due(scope: Scope, stays: list[Stay]) -> Iterator[tuple[Stay, datetime.date]]:
    """Each stay with the first day of each month for which it owes a regular meeting."""
    months, owed = whole_months(*scope.days), {}
    if changed := {stay.cell for stay in stays if stay.was_other}:
        found = owed_in(Unit.objects.filter(pk__in=changed), months)
        owed = {unit.pk: spans for unit, spans in found.items()}
    for stay in stays:
        for first, last in owed.get(stay.cell, months):
            if stay.since <= first and (stay.until is None or last <= stay.until):
                yield stay, first


def _met(scope: Scope, months: list[Span]):
    """Of each unit that was there those of the months in which it held a regular meeting: the sum of
    1 for the first, 2, 4, 8 and so on. Who was due stood there through the month, so only the unit
    matters.
    """
    here = stays_in(scope).overlapping(*scope.days).values("unit")
    power = Case(
        *(When(held_on__lte=last, then=Value(1 << i)) for i, (_, last) in enumerate(months)),
        output_field=BigIntegerField(),
    )
    (first, _), (_, last) = months[0], months[-1]
    rows = Meeting.objects.regular().held(first, last).filter(unit__in=here).order_by()
    rows = rows.values("unit").annotate(met=Sum(power, distinct=True))
    since, until = (Value(day, output_field=DateField()) for day in (first, None))
    return rows.values_list(Value(0), "unit", since, until, Value(False), "met")


def _stays_of_cells(scope: Scope):
    """`changed`: whether the unit was something else than a cell for a time."""
    here = OuterRef("unit")
    as_cell = UnitVersion.objects.overlapping(*scope.days).filter(unit=here, kind__in=CELL_KINDS)
    changed = Exists(otherwise(CELL_KINDS, *scope.days).filter(unit=here))
    return stays_in(scope).overlapping(*scope.days).filter(Exists(as_cell)).annotate(changed=changed)


def stays_in(scope: Scope):
    """Who stood under the scope, or was it, and when."""
    units = scope.unit if isinstance(scope.unit, list) else [scope.unit]
    return Ancestry.objects.filter(ancestor__in=[unit.pk for unit in units])


def count_due(scopes: Iterable[Scope]) -> list[dict[str, int]]:
    """Of each scope how many of both, by the codes of their figures; all periods of a unit at once."""
    days_by_unit = defaultdict(list)
    for scope in scopes:
        days_by_unit[scope.unit] += scope.days
    found = {
        unit: count_due_and_missing(Scope(unit, min(days), max(days)))
        for unit, days in days_by_unit.items()
    }

    def counted(scope: Scope) -> dict[str, int]:
        keys = [(scope.unit.pk, first) for first, _ in whole_months(*scope.days)]
        due, missing = found[scope.unit]
        return {
            "meetings.regular_due": sum(due[key] for key in keys),
            "meetings.regular_missing": sum(missing[key] for key in keys),
        }

    return [counted(scope) for scope in scopes]
