"""Yêu cầu báo cáo: what a body asks of those right below it, and by when."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit, UnitVersion
from cells.rights import COLLECTING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required, who_did
from common.vietnamese import nfc
from meetings.models.shared import Withdrawable
from reports.models.report import Report
from reports.models.template import ReportKind, titled
from reports.rules.period import wrong_period

ONCE = "Báo cáo của kỳ này đã được yêu cầu. Sửa yêu cầu đó."


class ReportRequestQuerySet(ScopedQuerySet):
    seen_by = COLLECTING_ROLES

    def standing(self):
        return self.filter(withdrawn_on__isnull=True)

    def of_period(self, unit: Unit, kind: str, starts_on: datetime.date, ends_on: datetime.date):
        return self.filter(unit=unit, kind=kind, starts_on=starts_on, ends_on=ends_on)

    def in_year(self, year: int):
        """With a day of the period in that year, or due in it: many years are reported in the next."""
        day = datetime.date
        touching = Q(starts_on__lte=day(year, 12, 31), ends_on__gte=day(year, 1, 1))
        return self.filter(touching | Q(due_on__year=year))

    def waiting_for(self, unit: Unit):
        """Asked of this unit by what stood right above it on the last day, and not issued by it."""
        then = UnitVersion.objects.on(OuterRef("ends_on")).filter(unit=unit)
        same = {field: OuterRef(field) for field in ("kind", "starts_on", "ends_on")}
        issued = Report.objects.in_force().filter(unit=unit, **same)
        asked = self.standing().filter(Exists(then.filter(parent=OuterRef("unit"))), ~Exists(issued))
        return asked.select_related("unit").order_by("due_on", "id")

    @transaction.atomic
    def ask(self, *, unit: Unit, kind: str, by: User | None, **facts) -> ReportRequest:
        """Ask all that stand right below `unit` for one report; once for a period."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        asked = self.model(unit=unit, kind=kind, asked_by=by, **facts)
        audit.add(by, "request.ask", asked)
        return asked


class ReportRequest(Withdrawable):
    """Yêu cầu báo cáo: one for all bodies right below, of a kind and period, until it is withdrawn."""

    unit = required(Unit, "tổ chức đảng yêu cầu")
    kind = models.CharField("loại báo cáo", max_length=12, choices=ReportKind)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    due_on = models.DateField("hạn gửi")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = who_did()

    objects = ReportRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-id"]
        verbose_name = verbose_name_plural = "yêu cầu báo cáo"
        constraints = [
            Withdrawable.for_a_reason("reportrequest_withdrawn_for_a_reason"),
            models.UniqueConstraint(
                name="reportrequest_once",
                fields=["unit", "kind", "starts_on", "ends_on"],
                condition=Q(withdrawn_on__isnull=True),
                violation_error_message=ONCE,
            ),
            models.CheckConstraint(
                name="reportrequest_in_order",
                condition=Q(ends_on__gte=F("starts_on"), due_on__gte=F("starts_on")),
                violation_error_message="Ngày cuối kỳ và hạn gửi không được trước ngày đầu kỳ.",
            ),
        ]

    def __str__(self):
        return titled(self.kind, self.starts_on, self.ends_on)

    @property
    def period(self) -> dict[str, object]:
        """What a report has to be of to answer it."""
        return {"kind": self.kind, "starts_on": self.starts_on, "ends_on": self.ends_on}

    def clean(self):
        self.note = nfc(self.note)
        if self.unit.is_cell:
            raise ValidationError("Chi bộ không có tổ chức đảng trực thuộc để yêu cầu báo cáo.")
        if wrong := wrong_period(self.starts_on, self.ends_on):
            raise ValidationError({"ends_on": wrong})
        if self.due_on < self.starts_on:
            raise ValidationError({"due_on": "Hạn gửi không được trước ngày đầu kỳ."})

    @transaction.atomic
    def change(self, *, by: User | None, **facts) -> None:
        """Another due day or note; of another kind or period is another request."""
        self._lock()
        audit.rewrite(by, "request.change", self, facts)

    @transaction.atomic
    def withdraw(self, *, reason: str, by: User | None) -> None:
        """Nobody is asked any more; what was written or issued meanwhile stays."""
        self._lock()
        self._withdraw("request.withdraw", on=timezone.localdate(), reason=reason, by=by)

    def _lock(self) -> None:
        self.refresh_from_db(from_queryset=ReportRequest.objects.select_for_update())
        if self.withdrawn_on:
            raise ValidationError("Yêu cầu này đã rút.")
