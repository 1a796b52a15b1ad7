"""Which meetings are owed: for each whole month, or quarter, through which a unit was of a kind that
meets. The one definition: the calendar, the register, the first page, figures and tables ask it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from cells.models import CELL_KINDS, Unit, UnitVersion

Span = tuple[datetime.date, datetime.date]


def otherwise(kinds: Iterable[str], first: datetime.date, last: datetime.date):
    """When units were of none of these kinds, some day from first to last.

    A unit has one version on each day that it exists, so a unit that existed through these days and
    has no row here was of these kinds all the time, whatever it was called.
    """
    return UnitVersion.objects.overlapping(first, last).exclude(kind__in=kinds)


def owed_in(
    units: Iterable[Unit], spans: list[Span], kinds: Iterable[str] = CELL_KINDS
) -> dict[Unit, list[Span]]:
    """Of each unit those of the spans, in their order, in which it owes a meeting; one query."""
    units, others = list(units), defaultdict(list)
    if spans and units:
        first, last = min(first for first, _ in spans), max(last for _, last in spans)
        for version in otherwise(kinds, first, last).filter(unit__in=units):
            others[version.unit_id].append(version)
    there = {unit: [span for span in spans if _existed(unit, span)] for unit in units}
    for unit, found in there.items():
        if versions := others.get(unit.pk):
            there[unit] = [span for span in found if not _any(versions, span)]
    return there


def owing(units: QuerySet[Unit], span: Span) -> QuerySet[Unit]:
    """The same as a list: those of the units that owe a meeting of cells in the span."""
    first, last = span
    there = Q(founded_on__lte=first) & (Q(ended_on__isnull=True) | Q(ended_on__gte=last))
    other = otherwise(CELL_KINDS, first, last).filter(unit=OuterRef("pk"))
    return units.filter(there, ~Exists(other))


def _existed(unit: Unit, span: Span) -> bool:
    return unit.founded_on <= span[0] and (unit.ended_on is None or unit.ended_on >= span[1])


def _any(versions: list[UnitVersion], span: Span) -> bool:
    return any(v.starts_on <= span[1] and (v.ends_on is None or v.ends_on >= span[0]) for v in versions)
