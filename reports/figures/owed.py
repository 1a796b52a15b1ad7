"""Regular meetings owed: the months in which a cell has to hold one, and those that lack it."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.db.models import DateField, Exists, F, OuterRef, Value
from django.utils import timezone

from cells.models import CELL_KINDS, Ancestry, Unit, UnitVersion
from common.months import whole_months
from meetings.models import Meeting
from meetings.reading.owed import otherwise, owed_in
from reports.figures.figure import Scope


class Due(NamedTuple):
    """One month in which a cell has to hold its regular meeting."""

    unit: Unit
    month: datetime.date


class Stay(NamedTuple):
    """A time in which a cell stood under a unit of the scope; `until` is None while it still does."""

    under: int  # id of the unit of the scope
    cell: int
    since: datetime.date
    until: datetime.date | None
    was_other: bool  # whether the unit was something else than a cell for a time


def regular_due(scope: Scope) -> list[Due]:
    """One a month for each unit that was a cell, in the scope, through that month."""
    return regular_due_and_missing(scope)[0]


def regular_missing(scope: Scope) -> list[Due]:
    """Months due without a regular meeting held: as yet, of those that are over."""
    return regular_due_and_missing(scope)[1]


def regular_due_and_missing(scope: Scope) -> tuple[list[Due], list[Due]]:
    """Both lists in two queries; one more where a unit was no cell for a time."""
    rows = list(_stays_of_cells(scope).select_related("unit").order_by("unit__number", "unit__name"))
    units = {row.unit_id: row.unit for row in rows}
    stays = [
        Stay(row.ancestor_id, row.unit_id, row.starts_on, row.ends_on, row.changed) for row in rows
    ]
    due = [Due(units[stay.cell], month) for stay, month in _due(scope, stays)]
    is_missing = _missing(scope, _met(scope).values_list("unit", "held_on"))
    return due, [one for one in due if is_missing(one.unit.pk, one.month)]


def count_due_and_missing(scope: Scope) -> tuple[Counter, Counter]:
    """How many months were due and how many are missing, each by (id of the unit of the scope, first
    day of the month); in one query, one more where a unit was no cell for a time."""
    stays, met = _stays_and_meetings(scope)
    due = list(_due(scope, stays))
    is_missing = _missing(scope, met)
    missing = Counter((stay.under, month) for stay, month in due if is_missing(stay.cell, month))
    return Counter((stay.under, month) for stay, month in due), missing


def _stays_and_meetings(scope: Scope) -> tuple[list[Stay], list[tuple[int, datetime.date]]]:
    """Both in one query: a meeting comes as a stay under nothing that begins on the day it was held."""
    stays = (
        _stays_of_cells(scope)
        .order_by()
        .values(
            under=F("ancestor"),
            cell=F("unit"),
            since=F("starts_on"),
            until=F("ends_on"),
            was_other=F("changed"),
        )
    )
    met = _met(scope).values(
        under=Value(0),
        cell=F("unit"),
        since=F("held_on"),
        until=Value(None, output_field=DateField()),
        was_other=Value(False),
    )
    found = [Stay(**row) for row in stays.union(met, all=True)]
    held = [(row.cell, row.since) for row in found if not row.under]
    return [row for row in found if row.under], held


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


def _met(scope: Scope):
    """Regular meetings of those who were there; who was due stood there through the month, so only the
    unit matters."""
    here = stays_in(scope).overlapping(*scope.days).values("unit")
    return Meeting.objects.regular().held(*scope.days).filter(unit__in=here).order_by()


def _missing(
    scope: Scope, met: Iterable[tuple[int, datetime.date]]
) -> Callable[[int, datetime.date], bool]:
    """Whether a cell that was due lacks the meeting of that month, which is over; `met`: who, when."""
    held_in = {(unit, day.replace(day=1)) for unit, day in met}
    today = timezone.localdate()
    over = {first for first, last in whole_months(*scope.days) if last < today}
    return lambda unit, first: first in over and (unit, first) not in held_in


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
