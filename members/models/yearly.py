"""What is written once a year about a member."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.years import FIRST_YEAR, LAST_YEAR
from common.periods import refuse_future
from members.models.member import Member


class MemberYearQuerySet(models.QuerySet):
    def of(self, member: Member, year: int) -> MemberYear:
        """The row of that year, or a new one that is not saved yet."""
        kept = self.filter(member=member, year=year).first()
        return kept or self.model(member=member, year=year)


class MemberYear(models.Model):
    """One row a member and year. A subclass names in `DAY_FIELD` the day it was handed in."""

    DAY_FIELD: str

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="%(class)ss")
    year = models.PositiveSmallIntegerField(
        "năm", validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )

    objects = MemberYearQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                name="%(class)s_once_a_year",
                fields=["member", "year"],
                violation_error_message="Người khác vừa ghi mục này của năm. Mở lại trang để xem.",
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} năm {self.year}: {self.member}"

    def clean(self):
        day = getattr(self, self.DAY_FIELD)
        if self.year > timezone.localdate().year:
            raise ValidationError(f"Chưa đến năm {self.year}.")
        refuse_future(day, self.DAY_FIELD)
        if day and day < datetime.date(self.year, 1, 1):
            raise ValidationError({self.DAY_FIELD: f"Phải từ ngày 01/01/{self.year}."})

    @transaction.atomic
    def record(self, *, fields: list[str], by: User | None) -> None:
        """Write it down, or correct these fields of what was written; the other ones stay."""
        self.member.lock()
        self.full_clean()
        self.save(update_fields=None if self._state.adding else fields)
        audit.record(by, f"{self._meta.model_name}.record", self, fields)
