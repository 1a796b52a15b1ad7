"""Who holds which role, where, and when."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models.unit import Unit
from cells.rights import Role
from common.models.links import required
from common.periods import Period, PeriodQuerySet, refuse_far


class AssignmentQuerySet(PeriodQuerySet):
    @transaction.atomic
    def assign(
        self, *, user: User, unit: Unit, role: Role, starts_on: datetime.date, by: User | None
    ) -> Assignment:
        """Give a user a role at a unit from that day on. Nobody gives himself one."""
        if by and by.pk == user.pk:
            raise ValidationError("Đồng chí không thể tự phân công cho mình.")
        refuse_far(starts_on, "starts_on")
        if starts_on < unit.founded_on:
            raise ValidationError(
                {"starts_on": f"Tổ chức đảng này thành lập ngày {unit.founded_on:%d/%m/%Y}."}
            )
        User.objects.select_for_update(no_key=True).get(pk=user.pk)  # a double click waits
        if self.filter(user=user, unit=unit, role=role).ending_from(starts_on).exists():
            raise ValidationError("Tài khoản này đã có vai trò đó tại tổ chức đó vào ngày này.")
        assignment = self.create(user=user, unit=unit, role=role, starts_on=starts_on)
        audit.record(by, "assignment.assign", assignment, ["user", "unit", "role", "starts_on"])
        return assignment


class Assignment(Period):
    """Phân công: a user holds a role at a unit, and so over everything below it, for a time."""

    user = required(settings.AUTH_USER_MODEL, "tài khoản", related_name="assignments")
    unit = required(Unit, "tổ chức đảng", related_name="assignments")
    role = models.CharField("vai trò", max_length=16, choices=Role.choices)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        verbose_name = verbose_name_plural = "phân công"
        constraints = [
            Period.in_order("assignment_in_order"),
            models.UniqueConstraint(
                name="assignment_one_open",
                fields=["user", "unit", "role"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Tài khoản này đang giữ vai trò đó tại tổ chức đó.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.unit}"

    @transaction.atomic
    def end(self, *, on: datetime.date, by: User) -> None:
        """Hold the role until the end of that day and no longer.

        Nobody ends his own role of administrator: the last one would lock the office out.
        """
        current = self._locked()
        if current.ends_on:
            raise ValidationError(f"Phân công này đã kết thúc ngày {current.ends_on:%d/%m/%Y}.")
        if on < current.starts_on:
            raise ValidationError(
                {"ends_on": f"Phân công này bắt đầu từ ngày {current.starts_on:%d/%m/%Y}."}
            )
        refuse_far(on, "ends_on")
        if current.user_id == by.pk and current.role == Role.ADMIN:
            raise ValidationError("Đồng chí không thể tự kết thúc vai trò quản trị của mình.")
        audit.change(by, "assignment.end", self, ends_on=on)

    @transaction.atomic
    def withdraw(self, *, by: User) -> None:
        """Take back at once what was given by mistake: only on the first day, or before it."""
        self._locked()
        if self.starts_on < timezone.localdate():
            raise ValidationError("Phân công đã có hiệu lực từ trước; đề nghị kết thúc phân công này.")
        if self.user_id == by.pk and self.role == Role.ADMIN:
            raise ValidationError("Đồng chí không thể tự thu hồi vai trò quản trị của mình.")
        # Before the row goes: the event names its id.
        audit.record(by, "assignment.withdraw", self, ["user", "unit", "role", "starts_on"])
        self.delete()

    def _locked(self) -> Assignment:
        """The row as it stands now, locked; refused when somebody took it back meanwhile."""
        current = Assignment.objects.select_for_update().filter(pk=self.pk).first()
        if current is None:
            raise ValidationError("Phân công này vừa được thu hồi.")
        return current
