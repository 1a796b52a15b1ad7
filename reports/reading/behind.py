"""Chi bộ nào chậm: which cells of a committee are behind, with what, and where it is seen."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Value
from django.urls import reverse

from cells.models import Unit
from common.months import next_month
from meetings.models import Meeting
from meetings.reading.register import unregistered
from meetings.rules.deadlines import late_minutes
from reports.figures.tasks import tasks_overdue
from reports.reading.desk import Desk

SHOWN = 10


class Cell(NamedTuple):
    """What a line says of a cell."""

    pk: int
    code: str
    name: str
    path: str


@dataclass(frozen=True)
class Lag:
    """One thing that a cell is behind with."""

    text: str
    url: str


@dataclass(frozen=True)
class Behind:
    """A cell, and the body it stands under where there are several."""

    name: str
    body: str
    lags: list[Lag]


def behind(desk: Desk) -> tuple[list[Behind], int]:
    """The cells that are behind with most, and how many there are in all: two queries; of an upper
    level, whose cells have the same names, another for the names of their bodies."""
    found: dict[int, dict] = defaultdict(dict)
    for cell, month in desk.months[1]:
        found[cell].setdefault("missing", []).append(month)
    for cell, what, number in _numbers(desk):
        found[cell][what] = number
    order = sorted(found, key=lambda pk: (-_weight(found[pk]), pk))[:SHOWN]
    cells = _cells(order)
    bodies = _bodies(desk, cells)
    rows = [
        Behind(cell.name, bodies.get(cell.pk, ""), list(_lags(desk, cell, found[cell.pk])))
        for cell in cells
    ]
    return rows, len(found)


def _weight(facts: dict) -> int:
    return sum(len(fact) if isinstance(fact, list) else fact for fact in facts.values())


def _numbers(desk: Desk):
    """Cell by cell how many of what."""
    scope = desk.scope
    meetings = Meeting.objects.under(scope.unit).of_cells()
    late = late_minutes(meetings.drafts().held(*scope.days), scope.end)
    returned, (month, coming) = meetings.returned(), _months(scope.end)
    lists = [
        _counted(late, "unit", "minutes"),
        _counted(returned.filter(held_on__gte=month, held_on__lt=coming), "unit", "returned"),
        _counted(returned.filter(held_on__gte=coming), "unit", "returned_later"),
        _counted(tasks_overdue(scope).filter(meeting__in=meetings), "meeting__unit", "tasks"),
    ]
    cells = unregistered(scope.unit, scope.end)
    if not isinstance(cells, list):
        lists.append(_counted(cells, "pk", "month"))
    return lists[0].union(*lists[1:], all=True)


def _counted(rows, cell: str, what: str):
    grouped = rows.order_by().values(cell).annotate(n=Count("pk"), what=Value(what))
    return grouped.values_list(cell, "what", "n")


def _cells(order: list[int]) -> list[Cell]:
    rows = Unit.objects.filter(pk__in=order).values_list("pk", "code", "name", "path")
    return sorted((Cell(*row) for row in rows), key=lambda cell: order.index(cell.pk))


def _bodies(desk: Desk, cells: list[Cell]) -> dict[int, str]:
    """Of cells further down than right below, the name of what stands above each."""
    above = {cell.pk: Unit(path=cell.path).path_ids[-2] for cell in cells if _is_deep(desk, cell)}
    names = dict(Unit.objects.filter(pk__in=above.values()).values_list("pk", "name")) if above else {}
    return {pk: names[body] for pk, body in above.items()}


def _is_deep(desk: Desk, cell: Cell) -> bool:
    return cell.path.count("/") > desk.scope.unit.path.count("/") + 1


def _lags(desk: Desk, cell: Cell, facts: dict) -> Iterator[Lag]:
    year, own = desk.user.year, {"unit": cell.code}
    if months := facts.get("missing"):
        said = ", ".join(str(month.month) for month in sorted(months))
        url = reverse("meetings:meeting_calendar", query=own | {"year": year})
        yield Lag(f"thiếu sinh hoạt tháng {said}", url)
    if number := facts.get("minutes"):
        query = own | {"year": year, "state": "draft"}
        yield Lag(f"{number} biên bản chậm", reverse("meetings:meeting_list", query=query))
    for what, month in zip(("returned", "returned_later"), _months(desk.scope.end), strict=True):
        if number := facts.get(what):
            yield Lag(f"{number} lịch bị trả lại chưa sửa", _register(own, month))
    if facts.get("month"):
        month = next_month(desk.scope.end)
        yield Lag(f"chưa đăng ký tháng {month.month}", _register(own, month))
    if number := facts.get("tasks"):
        query = own | {"state": "overdue"}
        yield Lag(f"{number} nhiệm vụ quá hạn", reverse("meetings:task_list", query=query))


def _months(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The month of the day, and the one that is being registered."""
    return day.replace(day=1), next_month(day)


def _register(own: dict, month: datetime.date) -> str:
    return reverse("meetings:month_register", query=own | {"month": f"{month:%Y-%m}"})
