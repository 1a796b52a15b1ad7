"""What a committee wants made ready by itself: switched on for each kind, then made once a period."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.scoping import ScopedQuerySet
from common.models.links import optional, required
from common.months import last_month, month_end, quarter_start
from meetings.models import MeetingPrint, PrintKind
from papers.models import PrintJob
from reports.models.report import Report
from reports.models.template import ReportKind

DECEMBER = 12
MONTH_TASK = "meetings.tasks.print_paper"

Days = tuple[datetime.date, datetime.date]


class PreparedKind(models.TextChoices):
    MONTH = "month", "Bản đăng ký sinh hoạt của tháng (ngày đầu tháng)"
    QUARTER = "quarter", "Dự thảo báo cáo quý với biểu số liệu (khi quý kết thúc)"
    YEAR_END = "year_end", "Dự thảo báo cáo tổng kết năm (từ ngày 1 tháng 12)"


class PreparationQuerySet(ScopedQuerySet):
    @transaction.atomic
    def switch(self, *, unit: Unit, kind: PreparedKind, is_on: bool, by: User) -> None:
        """On from now: the period that is due today is the first."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        row = self.filter(unit=unit, kind=kind)
        if is_on == row.exists():
            return
        if is_on:
            self.create(unit=unit, kind=kind)
        else:
            row.delete()
        audit.record(by, "preparation.on" if is_on else "preparation.off", unit, [kind])

    def prepare(self, today: datetime.date) -> None:
        """Make what is due for all who want it, each period once however often this runs."""
        for row in self.filter(unit__ended_on__isnull=True).select_related("unit"):
            if days := due(row.kind, today):
                row.prepare(*days)


class Preparation(models.Model):
    """Việc chuẩn bị sẵn định kỳ that a committee has switched on."""

    unit = required(Unit, "tổ chức đảng", on_delete=models.CASCADE)
    kind = models.CharField("việc", max_length=8, choices=PreparedKind)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "việc chuẩn bị sẵn"
        constraints = [models.UniqueConstraint(name="preparation_once", fields=["unit", "kind"])]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.unit}"

    @transaction.atomic
    def prepare(self, starts_on: datetime.date, ends_on: datetime.date) -> None:
        """The job of this period, unless it was made before; what is issued already needs none."""
        Unit.objects.select_for_update().get(pk=self.unit_id)
        made, is_new = Prepared.objects.get_or_create(
            unit=self.unit, kind=self.kind, starts_on=starts_on
        )
        if is_new:
            made.job = MAKES[self.kind](self.unit, (starts_on, ends_on))
            made.save(update_fields=["job"])


class Prepared(models.Model):
    """Việc đã chuẩn bị of one period: so that nothing is made twice."""

    unit = required(Unit, on_delete=models.CASCADE)
    kind = models.CharField(max_length=8, choices=PreparedKind)
    starts_on = models.DateField("từ ngày")
    job = optional(PrintJob, on_delete=models.SET_NULL, related_name="prepared")

    class Meta:
        verbose_name = verbose_name_plural = "việc đã chuẩn bị"
        constraints = [
            models.UniqueConstraint(name="prepared_once", fields=["unit", "kind", "starts_on"])
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.unit}, {self.starts_on:%d/%m/%Y}"


def due(kind: str, today: datetime.date) -> Days | None:
    """The period to be made ready on that day; of years none before December."""
    first = today.replace(day=1)
    if kind == PreparedKind.MONTH:
        return first, month_end(first)
    if kind == PreparedKind.QUARTER:
        last = last_month(quarter_start(today))
        return quarter_start(last), month_end(last)
    if today.month < DECEMBER:
        return None
    return datetime.date(today.year, 1, 1), datetime.date(today.year, DECEMBER, 31)


def _month(unit: Unit, days: Days) -> PrintJob:
    what = {"kind": PrintKind.MONTH_REGISTER, "title": PrintKind.MONTH_REGISTER.label}
    what |= {"unit": unit, "month": days[0], "meeting": None}
    return MeetingPrint.objects.request(task=MONTH_TASK, by=None, **what)


def _draft(kind: ReportKind) -> Callable[[Unit, Days], PrintJob | None]:
    def made(unit: Unit, days: Days) -> PrintJob | None:
        starts_on, ends_on = days
        period = {"unit": unit, "kind": kind, "starts_on": starts_on, "ends_on": ends_on}
        try:
            return Report.objects.start(**period, by=None).request_pdf(by=None)
        except ValidationError:  # issued already
            return None

    return made


MAKES: dict[str, Callable[[Unit, Days], PrintJob | None]] = {
    PreparedKind.MONTH: _month,
    PreparedKind.QUARTER: _draft(ReportKind.QUARTER),
    PreparedKind.YEAR_END: _draft(ReportKind.YEAR_END),
}
