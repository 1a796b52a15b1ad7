"""For an upper level: of each report of the year, how many of the bodies right below have issued it."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from cells.models import Unit, UnitVersion
from reports.models import Report, ReportRequest, titled
from reports.reading.desk import Desk


@dataclass(frozen=True)
class Issued:
    """One kind and period: which bodies have issued, how many there are, by when it is asked."""

    title: str
    bodies: list[str]
    total: int
    due_on: datetime.date | None
    url: str

    @property
    def number(self) -> int:
        return len(self.bodies)

    @property
    def is_whole(self) -> bool:
        return self.number >= self.total


def issued_below(desk: Desk) -> list[Issued]:
    """Three queries; what was asked and what was issued without being asked, the latest first."""
    unit, day, year = desk.scope.unit, desk.scope.end, desk.user.year
    there = UnitVersion.objects.on(day).filter(parent=unit, unit__ended_on__isnull=True)
    names = dict(there.order_by("number", "name").values_list("unit", "name"))
    asked = ReportRequest.objects.standing().filter(unit=unit).in_year(year)
    periods = ("kind", "starts_on", "ends_on")
    due = {tuple(period): on for *period, on in asked.values_list(*periods, "due_on")}
    issued: dict[tuple, list[int]] = defaultdict(list)
    rows = Report.objects.visible_to(desk.user).in_force().filter(unit__in=names, ends_on__year=year)
    for pk, *period in rows.order_by().values_list("unit", *periods):
        issued[tuple(period)].append(pk)
    found = sorted({*due, *issued}, key=lambda period: (period[2], period[1]), reverse=True)
    return [_line(unit, period, names, issued[period], due.get(period)) for period in found]


def _line(unit: Unit, period: tuple, names: dict[int, str], issued: list[int], due_on) -> Issued:
    kind, start, end = period
    query = {"unit": unit.code, "kind": kind, "start": start, "end": end}
    bodies = [name for pk, name in names.items() if pk in issued]
    url = reverse("reports:report_collect", query=query)
    return Issued(titled(*period), bodies, len(names), due_on, url)
