"""Đợt học tập, quán triệt: who had to study a resolution, and who did; counts only, no names."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from common.periods import refuse_future
from common.vietnamese import nfc

TOO_MANY = "Số người dự không thể nhiều hơn số người phải dự."


class StudySessionQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    def in_days(self, start: datetime.date, end: datetime.date):
        return self.filter(held_on__range=(start, end))

    def newest_first(self):
        return self.select_related("unit").order_by("-held_on", "-id")

    @transaction.atomic
    def record(self, *, unit: Unit, by: User | None, **facts) -> StudySession:
        """Write down one session that a unit held."""
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        session = self.model(unit=unit, **facts)
        session.check_day()
        audit.add(by, "study.record", session)
        return session


class StudySession(models.Model):
    """Đợt học tập, quán triệt nghị quyết của một tổ chức đảng."""

    unit = required(Unit, "tổ chức đảng", related_name="study_sessions")
    held_on = models.DateField("ngày")
    subject = models.CharField("nội dung", max_length=300)
    due = models.PositiveIntegerField("số người phải dự")
    attended = models.PositiveIntegerField("số người dự")
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = StudySessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = verbose_name_plural = "đợt học tập, quán triệt"
        constraints = [
            models.UniqueConstraint(
                name="studysession_once",
                fields=["unit", "held_on", "subject"],
                violation_error_message="Đợt học tập này đã được ghi.",
            ),
            models.CheckConstraint(
                name="studysession_attended_of_due",
                condition=Q(attended__lte=F("due")),
                violation_error_message=TOO_MANY,
            ),
        ]

    def __str__(self):
        return f"{self.subject} ({self.held_on:%d/%m/%Y})"

    def clean(self):
        self.subject, self.note = nfc(self.subject), nfc(self.note)
        if self.due is not None and self.attended is not None and self.attended > self.due:
            raise ValidationError({"attended": TOO_MANY})

    def check_day(self) -> None:
        """Refuse a day to come, or one on which the unit was not there."""
        refuse_future(self.held_on, "held_on")
        if not self.unit.versions.on(self.held_on).exists():
            raise ValidationError(
                {"held_on": "Vào ngày này tổ chức đảng chưa có hoặc đã kết thúc hoạt động."}
            )

    @transaction.atomic
    def correct(self, *, by: User | None, **facts) -> None:
        """Put right what was typed wrongly."""
        self._lock()
        for name, value in facts.items():
            setattr(self, name, value)
        self.check_day()
        audit.rewrite(by, "study.correct", self, facts)

    @transaction.atomic
    def withdraw(self, *, by: User | None) -> None:
        """Take back what was recorded by mistake."""
        self._lock()
        audit.record(by, "study.withdraw", self, note=str(self))
        self.delete()

    def _lock(self) -> None:
        if not StudySession.objects.select_for_update().filter(pk=self.pk).exists():
            raise ValidationError("Đợt học tập này vừa được xóa.")
