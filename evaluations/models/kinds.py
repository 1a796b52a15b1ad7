"""What a round grades: a year, or a quarter of it, in which only leaders are."""

import datetime
from calendar import monthrange

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

MONTHS_A_QUARTER = 3


class RoundKind(models.TextChoices):
    YEAR = "year", "năm"
    QUARTER = "quarter", "quý"


class Quarter(models.IntegerChoices):
    FIRST = 1, "Quý I"
    SECOND = 2, "Quý II"
    THIRD = 3, "Quý III"
    FOURTH = 4, "Quý IV"


def days_of(year: int, quarter: int | None) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the quarter; of the year where none is named."""
    if quarter is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    last = quarter * MONTHS_A_QUARTER
    first = datetime.date(year, last - MONTHS_A_QUARTER + 1, 1)
    return first, datetime.date(year, last, monthrange(year, last)[1])


def period_named(year: int, quarter: int | None) -> str:
    if quarter is None:
        return f"năm {year}"
    label = Quarter(quarter).label
    return f"{label[:1].lower()}{label[1:]} năm {year}"


def quarter_named(day: datetime.date) -> str:
    """The quarter that the day lies in."""
    return period_named(day.year, (day.month - 1) // MONTHS_A_QUARTER + 1)


class OfPeriod(models.Model):
    """Năm, or quý trong năm."""

    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại đợt", max_length=8, choices=RoundKind.choices, default=RoundKind.YEAR)
    quarter = models.PositiveSmallIntegerField("quý", choices=Quarter.choices, null=True, blank=True)

    class Meta:
        abstract = True

    @staticmethod
    def once() -> list[models.BaseConstraint]:
        """The constraints a subclass names in its Meta."""
        message = "Đợt xếp loại của thời gian này đã được mở."
        return [
            models.UniqueConstraint(
                name="round_once_a_year",
                fields=["unit", "year"],
                condition=Q(kind=RoundKind.YEAR),
                violation_error_message=message,
            ),
            models.UniqueConstraint(
                name="round_once_a_quarter",
                fields=["unit", "year", "quarter"],
                condition=Q(kind=RoundKind.QUARTER),
                violation_error_message=message,
            ),
            models.CheckConstraint(
                name="round_kind_has_its_quarter",
                condition=Q(kind=RoundKind.YEAR, quarter__isnull=True)
                | Q(kind=RoundKind.QUARTER, quarter__isnull=False, quarter__in=Quarter.values),
            ),
        ]

    @property
    def is_yearly(self) -> bool:
        return self.kind == RoundKind.YEAR

    @property
    def period(self) -> str:
        return period_named(self.year, self.quarter)

    def check_reference(self, day: datetime.date) -> None:
        """Raises ValidationError at `reference_on`."""
        if not self.starts_on <= day <= self.ends_on:
            message = f"Ngày lấy danh sách phải trong {self.period}."
            raise ValidationError({"reference_on": message})
