"""What a round grades: a year, a quarter of it, in which only leaders are, or a term."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from cells.models import Term
from common.models.links import optional
from common.months import MONTHS_IN_QUARTER, month_end, quarter_of, quarter_start
from common.vietnamese import in_sentence


class RoundKind(models.TextChoices):
    YEAR = "year", "năm"
    QUARTER = "quarter", "quý"
    TERM = "term", "nhiệm kỳ"


class People(models.TextChoices):
    """Who is on the roll. No text says it of a term, so the round does."""

    MEMBERS = "members", "Mọi đảng viên"
    LEADERS = "leaders", "Chỉ người giữ chức vụ trong Đảng"
    NOBODY = "nobody", "Không ai, chỉ tổ chức đảng và tập thể"


class Quarter(models.IntegerChoices):
    FIRST = 1, "Quý I"
    SECOND = 2, "Quý II"
    THIRD = 3, "Quý III"
    FOURTH = 4, "Quý IV"


def days_of(year: int, quarter: int | None) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the quarter; of the year where none is named."""
    if quarter is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    last = datetime.date(year, quarter * MONTHS_IN_QUARTER, 1)
    return quarter_start(last), month_end(last)


def period_named(year: int, quarter: int | None) -> str:
    if quarter is None:
        return f"năm {year}"
    return f"{in_sentence(Quarter(quarter).label)} năm {year}"


def quarter_named(day: datetime.date) -> str:
    """The quarter that the day lies in."""
    return period_named(day.year, quarter_of(day))


class OfPeriod(models.Model):
    """Năm, quý trong năm, or nhiệm kỳ, whose year is the one it ends in."""

    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("loại đợt", max_length=8, choices=RoundKind.choices, default=RoundKind.YEAR)
    quarter = models.PositiveSmallIntegerField("quý", choices=Quarter.choices, null=True, blank=True)
    term = optional(Term, "nhiệm kỳ")
    people = models.CharField(
        "đảng viên trong đợt", max_length=8, choices=People.choices, default=People.MEMBERS
    )

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
            models.UniqueConstraint(
                name="round_once_a_term",
                fields=["unit", "term"],
                condition=Q(kind=RoundKind.TERM),
                violation_error_message=message,
            ),
            models.CheckConstraint(
                name="round_kind_has_its_quarter",
                condition=~Q(kind=RoundKind.QUARTER) & Q(quarter__isnull=True)
                | Q(kind=RoundKind.QUARTER, quarter__isnull=False, quarter__in=Quarter.values),
            ),
            models.CheckConstraint(
                name="round_kind_has_its_term",
                condition=~Q(kind=RoundKind.TERM) & Q(term__isnull=True)
                | Q(kind=RoundKind.TERM, term__isnull=False),
            ),
        ]

    @property
    def is_yearly(self) -> bool:
        return self.kind == RoundKind.YEAR

    @property
    def is_of_term(self) -> bool:
        return self.kind == RoundKind.TERM

    @property
    def grades_units(self) -> bool:
        """Whether cells, collectives and the committee are graded too: not in a quarter."""
        return self.kind != RoundKind.QUARTER

    @property
    def period(self) -> str:
        return f"nhiệm kỳ {self.term}" if self.term else period_named(self.year, self.quarter)

    def check_reference(self, day: datetime.date) -> None:
        """Raises ValidationError at `reference_on`."""
        if not self.starts_on <= day <= self.ends_on:
            message = f"Ngày lấy danh sách phải trong {self.period}."
            raise ValidationError({"reference_on": message})
