"""Terms of units."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models

from cells.models.unit import Unit
from common.periods import DAY, refuse_future


class TermQuerySet(models.QuerySet):
    def check_congress(self, unit: Unit, name: str, on: datetime.date) -> None:
        """Refuse a name or a day that the terms of the unit contradict."""
        refuse_future(on, "congress_on")
        if unit.version_on(on) is None:
            raise ValidationError(
                {"congress_on": "Tổ chức đảng chưa thành lập hoặc đã kết thúc hoạt động vào ngày này."}
            )
        if self.filter(unit=unit, name=name).exists():
            raise ValidationError({"name": "Tổ chức này đã có nhiệm kỳ đó."})
        if last := self.filter(unit=unit, congress_on__gte=on).first():
            raise ValidationError(
                {"congress_on": f"Phải sau đại hội trước ({last.congress_on:%d/%m/%Y})."}
            )


class Term(models.Model):
    """Nhiệm kỳ: numbers of documents run through it from 01."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="terms")
    name = models.CharField("nhiệm kỳ", max_length=20)
    congress_on = models.DateField("ngày đại hội")

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-congress_on"]
        verbose_name = verbose_name_plural = "nhiệm kỳ"
        constraints = [models.UniqueConstraint(name="term_name", fields=["unit", "name"])]

    def __str__(self):
        return self.name

    @property
    def days(self) -> tuple[datetime.date, datetime.date | None]:
        """From the day after its congress to the day of the next one; without end while it runs."""
        later = Term.objects.filter(unit=self.unit_id, congress_on__gt=self.congress_on)
        following = later.order_by("congress_on").first()
        return self.congress_on + DAY, following and following.congress_on
