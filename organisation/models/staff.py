"""How many people work at the body that an organisation belongs to: party figures are shares of it."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import COUNTING_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from common.periods import refuse_future


class StaffCountQuerySet(ScopedQuerySet):
    seen_by = COUNTING_ROLES

    def latest_by(self, day: datetime.date):
        """At most one row a unit: the last counted by that day, of units that stood on it."""
        later = self.model.objects.filter(
            unit=OuterRef("unit"), counted_on__gt=OuterRef("counted_on"), counted_on__lte=day
        )
        stood = Q(unit__ended_on__isnull=True) | Q(unit__ended_on__gte=day)
        return self.filter(~Exists(later), stood, counted_on__lte=day)

    @transaction.atomic
    def record(
        self, *, unit: Unit, counted_on: datetime.date, number: int, source: str, by: User | None
    ) -> StaffCount:
        """Keep the number of a day. A staff is counted at one level of the tree only."""
        Unit.objects.select_for_update().get(pk=unit.path_ids[0])  # one tree, one at a time
        row = StaffCount(unit=unit, counted_on=counted_on, number=number, source=source)
        row.check_count()
        row.save()
        audit.record(by, "staff.record", row, ["unit", "counted_on", "number"])
        return row


class StaffCount(models.Model):
    """Biên chế: officials, employees and workers of the host body on one day, usually 31 December."""

    unit = required(Unit, related_name="staff_counts")
    counted_on = models.DateField("tính đến ngày")
    number = models.PositiveIntegerField("số người")
    source = models.CharField("nguồn số liệu", max_length=200, blank=True)

    objects = StaffCountQuerySet.as_manager()

    class Meta:
        ordering = ["-counted_on"]
        verbose_name = verbose_name_plural = "số người làm việc"
        constraints = [
            models.UniqueConstraint(
                name="staffcount_once_a_day",
                fields=["unit", "counted_on"],
                violation_error_message="Đã ghi số người của ngày này.",
            )
        ]

    def __str__(self):
        return f"{self.unit}, {self.counted_on:%d/%m/%Y}: {self.number}"

    def check_count(self) -> None:
        """Refuse a day of no use, and a staff that is counted above or below already."""
        refuse_future(self.counted_on, "counted_on")
        if self.unit.version_on(self.counted_on) is None:
            raise ValidationError(
                {"counted_on": "Tổ chức đảng chưa thành lập hoặc đã kết thúc hoạt động vào ngày này."}
            )
        if self.unit.staff_counts.exclude(pk=self.pk).filter(counted_on=self.counted_on).exists():
            raise ValidationError({"counted_on": "Đã ghi số người của ngày này."})
        if other := self._counted_elsewhere():
            raise ValidationError(
                f"Số người đã ghi tại {other}; ghi thêm ở đây thì một người bị tính hai lần."
            )

    def _counted_elsewhere(self) -> Unit | None:
        """A unit above or below, on that day or since, that keeps counts of its own."""
        above = self.unit.ancestry.ending_from(self.counted_on).values("ancestor")
        below = self.unit.descent.ending_from(self.counted_on).values("unit")
        related = Unit.objects.filter(Q(pk__in=above) | Q(pk__in=below))
        counting = related.exclude(pk=self.unit_id).filter(staff_counts__isnull=False)
        return counting.order_by("path").first()

    @transaction.atomic
    def correct(self, *, number: int, source: str, by: User | None) -> None:
        """Put right what was typed wrongly."""
        self._lock()
        audit.change(by, "staff.correct", self, number=number, source=source)

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take the number back; the one before it counts again."""
        self._lock()
        audit.record(by, "staff.withdraw", self, ["unit", "counted_on", "number"])
        self.delete()

    def _lock(self) -> None:
        if not StaffCount.objects.select_for_update().filter(pk=self.pk).exists():
            raise ValidationError("Số liệu này vừa được xóa.")
