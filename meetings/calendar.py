"""The year of each cell: what was held, which months and quarters lack a meeting."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from cells.models import CELL_KINDS, Unit, UnitVersion
from meetings.models import REGULAR_KINDS, Meeting

MONTHS_IN_QUARTER = 3
MONTHS = range(1, 13)
QUARTERS = range(1, 5)


@dataclass(frozen=True)
class Span:
    """A month or a quarter of one cell, with what was held in it."""

    number: int
    first: datetime.date
    last: datetime.date
    meetings: list[Meeting]
    is_owed: bool  # over, and the cell existed through it

    @property
    def is_missing_regular(self) -> bool:
        return self.is_owed and not any(m.kind in REGULAR_KINDS for m in self.meetings)

    @property
    def has_topic(self) -> bool:
        return any(meeting.is_thematic for meeting in self.meetings)

    @property
    def is_missing_topic(self) -> bool:
        return self.is_owed and not self.has_topic


@dataclass(frozen=True)
class CellYear:
    """One row of the calendar: a cell under the name it bore last in that year."""

    unit: Unit
    name: str
    months: list[Span]
    quarters: list[Span]


def calendar_of(user: User, year: int) -> list[CellYear]:
    """The cells whose meetings the user sees, as far as they existed in that year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    meetings = Meeting.objects.visible_to(user).of_cells().held(first, last).order_by("held_on", "id")
    by_unit: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        by_unit.setdefault(meeting.unit_id, []).append(meeting)
    today = timezone.localdate()
    return [
        _cell_year(version, by_unit.get(version.unit_id, []), year, today)
        for version in _last_versions(user, first, last)
    ]


def _last_versions(user: User, first: datetime.date, last: datetime.date) -> list[UnitVersion]:
    """One version for each cell of that year, the latest, in the order of numbers."""
    seen = Unit.objects.allowing(user, "meeting.read")
    versions = UnitVersion.objects.overlapping(first, last).filter(unit__in=seen, kind__in=CELL_KINDS)
    latest = {v.unit_id: v for v in versions.select_related("unit").order_by("starts_on")}
    return sorted(latest.values(), key=lambda v: (v.unit.path.count("/"), v.number or 0, v.name))


def _cell_year(version: UnitVersion, meetings: list[Meeting], year: int, today) -> CellYear:
    unit = version.unit
    months = [_span(unit, meetings, year, (n, n), n, today) for n in MONTHS]
    quarters = [
        _span(unit, meetings, year, (MONTHS_IN_QUARTER * (n - 1) + 1, MONTHS_IN_QUARTER * n), n, today)
        for n in QUARTERS
    ]
    return CellYear(unit=unit, name=version.name, months=months, quarters=quarters)


def _span(unit, meetings, year: int, months: tuple[int, int], number: int, today) -> Span:
    first = datetime.date(year, months[0], 1)
    last = datetime.date(year, months[1], calendar.monthrange(year, months[1])[1])
    existed = unit.founded_on <= first and (unit.ended_on is None or unit.ended_on >= last)
    return Span(
        number=number,
        first=first,
        last=last,
        meetings=[meeting for meeting in meetings if first <= meeting.held_on <= last],
        is_owed=existed and last < today,
    )
