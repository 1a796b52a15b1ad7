"""Chương trình kiểm tra, giám sát: the paper by which a unit approved its campaigns of a year."""

from __future__ import annotations

import datetime

from django.db import models, transaction

from accounts import audit
from accounts.models import User
from accounts.years import FIRST_YEAR
from cells.models import Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common import sense
from common.models.links import required


class ProgrammeQuerySet(ScopedQuerySet):
    seen_by = PERSON_ROLES

    @transaction.atomic
    def write(
        self,
        *,
        unit: Unit,
        year: int,
        number: str,
        approved_on: datetime.date | None,
        note: str,
        by: User | None,
    ) -> Programme:
        """Say by which paper the programme was approved, or put that right: one for a unit and year."""
        Unit.objects.select_for_update().get(pk=unit.pk)
        row = self.filter(unit=unit, year=year).first() or self.model(unit=unit, year=year)
        facts = {"number": number, "approved_on": approved_on, "note": note}
        audit.rewrite(by, "inspection.programme", row, facts)
        return row


class Programme(models.Model):
    """What is planned in it are the campaigns of that unit and year with a time."""

    unit = required(Unit, "tổ chức đảng", related_name="inspection_programmes")
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    approved_on = models.DateField("ngày ban hành", null=True, blank=True, validators=[sense.of_party])
    note = models.CharField("ghi chú", max_length=500, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "year"]
        verbose_name = verbose_name_plural = "chương trình kiểm tra, giám sát"
        constraints = [
            models.UniqueConstraint(
                name="inspection_programme_once",
                fields=["unit", "year"],
                violation_error_message="Chương trình của năm này đã được ghi.",
            ),
            models.CheckConstraint(
                name="inspection_programme_year", condition=models.Q(year__gte=FIRST_YEAR)
            ),
        ]

    def __str__(self):
        return f"Chương trình kiểm tra, giám sát năm {self.year}"
