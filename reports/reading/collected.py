"""What the bodies right below a unit have issued of one kind and period, and which of them are late."""

import datetime
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from django.db.models import DateField, Exists, OuterRef, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from cells.models import Unit, UnitVersion
from common.sense import LAST_DAY
from common.tables import Table
from reports.figures import Scope
from reports.models import Report, ReportRequest
from reports.reading.parts import bodies_below


class State(Enum):
    """How far a body is, in the order of the work."""

    GONE = "Không còn trực thuộc, không phải gửi"
    NONE = "Chưa lập"
    DRAFTING = "Đang soạn"
    ISSUED = "Đã ban hành"
    SENT = "Đã gửi"


@dataclass(frozen=True)
class Body:
    """One body under its name of then; of a draft nothing but that it was begun."""

    name: str
    unit: Unit
    report: Report | None
    is_begun: bool
    stands: bool  # right below on the last day of the period, and there today to answer
    due_on: datetime.date | None

    @property
    def state(self) -> State:
        if self.report:
            return State.SENT if self.report.sent_on else State.ISSUED
        if not self.stands:
            return State.GONE
        return State.DRAFTING if self.is_begun else State.NONE

    @property
    def is_late(self) -> bool:
        """Issued after the day it was due, or due and not issued yet."""
        if not self.due_on or self.state is State.GONE:
            return False
        done_on = self.report.issued_on if self.report else timezone.localdate()
        return done_on > self.due_on


def collected(scope: Scope, kind: str, due_on: datetime.date | None) -> list[Body]:
    """Three queries, whatever the number of bodies. What has left is not looked into any more."""
    below = bodies_below(scope)
    here = [unit for _, unit in below if unit.path.startswith(scope.unit.path)]
    stand = set(_below(scope.unit).on(scope.end).values_list("unit", flat=True))
    asked = {"kind": kind, "starts_on": scope.start, "ends_on": scope.end}
    reports = Report.objects.light().filter(unit__in=here, **asked).order_by("version")
    issued = {one.unit_id: one for one in reports if one.is_issued}
    begun = {one.unit_id for one in reports if not one.is_issued}
    return [
        Body(name, unit, issued.get(unit.pk), unit.pk in begun, unit.pk in stand, due_on)
        for name, unit in below
    ]


def _below(unit: Unit):
    """Versions, of any time, of bodies that exist under this unit today: while right below it."""
    return UnitVersion.objects.under(unit).filter(parent=unit, unit__ended_on__isnull=True)


def summed(bodies: list[Body]) -> str:
    """Có 3 đơn vị: 1 đã ban hành (trong đó 1 đã ghi ngày gửi), 1 đang soạn, 1 chưa lập; 1 trễ hạn."""
    counts = Counter(body.state for body in bodies)
    issued = counts[State.ISSUED] + counts[State.SENT]
    owed = counts.total() - counts[State.GONE]
    told = f"Có {owed} đơn vị: {issued} đã ban hành"
    if counts[State.SENT]:
        told += f" (trong đó {counts[State.SENT]} đã ghi ngày gửi)"
    told += f", {counts[State.DRAFTING]} đang soạn, {counts[State.NONE]} chưa lập"
    late = sum(body.is_late for body in bodies)
    return f"{told}; {late} trễ hạn." if late else f"{told}."


def late_bodies(scope: Scope):
    """Bodies right below that had to issue a report by a day of the period that is over, and did not.

    As versions of units: those of the last day of what was asked.
    """
    same = {field: OuterRef(field) for field in ("kind", "starts_on", "ends_on")}
    issued = Report.objects.in_force().filter(unit=OuterRef(OuterRef("unit")), **same)
    last = Coalesce(OuterRef("ends_on"), Value(LAST_DAY), output_field=DateField())
    then = {"ends_on__gte": OuterRef("starts_on"), "ends_on__lte": last}
    asked = ReportRequest.objects.standing().filter(~Exists(issued), unit=scope.unit, **then)
    late = asked.filter(due_on__gte=scope.start, due_on__lt=scope.end)
    return _below(scope.unit).filter(Exists(late))


TABLE = Table(
    [
        ("Đơn vị", lambda body: body.name),
        ("Tình trạng", lambda body: body.state.value),
        ("Trễ hạn", lambda body: "x" if body.is_late else ""),
        ("Số", lambda body: body.report and body.report.full_number),
        ("Ngày ban hành", lambda body: body.report and body.report.issued_on),
        ("Ngày gửi", lambda body: body.report and body.report.sent_on),
        ("Hạn gửi", lambda body: body.due_on),
    ],
    names_persons=False,
)
